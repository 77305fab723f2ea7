// What no year plan may say. Each refusal names its line.
import { own } from '../kernel/own.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import { firstRatingTier } from '../rulebooks/ladder.ts';
import { type DatedRound, legalRounds } from '../rulebooks/legal-terms.ts';
import { RULEBOOK_UNKNOWN } from '../rulebooks/refusals.ts';
import { findRulebook } from '../rulebooks/registry.ts';
import type { Rulebook } from '../rulebooks/rulebook.ts';
import type { Day } from '../time/civil-date.ts';
import { closingOf } from './plan-dates.ts';
import type { Round, YearPlan } from './year-plan.ts';

const PLAN_DATES_CROSSED = refusal('PLAN_DATES_CROSSED', 'invalid', {
  vi: 'Trong kế hoạch, {what} kết thúc trước khi bắt đầu.',
  en: 'In the plan, {what} ends before it begins.',
});
const PLAN_TIER_MISSING = refusal('PLAN_TIER_MISSING', 'invalid', {
  vi: 'Đợt {round} chưa có ngày cho cấp {tier}.',
  en: 'Round {round} has no dates for tier {tier}.',
});
const PLAN_TIER_UNKNOWN = refusal('PLAN_TIER_UNKNOWN', 'invalid', {
  vi: 'Đợt {round}: {rulebook} không có cấp {tier}.',
  en: 'Round {round}: {rulebook} has no tier {tier}.',
});
const PLAN_OF_ANOTHER_YEAR = refusal('PLAN_OF_ANOTHER_YEAR', 'invalid', {
  vi: 'Ngày {on} không thuộc năm {year} của kế hoạch.',
  en: '{on} does not lie in {year}, the year of the plan.',
});
const PLAN_LAW_NOT_IN_FORCE = refusal('PLAN_LAW_NOT_IN_FORCE', 'invalid', {
  vi: '{rulebook} không có hiệu lực vào ngày nào của năm {year}.',
  en: '{rulebook} is in force on no day of {year}.',
});
const PLAN_ROUNDS_OUT_OF_ORDER = refusal('PLAN_ROUNDS_OUT_OF_ORDER', 'invalid', {
  vi: 'Đợt {round} phải sau đợt {before}: số đợt, ngày bắt đầu và ngày khóa nhận hồ sơ tăng dần, không trùng.',
  en: 'Round {round} must come after round {before}: numbers, first days and closing days rise and none is used twice.',
});
const PLAN_TIER_DATES_CROSSED = refusal('PLAN_TIER_DATES_CROSSED', 'invalid', {
  vi: 'Đợt {round}, cấp {tier}: ngày {on} trước ngày {after} mà việc đó dựa vào.',
  en: 'Round {round}, tier {tier}: {on} lies before {after}, on which it rests.',
});
const PLAN_LATER_THAN_LAW = refusal('PLAN_LATER_THAN_LAW', 'invalid', {
  vi: 'Đợt {round}: ngày {on} muộn hơn ngày {limit} theo {act}.',
  en: 'Round {round}: {on} is later than {limit}, the last day under {act}.',
});

/** Why the plan of a year cannot stand. @param reopened the year was closed and opened again */
export function planRefused(plan: YearPlan, year: number, reopened = false): Refusal | undefined {
  const rulebook = findRulebook(plan.rulebook);
  if (!rulebook) return RULEBOOK_UNKNOWN({ rulebook: plan.rulebook }, '/plan/rulebook');
  return (
    spanCrossed(plan) ??
    tierMissing(plan, rulebook) ??
    elsewhere(plan, year, reopened) ??
    notInForce(plan, rulebook, year) ??
    plan.rounds.map((_, i) => roundRefused(plan, i, rulebook, year)).find(Boolean)
  );
}

function spanCrossed(plan: YearPlan): Refusal | undefined {
  const spans = [
    ...Object.entries(plan.windows).map(([id, w]) => [id, w, `/plan/windows/${id}`] as const),
    ...plan.rounds.map((r, i) => [`round ${r.no}`, r, `/plan/rounds/${i}`] as const),
    ['year', { from: plan.opensOn, until: plan.closesOn }, '/plan/closesOn'] as const,
  ];
  const crossed = spans.find(([, w]) => w.until < w.from);
  return crossed && PLAN_DATES_CROSSED({ what: crossed[0] }, crossed[2]);
}

function tierMissing(plan: YearPlan, { ladder }: Rulebook): Refusal | undefined {
  for (const [i, round] of plan.rounds.entries())
    for (const tier of ladder)
      if (tier.rates && !own(round.tiers, tier.id))
        return PLAN_TIER_MISSING({ round: round.no, tier: tier.id }, `/plan/rounds/${i}/tiers`);
  return undefined;
}

