// The certificates of a product over all its cycles. A term runs from the day of issue, so the newest one issued is the one
// that stands: what stood before ends the day before (docs/decisions/0530).
import { z } from 'zod';
import { shortText } from '../kernel/fields.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import { lawOn } from '../rulebooks/registry.ts';
import { addDays, addMonths, type Day, day } from '../time/civil-date.ts';
import type { OtherCycles } from './other-cycles.ts';
import type { Certificate, ProductCycle } from './product-cycle.ts';

const CERTIFICATE_MISFITS = refusal('CERTIFICATE_MISFITS', 'invalid', {
  vi: 'Giấy chứng nhận đã nêu không khớp với kết quả (từ {stars} sao), năm {year} hoặc ngày cấp.',
  en: 'The certificate does not go with a result of {stars} stars or more of {year}, or with its day of issue.',
});
const ISSUED_BEFORE_THE_STANDING = refusal('ISSUED_BEFORE_THE_STANDING', 'conflict', {
  vi: 'Sản phẩm có giấy chứng nhận {number} cấp ngày {on}: giấy mới thay thế, nên phải cấp sau ngày đó.',
  en: 'The product has certificate {number} of {on}: a new one takes its place and is issued on a later day.',
});

/** A certificate of a year that this system did not see. */
export const earlierCertificate = z.strictObject({ number: shortText, issuedOn: day });
export const datedCertificate = earlierCertificate.extend({ validUntil: day });

/** Until when one issued on a day is valid, by the law of that day. */
export const validUntil = (issuedOn: Day): Day => addMonths(issuedOn, lawOn(issuedOn).certificate.months);

/** All of a product, the newest issued first. */
export const certificatesOf = (cycles: Iterable<ProductCycle | undefined>): readonly Certificate[] =>
  [...cycles]
    .flatMap((cycle) => [cycle?.certificate, cycle?.earlierCertificate])
    .filter((one) => one !== undefined)
    .sort((a, b) => (a.from < b.from ? 1 : a.from > b.from ? -1 : 0));

/** The one certificate of a product that stands on a day. */
export function certificateOn(certificates: readonly Certificate[], on: Day): Certificate | undefined {
  const newest = certificates.find(({ from }) => from <= on);
  return newest && on <= newest.until ? newest : undefined;
}

type Earlier = { year: number; stars?: number | undefined; certificate?: { issuedOn: Day } | undefined };

/** Why a paper's certificate cannot be that of its result. */
export function certificateMisfits({ year, stars = 0, certificate }: Earlier, on: Day): Refusal | undefined {
  if (!certificate) return undefined;
  const { issuedOn } = certificate;
  const { fromStar } = lawOn(issuedOn).certificate;
  const fits = stars >= fromStar && Number(issuedOn.slice(0, 4)) >= year && issuedOn <= on;
  return fits ? undefined : CERTIFICATE_MISFITS({ stars: fromStar, year }, '/earlier/certificate');
}

/** The certificate of another cycle that a new one takes the place of, or why it cannot. */
export function replacedBy(issuedOn: Day, others: OtherCycles, own?: Certificate): Certificate | Refusal | undefined {
  const [newest] = certificatesOf([...others.values(), { earlierCertificate: own } as ProductCycle]);
  if (!newest) return undefined;
  if (issuedOn <= newest.from)
    return ISSUED_BEFORE_THE_STANDING({ number: newest.number, on: newest.from }, '/certificate/issuedOn');
  return addDays(issuedOn, -1) <= newest.until ? newest : undefined;
}
