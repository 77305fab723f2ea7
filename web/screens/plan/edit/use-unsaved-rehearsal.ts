// What is being edited, gone through for one district or the whole province, beside the plan that stands.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { YearPlan } from '../../../../domain/programme-year/year-plan.ts';
import { useMe } from '../../../frame/me.ts';
import { unitNames } from '../../../talk/reads.ts';
import type { Rehearsal } from '../../../talk/year-answers.ts';
import { rehearsal, unsavedRehearsal } from '../../../talk/year-reads.ts';
import { communesOf } from '../use-rehearsal.ts';

export type Unsaved = {
  /** `all`, or the unit whose communes take part; undefined: nobody has asked yet */
  readonly of: string | undefined;
  readonly data: Rehearsal | undefined;
  /** of the plan that stands */
  readonly before: Rehearsal | undefined;
  /** more was typed since */
  readonly isOlder: boolean;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly ask: (of: string) => void;
};

/** @param plan undefined: something is wrong with it @param revision of the plan that stands, where there is one */
export function useUnsavedRehearsal(id: string, plan: YearPlan | undefined, revision: number | undefined): Unsaved {
  const { province } = useMe();
  const units = useQuery(unitNames(province?.code)).data;
  const [asked, setAsked] = useState<{ of: string; plan: string }>();
  const communes = asked && communesOf(units, asked.of);
  const gone = useQuery({ ...unsavedRehearsal(id, asked?.plan ?? '', communes), enabled: asked !== undefined });
  // One is made at a time: the one somebody waits for comes first.
  const stands = useQuery({
    ...rehearsal(id, revision ?? 0, communes),
    enabled: gone.data !== undefined && revision !== undefined,
  });
  const now = plan && JSON.stringify(plan);
  return {
    of: asked?.of,
    data: gone.data,
    before: stands.data,
    isOlder: asked !== undefined && now !== undefined && asked.plan !== now,
    isPending: asked !== undefined && gone.isPending,
    error: gone.error,
    ask(of) {
      if (now === undefined) return;
      setAsked({ of, plan: now });
      if (gone.error) void gone.refetch();
    },
  };
}
