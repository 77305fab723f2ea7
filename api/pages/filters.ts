// The list's filters as they stand in the address; what is not understood is left out rather than shown as an error.

import type { Request } from 'express';
import type { z } from 'zod';
import { own } from '../../domain/kernel/own.ts';
import { stepIds, steps } from '../../domain/programme-year/steps.ts';
import { boardState, type SummaryRow } from '../../projections/product-board/board.ts';
import { stateWords as states } from '../../projections/product-board/state-words.ts';
import { listQuery } from '../reads/query.ts';
import { BOARD } from './board-path.ts';
import { type Html, html } from './html.ts';
import type { Page } from './page.ts';

export type Filters = Omit<z.output<typeof listQuery>, 'limit'>;

export function filtersOf(req: Request): Filters {
  const filters: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(listQuery.shape)) {
    const given = own(req.query, name);
    if (name === 'limit' || !given) continue;
    const parsed = field.safeParse(given);
    if (parsed.success) filters[name] = parsed.data;
  }
  return filters as Filters;
}

type Choice = { readonly value: string; readonly label: string };

export function filterForm(page: Page, q: { filters: Filters; year: number; rows: readonly SummaryRow[] }): Html {
  const { say, lang } = page;
  const { filters } = q;
  const units = q.rows.map(({ unit }) => ({ value: unit.code, label: unit.name }));
  const named = units.some((u) => u.value === filters.place);
  const places = filters.place && !named ? [...units, { value: filters.place, label: filters.place }] : units;
  return html`<form class="filters" method="get" action="${BOARD}#products" role="search">
${lang === 'en' && html`<input type="hidden" name="lang" value="en">`}
<div><label for="q">${say('search')}</label><input id="q" name="q" value="${filters.q ?? ''}" maxlength="200"></div>
${select('place', say('place'), places, filters.place, say('all'))}
${select(
  'step',
  say('step'),
  stepIds.map((id) => ({ value: id, label: steps[id][lang] })),
  filters.step,
  say('all'),
)}
${select(
  'state',
  say('state'),
  boardState.options.map((id) => ({ value: id, label: states[id][lang] })),
  filters.state,
  say('all'),
)}
<div><label for="year">${say('year')}</label><input id="year" name="year" inputmode="numeric" size="5" value="${filters.year ?? q.year}"></div>
<div><button>${say('filter')}</button> <a href="${page.link(BOARD, { year: filters.year })}#products">${say('clear')}</a></div>
</form>`;
}

function select(
  name: string,
  label: string,
  choices: readonly Choice[],
  chosen: string | undefined,
  all: string,
): Html {
  const options = choices.map(({ value, label }) =>
    value === chosen
      ? html`<option value="${value}" selected>${label}</option>`
      : html`<option value="${value}">${label}</option>`,
  );
  return html`<div><label for="${name}">${label}</label><select id="${name}" name="${name}"><option value="">${all}</option>${options}</select></div>`;
}
