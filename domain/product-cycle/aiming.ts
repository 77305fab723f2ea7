// The round for which a product gets ready: steps 4 and 5 are then due in time for it, and not at the end of a focus month.
import { z } from 'zod';
import { shownDay } from '../kernel/fields.ts';
import { markOf } from '../kernel/mark.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import { due } from '../programme-year/due.ts';
import { roundNo } from '../programme-year/plan-dates.ts';
import type { ProgrammeYear } from '../programme-year/programme-year.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import type { Day } from '../time/civil-date.ts';
import { newDeadline, stepSubject } from './deadline.ts';
import { type ProductCycle, productCycle } from './product-cycle.ts';
import { ended, runsFrom } from './step.ts';
import { aimedDue, stepDue } from './step-due.ts';

const ROUND_NOT_PLANNED = refusal('ROUND_NOT_PLANNED', 'invalid', {
  vi: 'Kế hoạch năm không có đợt {round}.',
  en: 'The year plan has no round {round}.',
});
const ROUND_PASSED = refusal('ROUND_PASSED', 'conflict', {
  vi: 'Đã hết hạn nộp hồ sơ cho đợt {round} ({dueOn}).',
  en: 'Filing for round {round} ended on {dueOn}.',
});
const FILED_ALREADY = refusal('FILED_ALREADY', 'conflict', {
  vi: 'Hồ sơ đã nộp ngày {on}, đợt đánh giá đã xác định.',
  en: 'The dossier was filed on {on}, and with it its round.',
});

const roundAimedAt = productCycle.event('RoundAimedAt', {
  version: 1,
  schema: z.strictObject({ round: z.int().min(1), due: due.optional() }),
  evolve: (state, { round, due }, meta) => ({
    ...state,
    aimsAt: round,
    deadline:
      (state.step && newDeadline(stepSubject(state.step), due, runsFrom(state, state.step, markOf(meta)))) ??
      state.deadline,
  }),
  recheck: ({ round }, before, { needs: { year }, occurredOn }) =>
    roundPassed(round, occurredOn, year) ?? { round, ...dueFor(before, round, occurredOn, year) },
  sentence: ({ round, due }) => ({
    vi: `Đăng ký đánh giá ở đợt ${round}${due ? `, nộp hồ sơ đến ${shownDay(due.dueOn)}` : ''}`,
    en: `Aims at round ${round}${due ? `, dossier due ${shownDay(due.dueOn)}` : ''}`,
  }),
});

/** The date of the open step, where it is one that the round decides and that no person fixed. */
function dueFor(state: ProductCycle, round: number, on: Day, year: ProgrammeYear) {
  const { step, deadline } = state;
  const decides = (step === 'implementation' || step === 'rating') && !state.done[step] && !deadline?.fixed;
  const given = decides ? stepDue(step, on, year, { ...state, aimsAt: round }) : undefined;
  return given ? { due: given } : {};
}

function roundPassed(round: number, on: Day, year: ProgrammeYear): Refusal | undefined {
  const last = aimedDue(round, year);
  return last && last.dueOn < on ? ROUND_PASSED({ round, dueOn: last.dueOn }, '/round') : undefined;
}

export const aimAtRound = productCycle.command('AimAtRound', {
  input: z.strictObject({ round: z.int().min(1).max(12) }),
  // Who files says for which round.
  by: responsibility('submit-dossier'),
  guard: ({ state }) => ended(state) ?? (state.submitted ? FILED_ALREADY({ on: state.submitted.on }) : undefined),
  decide: ({ state, input: { round }, occurredOn, needs: { year } }) => {
    if (state.aimsAt === round) return [];
    if (!year.plan || !roundNo(year.plan, round)) return ROUND_NOT_PLANNED({ round }, '/round');
    return roundPassed(round, occurredOn, year) ?? [roundAimedAt({ round, ...dueFor(state, round, occurredOn, year) })];
  },
  words: { vi: 'Đăng ký đợt đánh giá', en: 'Aim at a round' },
});
