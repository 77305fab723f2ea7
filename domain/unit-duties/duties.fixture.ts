// The duties of one unit told on the pure domain.
import { planOf } from '../../demo/year-plan.ts';
import { type Specification, specification, told } from '../../test/domain/specification.ts';
import { units, yearOf } from '../../test/domain/story.ts';
import { earliest } from '../kernel/due-action.ts';
import type { Actor } from '../kernel/event.ts';
import { type Fact, fold } from '../kernel/fold.ts';
import type { ProgrammeYear } from '../programme-year/programme-year.ts';
import type { YearPlanInput } from '../programme-year/year-plan.ts';
import { getCommand } from '../registry.ts';
import type { UnitTree } from '../unit/unit-tree.ts';
import { dutiesDue } from './duties-facts.ts';
import { unitDuties } from './unit-duties.ts';

export type PlanDuty = NonNullable<YearPlanInput['duties']>[number];

const words = (vi: string) => ({ vi, en: vi });

/** A duty told in a few words: its times as `MM-DD` of 2022. */
export const duty = (
  id: string,
  times: readonly (readonly [from: string, until: string])[],
  more: Partial<PlanDuty> = {},
): PlanDuty => ({
  ...{ id, name: words(`việc ${id}`), levels: ['commune'], evidence: words('báo cáo'), reportTo: words('cấp trên') },
  times: times.map(([from, until], i) => ({ no: i + 1, from: `2022-${from}`, until: `2022-${until}` })),
  source: 'phần II',
  ...more,
});

export const planWith = (...duties: PlanDuty[]): YearPlanInput => ({ ...planOf(2022), duties });

export const yearWith = (duties: PlanDuty[], more: Partial<ProgrammeYear> = {}): ProgrammeYear =>
  yearOf(2022, (plan) => ({ ...plan, duties }), more);

export const awareness = duty('awareness', [['02-01', '02-25']]);
export const progress = duty('progress', [
  ['04-01', '04-29'],
  ['05-01', '05-30'],
]);

export const commune: Actor = { kind: 'person', id: 'xa', role: 'commune-officer', unit: '650-01' };
export const district: Actor = { kind: 'person', id: 'huyen', role: 'district-officer', unit: '650' };
export const ID = '66-2022-650-01';
export const OF = { code: '650-01', from: '2004-01-01' };

type World = { year?: ProgrammeYear; tree?: UnitTree; former?: unknown; id?: string };

/** `on`: 09:00 of a day, or an instant */
export function duties(
  facts: readonly Fact[],
  { year = yearWith([awareness, progress]), tree = units, id = ID, ...more }: World = {},
): { on(dayOrInstant: string, actor?: Actor): Specification } {
  return {
    on: (when, actor = { kind: 'workflow', id: 'w' }) =>
      specification({
        ...{ aggregate: unitDuties, id, facts, needs: { year, units: tree, ...more } },
        ...{ at: when.length === 10 ? `${when}T02:00:00.000Z` : when, actor },
      }),
  };
}

const planned = (of: PlanDuty) =>
  of.times.map(({ no, from, until }) => ({
    ...{ duty: of.id, no, name: of.name, from, until },
    due: { dueOn: until, basis: `year plan, duty ${of.id}` },
  }));

/** They began on 4 January, or on another day, as the plan has them. */
export const begun = (of: readonly PlanDuty[] = [awareness, progress], on = '2022-01-04'): Fact[] =>
  told(unitDuties, ID, [
    {
      type: 'DutiesBegun',
      on,
      data: { unit: { ...OF, name: 'xã mẫu', level: 'commune' }, duties: of.flatMap(planned) },
    },
  ]);

/** All that the dates make due, each at its time, until nothing is; `told` hears of each. */
export function letAllComeDue(
  facts: readonly Fact[],
  year: ProgrammeYear,
  told: (at: string, data: { duties: { which?: string }[]; to: { role: string }[] }) => void = () => {},
): readonly Fact[] {
  let known = facts;
  for (let at = '2022-01-05T00:00:00.000Z'; ; ) {
    const next = earliest(dutiesDue({ id: ID, state: fold(unitDuties, known), year, at }));
    if (!next) return known;
    at = next.dueAt > at ? next.dueAt : at;
    known = duties(known, { year }).on(at).when(getCommand('unitDuties', next.command)).facts;
    told(at, known.at(-1)?.data as Parameters<typeof told>[1]);
  }
}
