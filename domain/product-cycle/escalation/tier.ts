// Opening a rung of the rulebook's ladder, and the second stay of what came back from above.
import { z } from 'zod';
import { workflow } from '../../kernel/command.ts';
import { NOT_DUE } from '../../kernel/due-action.ts';
import type { NewEvent } from '../../kernel/event.ts';
import { shownDay } from '../../kernel/fields.ts';
import { markOf } from '../../kernel/mark.ts';
import { refusal } from '../../kernel/refusal.ts';
import { due } from '../../programme-year/due.ts';
import { lastDayOf, planYearOf, type RoundRef, roundFor } from '../../programme-year/plan-dates.ts';
import type { ProgrammeYear } from '../../programme-year/programme-year.ts';
import type { YearPlan } from '../../programme-year/year-plan.ts';
import { findTier, firstTier, getTier } from '../../rulebooks/ladder.ts';
import { legalRoundFor } from '../../rulebooks/legal-terms.ts';
import { rulebooks } from '../../rulebooks/registry.ts';
import { holdersOf } from '../../rulebooks/responsibilities.ts';
import type { Day } from '../../time/civil-date.ts';
import { newDeadline, tierSubject } from '../deadline.ts';
import {
  type ProductCycle,
  productCycle,
  type Result,
  rulebookOf,
  sinceCause,
  type TierVisit,
  visitOf,
  withVisit,
} from '../product-cycle.ts';
import { opening, stepToOpen } from '../step.ts';
import { reviewDue, roundOfVisit, tierDue } from '../tier-due.ts';

export const NO_TIER_OPEN = refusal('NO_TIER_OPEN', 'conflict', {
  vi: 'Hồ sơ hiện không ở cấp nào chờ việc này.',
  en: 'The dossier is at no tier that waits for this.',
});
const IN_ANOTHER_ROUND = refusal('IN_ANOTHER_ROUND', 'conflict', {
  vi: 'Hồ sơ thuộc đợt {round}.',
  en: 'The dossier belongs to round {round}.',
});
/** A tier's name for sentences; an id no rulebook knows is shown as it is. */
export function tierName(id: string): { vi: string; en: string } {
  for (const rulebook of rulebooks) {
    const tier = findTier(rulebook, id);
    if (tier) return tier.name;
  }
  return { vi: id, en: id };
}

const tierOpened = productCycle.event('TierOpened', {
  version: 2,
  schema: z.strictObject({ tier: z.string(), round: z.int().min(1), roundYear: z.int().optional(), due }),
  upcast: { 1: (data) => data },
  opens: true,
  evolve: (state, { tier, round, roundYear, due }, meta) => {
    const opened = markOf(meta);
    const visit: TierVisit = { tier, round, roundYear, opened, review: false };
    return {
      ...state,
      visits: [...state.visits, visit],
      deadline: newDeadline(tierSubject(tier, 'result'), due, { ...opened, on: sinceHandedIn(state, opened.on) }),
    };
  },
  recheck: ({ tier, ...data }, before, { needs: { year }, occurredOn }) => {
    const round = roundAt(before, occurredOn, year);
    if (!isSameRound(round, { no: data.round, ...(data.roundYear === undefined ? {} : { year: data.roundYear }) }))
      return IN_ANOTHER_ROUND({ round: round.no });
    return { ...data, tier, due: resultDue(tier, round, { state: before, on: occurredOn, year }) };
  },
  sentence: ({ tier, round, roundYear, due }) => ({
    vi: `Mở đánh giá ${tierName(tier).vi}, đợt ${round}${roundYear === undefined ? '' : ` năm ${roundYear}`}, hạn ${shownDay(due.dueOn)}`,
    en: `Rating opened at tier ${tierName(tier).en}, round ${round}${roundYear === undefined ? '' : ` of ${roundYear}`}, due ${shownDay(due.dueOn)}`,
  }),
});

