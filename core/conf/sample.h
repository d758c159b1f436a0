/* sample.h - a schema as text for people: a commented YAML file to start from, and a table for
 * the documentation. */
#ifndef CONF_SAMPLE_H
#define CONF_SAMPLE_H

#include <hss/plugin.h>

#include <stdio.h>

/*
 * A file for conf.d. What is explained starts with "# ", a key with its default with "#" alone:
 * taking that away states the key. Only required keys stand there uncommented. INVAL: the table
 * is wrong; INTERNAL: could not be written.
 */
hss_rc sample_plugin(FILE *f, const struct hss_plugin_desc *d);
hss_rc sample_core(FILE *f);
/* The keys below `head` ("core:"); schema NULL: none.                          */
hss_rc sample_schema(FILE *f, const char *head, const struct hss_conf_schema *schema);

/* A Markdown section: heading, summary (NULL: none), and a row per key, nested ones as a.b and
 * a[].b. Results as above.                                                     */
hss_rc sample_markdown(FILE *f, const char *title, const char *summary,
                       const struct hss_conf_schema *schema);
hss_rc sample_markdown_core(FILE *f);

#endif
