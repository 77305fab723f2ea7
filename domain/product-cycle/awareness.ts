// Step 1: communes, helped by districts, find which local products have potential.
import { z } from 'zod';
import { longText } from '../kernel/fields.ts';
import { markOf } from '../kernel/mark.ts';
import { personal, personalRef } from '../kernel/personal.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { productCycle } from './product-cycle.ts';
import { finish, notAt, opening } from './step.ts';

const potentialIdentified = productCycle.event('PotentialIdentified', {
  version: 1,
  schema: z.strictObject({ remarks: personalRef.optional() }),
  evolve: (state, _, meta) => finish(state, 'awareness', markOf(meta)),
  sentence: () => ({ vi: 'Xác định là sản phẩm tiềm năng', en: 'Identified as a potential product' }),
});

export const identifyPotential = productCycle.command('IdentifyPotential', {
  input: z.strictObject({ remarks: personal(longText).optional() }),
  by: responsibility('identify-potential'),
  guard: ({ state }) => notAt(state, 'awareness'),
  decide: ({ state, input, occurredOn, needs }) => [
    ...opening(state, 'awareness', occurredOn, needs.year),
    potentialIdentified(input),
  ],
  words: { vi: 'Xác định sản phẩm tiềm năng', en: 'Identify a potential product' },
});
