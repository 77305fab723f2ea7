import { z } from 'zod';
import { isRefusal } from '../kernel/refusal.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { placedAnew, placing, placingOf, placingSentence, placingVerdict, withPlacing } from '../unit/placing.ts';
import { productCycle } from './product-cycle.ts';

const cyclePlaced = productCycle.event('CyclePlaced', {
  version: 1,
  schema: placedAnew,
  beside: true,
  evolve: withPlacing,
  sentence: placingSentence,
  correctable: ['place'],
});

export const placeCycle = productCycle.command('PlaceCycle', {
  input: z.strictObject(placing),
  by: responsibility('place-divided'),
  guard: ({ state, needs, today }) => placingVerdict(state, needs.units, today),
  decide: ({ state, needs, today, input }) => {
    const said = placingOf(state, { tree: needs.units, today, input });
    return isRefusal(said) ? said : [cyclePlaced(said)];
  },
  words: { vi: 'Xếp chu trình vào đơn vị mới', en: 'Place the cycle in a new unit' },
});
