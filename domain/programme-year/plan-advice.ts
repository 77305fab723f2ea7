// What is only unusual in a year plan: nothing of it is refused, whoever approves the plan sees it first.

import { type Advice, advice } from '../kernel/advice.ts';
import { own } from '../kernel/own.ts';
import { firstRatingTier } from '../rulebooks/ladder.ts';
import { findRulebook } from '../rulebooks/registry.ts';
import type { Rulebook } from '../rulebooks/rulebook.ts';
import { addDays, type Day } from '../time/civil-date.ts';
import type { Calendar } from '../time/working-days.ts';
import { closingOf, lastDayOf } from './plan-dates.ts';
import type { YearPlan } from './year-plan.ts';

const PLAN_LAW_CHANGES = advice('PLAN_LAW_CHANGES', {
  vi: '{rulebook} hết hiệu lực từ {on}: hồ sơ nộp từ ngày đó theo quy định mới.',
  en: '{rulebook} ends on {on}: what is filed from that day on comes under the act that follows.',
});
const PLAN_LAW_BEGINS = advice('PLAN_LAW_BEGINS', {
  vi: '{rulebook} có hiệu lực từ {on}: hồ sơ nộp trước ngày đó theo quy định cũ.',
  en: '{rulebook} begins on {on}: what is filed before comes under the act before it.',
});
const PLAN_ONE_ROUND = advice('PLAN_ONE_ROUND', {
  vi: 'Kế hoạch chỉ có một đợt đánh giá, thường có hai.',
  en: 'The plan has one rating round; there usually are two.',
});
const PLAN_ROUNDS_OVERLAP = advice('PLAN_ROUNDS_OVERLAP', {
  vi: 'Đợt {round} bắt đầu khi đợt {before} chưa kết thúc.',
  en: 'Round {round} begins before round {before} ends.',
});
const PLAN_CLOSES_AFTER_RESULT = advice('PLAN_CLOSES_AFTER_RESULT', {
  vi: 'Đợt {round} còn nhận hồ sơ đến {closes}, sau ngày {tier} phải có kết quả ({result}).',
  en: 'Round {round} takes dossiers until {closes}, after {tier} is to have its results ({result}).',
});
const PLAN_TIER_HURRIED = advice('PLAN_TIER_HURRIED', {
  vi: 'Đợt {round}: {tier} phải có kết quả ngày {result}, trước hạn chuyển hồ sơ của cấp dưới ({forward}).',
  en: 'Round {round}: {tier} is to have its results by {result}, before the tier below must forward ({forward}).',
});
const PLAN_WINDOW_OUTSIDE_YEAR = advice('PLAN_WINDOW_OUTSIDE_YEAR', {
  vi: 'Bước “{step}” kết thúc sau ngày đóng năm ({closes}).',
  en: 'Step “{step}” ends after the year closes ({closes}).',
});
const PLAN_WINDOWS_REVERSED = advice('PLAN_WINDOWS_REVERSED', {
  vi: 'Bước “{step}” kết thúc trước bước “{before}”.',
  en: 'Step “{step}” ends before step “{before}”.',
});
const PLAN_LAST_DAY_OFF = advice('PLAN_LAST_DAY_OFF', {
  vi: 'Ngày cuối {on} là ngày nghỉ: thời hạn kết thúc ngày {moved} (Bộ luật Dân sự 2015, điều 148, khoản 5).',
  en: 'The last day {on} is a day off: the term ends on {moved} (Civil Code 2015, art. 148(5)).',
});
const PLAN_CALENDAR_UNCONFIRMED = advice('PLAN_CALENDAR_UNCONFIRMED', {
  vi: 'Lịch nghỉ năm {year} chưa được xác nhận: ngày làm việc được tính lại khi xác nhận.',
  en: 'The calendar of {year} is not confirmed: working days are counted again once it is.',
});

const ORDER = ['awareness', 'idea', 'business-plan', 'implementation'] as const;

