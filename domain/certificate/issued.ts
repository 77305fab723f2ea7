// Number, day of issue and term of a certificate.
import { z } from 'zod';
import { shortText, shownDay } from '../kernel/fields.ts';
import { markOf } from '../kernel/mark.ts';
import { isRefusal, type Refusal, refusal } from '../kernel/refusal.ts';
import { certificatesOf, type Kin } from '../product-cycle/certificates.ts';
import { type ProductCycle, rulebookOf, type Validity } from '../product-cycle/product-cycle.ts';
import { addMonths, type Day, day } from '../time/civil-date.ts';
import { certificate, dayBefore } from './certificate.ts';

const ISSUED_IN_FUTURE = refusal('ISSUED_IN_FUTURE', 'invalid', {
  vi: 'Ngày cấp {on} còn ở tương lai.',
  en: 'The certificate cannot be issued on {on}, which lies ahead.',
});
const ISSUED_BEFORE_DECISION = refusal('ISSUED_BEFORE_DECISION', 'invalid', {
  vi: 'Giấy chứng nhận cấp ngày {on}, trước quyết định ({decision}).',
  en: 'The certificate was issued on {on}, before its decision ({decision}).',
});
const ISSUED_BEFORE_THE_STANDING = refusal('ISSUED_BEFORE_THE_STANDING', 'conflict', {
  vi: 'Sản phẩm có giấy chứng nhận {number} cấp ngày {on}: giấy mới thay thế, nên phải cấp sau ngày đó.',
  en: 'The product has certificate {number} of {on}: a new one takes its place and is issued on a later day.',
});
const NUMBER_OF_ANOTHER = refusal('NUMBER_OF_ANOTHER', 'conflict', {
  vi: 'Số {number} là của giấy chứng nhận cấp ngày {on} của sản phẩm này.',
  en: 'The number {number} is that of this product’s certificate of {on}.',
});

const issue = z.strictObject({
  number: shortText,
  issuedOn: day,
  validUntil: day,
  /** the certificate that it takes the place of, and that one’s last day */
  replaces: z.strictObject({ number: shortText, stars: z.int(), until: day }).optional(),
});

const certificateIssued = certificate.event('CertificateIssued', {
  sealedAtOnce: true,
  version: 1,
  schema: issue,
  evolve: ({ toIssue: _, ...state }, { number, issuedOn: from, validUntil: until }, meta) => ({
    ...state,
    number,
    issued: markOf(meta),
    standsSince: meta.revision,
    from,
    until,
  }),
  sentence: ({ number, issuedOn, validUntil, replaces }) => ({
    vi: `Cấp giấy chứng nhận ${number} ngày ${shownDay(issuedOn)}, hiệu lực đến ${shownDay(validUntil)}${replaces ? `, thay giấy ${replaces.number} (${replaces.stars} sao) hết hiệu lực ngày ${shownDay(replaces.until)}` : ''}`,
    en: `Certificate ${number} issued on ${shownDay(issuedOn)}, valid until ${shownDay(validUntil)}${replaces ? `, in place of ${replaces.number} (${replaces.stars} stars), which ends on ${shownDay(replaces.until)}` : ''}`,
  }),
  correctable: ['number', 'issuedOn'],
  // The term runs from the right day, and what stood before ends before it.
  recheck: ({ replaces, ...data }, _, { needs: { cycle }, occurredOn }) => {
    const { issuedOn } = data;
    const refused = issueRefused({ issuedOn, on: occurredOn, cycle });
    if (refused) return refused;
    const before = replaces ? { replaces: { ...replaces, until: dayBefore(issuedOn) } } : {};
    return { ...data, validUntil: termOf(cycle, issuedOn), ...before };
  },
});

/** The last day of one issued on a day, by the law it was recognised under. */
export const termOf = (cycle: ProductCycle, issuedOn: Day): Day =>
  addMonths(issuedOn, rulebookOf(cycle).certificate.months);

/** @param q `on`: the day on which it is said */
export function issueRefused(q: { issuedOn: Day; on: Day; cycle: ProductCycle }): Refusal | undefined {
  const { issuedOn, on, cycle } = q;
  return issuedOn > on ? ISSUED_IN_FUTURE({ on: issuedOn }, '/issuedOn') : issuedTooEarly(cycle, issuedOn);
}

/** A certificate rests on the decision: neither is dated so that it came first. */
export function issuedTooEarly({ decision }: ProductCycle, issuedOn: Day | undefined): Refusal | undefined {
  return decision !== undefined && issuedOn !== undefined && issuedOn < decision.date
    ? ISSUED_BEFORE_DECISION({ on: issuedOn, decision: decision.date }, '/issuedOn')
    : undefined;
}

type Others = { readonly id: string; readonly cycle: ProductCycle; readonly kin: Kin };

/** The other certificates of the product, and the one of an earlier year that its cycle began with; the newest first. */
function othersOf({ id, cycle, kin }: Others): readonly Validity[] {
  const { earlierCertificate } = cycle;
  const others = certificatesOf(
    [...(kin.relatives ?? [])].filter(([other]) => other !== id),
    kin.ofRelatives,
  );
  return [...others, ...(earlierCertificate ? [earlierCertificate] : [])].sort((a, b) => (a.from < b.from ? 1 : -1));
}

/** The certificate that one of a number and day takes the place of, or why it cannot be issued beside the others. */
export function replacedBy({ number, issuedOn, ...of }: Others & { number: string; issuedOn: Day }) {
  const others = othersOf(of);
  const same = others.find((one) => one.number === number);
  if (same) return NUMBER_OF_ANOTHER({ number, on: same.from }, '/number');
  const [newest] = others;
  if (!newest) return undefined;
  if (issuedOn <= newest.from)
    return ISSUED_BEFORE_THE_STANDING({ number: newest.number, on: newest.from }, '/issuedOn');
  return dayBefore(issuedOn) <= newest.until ? newest : undefined;
}

/** The fact of an issue; where it cannot be said beside the others, it says nothing of them: that is how it was. */
export function issued({ id, cycle, kin, ...of }: Others & { number: string; issuedOn: Day; validUntil: Day }) {
  const before = replacedBy({ id, cycle, kin, ...of });
  if (!before || isRefusal(before)) return certificateIssued(of);
  const { number, stars } = before;
  return certificateIssued({ ...of, replaces: { number, stars, until: dayBefore(of.issuedOn) } });
}
