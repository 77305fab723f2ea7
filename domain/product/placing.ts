import { z } from 'zod';
import { isRefusal } from '../kernel/refusal.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { placedAnew, placing, placingOf, placingSentence, placingVerdict, withPlacing } from '../unit/placing.ts';
import { product } from './product.ts';

const productPlaced = product.event('ProductPlaced', {
  version: 1,
  schema: placedAnew,
  beside: true,
  evolve: withPlacing,
  sentence: placingSentence,
  correctable: ['place'],
});

export const placeProduct = product.command('PlaceProduct', {
  input: z.strictObject(placing),
  by: responsibility('place-divided'),
  guard: ({ state, needs, today }) => placingVerdict(state, needs.units, today),
  decide: ({ state, needs, today, input }) => {
    const said = placingOf(state, { tree: needs.units, today, input });
    return isRefusal(said) ? said : [productPlaced(said)];
  },
  words: { vi: 'Xếp sản phẩm vào đơn vị mới', en: 'Place the product in a new unit' },
});