export function planAdvice(plan: YearPlan, year: number, calendar: Calendar): readonly Advice[] {
  const rulebook = findRulebook(plan.rulebook);
  return [
    ...(rulebook ? lawAdvice(plan, rulebook) : []),
    ...windowAdvice(plan),
    ...(plan.rounds.length === 1 ? [PLAN_ONE_ROUND({}, '/plan/rounds')] : []),
    ...plan.rounds.flatMap((_, i) => (rulebook ? roundAdvice(plan, i, rulebook) : [])),
    ...daysOffAdvice(plan, year, calendar),
  ];
}

function daysOffAdvice(plan: YearPlan, year: number, calendar: Calendar): Advice[] {
  const dates = datesOf(plan);
  const unconfirmed = [year, year + 1].filter(
    (y) => dates.some(([on]) => Number(on.slice(0, 4)) === y) && calendar.knownYears?.includes(y) === false,
  );
  const moved = dates.flatMap(([on, field]) => {
    const to = lastDayOf(on, plan, calendar);
    return to === on ? [] : [PLAN_LAST_DAY_OFF({ on, moved: to }, field)];
  });
  return [...unconfirmed.map((y) => PLAN_CALENDAR_UNCONFIRMED({ year: y }, '/plan')), ...moved];
}

/** Every last day of the plan with its line. */
function datesOf(plan: YearPlan): [Day, string][] {
  return [
    ...ORDER.map((step): [Day, string] => [plan.windows[step].until, `/plan/windows/${step}/until`]),
    ...plan.rounds.flatMap((round, i): [Day, string][] => [
      [closingOf(round), `/plan/rounds/${i}/${round.filingClosesOn === undefined ? 'until' : 'filingClosesOn'}`],
      ...Object.entries(round.tiers).flatMap(([tier, dates]) =>
        Object.entries(dates).map(([what, on]): [Day, string] => [
          on as Day,
          `/plan/rounds/${i}/tiers/${tier}/${what}`,
        ]),
      ),
    ]),
  ];
}

function lawAdvice(plan: YearPlan, { id, effectiveFrom, supersededFrom }: Rulebook): Advice[] {
  return [
    ...(effectiveFrom > plan.opensOn ? [PLAN_LAW_BEGINS({ rulebook: id, on: effectiveFrom }, '/plan/rulebook')] : []),
    ...(supersededFrom !== undefined && supersededFrom <= plan.closesOn
      ? [PLAN_LAW_CHANGES({ rulebook: id, on: supersededFrom }, '/plan/rulebook')]
      : []),
  ];
}

function windowAdvice(plan: YearPlan): Advice[] {
  return ORDER.flatMap((step, i) => {
    const before = ORDER[i - 1];
    const { until } = plan.windows[step];
    return [
      ...(until > plan.closesOn
        ? [PLAN_WINDOW_OUTSIDE_YEAR({ step, closes: plan.closesOn }, `/plan/windows/${step}/until`)]
        : []),
      ...(before && until < plan.windows[before].until
        ? [PLAN_WINDOWS_REVERSED({ step, before }, `/plan/windows/${step}/until`)]
        : []),
    ];
  });
}

function roundAdvice(plan: YearPlan, i: number, rulebook: Rulebook): Advice[] {
  const round = plan.rounds[i];
  const before = plan.rounds[i - 1];
  if (!round) return [];
  const path = `/plan/rounds/${i}`;
  const first = firstRatingTier(rulebook).id;
  const result = own(round.tiers, first)?.resultBy ?? round.until;
  const closes = closingOf(round);
  const hurried = rulebook.ladder.flatMap(({ id, forwards }) => {
    const forward = own(round.tiers, id)?.forwardBy;
    const above = forwards && own(round.tiers, forwards.to);
    return forward !== undefined && above && above.resultBy < forward
      ? [
          PLAN_TIER_HURRIED(
            { round: round.no, tier: forwards.to, result: above.resultBy, forward },
            `${path}/tiers/${forwards.to}/resultBy`,
          ),
        ]
      : [];
  });
  return [
    ...(before && round.from <= before.until
      ? [PLAN_ROUNDS_OVERLAP({ round: round.no, before: before.no }, `${path}/from`)]
      : []),
    ...(round.filingClosesOn !== undefined && result < addDays(closes, 1)
      ? [PLAN_CLOSES_AFTER_RESULT({ round: round.no, closes, tier: first, result }, `${path}/filingClosesOn`)]
      : []),
    ...hurried,
  ];
}
