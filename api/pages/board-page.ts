// `/board`: districts by steps, then the products behind the numbers.
import type { RequestHandler } from 'express';
import { isRefusal } from '../../domain/kernel/refusal.ts';
import { dayOf } from '../../domain/time/civil-date.ts';
import { ReadModelBuilding } from '../../projections/engine/control.ts';
import { callerOf } from '../caller.ts';
import type { ApiParts } from '../parts.ts';
import { sightFor } from '../seeing.ts';
import { BOARD } from './board-path.ts';
import { demoAccounts } from './demo-accounts.ts';
import { type Filters, filterForm, filtersOf } from './filters.ts';
import { FORWARD } from './forward-demo.ts';
import { type Html, html } from './html.ts';
import { sendPage } from './layout.ts';
import { namesFor } from './names.ts';
import { type Page, pageFor, withQuery } from './page.ts';
import { productList } from './product-list.ts';
import { summaryTable } from './summary-table.ts';

const ON_A_PAGE = 50;

/** @param canForward whether there is a demo to be moved on */
export function boardPage(parts: ApiParts, canForward: boolean): RequestHandler {
  return async (req, res) => {
    const page = pageFor(req);
    const today = dayOf(parts.clock());
    const filters = filtersOf(req);
    const year = filters.year ?? Number(today.slice(0, 4));
    try {
      const sight = await sightFor(parts, callerOf(res));
      const rows = await parts.board.summary({ year, today, sight });
      const list = await parts.board.list({ ...filters, year, today, sight, limit: ON_A_PAGE });
      const found = isRefusal(list) ? { items: [], total: 0 } : list;
      const provinces = found.items.map((i) => i.province.code);
      const names = await namesFor(parts, provinces, page.lang);
      sendPage(parts, res, page, {
        title: page.say('home'),
        other: otherLanguage(page, filters),
        body: html`
<h1>${page.say('boardOf')} ${year}</h1>
${parts.demo && justNow(page, canForward)}
${summaryTable(page, rows, year)}
<h2 id="products">${page.say('products')} (${found.total})</h2>
${filterForm(page, { filters, year, rows })}
${productList(page, found.items, names)}
${more(page, { ...filters, year }, found)}
${demoAccounts(page, parts.demo?.accounts)}`,
      });
    } catch (error) {
      if (!(error instanceof ReadModelBuilding)) throw error;
      const body = html`<h1>${page.say('home')}</h1><p>${page.say('building')}</p>`;
      sendPage(parts, res, page, { title: page.say('home'), other: otherLanguage(page, filters), body }, 503);
    }
  };
}

/** What happens while one looks: a frame, so that nothing but it is loaded again. */
const justNow = (
  page: Page,
  canForward: boolean,
): Html => html`<section class="latest" aria-label="${page.say('latest')}">
<iframe src="${page.link('/latest')}" title="${page.say('latest')}"></iframe>
${
  canForward &&
  html`<form method="post" action="${page.link(FORWARD)}"><button>${page.say('forward')}</button> <span class="muted small">${page.say('forwardHow')}</span></form>`
}</section>`;

const otherLanguage = (page: Page, filters: Filters): string =>
  withQuery(BOARD, { ...filters, lang: page.lang === 'vi' ? 'en' : undefined });

function more(page: Page, filters: Filters, found: { next?: string }) {
  const first =
    filters.cursor &&
    html`<a href="${page.link(BOARD, { ...filters, cursor: '' })}#products">${page.say('first')}</a> `;
  const next =
    found.next &&
    html`<a rel="next" href="${page.link(BOARD, { ...filters, cursor: found.next })}#products">${page.say('next')}</a>`;
  return first || next ? html`<p>${first || undefined}${next || undefined}</p>` : undefined;
}
