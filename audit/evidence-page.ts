// Evidence as one file: a page that reads and prints by itself, and holds in itself what a machine checks. Nothing in it is
// loaded from anywhere, and nothing in it runs.

import { councilSession } from '../domain/council-session/council-session.ts';
import type { Derivation } from '../domain/explain/derivation.ts';
import { splitStream } from '../domain/kernel/aggregate.ts';
import { shownDay } from '../domain/kernel/fields.ts';
import { productCycle } from '../domain/product-cycle/product-cycle.ts';
import { findAggregate } from '../domain/registry.ts';
import { dayOf } from '../domain/time/civil-date.ts';
import type { EventToAppend } from '../eventstore/envelope.ts';
import { toFact } from '../eventstore/history.ts';
import { type Evidence, evidence, toldIn } from './evidence.ts';
import { explainedBy } from './explained.ts';

const BEGINS = '<script type="application/json" id="ocop-evidence">';
const ENDS = '</script>';

/** @returns undefined where a text is no such page; what is broken in one is told by name */
export function readEvidencePage(text: string): Evidence | { readonly broken: string } | undefined {
  const from = text.indexOf(BEGINS);
  if (!/^\uFEFF?<!doctype html>/i.test(text) || from < 0) return undefined;
  if (text.indexOf(BEGINS, from + 1) >= 0) return { broken: 'it holds evidence twice' };
  const until = text.indexOf(ENDS, from);
  if (until < 0) return { broken: 'it ends in the middle of the evidence' };
  try {
    const said: unknown = JSON.parse(text.slice(from + BEGINS.length, until));
    const read = evidence.safeParse(said);
    // As it stands in the file, in its order.
    if (read.success) return said as Evidence;
    const [issue] = read.error.issues;
    return { broken: `/${issue?.path.join('/')}: ${issue?.message}` };
  } catch {
    return { broken: 'the evidence in it cannot be read' };
  }
}

/** How a mark of HTML stands in JSON, where it is none. */
const json = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');
const html = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

export function evidencePage(pack: Evidence): string {
  const told = toldIn(pack);
  const shown = told.filter(({ stream }) =>
    [productCycle, councilSession].some((a) => stream.startsWith(a.stream(''))),
  );
  const sealed = pack.entries.filter(({ proof }) => proof !== null).length;
  return `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>Chứng cứ ${html(pack.cycle)}</title><style>${STYLE}</style></head><body>
<h1>Chứng cứ về kết quả đánh giá<span>Evidence of a rating</span></h1>
<p><b>${html(pack.cycle)}</b> · lập ngày ${shownDay(dayOf(pack.madeAt))} · ${html(pack.madeBy)}</p>
<p>Thành viên và cán bộ được ghi bằng bí danh; tệp không chứa tên riêng.<span>People appear by pseudonym; this file holds no name.</span></p>
<h2>Vì sao có kết quả này<span>Why it came out so</span></h2>
${explainedBy(told, pack.cycle, pack.madeAt).map(explainedItem).join('\n')}
<h2>Diễn biến: ai ghi nhận gì, khi nào<span>What was recorded, when and by whom</span></h2>
<table><thead><tr><th>Ngày<span>day</span></th><th>Ghi lúc<span>recorded</span></th><th>Ai<span>by</span></th><th>Nội dung<span>what</span></th></tr></thead>
<tbody>${shown.map(row).join('\n')}</tbody></table>
<h2>Niêm phong<span>Seal</span></h2>
<p>${sealed}/${pack.entries.length} ghi nhận đã được niêm phong trong sổ.<span>${sealed} of ${pack.entries.length} events stand in the sealed log.</span></p>
<pre>${html(pack.checkpoint ?? '—')}</pre>
<h2>Cách kiểm tra<span>How to check</span></h2>
<p>Không cần mạng, không cần hệ thống của chúng tôi: <code>ocop verify</code> với tệp này; định dạng ở docs/verification.md.<span>Without network and without our system: <code>ocop verify</code> with this file; its format stands in docs/verification.md.</span></p>
${BEGINS}${json(pack)}${ENDS}
</body></html>
`;
}

const explainedItem = ({ words, rule, facts = [], from = [] }: Derivation): string => {
  const about = [rule, ...facts].filter(Boolean).map((one) => html(String(one)));
  const head = `${html(words.vi)}<span>${html(words.en)}</span>${about.length > 0 ? `<small>${about.join(' · ')}</small>` : ''}`;
  return from.length === 0
    ? `<p class="item">${head}</p>`
    : `<details open><summary>${head}</summary>${from.map(explainedItem).join('')}</details>`;
};

function row(event: EventToAppend): string {
  const aggregate = findAggregate(event.stream);
  const definition = aggregate?.events.get(event.type);
  const fact = aggregate && toFact(aggregate, event);
  const said = fact && definition?.sentence(fact.data, fact);
  const changes = (said?.changes ?? []).map(({ field, before, after }) => `${field}: ${before} → ${after}`);
  const { actor } = event;
  const who = actor.kind === 'person' ? `${actor.id}${actor.role ? ` (${actor.role})` : ''}` : actor.kind;
  const cells = [shownDay(dayOf(event.occurredAt)), event.recordedAt, who].map((text) => `<td>${html(text)}</td>`);
  const small = [`${splitStream(event.stream).category} ${event.revision}`, ...changes].map(html).join('<br>');
  return `<tr>${cells.join('')}<td>${html(said?.vi ?? event.type)}<span>${html(said?.en ?? '')}</span><small>${small}</small></td></tr>`;
}

const STYLE = `
body{font:15px/1.45 system-ui,"Noto Sans",sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#111}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem;border-bottom:1px solid #999}
span{display:block;font-size:.85em;color:#555;font-weight:normal}small{display:block;color:#666;font-size:.75em;overflow-wrap:anywhere}
details{margin:.3rem 0 .3rem 1rem}summary{cursor:pointer}.item{margin:.3rem 0 .3rem 2rem}
table{border-collapse:collapse;width:100%}td,th{border:1px solid #bbb;padding:.25rem .4rem;text-align:left;vertical-align:top}
thead{display:table-header-group}tr{break-inside:avoid}pre{overflow-x:auto;background:#f4f4f4;padding:.5rem}
@page{size:A4;margin:18mm 15mm}@media print{body{margin:0;max-width:none;font-size:10pt}h2{break-after:avoid}}
`;
