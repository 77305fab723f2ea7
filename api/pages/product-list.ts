import { shownDay } from '../../domain/kernel/fields.ts';
import type { BoardItem } from '../../projections/product-board/board.ts';
import { stateWords as states } from '../../projections/product-board/state-words.ts';
import { type Html, html } from './html.ts';
import type { Names } from './names.ts';
import type { Page } from './page.ts';
import { daysLeftIn } from './words.ts';

/** Roles are named once more because the phone layout makes the table's parts blocks, which drops their own. */
export function productList(page: Page, items: readonly BoardItem[], names: Names): Html {
  const { say } = page;
  if (items.length === 0) return html`<p>${say('none')}</p>`;
  const heads = (['product', 'place', 'step', 'state', 'waiting', 'due'] as const).map(
    (label) => html`<th scope="col" role="columnheader">${say(label)}</th>`,
  );
  return html`<table class="cards" role="table" aria-label="${say('products')}">
<thead role="rowgroup"><tr role="row">${heads}</tr></thead>
<tbody role="rowgroup">
${items.map((item) => html`<tr role="row">${cellsOf(page, item, names)}</tr>\n`)}
</tbody></table>`;
}

function cellsOf(page: Page, item: BoardItem, names: Names): Html[] {
  const { say } = page;
  const cell = (label: string, content: Html | string | undefined) =>
    html`<td role="cell" data-label="${label}">${content}</td>`;
  return [
    html`<td role="cell"><a href="${page.link(`/cycles/${item.cycle}`)}"><strong>${item.productName}</strong></a><br><span class="muted small">${item.producer}</span></td>`,
    cell(say('place'), placeOf(item)),
    cell(say('step'), stepOf(page, item, names)),
    cell(say('state'), stateOf(page, item)),
    cell(say('waiting'), waitingOf(page, item, names)),
    cell(say('due'), dueOf(page, item)),
  ];
}

export const placeOf = (item: BoardItem): string =>
  [item.commune?.name, item.district?.name].filter(Boolean).join(', ') || item.province.name;

export function stepOf({ say }: Page, item: BoardItem, names: Names): string {
  if (!item.step) return '–';
  const tier = item.tier ? ` · ${names.tier(item.tier)}` : '';
  const round = item.tier && item.round ? `, ${say('round')} ${item.round}` : '';
  return `${names.step(item.step)}${tier}${round}`;
}

/** Words and marks: never colour alone. */
export function stateOf({ say, lang }: Page, item: BoardItem): Html {
  const stars = item.stars ? ` · ${'★'.repeat(item.stars)} ${item.stars} ${say('stars')}` : '';
  const mark = item.overdue ? 'overdue' : item.late ? 'late' : undefined;
  return html`${states[item.state][lang]}${stars}${mark && html`<br><span class="late">▲ ${states[mark][lang]}</span>`}${
    item.damaged && html`<br><span class="late">✖ ${states.damaged[lang]}</span>`
  }${item.stale && html`<br><span class="late">${states.stale[lang]}</span>`}`;
}

function waitingOf({ lang }: Page, item: BoardItem, names: Names): Html | undefined {
  return item.waiting && html`${item.waiting[lang]}<br><span class="muted small">${whoOf(item, names)}</span>`;
}

export const whoOf = (item: BoardItem, names: Names): string =>
  item.acting.map((acting) => names.actor({ kind: 'person', ...acting })).join('; ');

export function dueOf({ lang }: Page, item: BoardItem): Html | undefined {
  if (!item.dueOn || item.state !== 'open') return undefined;
  const left = item.workingDaysLeft;
  const words = left !== undefined && daysLeftIn(lang, left);
  return html`<time datetime="${item.dueOn}">${shownDay(item.dueOn)}</time>${
    words && html`<br><span class="${left !== undefined && left < 0 ? 'late' : 'muted'} small">${words}</span>`
  }`;
}