const reviewOpened = productCycle.event('ReviewOpened', {
  version: 2,
  schema: z.strictObject({
    tier: z.string(),
    /** the tier whose result came back; not said before version 2 */
    returnedBy: z.string().optional(),
    round: z.int().min(1),
    roundYear: z.int().optional(),
    due,
  }),
  upcast: { 1: (data) => data },
  opens: true,
  tells: ({ tier, due: { dueOn } }) => ({
    kind: 'message',
    to: [{ holders: { responsibility: 'review-result', tier } }],
    why: { vi: 'rà soát kết quả bị trả về', en: 'review the result that came back' },
    dueOn,
  }),
  stillSo: (state, _, { revision }) => {
    const visit = visitOf(state);
    return !state.ended && visit?.opened.at === revision && visit.result === undefined;
  },
  evolve: (state, { tier, round, roundYear, due }, meta) => {
    const opened = markOf(meta);
    return {
      ...state,
      visits: [...state.visits, { tier, round, roundYear, opened, review: true }],
      deadline: newDeadline(tierSubject(tier, 'review'), due, { ...opened, on: sinceReturned(state, opened.on) }),
    };
  },
  recheck: (data, before, { needs: { year }, occurredOn }) => ({
    ...data,
    due: reviewDue(sinceReturned(before, occurredOn), year, before),
  }),
  sentence: ({ tier, returnedBy, due }) => ({
    vi: `${returnedBy === undefined ? 'Trả' : `${tierName(returnedBy).vi} trả`} về ${tierName(tier).vi} để rà soát, đánh giá lại, hạn ${shownDay(due.dueOn)}`,
    en: `Came back to tier ${tierName(tier).en}${returnedBy === undefined ? '' : ` from tier ${tierName(returnedBy).en}`} for review, due ${shownDay(due.dueOn)}`,
  }),
});

/** The tier whose holder has to act: where the dossier lies, or where it is about to be opened. */
export function tierOf(state: ProductCycle): string | undefined {
  if (!state.expectedRulebook) return undefined;
  return visitOf(state)?.tier ?? firstTier(rulebookOf(state)).id;
}

/** The tier a forwarded dossier goes to: its holder receives it. */
export const tierAhead = (state: ProductCycle): string | undefined => visitOf(state)?.forwarded?.to ?? tierOf(state);

/** The tier that is to be opened next, or undefined. */
export function tierToOpen(state: ProductCycle): string | undefined {
  if (state.ended || !state.submitted) return undefined;
  const visit = visitOf(state);
  if (!visit) return firstTier(rulebookOf(state)).id;
  return visit.received ? visit.forwarded?.to : undefined;
}

/** The tier that is to review what came back, or undefined. */
export function reviewToOpen(state: ProductCycle): string | undefined {
  const visit = visitOf(state);
  if (state.ended || visit?.result?.outcome !== 'return') return undefined;
  return getTier(rulebookOf(state), visit.tier).missReturnsTo;
}

/** The tier at which the dossier lies, or that is about to be opened for it. */
export const tierAtWork = (state: ProductCycle): string | undefined => tierToOpen(state) ?? tierOf(state);

/** Whether a tier gives points and stars; a commune's pre-assessment does not. */
export const tierRates = (state: ProductCycle, tier: string | undefined): boolean =>
  tier === undefined || getTier(rulebookOf(state), tier).rates;

/** Whether a tier tells its result to commune and producer: a pre-assessment is told by nobody's duty. */
export const tellsResult = (state: ProductCycle, tier: string): boolean =>
  holdersOf(rulebookOf(state), 'notify-result', tier).length > 0;

/** Whether the result of a stay was told, or nobody has to tell it. */
export const isTold = (state: ProductCycle, { notified, tier }: TierVisit): boolean =>
  notified !== undefined || !tellsResult(state, tier);

/** Whether nothing is left to do for a recognised product but promotion: it is told and published, and has its certificate. */
export const isSettled = (state: ProductCycle): boolean =>
  state.visits.slice(-1).every((visit) => isTold(state, visit)) &&
  state.published !== undefined &&
  state.certificate !== undefined &&
  state.step === 'promotion';

/**
 * The filing's round; where the law closes rounds for proposals, that of the day on which the tier below proposed: to the
 * first rating tier in a round of the plan, to a higher one in the law's own (26/2026/QĐ-TTg, art. 5).
 */
function roundAt(state: ProductCycle, on: Day, year: ProgrammeYear): RoundRef {
  const visit = visitOf(state);
  const rulebook = rulebookOf(state);
  const plan = year.plan as YearPlan;
  const proposed = visit && rulebook.rounds.length > 0 && !tierRates(state, visit.tier);
  if (!visit || proposed) {
    const decisive = visit ? (visit.forwarded?.proposedOn ?? visit.forwarded?.on) : state.submitted?.on;
    return roundFor(plan, decisive ?? on, { calendar: year.calendar, rulebook, from: state.aimsAt });
  }
  const { forwarded } = visit;
  const proposedOn = forwarded?.proposedOn ?? forwarded?.on;
  const lastDay = (day: Day) => lastDayOf(day, plan, year.calendar);
  const legal = forwarded && proposedOn && legalRoundFor(rulebook, forwarded.to, proposedOn, lastDay);
  if (!legal) return roundOfVisit(visit);
  return legal.year === planYearOf(plan) ? { no: legal.no } : { no: legal.no, year: legal.year };
}

