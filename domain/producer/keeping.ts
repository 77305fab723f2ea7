// What becomes of a producer after it was registered: mis-keyed, under other words, at another place, or no more.
import { z } from 'zod';
import { ranksByGiver } from '../access/heights.ts';
import { correctable } from '../kernel/correctable.ts';
import type { NewEvent } from '../kernel/event.ts';
import { document, longText, paper, shortText, slug, unitCode } from '../kernel/fields.ts';
import { forgettable } from '../kernel/forgettable.ts';
import { personal, personalRef } from '../kernel/personal.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { dayOf } from '../time/civil-date.ts';
import { withPlacing } from '../unit/placing.ts';
import { placeRefused, unitTree } from '../unit/unit-tree.ts';
import { type Producer, producer, producerEnded, producerRefused, registrationMissing } from './producer.ts';

const NOTHING_GIVEN = refusal('NOTHING_GIVEN', 'invalid', {
  vi: 'Cần ít nhất một thông tin: tên, liên hệ hoặc số đăng ký.',
  en: 'At least one of name, contact and registration is needed.',
});
const PRODUCER_ITSELF = refusal('PRODUCER_ITSELF', 'invalid', {
  vi: 'Chủ thể {producer} không thể trùng với chính mình.',
  en: 'Producer {producer} cannot be the same as itself.',
});

export const { annulFacts: annulProducerFacts, correctFact: correctProducerFact } = correctable(
  producer,
  responsibility('correct-facts'),
  ranksByGiver,
  // No amendment leaves what could not have been registered; what an older release took is no fault of who amends it.
  { refused: (after, { state }) => (registrationMissing(state, '') ? undefined : registrationMissing(after, '')) },
);

const producerRenamed = producer.event('ProducerRenamed', {
  version: 1,
  schema: z.strictObject({
    name: personalRef.optional(),
    contact: personalRef.optional(),
    registration: personalRef.optional(),
    reason: personalRef,
    document,
  }),
  evolve: (state, { registration }) => (registration ? { ...state, registered: true } : state),
  sentence: ({ document }) => ({
    vi: `Sửa tên, liên hệ hoặc số đăng ký theo ${paper(document)}`,
    en: `Name, contact or registration put right by ${paper(document)}`,
  }),
});
const producerMoved = producer.event('ProducerMoved', {
  version: 1,
  schema: z.strictObject({ place: unitCode, document }),
  evolve: (state, { place }, { occurredAt }) => withPlacing(state, { place, from: dayOf(occurredAt) }),
  sentence: ({ place, document }) => ({
    vi: `Chuyển về địa bàn ${place} theo ${paper(document)}`,
    en: `Moved to ${place} by ${paper(document)}`,
  }),
  correctable: ['place', 'document'],
});
const producerDissolved = producer.event('ProducerEnded', {
  version: 1,
  schema: z.strictObject({ into: slug.optional(), reason: personalRef, document }),
  evolve: (state, { into }, { occurredAt }) => ({
    ...state,
    ended: { on: dayOf(occurredAt), ...(into === undefined ? {} : { into }) },
  }),
  sentence: ({ into, document }) => ({
    vi: `${into ? `Trùng với chủ thể ${into}` : 'Giải thể, ngừng hoạt động'} (${paper(document)})`,
    en: `${into ? `The same as producer ${into}` : 'Dissolved'} (${paper(document)})`,
  }),
});

const keeping = { by: responsibility('correct-facts'), restsOn: 'what-was-seen' } as const;
const stillThere = ({ id, state }: { id: string; state: Producer }) => producerEnded(id, state);

export const renameProducer = producer.command('RenameProducer', {
  input: z.strictObject({
    name: personal(shortText).optional(),
    contact: personal(longText).optional(),
    registration: personal(shortText).optional(),
    reason: personal(longText),
    document,
  }),
  ...keeping,
  guard: stillThere,
  decide: ({ input }): readonly NewEvent[] | Refusal =>
    input.name || input.contact || input.registration ? [producerRenamed(input)] : NOTHING_GIVEN(),
  words: { vi: 'Sửa tên, liên hệ, số đăng ký', en: 'Put name, contact or registration right' },
});

/** Its products are made where they are made: each is moved by itself. */
export const moveProducer = producer.command('MoveProducer', {
  input: z.strictObject({ place: unitCode, document }),
  ...keeping,
  guard: stillThere,
  decide: ({ state, input, needs, occurredOn }): readonly NewEvent[] | Refusal =>
    input.place === state.place
      ? []
      : (placeRefused(needs.units ?? unitTree.initial, input.place, occurredOn) ?? [producerMoved(input)]),
  words: { vi: 'Chuyển địa bàn của chủ thể', en: 'Move the producer' },
});

/** Its products are moved to another producer or ended, each by itself; until then their cycles say so. */
export const endProducer = producer.command('EndProducer', {
  input: z.strictObject({ into: slug.optional(), reason: personal(longText), document }),
  ...keeping,
  needs: ({ input }) => ({ into: input?.into === undefined ? undefined : producer.need(input.into) }),
  guard: stillThere,
  decide: ({ id, state, input, needs }): readonly NewEvent[] | Refusal => {
    const { into } = input;
    if (into === id) return PRODUCER_ITSELF({ producer: id }, '/into');
    const refused =
      into === undefined
        ? undefined
        : producerRefused({ producer: needs.into, id: into, province: state.province ?? '', field: '/into' });
    return refused ?? [producerDissolved(input)];
  },
  words: { vi: 'Kết thúc chủ thể', en: 'End the producer' },
});

export const forgetProducerValues = forgettable(producer, responsibility('forget-values'));
