/* loader.c - see loader.h; the rules are DESIGN's sections 2 and 11. */
#include "plugin/loader.h"

#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define REFUSE(rc, ...)                                                        \
	do {                                                                   \
		snprintf(err->text, sizeof err->text, __VA_ARGS__);            \
		err->code = (rc);                                              \
		return (rc);                                                   \
	} while (0)

static const char *const kinds[] = { "?", "interface", "storage", "exporter" };

/* A file that others may write is code of theirs in a process that holds every key.  */
static hss_rc judge_file(const char *path, struct hss_err *err)
{
	struct stat st;

	if (stat(path, &st))
		REFUSE(HSS_E_NOTFOUND, "%.200s: %s", path, strerror(errno));
	if (!S_ISREG(st.st_mode))
		REFUSE(HSS_E_INVAL, "%.200s: not a regular file", path);
	if (st.st_mode & S_IWOTH)
		REFUSE(HSS_E_DENIED, "%.200s: writable by others", path);
	if (st.st_uid != 0 && st.st_uid != geteuid())
		REFUSE(HSS_E_DENIED, "%.200s: owned by neither root nor this user", path);
	return HSS_OK;
}

static hss_rc judge_ops(const struct hss_plugin_desc *d, struct hss_err *err)
{
	const struct hss_store_ops *st = d->kind_ops;

	if (!d->ops || !HSS_HAS(d->ops, create))
		REFUSE(HSS_E_INVAL, "plugin \"%.60s\" has no create()", d->name);
	if (d->flags & HSS_PF_RELOAD && (!HSS_HAS(d->ops, reload) || !HSS_HAS(d->ops, release)))
		REFUSE(HSS_E_INVAL, "plugin \"%.60s\" says HSS_PF_RELOAD without reload() and release()",
		       d->name);
	if (d->kind != HSS_STORAGE)
		return HSS_OK;
	if (!st || HSS_HAS(st, submit) == HSS_HAS(st, exec))
		REFUSE(HSS_E_INVAL, "storage plugin \"%.60s\" must have exactly one of submit() and exec()",
		       d->name);
	if (!HSS_HAS(st, prepare))
		REFUSE(HSS_E_INVAL, "storage plugin \"%.60s\" has no prepare()", d->name);
	return HSS_OK;
}

static hss_rc judge(const struct hss_plugin_desc *d, const char *want_name, struct hss_err *err)
{
	if (d->magic != HSS_PLUGIN_MAGIC)
		REFUSE(HSS_E_INVAL, "symbol hss_plugin is not a plugin descriptor (wrong magic)");
	if (d->abi_major != HSS_ABI_MAJOR)
		REFUSE(HSS_E_NOTSUP, "built for ABI %u.%u, this hssd speaks ABI %u.%u", d->abi_major,
		       d->abi_minor, HSS_ABI_MAJOR, HSS_ABI_MINOR);
	if (d->abi_minor_min > HSS_ABI_MINOR)
		REFUSE(HSS_E_NOTSUP, "needs at least ABI %u.%u, this hssd speaks ABI %u.%u", d->abi_major,
		       d->abi_minor_min, HSS_ABI_MAJOR, HSS_ABI_MINOR);
	if (d->size < offsetof(struct hss_plugin_desc, host_slot) + sizeof d->host_slot)
		REFUSE(HSS_E_INVAL, "descriptor of %u octets is shorter than ABI 1.0's", d->size);
	if (!d->name || !*d->name || strlen(d->name) > 60)
		REFUSE(HSS_E_INVAL, "descriptor has no name, or one of more than 60 characters");
	if (want_name && strcmp(d->name, want_name))
		REFUSE(HSS_E_INVAL, "file holds plugin \"%.60s\", not \"%.60s\"", d->name, want_name);
	if (d->kind < HSS_INTERFACE || d->kind > HSS_EXPORTER)
		REFUSE(HSS_E_INVAL, "plugin \"%.60s\" is of unknown kind %u", d->name, d->kind);
	if (!d->host_slot)
		REFUSE(HSS_E_INVAL, "plugin \"%.60s\" has no host_slot", d->name);
	return judge_ops(d, err);
}

hss_rc loader_open(const char *path, const char *want_name, const struct hss_host *host,
                   struct loaded *out, struct hss_err *err)
{
	const struct hss_plugin_desc *d;
	void *dl;
	hss_rc rc = judge_file(path, err);

	if (rc != HSS_OK)
		return rc;
	dl = dlopen(path, RTLD_NOW | RTLD_LOCAL);
	if (!dl)
		REFUSE(HSS_E_INVAL, "%.240s", dlerror());
	d = dlsym(dl, "hss_plugin");
	if (!d) {
		dlclose(dl);
		REFUSE(HSS_E_INVAL, "%.160s: exports no symbol hss_plugin", path);
	}
	rc = judge(d, want_name, err);
	if (rc != HSS_OK) {
		char why[200];

		dlclose(dl);
		snprintf(why, sizeof why, "%.199s", err->text);
		REFUSE(rc, "%.50s: %.190s", strrchr(path, '/') ? strrchr(path, '/') + 1 : path, why);
	}
	if (host)
		*d->host_slot = host;
	*out = (struct loaded){ dl, d };
	return HSS_OK;
}

void loader_close(struct loaded *l)
{
#ifndef HSSD_SANITIZED
	if (l->dl)
		dlclose(l->dl);
#endif
	*l = (struct loaded){ 0 };
}

int loader_inspect(const char *path)
{
	struct hss_err err = { 0 };
	struct loaded l;
	const struct hss_plugin_desc *d;

	if (loader_open(path, NULL, NULL, &l, &err) != HSS_OK) {
		fprintf(stderr, "hssd: %s\n", err.text);
		return 1;
	}
	d = l.desc;
	printf("name:     %s\nversion:  %s\nkind:     %s\nsummary:  %s\nlicense:  %s\n", d->name,
	       d->version ? d->version : "-", kinds[d->kind], d->summary ? d->summary : "-",
	       d->license ? d->license : "-");
	printf("abi:      built against %u.%u, needs %u.%u (this hssd: %u.%u)\n", d->abi_major,
	       d->abi_minor, d->abi_major, d->abi_minor_min, HSS_ABI_MAJOR, HSS_ABI_MINOR);
	printf("flags:    %s%s%s\n", d->flags & HSS_PF_MULTI ? "multi " : "",
	       d->flags & HSS_PF_RELOAD ? "reload " : "", d->flags & HSS_PF_LOADS ? "loads" : "");
	printf("depends: ");
	for (uint32_t i = 0; d->depends && d->depends[i]; i++)
		printf(" %s", d->depends[i]);
	printf("\nkeys:    ");
	for (uint32_t i = 0; d->conf && i < d->conf->n_items; i++)
		printf(" %s", ((const struct hss_conf_item *)(const void *)((const char *)d->conf->items +
		              (size_t)i * d->conf->item_size))->key);
	printf("\n");
	loader_close(&l);
	return 0;
}

hss_rc loader_find(const char *const *dirs, const char *name, char *out, size_t max)
{
	if (!*name || strchr(name, '/'))
		return HSS_E_INVAL;
	for (; *dirs; dirs++) {
		int n = snprintf(out, max, "%s/%s.so", *dirs, name);

		if (n > 0 && (size_t)n < max && access(out, F_OK) == 0)
			return HSS_OK;
	}
	return HSS_E_NOTFOUND;
}
