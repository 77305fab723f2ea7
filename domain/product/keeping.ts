// What becomes of a product after it was registered: mis-keyed, moved, no longer made, or the same as another one. Its
// open cycles follow before their dossier is filed, and are told of it afterwards.
import { z } from 'zod';
import { ranksByGiver } from '../access/heights.ts';
import { correctable } from '../kernel/correctable.ts';
import type { NewEvent } from '../kernel/event.ts';
import { document, longText, paper, slug, unitCode } from '../kernel/fields.ts';
import { forgettable } from '../kernel/forgettable.ts';
import { personal, personalRef } from '../kernel/personal.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { day, dayOf } from '../time/civil-date.ts';
import { withPlacing } from '../unit/placing.ts';
import { ownersRefused, PRODUCT_UNKNOWN, type Product, product } from './product.ts';

export const PRODUCT_ENDED = refusal('PRODUCT_ENDED', 'conflict', {
  vi: 'Sản phẩm {product} đã kết thúc ngày {on}{into}.',
  en: 'Product {product} ended on {on}{into}.',
});
const PRODUCT_ITSELF = refusal('PRODUCT_ITSELF', 'invalid', {
  vi: 'Sản phẩm {product} không thể trùng với chính nó.',
  en: 'Product {product} cannot be a duplicate of itself.',
});
const DUPLICATE_NOT_TAKEN_IN = refusal('DUPLICATE_NOT_TAKEN_IN', 'conflict', {
  vi: 'Sản phẩm {into} chưa ghi nhận sản phẩm trùng {product}.',
  en: 'Product {into} has not taken {product} in as its duplicate yet.',
});

/** Why nothing more is done with a product. */
export const productEnded = (id: string, { ended }: Product): Refusal | undefined =>
  ended && PRODUCT_ENDED({ product: id, on: ended.on, into: ended.into === undefined ? '' : ` → ${ended.into}` });

export const { annulFacts: annulProductFacts, correctFact: correctProductFact } = correctable(
  product,
  responsibility('correct-facts'),
  ranksByGiver,
);

const productMoved = product.event('ProductMoved', {
  version: 1,
  schema: z.strictObject({ producer: slug, place: unitCode, document }),
  evolve: (state, { producer, place }, { occurredAt, revision }) => ({
    ...(place === state.place ? state : { ...withPlacing(state, { place, from: dayOf(occurredAt) }), site: place }),
    producer,
    changedAt: revision,
  }),
  sentence: ({ producer, place, document }) => ({
    vi: `Chuyển về chủ thể ${producer}, địa bàn ${place}, theo ${paper(document)}`,
    en: `Moved to producer ${producer} at ${place} by ${paper(document)}`,
  }),
  correctable: ['producer', 'place', 'document'],
  recheck: (data, before, { needs, occurredOn }) => movedRefused({ ...before, ...data }, needs, occurredOn) ?? data,
});
const productNoLongerMade = product.event('ProductEnded', {
  version: 1,
  schema: z.strictObject({ into: slug.optional(), reason: personalRef, document }),
  evolve: (state, { into }, { occurredAt, revision, actor }) => {
    const by = actor.onBehalfOf ?? actor.unit;
    const ended = { on: dayOf(occurredAt), ...(into === undefined ? {} : { into }), ...(by ? { by } : {}) };
    return { ...state, ended, changedAt: revision };
  },
  sentence: ({ into, document }) => ({
    vi: `${into ? `Trùng với sản phẩm ${into}` : 'Không còn sản xuất'} (${paper(document)})`,
    en: `${into ? `The same as product ${into}` : 'No longer made'} (${paper(document)})`,
  }),
});
const duplicateTakenIn = product.event('DuplicateTakenIn', {
  version: 1,
  schema: z.strictObject({ duplicate: slug, knownSince: day, document }),
  evolve: (state, { duplicate, knownSince }, { revision }) => ({
    ...state,
    registeredOn: knownSince < (state.registeredOn ?? knownSince) ? knownSince : state.registeredOn,
    duplicates: [...(state.duplicates ?? []), duplicate],
    changedAt: revision,
  }),
  sentence: ({ duplicate, document }) => ({
    vi: `Ghi nhận sản phẩm ${duplicate} là trùng (${paper(document)}): các chu trình của nó được tính chung`,
    en: `Product ${duplicate} is the same (${paper(document)}): its cycles count as this one’s`,
  }),
});

