// At which level of government a fact was given. What one level decided, no level below it undoes.

import type { Asked, Context } from '../kernel/command.ts';
import type { Actor } from '../kernel/event.ts';
import type { Fact } from '../kernel/fold.ts';
import { own } from '../kernel/own.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import { causeOf } from '../kernel/resting-facts.ts';
import { heightOf, levelAt } from '../rulebooks/levels.ts';
import { holdersOf } from '../rulebooks/responsibilities.ts';
import type { UnitTree } from '../unit/unit-tree.ts';
import { type ProductCycle, productCycle, rulebookOf } from './product-cycle.ts';

const FACT_OF_A_HIGHER_LEVEL = refusal('FACT_OF_A_HIGHER_LEVEL', 'forbidden', {
  vi: 'Ghi nhận số {revision} là của {level}: chỉ cấp đó hoặc cấp trên được đính chính, hủy bỏ.',
  en: 'Fact {revision} is the {levelEn}’s: only that level or one above it may correct or annul it.',
});
const DOSSIER_AT_A_HIGHER_LEVEL = refusal('DOSSIER_AT_A_HIGHER_LEVEL', 'forbidden', {
  vi: 'Hồ sơ đang ở {level}: chỉ cấp đó hoặc cấp trên được làm việc này.',
  en: 'The dossier lies with the {levelEn}: only that level or one above it may do this.',
});

type Here = Pick<Context<ProductCycle, { units: UnitTree }>, 'state' | 'needs'> & Asked;

/** Who is no unit is a producer. */
const heightOfActor = (actor: Actor, { units }: UnitTree): number =>
  heightOf(own(units, actor.onBehalfOf ?? actor.unit ?? '')?.level ?? 'producer');

/** The highest level at which somebody holds what is decided at a tier. */
function heightOfTier(tier: string | undefined, state: ProductCycle): number {
  if (tier === undefined) return 0;
  const holders = holdersOf(rulebookOf(state), 'record-result', tier);
  return Math.max(0, ...holders.map(({ at }) => heightOf(at)));
}

/** A fact stands as high as who gave it and the tier it was given at; the process's own as high as what it followed. */
function heightOfFact(fact: Fact, here: Here): number {
  const own = heightOfTier((fact.data as { tier?: string }).tier, here.state);
  if (fact.actor.kind === 'person') return Math.max(own, heightOfActor(fact.actor, here.needs.units));
  const cause = causeOf(productCycle, here.facts, fact);
  return Math.max(own, cause ? heightOfFact(cause, here) : 0);
}

const said = (height: number) => ({ level: levelAt(height).vi, levelEn: levelAt(height).en });

/** Refuses to amend a fact from below the level it was given at. */
export function factIsAbove(fact: Fact, here: Here): Refusal | undefined {
  const height = heightOfFact(fact, here);
  if (heightOfActor(here.actor, here.needs.units) >= height) return undefined;
  return FACT_OF_A_HIGHER_LEVEL({ revision: fact.revision, ...said(height) });
}

/** Refuses what concerns a whole dossier from below the tier where it lies. @param tier where it lies */
export function dossierIsAbove(tier: string | undefined, here: Here): Refusal | undefined {
  const height = heightOfTier(tier, here.state);
  return heightOfActor(here.actor, here.needs.units) >= height ? undefined : DOSSIER_AT_A_HIGHER_LEVEL(said(height));
}
