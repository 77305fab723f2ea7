// Walks by chance: each step picks one of the commands that would be accepted now, or one that would not.
import fc from 'fast-check';
import { expect } from 'vitest';
import { dueCommandId } from '../../domain/kernel/due-action.ts';
import { isRefusal } from '../../domain/kernel/refusal.ts';
import { type ProductCycle, productCycle } from '../../domain/product-cycle/product-cycle.ts';
import type { YearPlanInput } from '../../domain/programme-year/year-plan.ts';
import { firstRatingTier } from '../../domain/rulebooks/ladder.ts';
import { getRulebook } from '../../domain/rulebooks/registry.ts';
import { addDays } from '../../domain/time/civil-date.ts';
import { planUnder } from '../plans.ts';
import type { Decided } from './specification.ts';
import { come, doc, resultOf, type Story, story, totalsOf, yearOf } from './story.ts';

export const SECRET = 'BÍ MẬT';
const secret = (n: number) => `${SECRET} số ${n}`;
const results = [
  [4000, 2],
  [5500, 3],
  [8000, 4],
  [9200, 5],
  [9500, 5],
] as const;
const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;

/** For every command of the cycle an input that may fit, by chance. */
export const inputs: Record<string, (n: number, s: Story) => unknown> = {
  StartCycle: (n) => ({
    entry: pick(['awareness', 'idea', 'business-plan', 'rating'], n),
    ...(n % 4 < 2
      ? {}
      : { earlier: { year: 2021, outcome: n % 4 === 2 ? 'plan-not-selected' : 'rated', document: doc('TB') } }),
  }),
  ContinueCycle: () => ({ after: '66-2021-ca-phe-mau-1', entry: 'implementation' }),
  IdentifyPotential: (n) => ({ remarks: secret(n) }),
  RegisterIdea: (n) => ({ summary: secret(n) }),
  ListIdea: () => ({ list: doc('DS') }),
  SelectIdea: (n) => ({ opinion: secret(n) }),
  RejectIdea: (n) => ({ reason: secret(n) }),
  ApproveIdea: () => ({ list: doc('DS') }),
  StrikeIdea: (n) => ({ reason: secret(n) }),
  SubmitPlan: (n) => ({ targetStar: 3 + (n % 3), plan: doc('PA'), remarks: secret(n) }),
  SelectPlan: (n) => ({ opinion: secret(n) }),
  RejectPlan: (n) => ({ reason: secret(n) }),
  RecordVisit: (n) => ({ remarks: secret(n), difficulties: secret(n) }),
  RecordNeed: (n) => ({ kind: 'machinery', remarks: secret(n) }),
  RecordSupport: (n) => ({ kind: 'machinery', source: 'state', amountDong: n }),
  AssignWork: (n) => ({ account: 'demo-buon-ma-thuot', note: secret(n) }),
  RemindNow: (n) => ({ text: secret(n) }),
  AddNote: (n) => ({ text: secret(n) }),
  AskOffice: (n) => ({ question: secret(n) }),
  AnswerQuestion: (n, s) => ({ question: s.state.questions?.at(-1)?.asked.at ?? 0, answer: secret(n) }),
  AimAtRound: (n) => ({ round: 1 + (n % 3) }),
  TellPlanDecision: () => ({ letter: doc('TB') }),
  PublishResult: () => ({ document: doc('CB') }),
  AddEvidence: (n) => ({ id: `e-${n % 20}`, kind: 'other', document: doc('E') }),
  RemoveEvidence: (_, s) => ({ id: s.state.evidence[0]?.id ?? 'none' }),
  ConfirmLocalShares: (n) => ({ labour: n % 10_000, material: 5000, document: doc('XN') }),
  SubmitDossier: (_, s) => ({
    criteriaSet: coffeeSets.find((criteriaSet) => accepted(s.when('SubmitDossier', { criteriaSet }))) ?? 'R2019/6',
  }),
  RequestSupplement: (n, s) => ({ items: secret(n), answerBy: addDays(s.today, 1 + (n % 20)) }),
  GoOnWithoutSupplement: () => ({}),
  AnswerSupplement: () => ({ documents: [doc('BS')] }),
  RecordPreAssessment: (n) => ({ report: doc('M03'), proposes: n % 4 > 0, remarks: secret(n) }),
  ChangeRulebook: (n) => {
    const [rulebook, criteriaSet] = pick(
      [
        ['R2019', 'R2019/6'],
        ['R2023', 'R2023/13'],
        ['R2025', 'R2023/13'],
        ['R2026', 'R2026/13'],
      ] as const,
      n >> 3,
    );
    return { rulebook, criteriaSet, legalBasis: doc('QĐ'), reason: secret(n) };
  },
  RecordTierResult: (n) => resultOf(pick(results, n)[0], pick(results, n)[1], { remarks: secret(n) }),
  NotifyResult: () => ({ letter: doc('CV') }),
  CompleteDossier: () => ({ documents: [] }),
  ForwardDossier: () => ({ letter: doc('CV'), minutes: doc('BB'), samples: 5 }),
  ReceiveDossier: (n) => ({ receipt: doc('PN'), remarks: secret(n) }),
  RecordReview: (n) =>
    n % 2
      ? { basis: 'national-result', minutes: doc('BB'), stars: 2 + (n % 3), reason: secret(n) }
      : { basis: 're-rating', minutes: doc('BB'), stars: 4, totals: totalsOf(8000), mean: 8000, unreadConfirmed: true },
  Recognise: (_, s) => ({ decision: doc('QĐ', s.today) }),
  RecordFollowUp: (n) => ({ supportPlan: secret(n) }),
  RecordPromotion: () => ({ kind: 'fair', where: 'Huế' }),
  WithdrawProduct: (n) => ({ reason: secret(n) }),
  CloseNotSelected: () => ({}),
  FixDeadline: (n, s) => ({ dueOn: addDays(s.today, n % 40), reason: secret(n) }),
  CorrectFact: (n, s) =>
    withAnnulled(s, {
      revision: n % s.facts.length,
      ...(n % 2
        ? {
            changes: pick(
              [
                { targetStar: 5 },
                { samples: n % 9 },
                { totals: totalsOf(9300), mean: 9300, stars: 5 },
                { totals: totalsOf(4000), mean: 4000, stars: 2 },
                { letter: doc(`CV${n}`) },
              ],
              n >> 1,
            ),
          }
        : { rightDay: addDays(s.today, -(n % 15)) }),
      reason: secret(n),
      document: doc('ĐC'),
    }),
  AnnulFacts: (n, s) => ({ revisions: restingWith(n % s.facts.length, s), reason: secret(n), document: doc('HB') }),
};
/** What changes nothing of the procedure would crowd out what does. */
const byHand = new Set(['AssignWork', 'RemindNow', 'AddNote', 'AskOffice', 'AnswerQuestion']);
const rare = new Set(['ChangeRulebook', 'WithdrawProduct', 'AnnulFacts', 'RejectIdea', 'StrikeIdea', 'RejectPlan']);
export const processCommands = [...productCycle.commands.values()]
  .filter((c) => c.by.kind === 'workflow')
  .map((c) => c.name);

