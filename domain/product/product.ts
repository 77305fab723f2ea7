import { z } from 'zod';
import { aggregate, type Need } from '../kernel/aggregate.ts';
import { choice, provinceCode, shortText, slug, unitCode } from '../kernel/fields.ts';
import { amendedFacts } from '../kernel/reach.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import { generalApplicants, type Producer, producer, producerRefused } from '../producer/producer.ts';
import { findIndustryOf } from '../rulebooks/registry.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { type Day, dayOf } from '../time/civil-date.ts';
import type { Place } from '../unit/place.ts';
import { placeRefused, type UnitTree, unitsOf, unitTree } from '../unit/unit-tree.ts';

export type Product = {
  readonly name?: string;
  readonly producer?: string;
  readonly province?: string;
  readonly place?: string;
  readonly places?: Place;
  /** where it was registered or moved to, before it was placed in a part of that */
  readonly site?: string;
  readonly group?: string;
  readonly origin?: 'existing' | 'new';
  /** the earliest day of it or of a duplicate */
  readonly registeredOn?: Day | undefined;
  /** no longer made, or the duplicate of another product; `by`: the unit that said so */
  readonly ended?: { readonly on: Day; readonly into?: string; readonly by?: string };
  /** the official one, given at its first recognition under an act that has codes */
  readonly code?: string;
  /** products that turned out to be this one */
  readonly duplicates?: readonly string[];
  /** revision of the fact that last said something else of it */
  readonly changedAt?: number;
  readonly amendedAt?: number;
};

export const product = aggregate<Product, { producer: Need<Producer> | undefined; units: Need<UnitTree> | undefined }>({
  category: 'product',
  resource: 'products',
  words: { vi: 'Sản phẩm', en: 'Product' },
  id: slug,
  initial: {},
  needs: ({ state, input }) => {
    // Whose it is to be, where a command says so; what a correction says is not parsed yet.
    const named = slug.safeParse(input?.producer ?? input?.changes?.producer);
    const id = named.data ?? state.producer;
    return {
      producer: id === undefined ? undefined : producer.need(id),
      ...unitsOf(state.province ?? input?.province),
    };
  },
  situation: ({ state, input }) => ({
    province: state.province ?? input?.province ?? '',
    place: state.place ?? input?.place ?? '',
    ...(state.places ? { places: state.places } : {}),
    producer: state.producer ?? input?.producer,
    rulebook: '',
  }),
  beganOn: (state) => state.registeredOn,
  inOrder: true,
  reaches: ({ id, command, ...c }) => {
    if (!followed.includes(command)) return undefined;
    const revived = amendedFacts(c).some(({ type }) => type === 'ProductEnded');
    return { product: id, ...(revived ? { revived } : {}) };
  },
});

/** What of a product its cycles follow. */
const followed = ['MoveProduct', 'EndProduct', 'CorrectFact', 'AnnulFacts'];

export const PRODUCT_UNKNOWN = refusal('PRODUCT_UNKNOWN', 'unknown', {
  vi: 'Chưa có sản phẩm {product}.',
  en: 'There is no product {product}.',
});
const PRODUCT_EXISTS = refusal('PRODUCT_EXISTS', 'conflict', {
  vi: 'Sản phẩm {id} đã đăng ký.',
  en: 'Product {id} is registered already.',
});
const GROUP_UNKNOWN = refusal('GROUP_UNKNOWN', 'invalid', {
  vi: 'Không có nhóm sản phẩm {group}.',
  en: 'There is no product group {group}.',
});
const APPLICANT_NOT_ELIGIBLE = refusal('APPLICANT_NOT_ELIGIBLE', 'conflict', {
  vi: 'Loại chủ thể này chỉ được đăng ký sản phẩm du lịch.',
  en: 'This kind of applicant may register tourism products only.',
});

export const origins = {
  existing: { vi: 'sản phẩm đã có', en: 'existing product' },
  new: { vi: 'sản phẩm mới', en: 'new product' },
} as const;

const fields = {
  province: provinceCode,
  place: unitCode,
  producer: slug,
  name: shortText,
  /** product group of the taxonomy; its criteria set is chosen when the dossier is filed */
  group: slug,
  /** the programme's targets count existing and new products apart */
  origin: choice(origins),
};

type Owned = { province: string; place: string; producer: string; group: string };
type Owners = { producer?: Producer | undefined; units?: UnitTree | undefined };

/** Why a producer cannot have a product of a group at a place. */
export function ownersRefused(of: Owned, needs: Owners, on: Day): Refusal | undefined {
  const { producer: id, province, place, group } = of;
  const refused =
    producerRefused({ producer: needs.producer, id, province, field: '/producer' }) ??
    placeRefused(needs.units ?? unitTree.initial, place, on);
  if (refused) return refused;
  const industry = findIndustryOf(group);
  if (!industry) return GROUP_UNKNOWN({ group }, '/group');
  const kind = needs.producer?.kind;
  return kind !== undefined && (generalApplicants.includes(kind) || industry.alsoFor?.includes(kind))
    ? undefined
    : APPLICANT_NOT_ELIGIBLE({}, '/group');
}

const productRegistered = product.event('ProductRegistered', {
  version: 1,
  schema: z.strictObject(fields),
  evolve: (_, data, { occurredAt, revision }) => {
    const registeredOn = dayOf(occurredAt);
    return {
      ...data,
      site: data.place,
      registeredOn,
      changedAt: revision,
      places: [{ code: data.place, on: registeredOn }],
    };
  },
  sentence: ({ name, origin }) => ({
    vi: `Đăng ký sản phẩm “${name}” (${origin === 'new' ? 'mới' : 'đã có'})`,
    en: `Product “${name}” registered (${origin})`,
  }),
  // What was mis-keyed; what changed since is a fact of its own.
  correctable: ['name', 'producer', 'place', 'group', 'origin'],
  recheck: (data, _, { needs, occurredOn }) => ownersRefused(data, needs, occurredOn) ?? data,
});

export const registerProduct = product.command('RegisterProduct', {
  input: z.strictObject(fields),
  by: responsibility('register-product'),
  starts: ({ id }) => PRODUCT_EXISTS({ id }),
  decide: ({ input, needs, occurredOn }) => ownersRefused(input, needs, occurredOn) ?? [productRegistered(input)],
  words: { vi: 'Đăng ký sản phẩm', en: 'Register a product' },
});
