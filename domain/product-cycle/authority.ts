// At which level of government a fact was given. What one level decided, no level below it undoes.

import { factAt, heightOfActor, heightSaid } from '../access/heights.ts';
import type { Ranks } from '../kernel/amending.ts';
import type { Asked, Context } from '../kernel/command.ts';
import type { Fact } from '../kernel/fold.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import { causeOf } from '../kernel/resting-facts.ts';
import { heightOf } from '../rulebooks/levels.ts';
import { holdersOf } from '../rulebooks/responsibilities.ts';
import { dayOf } from '../time/civil-date.ts';
import type { UnitTree } from '../unit/unit-tree.ts';
import { type ProductCycle, productCycle, rulebookOf } from './product-cycle.ts';

const DOSSIER_AT_A_HIGHER_LEVEL = refusal('DOSSIER_AT_A_HIGHER_LEVEL', 'forbidden', {
  vi: 'Hồ sơ đang ở {level}: chỉ cấp đó hoặc cấp trên được làm việc này.',
  en: 'The dossier lies with the {levelEn}: only that level or one above it may do this.',
});

type Here = Pick<Context<ProductCycle, { units: UnitTree }>, 'state' | 'needs'> & Asked;

/** The highest level at which somebody holds what is decided at a tier. */
function heightOfTier(tier: string | undefined, state: ProductCycle): number {
  if (tier === undefined) return 0;
  const holders = holdersOf(rulebookOf(state), 'record-result', tier);
  return Math.max(0, ...holders.map(({ at }) => heightOf(at)));
}

/** A fact stands as high as who gave it and the tier it was given at; the process's own as high as what it followed. */
function heightOfFact(fact: Fact, here: Here): number {
  const own = heightOfTier((fact.data as { tier?: string }).tier, here.state);
  if (fact.actor.kind === 'person')
    return Math.max(own, heightOfActor(fact.actor, here.needs.units, dayOf(fact.recordedAt)));
  const cause = causeOf(productCycle, here.facts, fact);
  return Math.max(own, cause ? heightOfFact(cause, here) : 0);
}

/** What one level said, none below it amends. */
export const ranksInCycle: Ranks<ProductCycle> = {
  isAbove: (fact, here) => factAt(fact.revision, heightOfFact(fact, here), here.actor, here.needs.units),
  isOutranked: (fact, here) => heightOfActor(here.actor, here.needs.units) > heightOfFact(fact, here),
};

/** Refuses what concerns a whole dossier from below the tier where it lies. @param tier where it lies */
export function dossierIsAbove(tier: string | undefined, here: Here): Refusal | undefined {
  const height = heightOfTier(tier, here.state);
  return heightOfActor(here.actor, here.needs.units) >= height
    ? undefined
    : DOSSIER_AT_A_HIGHER_LEVEL(heightSaid(height));
}
