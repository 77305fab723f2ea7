// At which level of government a fact was given. What one level decided, no level below it undoes.

import type { Ranks } from '../kernel/amending.ts';
import type { Asked, Context } from '../kernel/command.ts';
import type { Actor } from '../kernel/event.ts';
import type { Fact } from '../kernel/fold.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import { heightOf, levelAt } from '../rulebooks/levels.ts';
import { type Day, dayOf } from '../time/civil-date.ts';
import { findUnit, type UnitTree, unitTree } from '../unit/unit-tree.ts';

const FACT_OF_A_HIGHER_LEVEL = refusal('FACT_OF_A_HIGHER_LEVEL', 'forbidden', {
  vi: 'Ghi nhận số {revision} là của {level}: chỉ cấp đó hoặc cấp trên được đính chính, hủy bỏ.',
  en: 'Fact {revision} is the {levelEn}’s: only that level or one above it may correct or annul it.',
});

/** Who is no unit is a producer. @param on the day on which its code was said */
export const heightOfActor = (actor: Actor, tree: UnitTree, on?: Day): number =>
  heightOf(findUnit(tree, actor.onBehalfOf ?? actor.unit ?? '', on)?.level ?? 'producer');

export const heightSaid = (height: number) => ({ level: levelAt(height).vi, levelEn: levelAt(height).en });

/** Refuses to amend what stands at a height from below it. */
export const factAt = (revision: number, height: number, actor: Actor, tree: UnitTree): Refusal | undefined =>
  heightOfActor(actor, tree) >= height ? undefined : FACT_OF_A_HIGHER_LEVEL({ revision, ...heightSaid(height) });

type Here = Context<unknown, { units?: UnitTree | undefined }> & Asked;

const heightOfGiver = ({ actor, recordedAt }: Fact, tree: UnitTree): number =>
  heightOfActor(actor, tree, dayOf(recordedAt));

/** A fact stands as high as who gave it. */
export const ranksByGiver: Ranks<unknown> = {
  isAbove: (fact, { actor, needs: { units = unitTree.initial } }: Here) =>
    factAt(fact.revision, heightOfGiver(fact, units), actor, units),
  isOutranked: (fact, { actor, needs: { units = unitTree.initial } }: Here) =>
    heightOfActor(actor, units) > heightOfGiver(fact, units),
};
