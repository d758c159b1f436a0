/*
 * docs.c - /docs/: the OpenAPI viewer's files, read once at the start and served from memory,
 * so that the page works without the Internet. Without those files a page of our own lists the
 * operations of /swagger.json and sends requests.
 */
#include "api.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#define FILE_MAX (8 << 20)

struct file {
	const char *name, *type;
	uint8_t *p;
	size_t n;
};

static const struct {
	const char *name, *type;
} wanted[] = {
	{ "swagger-ui.css", "text/css" },
	{ "swagger-ui-bundle.js", "application/javascript" },
	{ "favicon-32x32.png", "image/png" },
	{ "LICENSE", "text/plain" },
	{ "NOTICE", "text/plain" },
};
#define N_WANTED (sizeof wanted / sizeof wanted[0])

struct docs {
	struct file file[N_WANTED];
	bool has_viewer;
};

static const char viewer_page[] =
	"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
	"<title>HSS provisioning API</title><link rel=\"stylesheet\" href=\"swagger-ui.css\">"
	"<link rel=\"icon\" href=\"favicon-32x32.png\"></head><body><div id=\"ui\"></div>"
	"<script src=\"swagger-ui-bundle.js\"></script><script src=\"start.js\"></script>"
	"</body></html>\n";

static const char viewer_script[] =
	"SwaggerUIBundle({url:'/swagger.json',dom_id:'#ui',deepLinking:true,docExpansion:'none',"
	"tryItOutEnabled:true,validatorUrl:null});\n";

static const char plain_page[] =
	"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
	"<title>HSS provisioning API</title><style>body{font:15px sans-serif;margin:2em;max-width:60em}"
	"details{border:1px solid #ccc;margin:.3em 0;padding:.4em}summary b{display:inline-block;"
	"width:5em;text-transform:uppercase}textarea{width:100%;height:8em}input{margin:.2em}"
	"pre{background:#f4f4f4;padding:.5em;overflow:auto;max-height:30em}</style></head><body>"
	"<h1>HSS provisioning API</h1><p>Provisioning-Key <input id=\"key\" type=\"password\"></p>"
	"<div id=\"ops\"></div><script src=\"plain.js\"></script></body></html>\n";

static const char plain_script[] =
	"function el(t,x,p){const e=document.createElement(t);if(x)e.textContent=x;p.append(e);\n"
	"return e}\n"
	"function example(r){const o={};for(const k in r.properties){\n"
	"const d=r.properties[k].default;o[k]=d===undefined?null:d}return JSON.stringify(o,null,1)}\n"
	"function add(path,verb,op,defs,root){\n"
	"const d=el('details','',root),s=el('summary','',d),f={};let body=null;\n"
	"el('b',verb,s);el('code',path,s);el('span',' '+(op.summary||''),s);\n"
	"for(const p of op.parameters||[]){if(p.in==='body'){body=el('textarea','',d);\n"
	"const ref=p.schema.$ref;body.value=example(ref?defs[ref.split('/').pop()]:p.schema)}\n"
	"else{const l=el('label',p.name+' ',d);f[p.name]=[p.in,el('input','',l)];el('br','',d)}}\n"
	"const b=el('button','Send',d),out=el('pre','',d);\n"
	"b.onclick=async()=>{let u=path,q=[];for(const k in f){\n"
	"const v=encodeURIComponent(f[k][1].value);\n"
	"if(f[k][0]==='path')u=u.replace('{'+k+'}',v);else if(v)q.push(k+'='+v)}\n"
	"if(q.length)u+='?'+q.join('&');\n"
	"const h={},key=document.getElementById('key').value;if(key)h['Provisioning-Key']=key;\n"
	"const o={method:verb.toUpperCase(),headers:h};if(body)o.body=body.value;\n"
	"try{const r=await fetch(u,o);out.textContent=r.status+'\\n'+await r.text()}\n"
	"catch(e){out.textContent=e}}}\n"
	"fetch('/swagger.json').then(r=>r.json()).then(d=>{\n"
	"const root=document.getElementById('ops'),tags={};\n"
	"for(const p in d.paths)for(const v in d.paths[p]){const op=d.paths[p][v],t=op.tags[0];\n"
	"if(!tags[t]){tags[t]=el('section','',root);el('h2',t,tags[t])}\n"
	"add(p,v,op,d.definitions,tags[t])}});\n";

static bool read_file(const char *dir, const char *name, struct file *f)
{
	char path[4200];
	struct stat st;
	FILE *in;

	snprintf(path, sizeof path, "%s/%s", dir, name);
	in = fopen(path, "re");
	if (!in)
		return false;
	if (fstat(fileno(in), &st) == 0 && st.st_size > 0 && st.st_size <= FILE_MAX) {
		f->p = malloc((size_t)st.st_size);
		f->n = f->p ? fread(f->p, 1, (size_t)st.st_size, in) : 0;
	}
	fclose(in);
	return f->n > 0;
}

hss_rc docs_load(const char *dir, struct docs **out)
{
	struct docs *d = calloc(1, sizeof *d);

	if (!d)
		return HSS_E_NOMEM;
	for (size_t i = 0; i < N_WANTED; i++) {
		d->file[i].name = wanted[i].name;
		d->file[i].type = wanted[i].type;
		(void)read_file(dir, wanted[i].name, &d->file[i]);
	}
	d->has_viewer = d->file[0].n && d->file[1].n;
	*out = d;
	return d->has_viewer ? HSS_OK : HSS_E_NOTFOUND;
}

void docs_free(struct docs *d)
{
	for (size_t i = 0; d && i < N_WANTED; i++)
		free(d->file[i].p);
	free(d);
}

static void reply(struct hss_http_req *r, const char *type, const void *p, size_t n)
{
	static const uint8_t policy[] =
		"default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:";

	(void)hss_host->http->set_header(r, "Content-Security-Policy",
					 (struct hss_bytes){ policy, sizeof policy - 1 });
	(void)hss_host->http->reply(r, 200, type, (struct hss_bytes){ p, (uint32_t)n });
}

void docs_get(struct hss_http_req *r, void *self)
{
	const struct docs *d = ((struct api *)self)->docs;
	const char *name = request_param(r, 0);

	if (!*name || strcmp(name, "index.html") == 0) {
		if (d->has_viewer)
			reply(r, "text/html; charset=utf-8", viewer_page, sizeof viewer_page - 1);
		else
			reply(r, "text/html; charset=utf-8", plain_page, sizeof plain_page - 1);
		return;
	}
	if (strcmp(name, "start.js") == 0) {
		reply(r, "application/javascript", viewer_script, sizeof viewer_script - 1);
		return;
	}
	if (strcmp(name, "plain.js") == 0) {
		reply(r, "application/javascript", plain_script, sizeof plain_script - 1);
		return;
	}
	for (size_t i = 0; i < N_WANTED; i++) {
		if (d->file[i].n && strcmp(d->file[i].name, name) == 0) {
			reply(r, d->file[i].type, d->file[i].p, d->file[i].n);
			return;
		}
	}
	reply_json(r, 404, json_pack("{s:s}", "Result", "Not Found"));
}

void docs_redirect(struct hss_http_req *r, void *self)
{
	static const uint8_t to[] = "/docs/";

	(void)self;
	(void)hss_host->http->set_header(r, "Location", (struct hss_bytes){ to, sizeof to - 1 });
	(void)hss_host->http->reply(r, 302, "text/plain", (struct hss_bytes){ 0 });
}