/** A correction with what it has to take back, as the refusal itself names it. */
function withAnnulled(s: Story, correction: object): object {
  const { outcome } = s.when('CorrectFact', correction);
  if (!isRefusal(outcome) || outcome.code !== 'OUTCOME_WOULD_CHANGE') return correction;
  return { ...correction, annuls: (outcome.details.revisions as string[]).map(Number) };
}

/** What the procedure itself gives; the rest is the deadline's. */
export const movesOfTheProcedure = processCommands.filter(
  (name) =>
    !['RecordReminderDue', 'MarkOverdue', 'MoveDeadline', 'AwaitTelling', 'ContinueCycle', 'TellPaperEnd'].includes(
      name,
    ),
);

/** A fact and what rests on it, as the refusal itself names them. */
function restingWith(revision: number, s: Story): number[] {
  let revisions = [revision];
  for (let i = 0; i < 3; i++) {
    const { outcome } = s.when('AnnulFacts', { revisions, reason: 'x', document: doc('HB') });
    if (!isRefusal(outcome)) return revisions;
    const { revisions: resting, cause } = outcome.details as { revisions?: string[]; cause?: number };
    if (!resting && cause === undefined) return revisions;
    revisions = [...revisions, ...(resting ?? []).map(Number), ...(cause === undefined ? [] : [cause])];
  }
  return revisions;
}

export type Choice = { days: number; n: number; wild: boolean; event: number };
export const choices = (length: number) =>
  fc.array(fc.record({ days: fc.nat(12), n: fc.nat(9999), wild: fc.boolean(), event: fc.nat(99) }), {
    minLength: length,
    maxLength: length,
  });

type Law = { readonly rulebook: string; readonly year: number };
/** Each law in a year in which dossiers are filed under it. */
export const laws: readonly Law[] = [
  { rulebook: 'R2019', year: 2022 },
  { rulebook: 'R2023', year: 2024 },
  { rulebook: 'R2025', year: 2026 },
  { rulebook: 'R2026', year: 2027 },
];
const planned = ({ rulebook, year }: Law, change = (p: YearPlanInput) => p, more = {}) =>
  yearOf(year, () => change(planUnder(rulebook, year)), more);
/** One that is about to be started on 10 February. */
const storyUnder = (law: Law): Story =>
  story(`66-${law.year}-ca-phe-mau-1`, { year: planned(law) }).on(`${law.year}-02-10`);

