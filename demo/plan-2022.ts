// The demo's plan of 2022 with the duties that the scheme of that year gives units, and as it was changed in June.
import type { YearPlanInput } from '../domain/programme-year/year-plan.ts';
import { dutiesOf } from './duties.ts';
import { planOf } from './year-plan.ts';

const earlier = { resultBy: '2022-06-24', forwardBy: '2022-06-30' };

export const plan2022: YearPlanInput = { ...planOf(2022), duties: [...dutiesOf(2022)] };

/** The districts' dates of the first round are brought forward, and so is what is told of it: the province can begin early. */
export const changedPlan2022: YearPlanInput = {
  ...plan2022,
  rounds: plan2022.rounds.map((r) => (r.no === 1 ? { ...r, tiers: { ...r.tiers, district: earlier } } : r)),
  duties: (plan2022.duties ?? []).map((duty) =>
    duty.id === 'council-report'
      ? { ...duty, times: duty.times.map((time) => (time.no === 1 ? { ...time, until: '2022-07-22' } : time)) }
      : duty,
  ),
};
