// A product's year told on the pure domain: people's commands on their days, the process's own moves in between.
import { communesOf } from '../../demo/accounts.ts';
import { districts, PROVINCE } from '../../demo/districts.ts';
import { walkOf } from '../../demo/walk.ts';
import { beforeSummer } from '../../demo/walk-days.ts';
import { holidays, planOf } from '../../demo/year-plan.ts';
import { type Certificate, certificate } from '../../domain/certificate/certificate.ts';
import type { Command } from '../../domain/kernel/aggregate.ts';
import type { DueAction } from '../../domain/kernel/due-action.ts';
import type { Actor } from '../../domain/kernel/event.ts';
import { type Fact, fold } from '../../domain/kernel/fold.ts';
import { actionsOf, type Move } from '../../domain/kernel/procedure.ts';
import { isRefusal } from '../../domain/kernel/refusal.ts';
import type { Product } from '../../domain/product/product.ts';
import { cycleFacts } from '../../domain/product-cycle/cycle-facts.ts';
import { dueActions } from '../../domain/product-cycle/due-actions.ts';
import { type ProductCycle, productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { type ProgrammeYear, programmeYear } from '../../domain/programme-year/programme-year.ts';
import { type YearPlanInput, yearPlan } from '../../domain/programme-year/year-plan.ts';
import { getCommand } from '../../domain/registry.ts';
import type { Calendar } from '../../domain/time/working-days.ts';
import { type UnitTree, unitTree } from '../../domain/unit/unit-tree.ts';
import { productCycle as procedure } from '../../workflows/product-cycle.ts';
import { needed, upTo } from '../ways.ts';
import { type Decided, type Expected, morning, person, process, specification, told } from './specification.ts';

export const doc = (number: string, date = '2022-01-04') => ({ number, date });
export const totalsOf = (...points: number[]) => points.map((total, i) => ({ member: `tv-${i + 1}`, total }));
/** A tier's result in which every member gave the same. */
export const resultOf = (points: number, stars: number, more: object = {}) => ({
  minutes: doc('BB'),
  totals: totalsOf(points, points),
  mean: points,
  stars,
  unreadConfirmed: true,
  ...more,
});

const command = (name: string): Command => getCommand('productCycle', name);

/** The approved plan of a year, changed where a test needs it. */
export function yearOf(
  year = 2022,
  change: (plan: YearPlanInput) => YearPlanInput = (p) => p,
  more: Partial<ProgrammeYear> = {},
): ProgrammeYear {
  const calendar: Calendar = holidays[year] ?? { holidays: [] };
  const planned = told(programmeYear, `66-${year}`, [
    { type: 'YearPlanned', data: { plan: yearPlan.parse(change(planOf(year))), calendar } },
    { type: 'YearPlanApproved', data: { document: doc('01/KH', `${year}-01-05`) } },
  ]);
  return { ...fold(programmeYear, planned), opened: true, ...more };
}

export const units: UnitTree = fold(
  unitTree,
  told(unitTree, PROVINCE.code, [
    unit(PROVINCE.code, PROVINCE.name, 'province'),
    ...districts.flatMap((d) => [
      unit(d.code, d.name, 'district', PROVINCE.code),
      ...communesOf(d.code).map((c) => unit(c.code, c.name, 'commune', d.code)),
    ]),
  ]),
);

function unit(code: string, name: string, level: string, parent?: string) {
  return { type: 'UnitRegistered', data: { code, name, level, from: '2004-01-01', ...(parent ? { parent } : {}) } };
}

export const coffee: Product = {
  name: 'Cà phê mẫu',
  producer: 'htx-mau',
  province: '66',
  place: '650-01',
  group: 'coffee-cocoa',
  origin: 'new',
};

/** Who acts where a story is not about who it is: the office above all others. */
export const office: Actor = { ...person, role: 'province-officer', unit: PROVINCE.code };

export type Story = {
  readonly id: string;
  readonly facts: readonly Fact[];
  readonly state: ProductCycle;
  readonly today: string;
  /** data of the newest fact */
  readonly said: any;
  year: ProgrammeYear;
  nextYear: ProgrammeYear | undefined;
  /** the next year's cycle is there */
  nextStarted: boolean;
  product: Product;
  units: UnitTree;
  /** its certificate, as far as the process has begun it */
  certificate: Certificate | undefined;
  /** further streams a command reads (`before`, `next`) */
  others: Record<string, unknown>;
  /** sets the clock: 09:00 of a day, or an instant */
  on(dayOrInstant: string): Story;
  /** who gives the next commands */
  by(actor: Actor): Story;
  /** a command that must be accepted */
  did(name: string, input?: unknown): Story;
  /** a command and what is expected of it, which is not added to the story */
  when(name: string, input?: unknown): Decided;
  expects(name: string, input: unknown, expected: Expected, details?: Record<string, unknown>): Story;
  /** the procedure's own moves that are due by now, without what the deadline makes due */
  follows(): Story;
  /** what the process gives on its certificate’s stream is done there; answers whether there was such */
  meets(): boolean;
  /** the process makes all its moves that are due by now */
  moves(): Story;
  /** the due actions of now, earliest first */
  due(): readonly DueAction[];
  /** what the procedure says is next; undefined before the cycle has begun */
  move(): Move | undefined;
  copy(): Story;
};

export function story(
  id = '66-2022-ca-phe-mau-1',
  from: Partial<Pick<Story, 'facts' | 'year' | 'product'>> = {},
): Story {
  let facts: readonly Fact[] = from.facts ?? [];
  let folded: { of: readonly Fact[]; state: ProductCycle } | undefined;
  let at = morning('2022-02-10');
  let officer = office;
  const question = () => ({
    id,
    state: self.state,
    year: self.year,
    yearStream: `programmeYear-${id.slice(0, 7)}`,
    nextYear: self.nextYear,
    nextStarted: self.nextStarted,
    product: self.product,
    units: self.units,
    ...(self.certificate ? { certificate: self.certificate } : {}),
    at,
  });
  /** What the process gives on another stream; the next year’s cycle is the tests’ own affair. */
  const elsewhere: Record<string, () => Certificate> = {
    BeginCertificate: () => ({
      ...certificate.initial,
      begun: { on: self.state.ended?.on ?? self.today, at: 0, recognition: self.state.ended?.at ?? 0 },
      stars: self.state.ended?.stars ?? 0,
    }),
    TakeBackCertificate: () => ({
      ...(self.certificate ?? certificate.initial),
      ended: { as: 'taken-back', on: self.today, at: 9, until: self.today },
    }),
  };
  const isHere = ({ command, on }: Pick<DueAction, 'command' | 'on'>) => on === undefined || command in elsewhere;
  const meet = ({ command, input }: Pick<DueAction, 'command' | 'input'>) => {
    const there = elsewhere[command];
    if (there) self.certificate = there();
    else self.did(command, input);
  };
  const self: Story = {
    id,
    year: from.year ?? yearOf(),
    nextYear: undefined,
    nextStarted: false,
    product: from.product ?? coffee,
    units,
    certificate: undefined,
    others: {},
    get facts() {
      return facts;
    },
    get state() {
      if (folded?.of !== facts) folded = { of: facts, state: fold(productCycle, facts) };
      return folded.state;
    },
    get said() {
      return facts.at(-1)?.data;
    },
    get today() {
      return at.slice(0, 10);
    },
    on(when) {
      at = when.length === 10 ? morning(when) : when;
      return self;
    },
    by(actor) {
      officer = actor;
      return self;
    },
    when(name, input = {}) {
      const c = command(name);
      const { year, units, product, certificate } = self;
      const needs = { year, units, product, certificate, ...self.others };
      const actor = c.by.kind === 'workflow' ? process : officer;
      return specification({ aggregate: productCycle, id, facts, state: self.state, needs, at, actor }).when(c, input);
    },
    did(name, input) {
      const decided = self.when(name, input);
      if (isRefusal(decided.outcome) || decided.outcome === 'already-so')
        throw new Error(`${name} on ${at}: ${JSON.stringify(decided.outcome)}`);
      facts = decided.facts;
      return self;
    },
    expects(name, input, expected, details) {
      self.when(name, input).then(expected, details as never);
      return self;
    },
    move() {
      const facts = cycleFacts(question());
      return facts && procedure(facts);
    },
    due() {
      const move = self.move();
      const actions = move ? actionsOf(move, dueActions(question()), at) : [];
      return [...actions].sort((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0));
    },
    follows() {
      for (let move = self.move(); move?.kind === 'give'; move = self.move()) meet(move.action);
      return self;
    },
    meets() {
      const next = self.due().find(({ command, dueAt }) => command in elsewhere && dueAt <= at);
      if (next) meet(next);
      return next !== undefined;
    },
    moves() {
      for (let n = 0; n < 50; n++) {
        const next = self.due().find((a) => a.dueAt <= at && isHere(a) && a.command !== 'RecordCarriedOverTo');
        if (!next) return self;
        meet(next);
      }
      throw new Error('the process never comes to rest');
    },
    copy() {
      const copied = story(id, { facts, year: self.year, product: self.product });
      copied.nextYear = self.nextYear;
      copied.nextStarted = self.nextStarted;
      copied.units = self.units;
      copied.certificate = self.certificate;
      copied.others = { ...self.others };
      return copied.by(officer).on(at);
    },
  };
  return self;
}

/** A story along the one walk up to a command; the procedure's own moves in between are made. */
function walked(s: Story, command: string, times = 1): Story {
  const year = Number(s.id.slice(3, 7));
  const rulebook = s.year.plan?.rulebook;
  // R2025 has no summer: it came in July and was superseded in May.
  const days = rulebook === 'R2025' ? beforeSummer : {};
  const walk = walkOf('ca-phe-mau', { year, days, ...(rulebook ? { rulebook } : {}) });
  for (const act of upTo(needed(walk), command, times))
    s.follows()
      .on(act.on as string)
      .did(act.command.name, act.input);
  return s;
}

const dayOf = (s: Story, monthDay: string) => `${s.id.slice(3, 7)}-${monthDay}`;

/** Stories that have come as far as their name says. */
export const come = {
  started: (s = story(), entry = 'awareness', more: object = {}) =>
    s
      .on(dayOf(s, '02-10'))
      .did('StartCycle', { entry, ...more })
      .moves(),
  toIdea: (s = story()) => walked(s, 'IdentifyPotential').moves(),
  ideaRegistered: (s = story()) => walked(s, 'RegisterIdea'),
  ideaSelected: (s = story()) => walked(s, 'SelectIdea'),
  toPlan: (s = story()) => walked(s, 'ApproveIdea').moves(),
  planSubmitted: (s = story()) => walked(s, 'SubmitPlan'),
  toImplementation: (s = story()) => walked(s, 'SelectPlan').moves(),
  dossierReady: (s = story()) => walked(s, 'ConfirmLocalShares'),
  submitted: (s = story()) => walked(s, 'SubmitDossier'),
  atDistrict: (s = story()) => come.submitted(s).moves(),
  districtResult: (s = story(), points = 9150, stars = 5) =>
    come.atDistrict(s).on(dayOf(s, '06-21')).did('RecordTierResult', resultOf(points, stars)),
  forwarded: (s = story()) => walked(s, 'ForwardDossier'),
  atProvince: (s = story()) => walked(s, 'ReceiveDossier').moves(),
  provinceResult: (s = story(), points = 8200, stars = 4) =>
    come.atProvince(s).on(dayOf(s, '07-20')).did('RecordTierResult', resultOf(points, stars)),
  recognised: (s = story()) =>
    come
      .provinceResult(s)
      .on(dayOf(s, '08-02'))
      .did('Recognise', { decision: doc('QĐ', '2022-08-02') }),
  atNation: (s = story()) => walked(s, 'ReceiveDossier', 2).moves(),
  atReview: (s = story(), points = 8800, stars = 4) =>
    come.atNation(s).on(dayOf(s, '10-20')).did('RecordTierResult', resultOf(points, stars)).moves(),
};
