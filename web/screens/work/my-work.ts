// What waits for me, in three groups by urgency: what the units of my roles must act on today.
import { useQueries } from '@tanstack/react-query';
import { useMe } from '../../frame/me.ts';
import type { BoardItem } from '../../talk/answers.ts';
import { actingOn } from '../../talk/reads.ts';
import { useActingAs } from '../../talk/who.ts';
import { SOON } from '../../words/of-cycle.ts';

export type WorkGroups = Readonly<Record<'overdue' | 'soon' | 'later', readonly BoardItem[]>>;

export function useMyWork(): { groups?: WorkGroups; error?: unknown; again: () => void } {
  const { roles } = useMe();
  const as = useActingAs();
  const mine = roles.filter((role) => as === undefined || role.as === as);
  const asked = useQueries({ queries: mine.map(({ role, unit }) => actingOn(role, unit)) });
  const again = () => {
    for (const one of asked) void one.refetch();
  };
  const error = asked.find((one) => one.error)?.error;
  if (error) return { error, again };
  if (asked.some((one) => one.data === undefined)) return { again };
  const all = new Map(asked.flatMap(({ data = [] }) => data.map((item) => [item.cycle, item] as const)));
  return { groups: grouped([...all.values()]), again };
}

function grouped(items: readonly BoardItem[]): WorkGroups {
  const left = ({ workingDaysLeft = Number.POSITIVE_INFINITY }: BoardItem) => workingDaysLeft;
  const sorted = items.toSorted((a, b) => left(a) - left(b));
  return {
    overdue: sorted.filter((item) => item.overdue),
    soon: sorted.filter((item) => !item.overdue && left(item) <= SOON),
    later: sorted.filter((item) => !item.overdue && left(item) > SOON),
  };
}
