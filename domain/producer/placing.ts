import { z } from 'zod';
import { isRefusal } from '../kernel/refusal.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { placedAnew, placing, placingOf, placingSentence, placingVerdict, withPlacing } from '../unit/placing.ts';
import { producer } from './producer.ts';

const producerPlaced = producer.event('ProducerPlaced', {
  version: 1,
  schema: placedAnew,
  beside: true,
  evolve: withPlacing,
  sentence: placingSentence,
  correctable: ['place'],
});

export const placeProducer = producer.command('PlaceProducer', {
  input: z.strictObject(placing),
  by: responsibility('place-divided'),
  guard: ({ state, needs, today }) => placingVerdict(state, needs.units, today),
  decide: ({ state, needs, today, input }) => {
    const said = placingOf(state, { tree: needs.units, today, input });
    return isRefusal(said) ? said : [producerPlaced(said)];
  },
  words: { vi: 'Xếp chủ thể vào đơn vị mới', en: 'Place the producer in a new unit' },
});
