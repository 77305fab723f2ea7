// `/latest`: the newest facts of all products, newest first. A frame of the board that loads itself again every few
// seconds; who reads more slowly stops it by a link.
import type { RequestHandler } from 'express';
import { splitStream } from '../../domain/kernel/aggregate.ts';
import { shownMoment } from '../../domain/kernel/fields.ts';
import { productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { dayOf } from '../../domain/time/civil-date.ts';
import { ReadModelBuilding } from '../../projections/engine/control.ts';
import type { TimelineItem } from '../../projections/timeline/timeline.ts';
import type { ApiParts } from '../parts.ts';
import { type Html, html } from './html.ts';
import { sendFrame } from './layout.ts';
import { type Names, namesFor } from './names.ts';
import { type Page, pageFor } from './page.ts';

const RELOAD_S = 5;
const SHOWN = 12;

/** @param moving whether the demo's clock is on its way */
export function latestPage(parts: ApiParts, moving: () => boolean): RequestHandler {
  return async (req, res) => {
    const page = pageFor(req);
    const paused = req.query.paused !== undefined;
    if (!paused) res.set('Refresh', String(RELOAD_S));
    const body = await latest(parts, page).catch((error: unknown) => {
      if (!(error instanceof ReadModelBuilding)) throw error;
      return html`<p>${page.say('building')}</p>`;
    });
    sendFrame(
      res,
      page,
      page.say('latest'),
      html`<h1>${page.say('latest')}</h1>
<p class="muted small">${parts.demo && clock(page, parts.clock(), moving())}${
        paused
          ? html`<a href="${page.link('/latest')}">${page.say('goOn')}</a>`
          : html`${page.say('reloads')} · <a href="${page.link('/latest', { paused: 1 })}">${page.say('pause')}</a>`
      }</p>
${body}`,
    );
  };
}

const clock = ({ say }: Page, now: string, moving: boolean): Html =>
  html`${say('demoClock')}: <time datetime="${now}">${shownMoment(now)}</time>${moving && html` <strong>${say('moving')}</strong>`} · `;

async function latest(parts: ApiParts, page: Page): Promise<Html> {
  const { timeline, board, clock } = parts;
  const items = await timeline.latest(SHOWN);
  const today = dayOf(clock());
  const rows = await Promise.all(
    items.map(({ stream }) => {
      const { category, id } = splitStream(stream);
      return category === productCycle.category ? board.get(id, today) : undefined;
    }),
  );
  const names = await namesFor(parts, [...new Set(rows.flatMap((row) => row?.province.code ?? []))], page.lang);
  const about = rows.map(
    (row) => row && html`<a href="${page.link(`/cycles/${row.cycle}`)}" target="_top">${row.productName}</a> · `,
  );
  return html`<ol class="timeline">
${items.map((item, i) => entry(page, item, names, about[i]))}
</ol>`;
}

const entry = ({ say, lang }: Page, item: TimelineItem, names: Names, about: Html | undefined): Html =>
  html`<li class="${item.quiet ? 'quiet' : ''}"><time datetime="${item.recordedAt}">${shownMoment(item.recordedAt)}</time>
<div><span class="sentence">${item.words[lang]}</span>${item.quiet && html` <span class="badge">${say('automatic')}</span>`}
<div class="muted small">${about}${names.actor(item.actor)}</div></div></li>
`;
