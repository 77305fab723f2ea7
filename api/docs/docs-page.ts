// /docs: the OpenAPI document as a page that needs no script and no network (Scalar's page loads its script from a CDN).
import type { RequestHandler } from 'express';
import { allRefusals } from '../../domain/kernel/refusal.ts';
import type { OpenApiDocument } from '../openapi/document.ts';
import { type Html, html } from '../pages/html.ts';
import { sendPage } from '../pages/layout.ts';
import { type Page, pageFor } from '../pages/page.ts';
import type { ApiParts } from '../parts.ts';
import { statusOf } from '../status.ts';
import { fieldTable, type JsonSchema } from './field-table.ts';
import { docsWords } from './words.ts';

type Words = { vi: string; en: string };
type Operation = {
  tags?: string[];
  operationId: string;
  summary: string;
  description: string;
  'x-words'?: Words;
  'x-who-may'?: Words;
  'x-rests-on-what-was-seen'?: boolean;
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema: JsonSchema }[];
  requestBody?: { content: Record<string, { schema: JsonSchema }> };
  responses: Record<string, { description: string }>;
};

export function docsPage(
  parts: Pick<ApiParts, 'demo' | 'clock' | 'health'>,
  document: OpenApiDocument,
): RequestHandler {
  const schemas = (document.components?.schemas ?? {}) as Record<string, JsonSchema>;
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    (['get', 'post'] as const).flatMap((method) => {
      const operation = item?.[method] as Operation | undefined;
      return operation ? [{ path, method, operation }] : [];
    }),
  );
  const rendered = { vi: undefined, en: undefined } as Record<'vi' | 'en', Html | undefined>;
  const body = (page: Page): Html => {
    const w = docsWords[page.lang];
    const tags = (document.tags ?? []).map((tag) => ({
      name: tag.name,
      words: (tag.description ?? '').split(' · ')[page.lang === 'vi' ? 0 : 1] ?? '',
      of: operations.filter((o) => o.operation.tags?.includes(tag.name)),
    }));
    const present = tags.filter((t) => t.of.length > 0).sort((a, b) => b.of.length - a.of.length);
    return html`<h1>${w.title}</h1>
<p>${w.intro} <a href="/v1/openapi.json">/v1/openapi.json</a> (OpenAPI ${document.openapi}).</p>
${w.rules.map((rule) => html`<p>${rule}</p>`)}
<pre tabindex="0">curl -X POST http://127.0.0.1:…/v1/product-cycles/{id}/select-idea \\
  -H 'Authorization: Bearer demo-krong-nang' -H 'Content-Type: application/json' \\
  -H 'If-Match: "r4"' -H 'Idempotency-Key: 0b6c…' -d '{}'</pre>
<nav aria-label="${w.contents}">${present.map((t) => html`<a href="#${t.name}">${t.words}</a> `)}<a href="#codes">${w.codes}</a></nav>
${present.map((t) => html`<section><h2 id="${t.name}">${t.words} <code class="small">${t.name}</code></h2>${t.of.map((o) => one(page, schemas, o))}</section>`)}
${codes(page)}`;
  };
  return (req, res) => {
    const page = pageFor(req);
    rendered[page.lang] ??= body(page);
    const other = page.lang === 'vi' ? '/docs?lang=en' : '/docs';
    sendPage(parts, res, page, { title: docsWords[page.lang].title, other, body: rendered[page.lang] as Html });
  };
}

function one(
  { lang }: Page,
  schemas: Record<string, JsonSchema>,
  { path, method, operation: o }: { path: string; method: string; operation: Operation },
): Html {
  const w = docsWords[lang];
  const input = o.requestBody?.content['application/json']?.schema;
  const parameters = o.parameters?.filter((p) => p.in !== 'path') ?? [];
  const title = o['x-words']?.[lang] ?? (lang === 'vi' ? o.summary : o.description);
  return html`<article class="command" id="${o.operationId}">
<h3>${title}</h3>
<p><code><strong>${method.toUpperCase()}</strong> ${path}</code></p>
${o['x-who-may'] && html`<p><strong>${w.who}</strong> ${o['x-who-may'][lang]}</p>`}
${o['x-rests-on-what-was-seen'] && html`<p><strong>If-Match</strong> ${w.ifMatch}</p>`}
${parameters.length > 0 && html`<details><summary>${w.parameters}</summary><ul>${parameters.map((p) => html`<li><code>${p.name}</code> (${p.in}${p.required && `, ${w.required}`}) ${p.description ?? p.schema.description}</li>`)}</ul></details>`}
${input && html`<details><summary>${w.input}</summary>${fieldTable(w, schemas, input)}</details>`}
<p class="muted small">${w.answers} ${Object.keys(o.responses).join(', ')}</p>
</article>
`;
}

function codes({ lang }: Page): Html {
  const w = docsWords[lang];
  const rows = allRefusals().map(
    (r) =>
      html`<tr id="${r.code}"><th scope="row"><code>${r.code}</code></th><td>${statusOf(r.code)}</td><td>${r.words[lang]}</td></tr>\n`,
  );
  return html`<h2 id="codes">${w.codes}</h2>
<div class="scroll" tabindex="0"><table><thead><tr><th scope="col">code</th><th scope="col">HTTP</th><th scope="col">${w.sentence}</th></tr></thead>
<tbody>
${rows}
</tbody></table></div>`;
}