/** Half of the walks begin at the beginning; the others where it is far to get by chance. */
const beginnings: readonly ((s: Story) => Story)[] = [
  (s) => s,
  come.toImplementation,
  (s) => s,
  come.atProvince,
  (s) => s,
  come.atNation,
  (s) => s,
  come.atReview,
  (s) => s,
  (s) => come.dossierReady(s).on(`${s.id.slice(3, 7)}-12-20`),
];

export type Step = { name: string; input: unknown; before: ProductCycle; decided: Decided; story: Story };

/** Walks a story: sometimes the office changes the plan, the year closes or opens again, then the process moves, then a person acts. */
export function walk(taken: readonly Choice[], look: (step: Step) => void, law: Law = laws[0] as Law): Story {
  const s = pick(beginnings, taken[0]?.n ?? 0)(storyUnder(law));
  const ids = new Set<string>();
  let closesOn = `${law.year}-12-31`;
  const act = (name: string, input: unknown) => {
    const before = s.state;
    const decided = s.when(name, input);
    look({ name, input, before, decided, story: s });
    if (isRefusal(decided.outcome) || decided.outcome === 'already-so') return false;
    s.did(name, input);
    return true;
  };
  for (const { days, n, wild, event } of taken) {
    if (s.facts.length > 0) s.on(addDays(s.today, days));
    if (event < 4) changePlan(s, law, n);
    if (s.year.closed && event > 80) {
      closesOn = addDays(s.today, 20);
      s.year = { ...s.year, closed: false, changedAt: s.year.changedAt + 1 };
    }
    if (s.today > closesOn && !s.year.closed) s.year = { ...s.year, closed: true, changedAt: s.year.changedAt + 1 };
    if (s.year.closed && n % 3 === 0) s.nextYear = planned({ ...law, year: law.year + 1 });
    // Somebody may begin the next year's cycle before the process comes to it.
    if (s.state.ended?.kind === 'carried-over' && n % 5 === 0) continueNextYear(s);
    let moves = 0;
    for (;;) {
      if (s.due().some((a) => a.command === 'ContinueCycle')) continueNextYear(s);
      s.meets();
      const due = s.due().find((a) => a.dueAt <= `${s.today}T02:00:00.000Z` && a.on === undefined);
      if (!due || s.facts.length === 0) break;
      const id = dueCommandId(`productCycle-${s.id}`, due);
      expect(
        ids.has(id),
        `${id} is due a second time: the executor would answer already-applied, and the process stand still`,
      ).toBe(false);
      ids.add(id);
      expect(act(due.command, due.input ?? {}), `${due.command} was due`).toBe(true);
      expect(++moves, 'the process comes to rest').toBeLessThan(20);
    }
    const names =
      s.facts.length === 0
        ? ['StartCycle']
        : Object.keys(inputs).filter(
            (name) =>
              !['StartCycle', 'ContinueCycle'].includes(name) &&
              (!rare.has(name) || n % 7 === 0) &&
              (!byHand.has(name) || n % 7 === 1),
          );
    const fitting = wild ? names : names.filter((name) => Array.isArray(s.when(name, inputs[name]?.(n, s)).outcome));
    // what moves the procedure on first: of records beside it there is always one that fits
    const onward = fitting.filter(
      (name) =>
        !/^(Record(Visit|Need|Support|Promotion|FollowUp)|RemoveEvidence|CorrectFact|FixDeadline)$/.test(name) &&
        !/^(AimAtRound|TellPlanDecision|PublishResult)$/.test(name),
    );
    const name = pick(onward.length > 0 && n % 3 ? onward : fitting.length > 0 ? fitting : names, Math.floor(n / 21));
    act(name, inputs[name]?.(n, s));
  }
  return s;
}

/** The next year's cycle begins on its own stream. */
function continueNextYear(s: Story): void {
  s.nextStarted = true;
  s.others = { ...s.others, next: { ...productCycle.initial, started: { on: s.today, at: 0 } } };
}

function changePlan(s: Story, law: Law, n: number): void {
  const on = (monthDay: string) => `${law.year}-${monthDay}`;
  const first = firstRatingTier(getRulebook(law.rulebook)).id;
  s.year = planned(
    law,
    (p) => ({
      ...p,
      windows: { ...p.windows, idea: { from: on('03-01'), until: addDays(on('03-20'), n % 40) } },
      rounds: p.rounds.map((r) => ({
        ...r,
        tiers: { ...r.tiers, [first]: { resultBy: addDays(r.from, 20 + (n % 30)) } },
      })),
    }),
    { changedAt: s.year.changedAt + 1, closed: s.year.closed },
  );
}

export const accepted = (d: Decided): boolean => Array.isArray(d.outcome);
const coffeeSets = ['R2019/6', 'R2023/13', 'R2026/13'];
