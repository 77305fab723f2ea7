// Whatever people do in whatever order, valid or refused, early or late, with corrections in between and the process at
// work: these hold. Each step of a walk picks one of the commands that would be accepted now, or one that would not.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dueCommandId } from '../../domain/kernel/due-action.ts';
import { amends, evolve, type Fact, fold } from '../../domain/kernel/fold.ts';
import { isRefusal } from '../../domain/kernel/refusal.ts';
import { type ProductCycle, productCycle, rulebookOf } from '../../domain/product-cycle/product-cycle.ts';
import { waitingFor } from '../../domain/product-cycle/waiting.ts';
import { stepIds } from '../../domain/programme-year/steps.ts';
import { firstTier, getTier } from '../../domain/rulebooks/ladder.ts';
import { addDays } from '../../domain/time/civil-date.ts';
import type { Decided } from './specification.ts';
import { come, doc, resultOf, type Story, story, totalsOf, yearOf } from './story.ts';

const SECRET = 'BÍ MẬT';
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
const inputs: Record<string, (n: number, s: Story) => unknown> = {
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
  AimAtRound: (n) => ({ round: 1 + (n % 3) }),
  TellPlanDecision: () => ({ letter: doc('TB') }),
  PublishResult: () => ({ document: doc('CB') }),
  AddEvidence: (n) => ({ id: `e-${n % 20}`, kind: 'other', document: doc('E') }),
  RemoveEvidence: (_, s) => ({ id: s.state.evidence[0]?.id ?? 'none' }),
  ConfirmLocalShares: (n) => ({ labour: n % 10_000, material: 5000, document: doc('XN') }),
  SubmitDossier: () => ({ criteriaSet: 'R2019/6' }),
  RequestSupplement: (n, s) => ({ items: secret(n), answerBy: addDays(s.today, 1 + (n % 20)) }),
  GoOnWithoutSupplement: () => ({}),
  AnswerSupplement: () => ({ documents: [doc('BS')] }),
  RecordTierResult: (n) => resultOf(pick(results, n)[0], pick(results, n)[1], { remarks: secret(n) }),
  NotifyResult: () => ({ letter: doc('CV') }),
  CompleteDossier: () => ({ documents: [] }),
  ForwardDossier: () => ({ letter: doc('CV'), minutes: doc('BB'), samples: 5 }),
  ReceiveDossier: (n) => ({ receipt: doc('PN'), remarks: secret(n) }),
  RecordReview: (n) =>
    n % 2
      ? { basis: 'national-result', minutes: doc('BB'), stars: 2 + (n % 3), reason: secret(n) }
      : { basis: 're-rating', minutes: doc('BB'), stars: 4, totals: totalsOf(8000), mean: 8000, unreadConfirmed: true },
  Recognise: (_, s) => ({ decision: doc('QĐ'), certificate: { number: 'GCN', issuedOn: s.today } }),
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
const rare = new Set(['WithdrawProduct', 'AnnulFacts', 'RejectIdea', 'StrikeIdea', 'RejectPlan']);
const processCommands = [...productCycle.commands.values()].filter((c) => c.by.kind === 'workflow').map((c) => c.name);

/** A correction with what it has to take back, as the refusal itself names it. */
function withAnnulled(s: Story, correction: object): object {
  const { outcome } = s.when('CorrectFact', correction);
  if (!isRefusal(outcome) || outcome.code !== 'OUTCOME_WOULD_CHANGE') return correction;
  return { ...correction, annuls: (outcome.details.revisions as string[]).map(Number) };
}

/** What the procedure itself gives; the rest is the deadline's. */
const movesOfTheProcedure = processCommands.filter(
  (name) => !['RecordReminderDue', 'MarkOverdue', 'MoveDeadline', 'ContinueCycle'].includes(name),
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

type Choice = { days: number; n: number; wild: boolean; event: number };
const choices = (length: number) =>
  fc.array(fc.record({ days: fc.nat(12), n: fc.nat(9999), wild: fc.boolean(), event: fc.nat(99) }), {
    minLength: length,
    maxLength: length,
  });

/** Half of the walks begin at the beginning; the others where it is far to get by chance. */
const beginnings = [
  story,
  come.toImplementation,
  story,
  come.atProvince,
  story,
  come.atNation,
  story,
  come.atReview,
  story,
  () => come.dossierReady().on('2022-12-20'),
];

type Step = { name: string; input: unknown; before: ProductCycle; decided: Decided; story: Story };

/** Walks a story: sometimes the office changes the plan or the year closes, then the process moves, then a person acts. */
function walk(taken: readonly Choice[], look: (step: Step) => void): Story {
  const s = pick(beginnings, taken[0]?.n ?? 0)();
  const ids = new Set<string>();
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
    if (event < 4) changePlan(s, n);
    if (s.today > '2022-12-31' && !s.year.closed) s.year = { ...s.year, closed: true, changedAt: s.year.changedAt + 1 };
    if (s.year.closed && n % 3) s.nextYear = yearOf(2023);
    let moves = 0;
    for (;;) {
      if (s.due().some((a) => a.command === 'ContinueCycle')) continueNextYear(s);
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
            (name) => !['StartCycle', 'ContinueCycle'].includes(name) && (!rare.has(name) || n % 7 === 0),
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

function changePlan(s: Story, n: number): void {
  s.year = yearOf(
    2022,
    (p) => ({
      ...p,
      windows: { ...p.windows, idea: { from: '2022-03-01', until: addDays('2022-03-20', n % 40) } },
      rounds: p.rounds.map((r) => ({
        ...r,
        tiers: { ...r.tiers, district: { resultBy: addDays(r.from, 20 + (n % 30)) } },
      })),
    }),
    { changedAt: s.year.changedAt + 1 },
  );
}

/** The story with the step taken. */
const after = ({ story: s, name, input }: Step): Story => s.copy().did(name, input);

const accepted = (d: Decided): boolean => Array.isArray(d.outcome);

/** What holds after every step, whatever came before. */
const invariants: Record<string, (step: Step) => void> = {
  'there is one current step, and no step is done that was not reached': ({ decided }) => {
    const { step, done } = decided.state as ProductCycle;
    const reached = step === undefined ? -1 : stepIds.indexOf(step);
    for (const id of Object.keys(done)) expect(stepIds.indexOf(id as never)).toBeLessThanOrEqual(reached);
  },
  'an ended cycle takes only records, corrections, and the opening of promotion': ({ before, decided }) => {
    if (!before.ended || !Array.isArray(decided.outcome)) return;
    const may = new Set(['ResultNotified', 'FactsAnnulled', 'FactCorrected', 'CarriedOverTo']);
    for (const e of decided.outcome) {
      const promotion = e.type === 'StepOpened' && (e.data as { step: string }).step === 'promotion';
      expect(productCycle.events.get(e.type)?.beside || may.has(e.type) || promotion, e.type).toBe(true);
    }
  },
  'the stars that count are those of the result that stands': ({ decided }) => {
    const { ended, visits } = decided.state as ProductCycle;
    if (ended?.kind !== 'recognised' && ended?.kind !== 'rated') return;
    const last = visits[visits.length - 1]?.result;
    expect([ended.stars, last?.outcome]).toEqual([last?.stars, ended.kind === 'recognised' ? 'recognise' : 'ends']);
  },
  'the dossier’s stays follow the ladder': ({ decided }) => {
    const state = decided.state as ProductCycle;
    const ladder = rulebookOf(state);
    state.visits.forEach((visit, i) => {
      const last = state.visits[i - 1];
      if (last) {
        const tier = getTier(ladder, last.tier);
        const ahead = visit.review ? tier.missReturnsTo : tier.forwards?.to;
        expect([last.result?.outcome, ahead]).toEqual([visit.review ? 'return' : 'forward', visit.tier]);
        expect(visit.review || last.received !== undefined).toBe(true);
      } else {
        expect([visit.tier, visit.review]).toEqual([firstTier(ladder).id, false]);
      }
    });
  },
  'whoever is waited for has a deadline, and an ended cycle none': ({ decided, story: s }) => {
    const state = decided.state as ProductCycle;
    const waiting = waitingFor(state, s.year);
    if (waiting && !state.ended) expect(state.deadline, waiting.en).toBeDefined();
    if (state.ended) expect(state.deadline).toBeUndefined();
  },
  'the process does nothing twice on the same state': ({ decided, name, input, story: s }) => {
    if (!processCommands.includes(name)) return;
    const again = s.copy();
    again.did(name, input);
    expect(Array.isArray(again.when(name, input).outcome), JSON.stringify(decided.outcome)).toBe(false);
  },
  'the procedure gives what the guards admit, and waits exactly where they admit nothing': (step) => {
    const s = after(step);
    const move = s.move();
    if (!move) return;
    if (move.kind === 'give') {
      const { command, input, on } = move.action;
      if (on === undefined) expect(s.when(command, input).outcome, command).toEqual([expect.anything()]);
    } else {
      for (const name of movesOfTheProcedure) expect([name, accepted(s.when(name))]).toEqual([name, false]);
    }
  },
  'where the procedure waits somebody is waited for, and where it moves nobody is': (step) => {
    const s = after(step);
    const move = s.move();
    // What the closing of the year carries over was still waited for.
    if (!move || s.state.ended || s.year.closed) return;
    expect([move.kind, waitingFor(s.state, s.year) !== undefined]).toEqual([move.kind, move.kind === 'wait']);
  },
  'no personal value is in any fact': ({ decided }) => {
    expect(JSON.stringify(decided.outcome)).not.toContain(SECRET);
  },
};

describe('any order of commands', () => {
  test('keeps every invariant, and reaches everything the procedure knows', () => {
    const seen = new Set<string>();
    let secrets = 0;
    fc.assert(
      fc.property(choices(40), (taken) => {
        const s = walk(taken, (step) => {
          const { outcome } = step.decided;
          if (Array.isArray(outcome)) for (const e of outcome) seen.add(e.type);
          else seen.add(isRefusal(outcome) ? 'refused' : 'already-so');
          if (JSON.stringify(step.input).includes(SECRET)) secrets++;
          if (!accepted(step.decided)) return;
          for (const [rule, holds] of Object.entries(invariants))
            try {
              holds(step);
            } catch (error) {
              throw new Error(`after ${step.name}: ${rule}: ${(error as Error).message}`, { cause: error });
            }
        });
        expectSameFold(s);
      }),
      { numRuns: 120, seed: 20_220_718 },
    );
    const declared = [...productCycle.events.keys()].filter((type) => type !== 'CarriedOverTo');
    // R2019 has no tier that pre-assesses; test/ladders.test.ts walks the law that has.
    const ofLaterLaws = ['PreAssessmentRecorded', 'RulebookChanged'];
    // No walk opens a closed year again; ending.test.ts does.
    expect(declared.filter((type) => !seen.has(type) && ![...ofLaterLaws, 'CycleTakenBack'].includes(type))).toEqual(
      [],
    );
    expect(seen).toContain('refused');
    expect(secrets).toBeGreaterThan(500);
  }, 120_000);

  test('annulled and done again on the same day, the state is the same but for its revisions', () => {
    let redone = 0;
    fc.assert(
      fc.property(choices(30), (taken) => {
        walk(taken, ({ name, input, decided, before, story: s }) => {
          if (!Array.isArray(decided.outcome) || !before.started) return;
          const types = decided.outcome.map((e) => e.type);
          // The next year's cycle goes on: its delivery cannot be taken back.
          const stands = (t: string) =>
            amends(productCycle, t) || productCycle.events.get(t)?.quiet || t === 'CarriedOverTo';
          if (types.some(stands)) return;
          const revisions = types.map((_, i) => s.facts.length + i);
          const again = s.copy();
          again.did(name, input).did('AnnulFacts', { revisions, reason: 'x', document: doc('HB') });
          expect(withoutRevisions(again.state)).toEqual(withoutRevisions(before));
          again.did(name, input);
          expect(withoutRevisions(again.state)).toEqual(withoutRevisions(decided.state));
          redone++;
        });
      }),
      { numRuns: 60, seed: 20_220_718 },
    );
    expect(redone).toBeGreaterThan(500);
  }, 120_000);
});

/** Folded one by one, as the write path does, or all at once. */
function expectSameFold(s: Story): void {
  let state = productCycle.initial;
  const sofar: Fact[] = [];
  for (const fact of s.facts) {
    sofar.push(fact);
    state = amends(productCycle, fact.type) ? fold(productCycle, sofar) : evolve(productCycle, state, fact);
  }
  expect(state).toEqual(s.state);
}

function withoutRevisions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutRevisions);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key, v]) => key !== 'at' && key !== 'amendedAt' && v !== undefined);
  return Object.fromEntries(kept.map(([key, v]) => [key, withoutRevisions(v)]));
}
