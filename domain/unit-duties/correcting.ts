import { ranksByGiver } from '../access/heights.ts';
import { correctable } from '../kernel/correctable.ts';
import { datable } from '../kernel/dating-mark.ts';
import { forgettable } from '../kernel/forgettable.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { unitDuties } from './unit-duties.ts';

export const { annulFacts: annulDutyFacts, correctFact: correctDutyFact } = correctable(
  unitDuties,
  responsibility('correct-facts'),
  ranksByGiver,
);

datable(unitDuties);

export const forgetDutyValues = forgettable(unitDuties, responsibility('forget-values'));
