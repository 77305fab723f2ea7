// `/unit-duties/{id}`, `/certificates/{id}`, `/council-sessions/{id}`: what a letter about one of these leads to. Where it
// stands, and everything that happened.
import type { RequestHandler } from 'express';
import { type Certificate, certificate } from '../../domain/certificate/certificate.ts';
import { type CouncilSession, councilSession } from '../../domain/council-session/council-session.ts';
import type { Aggregate } from '../../domain/kernel/aggregate.ts';
import { shownDay } from '../../domain/kernel/fields.ts';
import { isRefusal } from '../../domain/kernel/refusal.ts';
import { product } from '../../domain/product/product.ts';
import { cycleParts } from '../../domain/product-cycle/product-cycle.ts';
import { type Duty, type UnitDuties, unitDuties } from '../../domain/unit-duties/unit-duties.ts';
import { stateWords } from '../../projections/certificate-list/certificates.ts';
import { stateOf } from '../../projections/certificate-list/row.ts';
import { ReadModelBuilding } from '../../projections/engine/control.ts';
import { callerOf } from '../caller.ts';
import type { ApiParts } from '../parts.ts';
import { storeAwaySince, waitBriefly } from '../reads/after.ts';
import { existing } from '../seeing.ts';
import { type Html, html } from './html.ts';
import { sendPage } from './layout.ts';
import { type Names, namesFor } from './names.ts';
import { basisIn, type Page, pageFor, withQuery } from './page.ts';
import { timelineList } from './timeline-list.ts';

const ON_A_PAGE = 200;

type Asked<S> = { readonly id: string; readonly state: S; readonly page: Page; readonly names: Names };
type Recorded<S> = {
  readonly aggregate: Aggregate<S>;
  readonly title: (asked: Asked<S>, parts: ApiParts) => string | Promise<string>;
  readonly now: (asked: Asked<S>) => Html;
};

function recordPage<S>(parts: ApiParts, { aggregate, title, now }: Recorded<S>): RequestHandler {
  return async (req, res) => {
    const page = pageFor(req);
    const id = String(req.params.id);
    const at = `/${aggregate.resource}/${encodeURIComponent(id)}`;
    const after = typeof req.query.after === 'string' ? req.query.after : undefined;
    const other = withQuery(at, { after, lang: page.lang === 'vi' ? 'en' : undefined });
    const show = (title: string, body: Html, status = 200) =>
      sendPage(parts, res, page, { title, other, body }, status);
    const heading = aggregate.words[page.lang];
    if (storeAwaySince(parts)) return show(heading, html`<h1>${heading}</h1>`, 503);
    const history = await existing(parts, { aggregate, id, caller: callerOf(res), part: 'timeline' });
    if (isRefusal(history))
      return show(
        heading,
        html`<h1>${heading}</h1><p>${page.say('recordNotFound')} <code>${id.slice(0, 100)}</code></p>`,
        404,
      );
    try {
      const current = history.position === undefined || (await waitBriefly(parts, history.position));
      const facts = await parts.timeline.of(history.stream, { after, limit: ON_A_PAGE });
      const names = await namesFor(parts, [id.slice(0, 2)], page.lang);
      const asked = { id, state: history.state as S, page, names };
      const named = await title(asked, parts);
      show(
        named,
        html`<h1>${named}</h1>
${(!current || facts.items.some((i) => i.stale)) && html`<p class="late">${page.say('behind')}</p>`}
${history.damagedAt === undefined && now(asked)}
<h2>${page.say('timeline')} (${facts.total})</h2>
${timelineList(page, facts.items, names)}
${facts.next && html`<p><a rel="next" href="${page.link(at, { after: facts.next })}">${page.say('next')}</a></p>`}`,
      );
    } catch (error) {
      if (!(error instanceof ReadModelBuilding)) throw error;
      show(heading, html`<h1>${heading}</h1><p>${page.say('building')}</p>`, 503);
    }
  };
}

type Line = readonly [label: string, content: Html | string | undefined];
const lines = (...of: readonly Line[]): Html =>
  html`<dl class="now">${of.map(([label, content]) => content && html`<dt>${label}</dt><dd>${content}</dd>\n`)}</dl>`;