type Owners = Parameters<typeof ownersRefused>[1];
const movedRefused = (to: Product, needs: Owners, on: string): Refusal | undefined =>
  ownersRefused({ province: '', place: '', producer: '', group: '', ...to }, needs, on);

const keeping = { by: responsibility('correct-facts'), restsOn: 'what-was-seen' } as const;
const stillThere = ({ id, state }: { id: string; state: Product }) => productEnded(id, state);

export const moveProduct = product.command('MoveProduct', {
  input: z.strictObject({ producer: slug.optional(), place: unitCode.optional(), document }),
  ...keeping,
  guard: stillThere,
  decide: ({ state, input, needs, occurredOn }) => {
    const { producer = state.producer ?? '', place = state.place ?? '', document } = input;
    if (producer === state.producer && place === state.place) return [];
    return (
      movedRefused({ ...state, producer, place }, needs, occurredOn) ?? [productMoved({ producer, place, document })]
    );
  },
  words: { vi: 'Chuyển chủ thể hoặc địa bàn', en: 'Move to another producer or place' },
});

/** Who names the product that it is the same as has taken it in there before: no cycle of either is lost sight of. */
export const endProduct = product.command('EndProduct', {
  input: z.strictObject({ into: slug.optional(), reason: personal(longText), document }),
  ...keeping,
  needs: ({ input }) => ({ into: input?.into === undefined ? undefined : product.need(input.into) }),
  guard: stillThere,
  decide: ({ id, state, input, needs }): readonly NewEvent[] | Refusal => {
    const { into } = input;
    if (into === undefined) return [productNoLongerMade(input)];
    const gone = productEnded(into, needs.into ?? {});
    if (gone) return { ...gone, field: '/into' };
    const known = [into, ...(needs.into?.duplicates ?? [])];
    const missing = [id, ...(state.duplicates ?? [])].find((one) => !known.includes(one));
    return missing === undefined
      ? [productNoLongerMade(input)]
      : DUPLICATE_NOT_TAKEN_IN({ product: missing, into }, '/into');
  },
  words: { vi: 'Kết thúc sản phẩm', en: 'End the product' },
});

export const takeInDuplicate = product.command('TakeInDuplicate', {
  input: z.strictObject({ duplicate: slug, document }),
  ...keeping,
  needs: ({ input }) => ({ duplicate: input === undefined ? undefined : product.need(input.duplicate) }),
  guard: stillThere,
  decide: ({ id, state, input, needs, today }): readonly NewEvent[] | Refusal => {
    const { duplicate } = input;
    if (duplicate === id) return PRODUCT_ITSELF({ product: id }, '/duplicate');
    const other = needs.duplicate;
    if (other?.province === undefined || other.province !== state.province)
      return PRODUCT_UNKNOWN({ product: duplicate }, '/duplicate');
    const ended = productEnded(duplicate, other);
    if (ended) return { ...ended, field: '/duplicate' };
    // What it had taken in comes with it: those cycles count here too.
    const known = [id, ...(state.duplicates ?? [])];
    const taken = [duplicate, ...(other.duplicates ?? [])].filter((one) => !known.includes(one));
    const knownSince = other.registeredOn ?? today;
    return taken.map((one) => duplicateTakenIn({ ...input, duplicate: one, knownSince }));
  },
  words: { vi: 'Ghi nhận sản phẩm trùng', en: 'Take in a duplicate' },
});

export const forgetProductValues = forgettable(product, responsibility('forget-values'));
