import { correctable } from '../kernel/correctable.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { factIsAbove } from './authority.ts';
import { productCycle } from './product-cycle.ts';

export const { annulFacts, correctFact } = correctable(productCycle, responsibility('correct-facts'), factIsAbove);
