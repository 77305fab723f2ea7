import { stepIds, steps } from '../../domain/programme-year/steps.ts';
import type { Cell, SummaryRow } from '../../projections/product-board/board.ts';
import { BOARD } from './board-path.ts';
import { type Html, html } from './html.ts';
import type { Page } from './page.ts';

type Totals = Pick<SummaryRow, 'steps' | 'recognised' | 'ended'>;

/** Districts × the six steps: how many are there, how many of them overdue; each number leads to its list. */
export function summaryTable(page: Page, rows: readonly SummaryRow[], year: number): Html {
  const { say, lang } = page;
  const heads = stepIds.map(
    (id, i) =>
      html`<th scope="col"><span class="step-no" aria-hidden="true">${i + 1}</span><span class="step-name">${steps[id][lang]}</span></th>`,
  );
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${say('boardOf')} ${year}">
<table class="board">
<caption>${say('overdueMark')}</caption>
<thead><tr><th scope="col">${say('unit')}</th>${heads}<th scope="col">${say('recognised')}</th><th scope="col">${say('ended')}</th></tr></thead>
<tbody>
${rows.map(
  (row) =>
    html`<tr><th scope="row"><a href="${page.link(BOARD, { place: row.unit.code, year })}#products">${row.unit.name}</a></th>${cells(page, row, { place: row.unit.code, year })}</tr>\n`,
)}
</tbody>
<tfoot><tr><th scope="row">${say('total')}</th>${cells(page, totalsOf(rows), { year })}</tr></tfoot>
</table></div>
<ol class="legend small muted">${stepIds.map((id) => html`<li>${steps[id][lang]}</li>`)}</ol>`;
}

function cells(page: Page, row: Totals, filter: { place?: string; year: number }): Html[] {
  const to = (parameters: Record<string, string>) => `${page.link(BOARD, { ...filter, ...parameters })}#products`;
  const count = (n: number, href: string) =>
    n === 0 ? html`<span class="zero">0</span>` : html`<a href="${href}">${n}</a>`;
  const overdue = (cell: Cell) =>
    cell.overdue > 0 &&
    html`<span class="overdue">▲ ${cell.overdue}<span class="overdue-word"> ${page.say('overdue')}</span></span>`;
  return [
    ...stepIds.map(
      (id) => html`<td>${count(row.steps[id].open, to({ step: id, state: 'open' }))}${overdue(row.steps[id])}</td>`,
    ),
    html`<td>${count(row.recognised, to({ state: 'recognised' }))}</td>`,
    html`<td>${count(row.ended, to({ state: 'ended' }))}</td>`,
  ];
}

function totalsOf(rows: readonly SummaryRow[]): Totals {
  const sum = (of: (row: SummaryRow) => number) => rows.reduce((all, row) => all + of(row), 0);
  const steps = Object.fromEntries(
    stepIds.map((id) => [
      id,
      {
        open: sum((r) => r.steps[id].open),
        overdue: sum((r) => r.steps[id].overdue),
        late: sum((r) => r.steps[id].late),
      },
    ]),
  ) as SummaryRow['steps'];
  return { steps, recognised: sum((r) => r.recognised), ended: sum((r) => r.ended) };
}
