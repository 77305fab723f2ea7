// Names for codes: units from the province's tree of units, roles and tiers from the rulebooks.
import type { Actor } from '../../domain/kernel/event.ts';
import type { Lang } from '../../domain/kernel/refusal.ts';
import { tierName } from '../../domain/product-cycle/escalation/tier.ts';
import { type Step, steps } from '../../domain/programme-year/steps.ts';
import { type RoleId, roles } from '../../domain/rulebooks/responsibilities.ts';
import { unitTree } from '../../domain/unit/unit-tree.ts';
import type { Executor } from '../../eventstore/execute-command.ts';
import { sayIn } from './words.ts';

export type Names = {
  unit(code: string): string;
  role(id: string): string;
  step(id: string): string;
  tier(id: string): string;
  /** role and unit, never the account */
  actor(actor: Actor): string;
};

export async function namesFor(executor: Executor, provinces: readonly string[], lang: Lang): Promise<Names> {
  const trees = await Promise.all([...new Set(provinces)].map(async (p) => (await executor.look(unitTree, p)).state));
  const say = sayIn(lang);
  const unit = (code: string) => trees.map((t) => t.units[code]?.name).find((name) => name !== undefined) ?? code;
  const role = (id: string) => roles[id as RoleId]?.[lang] ?? id;
  return {
    unit,
    role,
    step: (id) => steps[id as Step]?.[lang] ?? id,
    tier: (id) => tierName(id)[lang],
    actor: ({ kind, role: held, unit: at, onBehalfOf }) => {
      if (kind === 'workflow') return say('process');
      if (kind === 'installation') return say('installation');
      const who = [held && role(held), at && unit(at)].filter(Boolean).join(' – ');
      return onBehalfOf ? `${who} (${say('onBehalfOf')} ${unit(onBehalfOf)})` : who;
    },
  };
}
