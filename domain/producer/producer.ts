import { z } from 'zod';
import { aggregate, type Need } from '../kernel/aggregate.ts';
import { choice, longText, provinceCode, shortText, slug, unitCode } from '../kernel/fields.ts';
import type { Mark } from '../kernel/mark.ts';
import { personal, personalRef } from '../kernel/personal.ts';
import { amendedFacts } from '../kernel/reach.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { type Day, dayOf } from '../time/civil-date.ts';
import type { Place } from '../unit/place.ts';
import { placeRefused, type UnitTree, unitsOf, unitTree } from '../unit/unit-tree.ts';

/** Kinds of applicant (1576/QĐ-UBND, part II IV.6.2): associations and site boards may apply for tourism only. */
export const applicantKinds = {
  cooperative: { vi: 'Hợp tác xã', en: 'Co-operative' },
  'cooperative-group': { vi: 'Tổ hợp tác', en: 'Co-operative group' },
  company: { vi: 'Doanh nghiệp nhỏ và vừa', en: 'Small or medium enterprise' },
  farm: { vi: 'Trang trại', en: 'Farm' },
  household: { vi: 'Hộ sản xuất có đăng ký kinh doanh', en: 'Registered household business' },
  association: { vi: 'Hội, hiệp hội (du lịch)', en: 'Association (tourism)' },
  'site-board': { vi: 'Ban quản lý điểm du lịch', en: 'Site board (tourism)' },
} as const;
export type ApplicantKind = keyof typeof applicantKinds;
export const applicantKind = choice(applicantKinds);
/** Kinds that may apply in any industry; the others only where the taxonomy says so. */
export const generalApplicants: readonly ApplicantKind[] = [
  'cooperative',
  'cooperative-group',
  'company',
  'farm',
  'household',
];

/** Only with its business registration is a household an applicant ("hộ sản xuất có đăng ký kinh doanh", IV.6.2). */
const registeredKinds: readonly ApplicantKind[] = ['household'];

/** Why a producer cannot be of its kind. */
export function registrationMissing({ kind, registered }: Producer, field: string): Refusal | undefined {
  if (!kind || registered || !registeredKinds.includes(kind)) return undefined;
  const { vi, en } = applicantKinds[kind];
  return REGISTRATION_MISSING({ kind: vi, kindEn: en }, field);
}

/** What somebody may agree to that something personal of a producer is used for. */
export type ConsentPurpose = 'public-certificate';

export type Producer = {
  readonly kind?: ApplicantKind;
  readonly place?: string;
  readonly places?: Place;
  readonly province?: string;
  /** it has a registration number; the number itself lies in the vault */
  readonly registered?: true;
  /** dissolved, or registered a second time */
  readonly ended?: { readonly on: Day; readonly into?: string };
  /** to which purposes it agrees, and since when */
  readonly consents?: readonly (Mark & { readonly purpose: ConsentPurpose })[];
  readonly amendedAt?: number;
};

export const producer = aggregate<Producer, { units: Need<UnitTree> | undefined }>({
  category: 'producer',
  inOrder: true,
  resource: 'producers',
  words: { vi: 'Chủ thể', en: 'Producer' },
  id: slug,
  initial: {},
  needs: ({ state, input }) => unitsOf(state.province ?? input?.province),
  situation: ({ id, state, input }) => ({
    province: state.province ?? input?.province ?? '',
    place: state.place ?? input?.place ?? '',
    ...(state.places ? { places: state.places } : {}),
    producer: id,
    rulebook: '',
  }),
  // Its products are moved by themselves; that it has ended their cycles are told.
  reaches: ({ id, command, ...c }) =>
    command === 'EndProducer' || amendedFacts(c).some(({ type }) => type === 'ProducerEnded')
      ? { producer: id }
      : undefined,
});

const PRODUCER_EXISTS = refusal('PRODUCER_EXISTS', 'conflict', {
  vi: 'Chủ thể {id} đã đăng ký.',
  en: 'Producer {id} is registered already.',
});

const REGISTRATION_MISSING = refusal('REGISTRATION_MISSING', 'invalid', {
  vi: '{kind} thì phải có số đăng ký kinh doanh.',
  en: '{kindEn}: its business registration is needed.',
});

const PRODUCER_UNKNOWN = refusal('PRODUCER_UNKNOWN', 'unknown', {
  vi: 'Chưa có chủ thể {producer}.',
  en: 'There is no producer {producer}.',
});
const PRODUCER_ELSEWHERE = refusal('PRODUCER_ELSEWHERE', 'invalid', {
  vi: 'Chủ thể {producer} thuộc tỉnh {home}, không thuộc tỉnh {province}.',
  en: 'Producer {producer} belongs to province {home}, not to {province}.',
});

const PRODUCER_ENDED = refusal('PRODUCER_ENDED', 'conflict', {
  vi: 'Chủ thể {producer} đã kết thúc ngày {on}{into}.',
  en: 'Producer {producer} ended on {on}{into}.',
});

export const producerEnded = (id: string, { ended }: Producer): Refusal | undefined =>
  ended && PRODUCER_ENDED({ producer: id, on: ended.on, into: ended.into === undefined ? '' : ` → ${ended.into}` });

/** Why a producer cannot be named in a province. */
export function producerRefused(q: {
  producer: Producer | undefined;
  id: string;
  province: string;
  field: string;
}): Refusal | undefined {
  const home = q.producer?.province;
  if (home === undefined) return PRODUCER_UNKNOWN({ producer: q.id }, q.field);
  const ended = producerEnded(q.id, q.producer ?? {});
  if (ended) return { ...ended, field: q.field };
  return home === q.province ? undefined : PRODUCER_ELSEWHERE({ producer: q.id, home, province: q.province }, q.field);
}

const fixed = { province: provinceCode, place: unitCode, kind: applicantKind };

const producerRegistered = producer.event('ProducerRegistered', {
  version: 1,
  schema: z.strictObject({
    ...fixed,
    name: personalRef,
    contact: personalRef.optional(),
    registration: personalRef.optional(),
  }),
  evolve: (_, { kind, place, province, registration }, { occurredAt }) => ({
    kind,
    place,
    province,
    places: [{ code: place, on: dayOf(occurredAt) }],
    ...(registration ? { registered: true } : {}),
  }),
  sentence: ({ kind }) => ({
    vi: `Đăng ký chủ thể (${applicantKinds[kind].vi})`,
    en: `Producer registered (${applicantKinds[kind].en})`,
  }),
  correctable: ['kind', 'place'],
  recheck: (data, _, { needs, occurredOn }) =>
    placeRefused(needs.units ?? unitTree.initial, data.place, occurredOn) ?? data,
});

export const registerProducer = producer.command('RegisterProducer', {
  input: z.strictObject({
    ...fixed,
    name: personal(shortText),
    contact: personal(longText).optional(),
    registration: personal(shortText).optional(),
  }),
  by: responsibility('register-producer'),
  starts: ({ id }) => PRODUCER_EXISTS({ id }),
  decide: ({ input, needs, occurredOn }) => {
    const { kind, place } = input;
    const refused = placeRefused(needs.units ?? unitTree.initial, place, occurredOn);
    if (refused) return refused;
    const { registration } = input;
    return (
      registrationMissing({ kind, ...(registration ? { registered: true } : {}) }, '/registration') ?? [
        producerRegistered(input),
      ]
    );
  },
  words: { vi: 'Đăng ký chủ thể', en: 'Register a producer' },
});
