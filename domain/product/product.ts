import { z } from 'zod';
import { aggregate, type Need } from '../kernel/aggregate.ts';
import { provinceCode, shortText, slug, unitCode } from '../kernel/fields.ts';
import { refusal } from '../kernel/refusal.ts';
import { generalApplicants, type Producer, producer, producerRefused } from '../producer/producer.ts';
import { findIndustryOf } from '../rulebooks/registry.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { type Day, dayOf } from '../time/civil-date.ts';
import { placeRefused, type UnitTree, unitsOf, unitTree } from '../unit/unit-tree.ts';

export type Product = {
  readonly name?: string;
  readonly producer?: string;
  readonly province?: string;
  readonly place?: string;
  readonly group?: string;
  readonly origin?: 'existing' | 'new';
  readonly registeredOn?: Day;
};

export const product = aggregate<Product, { producer: Need<Producer> | undefined; units: Need<UnitTree> | undefined }>({
  category: 'product',
  resource: 'products',
  words: { vi: 'Sản phẩm', en: 'Product' },
  id: slug,
  initial: {},
  needs: ({ state, input }) => {
    const id = state.producer ?? input?.producer;
    return {
      producer: id === undefined ? undefined : producer.need(id),
      ...unitsOf(state.province ?? input?.province),
    };
  },
  situation: ({ state, input }) => ({
    province: state.province ?? input?.province ?? '',
    place: state.place ?? input?.place ?? '',
    producer: state.producer ?? input?.producer,
    rulebook: '',
  }),
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

const fields = {
  province: provinceCode,
  place: unitCode,
  producer: slug,
  name: shortText,
  /** product group of the taxonomy; its criteria set is chosen when the dossier is filed */
  group: slug,
  /** the programme's targets count existing and new products apart */
  origin: z.enum(['existing', 'new']),
};

const productRegistered = product.event('ProductRegistered', {
  version: 1,
  schema: z.strictObject(fields),
  evolve: (_, data, { occurredAt }) => ({ ...data, registeredOn: dayOf(occurredAt) }),
  sentence: ({ name, origin }) => ({
    vi: `Đăng ký sản phẩm “${name}” (${origin === 'new' ? 'mới' : 'đã có'})`,
    en: `Product “${name}” registered (${origin})`,
  }),
});

export const registerProduct = product.command('RegisterProduct', {
  input: z.strictObject(fields),
  by: responsibility('register-product'),
  starts: ({ id }) => PRODUCT_EXISTS({ id }),
  decide: ({ input, needs, occurredOn }) => {
    const { producer: id, province, place } = input;
    const refused =
      producerRefused({ producer: needs.producer, id, province, field: '/producer' }) ??
      placeRefused(needs.units ?? unitTree.initial, place, occurredOn);
    if (refused) return refused;
    const industry = findIndustryOf(input.group);
    if (!industry) return GROUP_UNKNOWN({ group: input.group }, '/group');
    const kind = needs.producer?.kind;
    if (kind === undefined || (!generalApplicants.includes(kind) && !industry.alsoFor?.includes(kind)))
      return APPLICANT_NOT_ELIGIBLE({}, '/group');
    return [productRegistered(input)];
  },
  words: { vi: 'Đăng ký sản phẩm', en: 'Register a product' },
});