const day = (on: string): Html => html`<time datetime="${on}">${shownDay(on)}</time>`;

const duties: Recorded<UnitDuties> = {
  aggregate: unitDuties,
  title: ({ id, state: { unit }, page }) => `${page.say('dutiesOf')} ${unit?.name ?? id}, ${id.slice(3, 7)}`,
  now: ({ state, page, names }) => {
    const heads = (['duty', 'due', 'state', 'basis'] as const).map(
      (label) => html`<th scope="col">${page.say(label)}</th>`,
    );
    const rows = [...state.duties]
      .sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
      .map(
        (
          duty,
        ) => html`<tr><th scope="row">${duty.name[page.lang]}${duty.onBehalfOf && html`<br><span class="muted small">${page.say('onBehalfOf')} ${names.unit(duty.onBehalfOf)}</span>`}</th>
<td>${day(duty.dueOn)}</td><td>${stateOfDuty(page, duty)}</td><td class="small">${basisIn(page.lang, duty.basis, names.step)}</td></tr>\n`,
      );
    return html`<div class="scroll" tabindex="0"><table><thead><tr>${heads}</tr></thead>
<tbody>
${rows}
</tbody></table></div>`;
  },
};

function stateOfDuty({ say }: Page, { accepted, excused, reported, sentBack, overdue }: Duty): Html {
  if (accepted) return html`${say('dutyAccepted')} ${day(accepted.on)}`;
  if (excused) return html`${say('dutyExcused')} ${day(excused.on)}`;
  if (reported) return html`${say('dutyReported')} ${day(reported.on)}`;
  return html`${sentBack ? say('dutySentBack') : say('dutyOpen')}${overdue && html`<br><span class="late">▲ ${say('overdue')}</span>`}`;
}

const dateOf = ({ say }: Page, date: { dueOn: string; overdue: boolean } | undefined): Html | undefined =>
  date && html`${day(date.dueOn)}${date.overdue && html` <span class="late">▲ ${say('overdue')}</span>`}`;

const paper: Recorded<Certificate> = {
  aggregate: certificate,
  title: async ({ id, page }, { executor }) => {
    const { product: of } = cycleParts(id);
    return `${certificate.words[page.lang]} – ${(await executor.look(product, of)).state.name ?? of}`;
  },
  now: ({ id, state, page }) =>
    lines(
      [page.say('state'), stateWords[stateOf(state)][page.lang]],
      [page.say('stars'), state.stars === undefined ? undefined : '★'.repeat(state.stars)],
      [page.say('number'), state.number],
      [page.say('validUntil'), state.until && day(state.until)],
      [page.say('issueBy'), state.ended ? undefined : dateOf(page, state.toIssue)],
      [page.say('revocationBy'), state.ended ? undefined : dateOf(page, state.revocation)],
      [page.say('product'), html`<a href="${page.link(`/cycles/${id}`)}">${id}</a>`],
    ),
};

const session: Recorded<CouncilSession> = {
  aggregate: councilSession,
  title: ({ id, state: { unit }, page, names }) =>
    `${councilSession.words[page.lang]} – ${unit === undefined ? id : names.unit(unit)}`,
  now: ({ state: { meetsOn, agenda }, page }) =>
    lines(
      [page.say('meetsOn'), meetsOn && day(meetsOn)],
      [
        page.say('products'),
        html`<ul>${agenda.map(({ cycle }) => html`<li><a href="${page.link(`/cycles/${cycle}`)}">${cycle}</a></li>`)}</ul>`,
      ],
    ),
};

/** Path → page of everything that has one besides a product's cycle. */
export const recordPages = (parts: ApiParts): readonly (readonly [path: string, get: RequestHandler])[] => [
  [pathOf(unitDuties), recordPage(parts, duties)],
  [pathOf(certificate), recordPage(parts, paper)],
  [pathOf(councilSession), recordPage(parts, session)],
];

const pathOf = ({ resource }: Aggregate): string => `/${resource}/:id`;