/** A plan lies in the year of its id; only what follows a round, and the end of a year opened again, may lie in the next. */
function elsewhere(plan: YearPlan, year: number, reopened: boolean): Refusal | undefined {
  const closesNextYear = reopened && Number(plan.closesOn.slice(0, 4)) === year + 1;
  const days: [Day, string][] = [
    [plan.opensOn, '/plan/opensOn'],
    ...(closesNextYear ? [] : [[plan.closesOn, '/plan/closesOn'] as [Day, string]]),
    ...Object.entries(plan.windows).flatMap(([id, w]): [Day, string][] => [
      [w.from, `/plan/windows/${id}/from`],
      [w.until, `/plan/windows/${id}/until`],
    ]),
    ...plan.rounds.flatMap((r, i): [Day, string][] => [
      [r.from, `/plan/rounds/${i}/from`],
      [r.until, `/plan/rounds/${i}/until`],
      ...(r.filingClosesOn === undefined
        ? []
        : [[r.filingClosesOn, `/plan/rounds/${i}/filingClosesOn`] as [Day, string]]),
    ]),
  ];
  const outside = days.find(([on]) => Number(on.slice(0, 4)) !== year) ?? tooFarAhead(plan, year);
  return outside && PLAN_OF_ANOTHER_YEAR({ on: outside[0], year }, outside[1]);
}

function tooFarAhead(plan: YearPlan, year: number): [Day, string] | undefined {
  for (const [i, round] of plan.rounds.entries())
    for (const [tier, dates] of Object.entries(round.tiers))
      for (const [what, on] of Object.entries(dates))
        if (on !== undefined && ![year, year + 1].includes(Number(on.slice(0, 4))))
          return [on, `/plan/rounds/${i}/tiers/${tier}/${what}`];
  return undefined;
}

function notInForce(
  plan: YearPlan,
  { id, effectiveFrom, supersededFrom = '9999-12-31' }: Rulebook,
  year: number,
): Refusal | undefined {
  return effectiveFrom > plan.closesOn || supersededFrom <= plan.opensOn
    ? PLAN_LAW_NOT_IN_FORCE({ rulebook: id, year }, '/plan/rulebook')
    : undefined;
}

function roundRefused(plan: YearPlan, i: number, rulebook: Rulebook, year: number): Refusal | undefined {
  const round = plan.rounds[i] as Round;
  const before = plan.rounds[i - 1];
  const path = `/plan/rounds/${i}`;
  const rises = !before || (before.no < round.no && before.from < round.from && closingOf(before) < closingOf(round));
  if (!rises) return PLAN_ROUNDS_OUT_OF_ORDER({ round: round.no, before: before.no }, `${path}/no`);
  return tierDatesRefused(round, path, rulebook) ?? laterThanLaw(round, path, rulebook, year);
}

/** Every date comes after what it rests on: a result after the round begins and after the tier below, the rest after it. */
function tierDatesRefused(round: Round, path: string, rulebook: Rulebook): Refusal | undefined {
  const unknown = Object.keys(round.tiers).find((id) => !rulebook.ladder.some((tier) => tier.id === id));
  if (unknown !== undefined)
    return PLAN_TIER_UNKNOWN({ round: round.no, tier: unknown, rulebook: rulebook.id }, `${path}/tiers/${unknown}`);
  let after = round.from;
  for (const { id: tier } of rulebook.ladder) {
    const dates = own(round.tiers, tier);
    if (!dates) continue;
    const { resultBy, forwardBy = resultBy, recogniseBy = resultBy } = dates;
    const crossed = (
      [
        ['resultBy', resultBy, after],
        ['forwardBy', forwardBy, resultBy],
        ['recogniseBy', recogniseBy, resultBy],
      ] as const
    ).find(([, on, rests]) => on < rests);
    if (crossed)
      return PLAN_TIER_DATES_CROSSED(
        { round: round.no, tier, on: crossed[1], after: crossed[2] },
        `${path}/tiers/${tier}/${crossed[0]}`,
      );
    after = resultBy;
  }
  return undefined;
}

/**
 * The law's rounds are outer limits (26/2026/QĐ-TTg, art. 5): proposals close, tiers hand on and finish, no later. A round
 * that the office adds beyond them ends with the law's last.
 */
function laterThanLaw(round: Round, path: string, rulebook: Rulebook, year: number): Refusal | undefined {
  const legal = legalRounds(rulebook, year);
  const limitsOf = (tier: string) => {
    const ofTier = legal.filter((l) => l.tier === tier);
    return ofTier.find(({ no }) => no === round.no) ?? ofTier.at(-1);
  };
  const first = limitsOf(firstRatingTier(rulebook).id);
  const limits = [
    limit('filingClosesOn', round.filingClosesOn, first?.proposeBy, first),
    ...rulebook.ladder.flatMap(({ id, forwards }) => {
      const dates = own(round.tiers, id);
      const [here, above] = [limitsOf(id), forwards && limitsOf(forwards.to)];
      return [
        limit(`tiers/${id}/resultBy`, dates?.resultBy, here?.finishBy, here),
        limit(`tiers/${id}/forwardBy`, dates?.forwardBy, above?.proposeBy, above),
        limit(`tiers/${id}/recogniseBy`, dates?.recogniseBy, here?.finishBy, here),
      ];
    }),
  ];
  const later = limits.find(({ on, until }) => on !== undefined && until !== undefined && on > until);
  return (
    later &&
    PLAN_LATER_THAN_LAW({ round: round.no, on: later.on, limit: later.until, act: later.act }, `${path}/${later.line}`)
  );
}

const limit = (line: string, on: Day | undefined, until: Day | undefined, legal: DatedRound | undefined) => ({
  line,
  on,
  until,
  act: legal && [legal.cite.act, legal.cite.article].filter(Boolean).join(', '),
});
