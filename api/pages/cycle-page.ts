// `/cycles/{id}`: where one product stands, whose move it is, and everything that happened.
import type { RequestHandler } from 'express';
import { isRefusal } from '../../domain/kernel/refusal.ts';
import { productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { dayOf } from '../../domain/time/civil-date.ts';
import { ReadModelBuilding } from '../../projections/engine/control.ts';
import type { BoardItem } from '../../projections/product-board/board.ts';
import { callerOf } from '../caller.ts';
import type { ApiParts } from '../parts.ts';
import { storeAwaySince, waitBriefly } from '../reads/after.ts';
import { existing, seenWithoutStore } from '../seeing.ts';
import { type Html, html } from './html.ts';
import { sendPage } from './layout.ts';
import { type Names, namesFor } from './names.ts';
import { basisIn, type Page, pageFor, withQuery } from './page.ts';
import { dueOf, placeOf, stateOf, stepOf, whoOf } from './product-list.ts';
import { timelineList } from './timeline-list.ts';

const ON_A_PAGE = 200;

export function cyclePage(parts: ApiParts): RequestHandler {
  return async (req, res) => {
    const page = pageFor(req);
    const id = String(req.params.id);
    const after = typeof req.query.after === 'string' ? req.query.after : undefined;
    const other = withQuery(`/cycles/${encodeURIComponent(id)}`, {
      after,
      lang: page.lang === 'vi' ? 'en' : undefined,
    });
    const show = (title: string, body: Html, status = 200) =>
      sendPage(parts, res, page, { title, other, body }, status);
    // Without the store the page tells what was read of it before.
    const asked = { aggregate: productCycle, id, caller: callerOf(res) };
    const away = storeAwaySince(parts) !== undefined && (await seenWithoutStore(parts, asked));
    const stream = productCycle.stream(id);
    const history = away ? { position: undefined } : await existing(parts, { ...asked, part: 'timeline' });
    if (isRefusal(history))
      return show(
        page.say('notFound'),
        html`<h1>${page.say('notFound')}</h1><p><code>${id.slice(0, 100)}</code></p>`,
        404,
      );
    try {
      const current = history.position === undefined || (await waitBriefly(parts, history.position));
      const row = await parts.board.get(id, dayOf(parts.clock()));
      const facts = await parts.timeline.of(stream, { after, limit: ON_A_PAGE });
      const names = await namesFor(parts, [id.slice(0, 2)], page.lang);
      const title = row?.productName ?? id;
      const next =
        facts.next &&
        html`<p><a rel="next" href="${page.link(`/cycles/${id}`, { after: facts.next })}">${page.say('next')}</a></p>`;
      show(
        title,
        html`<h1>${title}</h1>
${(!current || facts.items.some((i) => i.stale)) && html`<p class="late">${page.say('behind')}</p>`}
${row && now(page, row, names)}
<h2>${page.say('timeline')} (${facts.total})</h2>
${timelineList(page, facts.items, names)}
${next || undefined}`,
      );
    } catch (error) {
      if (!(error instanceof ReadModelBuilding)) throw error;
      show(id, html`<h1>${id}</h1><p>${page.say('building')}</p>`, 503);
    }
  };
}

function now(page: Page, row: BoardItem, names: Names): Html {
  const { say, lang } = page;
  const due = dueOf(page, row);
  const line = (label: string, content: Html | string | undefined) =>
    content !== undefined && content !== '' && html`<dt>${label}</dt><dd>${content}</dd>\n`;
  const waiting = row.waiting?.[lang];
  return html`<dl class="now${row.overdue ? ' is-late' : ''}">
${line(say('state'), stateOf(page, row))}
${line(say('step'), stepOf(page, row, names))}
${line(say('waiting'), waiting)}
${line(say('who'), whoOf(row, names) || (row.state === 'open' ? say('process') : say('nobody')))}
${line(say('due'), due)}
${line(say('basis'), due && row.basis && basisIn(lang, row.basis, names.step))}
${line(say('place'), placeOf(row))}
${line(say('productCode'), row.productCode)}
${line(say('producer'), row.producer)}
${line(say('rulebook'), row.rulebook)}
</dl>`;
}
