// The figures by which two rehearsals are held against each other.
import type { Rehearsal, Rehearsed } from '../../talk/year-answers.ts';

export const isForNobody = ({ to }: Pick<Rehearsed, 'to'>): boolean =>
  to.every(({ accounts }) => accounts.length === 0);

export const figureNames = ['reminders', 'overdue', 'nobody', 'people', 'letters', 'dayOff'] as const;
export type Figures = Readonly<Record<(typeof figureNames)[number], number>>;

export const figuresOf = ({ told, letters }: Pick<Rehearsal, 'told' | 'letters'>): Figures => ({
  reminders: told.filter(({ overdue }) => !overdue).length,
  overdue: told.filter(({ overdue }) => overdue).length,
  nobody: told.filter(isForNobody).length,
  people: new Set(told.flatMap(({ to }) => to.flatMap(({ accounts }) => accounts))).size,
  letters: letters.length,
  dayOff: told.filter(({ dayOff }) => dayOff).length,
});

export type Load = {
  readonly account: string;
  readonly role: string;
  readonly unit: string;
  readonly told: number;
  readonly days: number;
  readonly most: { readonly on: string; readonly told: number };
};

/** Whom how much is told, who has most first. */
export function loadsOf({ told }: Pick<Rehearsal, 'told'>): readonly Load[] {
  const people = new Map<string, { role: string; unit: string; days: Map<string, number> }>();
  for (const { on, to } of told)
    for (const { accounts, role, unit } of to)
      for (const account of accounts) {
        const person = people.get(account) ?? { role, unit, days: new Map<string, number>() };
        person.days.set(on, (person.days.get(on) ?? 0) + 1);
        people.set(account, person);
      }
  return [...people]
    .map(([account, { role, unit, days }]) => {
      const [on = '', most = 0] = [...days].sort(([, a], [, b]) => b - a)[0] ?? [];
      const sum = [...days.values()].reduce((n, one) => n + one, 0);
      return { account, role, unit, told: sum, days: days.size, most: { on, told: most } };
    })
    .sort((a, b) => b.told - a.told);
}
