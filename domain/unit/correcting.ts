import { correctable } from '../kernel/correctable.ts';
import { forgettable } from '../kernel/forgettable.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { faultBetween } from './tree-faults.ts';
import { unitTree } from './unit-tree.ts';

export const { annulFacts: annulUnitFacts, correctFact: correctUnitFact } = correctable(
  unitTree,
  responsibility('register-unit'),
  undefined,
  { refused: (after, { state }) => faultBetween(state, after) },
);

export const forgetUnitValues = forgettable(unitTree, responsibility('forget-values'));
