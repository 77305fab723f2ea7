// Which demo account gives a command: the first holder of its responsibility in the rulebook's table.
import type { Command } from '../domain/kernel/aggregate.ts';
import { responsibleFor } from '../domain/kernel/command.ts';
import type { ProductCycle } from '../domain/product-cycle/product-cycle.ts';
import { getRulebook } from '../domain/rulebooks/registry.ts';
import { type Holder, holdersOf, responsibilityOf } from '../domain/rulebooks/responsibilities.ts';
import type { Day } from '../domain/time/civil-date.ts';
import { formerCommune } from './accounts.ts';
import { placeOf, producerOf, type Story } from './story.ts';

type Question = {
  command: Command;
  state: ProductCycle;
  story: Story;
  on: Day;
  /** a role, where somebody else than the first holder gives it */
  role?: string | undefined;
};

export function officerFor({ command, state, story, on, role }: Question): string {
  const { by } = command;
  const duty = responsibleFor(by);
  if (!duty) throw new Error(`no responsibility is held for ${command.name}`);
  const rulebook = getRulebook(state.rulebook ?? state.expectedRulebook ?? 'R2019');
  const holders = holdersOf(rulebook, responsibilityOf(duty), duty.tier?.(state, undefined, { cycle: state }));
  const holder = role === undefined ? holders[0] : holders.find((h) => h.role === role);
  if (!holder) throw new Error(`nobody of the demo may give ${command.name} to ${story.name}`);
  const { slug, no, commune } = placeOf(story);
  const merged = commune === formerCommune.code && on > formerCommune.until;
  return accountAt(holder, { slug, no: merged ? 1 : no, producer: producerOf(story).id });
}

/** The demo account of a holder, for a producer in a commune of a district. */
export function accountAt({ role, at }: Holder, where: { slug: string; no: number; producer: string }): string {
  switch (at) {
    case 'producer':
      return accountOf(where.producer);
    case 'commune':
      return communeOfficer(where.slug, where.no);
    case 'district':
      return `demo-${where.slug}`;
    default:
      return role === 'signer' ? 'demo-signer' : 'demo-province';
  }
}

export const accountOf = (producer: string): string => `demo-${producer}`;
export const communeOfficer = (district: string, no: number): string => `demo-${district}-xa-${no}`;
