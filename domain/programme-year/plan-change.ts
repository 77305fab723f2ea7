// What a plan may not do by a slip: close its year at once; which dates a change moves, and what of it only the signer decides.
import { type Refusal, refusal } from '../kernel/refusal.ts';
import type { Day } from '../time/civil-date.ts';
import type { YearPlan } from './year-plan.ts';

const PLAN_CLOSES_AT_ONCE = refusal('PLAN_CLOSES_AT_ONCE', 'invalid', {
  vi: 'Ngày đóng năm {closesOn} đã qua (hôm nay {today}): năm sẽ kết thúc ngay.',
  en: 'The last day {closesOn} is past (today is {today}): the year would close at once.',
});
const PLAN_CHANGE_NEEDS_SIGNER = refusal('PLAN_CHANGE_NEEDS_SIGNER', 'conflict', {
  vi: 'Thay đổi này đóng năm sớm hơn hoặc dời ngày đã qua ({lines}): lãnh đạo phải xác nhận, sau khi xem số chu trình đang mở.',
  en: 'This change closes the year earlier or moves dates that are past ({lines}): the signer confirms it, seeing the number of open cycles.',
});

export const closesAtOnce = (closesOn: Day, today: Day, field: string): Refusal | undefined =>
  closesOn < today ? PLAN_CLOSES_AT_ONCE({ closesOn, today }, field) : undefined;

/** Why a change of an approved plan needs the signer: it ends cycles earlier, or moves a date that has passed. */
export function needsSigner(before: YearPlan, after: YearPlan, today: Day): Refusal | undefined {
  const past = (on: Day | undefined) => on !== undefined && on < today;
  const moved = datesMoved(before, after).filter(({ was, is }) => past(was) || past(is));
  const earlier = after.closesOn < before.closesOn ? ['/plan/closesOn'] : [];
  const lines = [...new Set([...earlier, ...moved.map(({ at }) => at)])];
  return lines.length === 0 ? undefined : PLAN_CHANGE_NEEDS_SIGNER({ lines }, lines[0]);
}

/** A date that one plan has otherwise than another; absent where it has none. `at`: its JSON pointer in the later one that has it. */
export type MovedDate = { readonly at: string; readonly was?: Day; readonly is?: Day };

export function datesMoved(before: YearPlan, after: YearPlan): readonly MovedDate[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((line) => {
    const [was, is] = [old.get(line), now.get(line)];
    if (was?.on === is?.on) return [];
    return [{ at: (is ?? was)?.at ?? '', ...(was ? { was: was.on } : {}), ...(is ? { is: is.on } : {}) }];
  });
}

/** Every date of a plan with its JSON pointer; what carries an id or a number of its own is known by that, wherever it stands. */
function linesOf(plan: YearPlan): ReadonlyMap<string, { readonly on: Day; readonly at: string }> {
  const lines = new Map<string, { on: Day; at: string }>();
  const visit = (value: unknown, line: string, at: string): void => {
    if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) lines.set(line, { on: value, at });
    else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) {
        const { id, no } = (Array.isArray(value) ? inner : {}) as { id?: string; no?: number };
        visit(inner, `${line}/${id ?? no ?? key}`, `${at}/${key}`);
      }
  };
  visit(plan, '/plan', '/plan');
  return lines;
}
