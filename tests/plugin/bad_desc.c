/*
 * bad_desc.c - plugins that must be refused before any of their code runs: one .so per SIN. A create()
 * that is reached all the same tells on itself.
 */
#include <hss/plugin.h>

/* the preprocessor does not know enumerations */
#define SIN_MAGIC 1
#define SIN_MAJOR 2
#define SIN_MINOR 3
#define SIN_SIZE 4
#define SIN_NAME 5
#define SIN_KIND 6
#define SIN_NO_CREATE 7
#define SIN_NO_STORE 8
#define SIN_TWO_STORE 9
#define SIN_RELOAD 10
#define SIN_CONF 11
#define SIN_REGISTERS_NOTHING 12
#define SIN_FAILS_CREATE 13

HSS_HIDDEN const struct hss_host *hss_host;

static hss_rc create(struct hss_inst *in, const void *conf, void **self, struct hss_err *err)
{
	(void)in;
	(void)conf;
	(void)err;
	*self = (void *)&hss_host;
#if SIN == SIN_FAILS_CREATE
	__builtin_memcpy(err->text, "the moon is full", 17);
	return HSS_E_STATE;
#endif
	return HSS_OK;
}

static const struct hss_plugin_ops ops = {
	.size = sizeof ops,
#if SIN != SIN_NO_CREATE
	.create = create,
#endif
};

#if SIN == SIN_TWO_STORE
static hss_rc prepare(void *self, void *wself, const struct hss_entity *const *e, uint32_t n,
                      struct hss_err *err)
{
	(void)self;
	(void)wself;
	(void)e;
	(void)n;
	(void)err;
	return HSS_OK;
}
static void submit(void *self, void *lself, struct hss_job *j)
{
	(void)self;
	(void)lself;
	(void)j;
}
static void exec(void *self, void *wself, struct hss_job *const *jobs, uint32_t n)
{
	(void)self;
	(void)wself;
	(void)jobs;
	(void)n;
}
static const struct hss_store_ops store_ops = { .size = sizeof store_ops, .prepare = prepare,
	                                        .submit = submit, .exec = exec };
#endif

#if SIN == SIN_CONF
static const struct hss_conf_item items[] = {
	{ .key = "x", .type = 99, .offset = 0, .doc = "a type that does not exist" },
};
static const struct hss_conf_schema conf = { sizeof conf, sizeof items[0], 8, 1, items, NULL };
#endif

extern HSS_EXPORT const struct hss_plugin_desc hss_plugin;
const struct hss_plugin_desc hss_plugin = {
	.magic = SIN == SIN_MAGIC ? 1 : HSS_PLUGIN_MAGIC,
	.abi_major = SIN == SIN_MAJOR ? 7 : HSS_ABI_MAJOR,
	.abi_minor = HSS_ABI_MINOR,
	.abi_minor_min = SIN == SIN_MINOR ? 900 : 0,
	.size = SIN == SIN_SIZE ? 40 : sizeof(struct hss_plugin_desc),
	.host_slot = &hss_host,
	.kind = SIN == SIN_KIND ? 9
	        : SIN == SIN_NO_STORE || SIN == SIN_TWO_STORE ? HSS_STORAGE : HSS_INTERFACE,
	.flags = SIN == SIN_RELOAD ? HSS_PF_RELOAD : 0,
	.name = SIN == SIN_NAME ? "somebody_else" : SIN_FILE,
	.version = "1", .summary = "refused", .license = "none", .ops = &ops,
#if SIN == SIN_TWO_STORE
	.kind_ops = &store_ops,
#endif
#if SIN == SIN_CONF
	.conf = &conf,
#endif
};
