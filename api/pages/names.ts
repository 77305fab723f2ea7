// Names for codes: units from the province's tree of units, roles and tiers from the rulebooks.

import type { Actor } from '../../domain/kernel/event.ts';
import { own } from '../../domain/kernel/own.ts';
import type { Lang } from '../../domain/kernel/refusal.ts';
import { tierName } from '../../domain/product-cycle/escalation/tier.ts';
import { steps } from '../../domain/programme-year/steps.ts';
import { roles } from '../../domain/rulebooks/responsibilities.ts';
import { nameOf, type UnitTree, unitTree } from '../../domain/unit/unit-tree.ts';
import type { Executor } from '../../eventstore/execute-command.ts';
import type { ApiParts } from '../parts.ts';
import { storeAwaySince } from '../reads/after.ts';
import { sayIn } from './words.ts';

export type Names = {
  unit(code: string): string;
  role(id: string): string;
  step(id: string): string;
  tier(id: string): string;
  /** role and unit, never the account */
  actor(actor: Omit<Actor, 'id'>): string;
};

/** The trees as they were last seen: names are told also while the store is away. */
const lastSeen = new WeakMap<Executor, Map<string, UnitTree>>();

async function treeOf(parts: Pick<ApiParts, 'executor' | 'health'>, province: string): Promise<UnitTree> {
  const { executor } = parts;
  const seen = lastSeen.get(executor) ?? new Map<string, UnitTree>();
  lastSeen.set(executor, seen);
  if (!storeAwaySince(parts)) seen.set(province, (await executor.look(unitTree, province)).state);
  return seen.get(province) ?? unitTree.initial;
}

export async function namesFor(
  parts: Pick<ApiParts, 'executor' | 'health'>,
  provinces: readonly string[],
  lang: Lang,
): Promise<Names> {
  const trees = await Promise.all([...new Set(provinces)].map((province) => treeOf(parts, province)));
  const say = sayIn(lang);
  const unit = (code: string) => trees.map((t) => nameOf(t, code)).find((name) => name !== undefined) ?? code;
  const role = (id: string) => own(roles, id)?.[lang] ?? id;
  return {
    unit,
    role,
    step: (id) => own(steps, id)?.[lang] ?? id,
    tier: (id) => tierName(id)[lang],
    actor: ({ kind, role: held, unit: at, onBehalfOf }) => {
      if (kind === 'workflow') return say('process');
      if (kind === 'installation') return say('installation');
      const who = [held && role(held), at && unit(at)].filter(Boolean).join(' – ');
      return onBehalfOf ? `${who} (${say('onBehalfOf')} ${unit(onBehalfOf)})` : who;
    },
  };
}
