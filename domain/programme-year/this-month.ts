// What the year plan has for a month, in one line.
import { shownDay } from '../kernel/fields.ts';
import type { Words } from '../kernel/refusal.ts';
import type { Day } from '../time/civil-date.ts';
import { type Step, stepIds, steps } from './steps.ts';
import type { YearPlan } from './year-plan.ts';

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
type Span = { readonly from: Day; readonly until: Day };

/** Steps in the order of the year, the rating by its rounds, each with its last day. */
export function thisMonth({ windows, rounds }: Pick<YearPlan, 'windows' | 'rounds'>, today: Day): Words {
  const month = today.slice(0, 7);
  const isIn = ({ from, until }: Span): boolean => from.slice(0, 7) <= month && month <= until.slice(0, 7);
  const spansOf = (step: Step): readonly (Span & { no?: number })[] => (step === 'rating' ? rounds : [windows[step]]);
  const now = stepIds.flatMap((step) =>
    spansOf(step)
      .filter(isIn)
      .map(({ until, no }) => ({ step: steps[step], until: shownDay(until), no })),
  );
  const vi = now.map(
    ({ step, until, no }) => `${lower(step.vi)}${no === undefined ? '' : ` đợt ${no}`} (đến ${until})`,
  );
  const en = now.map(
    ({ step, until, no }) => `${lower(step.en)}${no === undefined ? '' : `, round ${no}`} (to ${until})`,
  );
  const [year, no] = month.split('-');
  return {
    vi: `Tháng ${Number(no)}/${year}: ${vi.join('; ') || 'kế hoạch không có việc trọng tâm'}`,
    en: `${no}/${year}: ${en.join('; ') || 'nothing in the plan'}`,
  };
}
