/* config.h - a plugin's configuration from YAML text by the core's own schema code. */
#ifndef STORE_CONFIG_H
#define STORE_CONFIG_H

#include <hss/plugin.h>

/* `text` with @DIR@ replaced; *out by schema_free(). INVAL: the first mistake in err. */
hss_rc config_fill(const struct hss_plugin_desc *d, const char *text, const char *dir, void **out,
                   struct hss_err *err);

#endif