/** The round of the tier above, were a dossier proposed to it on a day. */
export function roundProposedTo(to: string, state: ProductCycle, on: Day, year: ProgrammeYear): RoundRef {
  return roundAt(withVisit(state, { forwarded: { to, on, at: 0 } }), on, year);
}

export const isSameRound = (a: RoundRef, b: RoundRef): boolean => a.no === b.no && a.year === b.year;

/** The round of the tier at work, open or about to be. @param on when it would be opened */
export function roundAtWork(state: ProductCycle, on: Day, year: ProgrammeYear): RoundRef {
  const visit = visitOf(state);
  return tierToOpen(state) !== undefined || !visit ? roundAt(state, on, year) : roundOfVisit(visit);
}

/** From when a tier's term runs: from the filing, or the receipt of what was forwarded. */
function sinceHandedIn(state: ProductCycle, on: Day): Day {
  const visit = visitOf(state);
  return sinceCause(visit ? visit.received : state.submitted, on, state);
}

const sinceReturned = (state: ProductCycle, on: Day): Day => sinceCause(visitOf(state)?.result, on, state);

type Opening = { readonly state: ProductCycle; readonly on: Day; readonly year: ProgrammeYear };

const resultDue = (tier: string, round: RoundRef, { state, on, year }: Opening) =>
  tierDue({ tier, round, what: 'resultBy', since: sinceHandedIn(state, on), year, state });

/** The events that open rating and its next tier when the process has not done so yet. */
export function tierOpening(state: ProductCycle, on: Day, year: ProgrammeYear): readonly NewEvent[] {
  const tier = tierToOpen(state);
  if (tier === undefined) return [];
  const round = roundAt(state, on, year);
  return [
    ...opening(state, 'rating', on, year),
    tierOpened({
      tier,
      round: round.no,
      ...(round.year === undefined ? {} : { roundYear: round.year }),
      due: resultDue(tier, round, { state, on, year }),
    }),
  ];
}

/** the tier the procedure means: where another one is due, nothing happens */
const meant = z.strictObject({ tier: z.string().optional() });

export const openTier = productCycle.command('OpenTier', {
  input: meant,
  by: workflow,
  guard: ({ state }) =>
    tierToOpen(state) === undefined ? 'already-so' : stepToOpen(state) === undefined ? undefined : NOT_DUE(),
  decide: ({ state, input, today, needs }) =>
    (input.tier ?? tierToOpen(state)) === tierToOpen(state) ? tierOpening(state, today, needs.year) : [],
  words: { vi: 'Mở đánh giá ở cấp tiếp theo', en: 'Open the next tier' },
});

/** The event that opens a due review when the process has not done so yet. */
export function reviewOpening(state: ProductCycle, on: Day, year: ProgrammeYear): readonly NewEvent[] {
  const tier = reviewToOpen(state);
  if (tier === undefined) return [];
  const { tier: returnedBy, round = 1, roundYear } = visitOf(state) ?? {};
  const due = reviewDue(sinceReturned(state, on), year, state);
  return [reviewOpened({ tier, returnedBy, round, ...(roundYear === undefined ? {} : { roundYear }), due })];
}

export type Returned = TierVisit & { readonly result: Result };

/** The stay whose result came back: a review goes by it. */
export const returnedOf = (state: ProductCycle): Returned | undefined =>
  state.visits.findLast((visit): visit is Returned => visit.result?.outcome === 'return');

/** The tier that reviews what came back, open or about to be. */
export const reviewTierOf = (state: ProductCycle): string | undefined => reviewToOpen(state) ?? tierOf(state);

export const openReview = productCycle.command('OpenReview', {
  input: meant,
  by: workflow,
  guard: ({ state }) => (reviewToOpen(state) === undefined ? 'already-so' : undefined),
  decide: ({ state, input, today, needs }) =>
    (input.tier ?? reviewToOpen(state)) === reviewToOpen(state) ? reviewOpening(state, today, needs.year) : [],
  words: { vi: 'Mở rà soát kết quả bị trả về', en: 'Open the review of what came back' },
});
