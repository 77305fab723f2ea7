// A plan gone through for as many communes as the address says, and what it was like before the plan was changed.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useMe } from '../../frame/me.ts';
import { unitNames } from '../../talk/reads.ts';
import type { Rehearsal } from '../../talk/year-answers.ts';
import { rehearsal } from '../../talk/year-reads.ts';

export const WHOLE = 'all';

export type Rehearsing = {
  /** `all`, or the unit whose communes take part; undefined: nobody has asked yet */
  readonly of: string | undefined;
  readonly communes: string | undefined;
  readonly data: Rehearsal | undefined;
  readonly before: Rehearsal | undefined;
  readonly error: unknown;
  readonly isPending: boolean;
  readonly again: () => void;
};

/** Codes of the communes under a unit; undefined: all there are. */
export function communesOf(units: ReadonlyMap<string, string> | undefined, of: string | undefined) {
  const under = [...(units?.keys() ?? [])].filter((code) => code.startsWith(`${of}-`));
  return of === undefined || of === WHOLE ? undefined : (under.length > 0 ? under : [of]).join(',');
}

export function useRehearsal(id: string, revision: number | undefined): Rehearsing {
  const { of } = useSearch({ from: '/signed/plan' });
  const { province } = useMe();
  const units = useQuery(unitNames(province?.code)).data;
  const queries = useQueryClient();
  const communes = communesOf(units, of);
  const isAsked = of !== undefined && revision !== undefined && (of === WHOLE || units !== undefined);
  const asked = useQuery({ ...rehearsal(id, revision ?? 0, communes), enabled: isAsked });
  const older = queries
    .getQueriesData<Rehearsal>({ queryKey: ['rehearsal', id, communes ?? ''] })
    .filter(([[, , , at], data]) => data !== undefined && Number(at) < (revision ?? 0))
    .sort(([[, , , a]], [[, , , b]]) => Number(b) - Number(a));
  return {
    of,
    communes,
    data: asked.data,
    before: older[0]?.[1],
    error: asked.error,
    isPending: isAsked && asked.isPending,
    again: () => void asked.refetch(),
  };
}
