// The certificates of a product over all its cycles. A term runs from the day of issue, so the newest one issued is the one
// that stands: what stood before ends the day before (docs/decisions/0530).
import { z } from 'zod';
import { type Certificate, certificate, validityOf } from '../certificate/certificate.ts';
import { shortText } from '../kernel/fields.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import { lawOn } from '../rulebooks/registry.ts';
import { addMonths, type Day, day } from '../time/civil-date.ts';
import { nextToLookFor, type OtherCycles } from './other-cycles.ts';
import type { ProductCycle, Validity } from './product-cycle.ts';

const CERTIFICATE_MISFITS = refusal('CERTIFICATE_MISFITS', 'invalid', {
  vi: 'Giấy chứng nhận đã nêu không khớp với kết quả (từ {stars} sao), năm {year} hoặc ngày cấp.',
  en: 'The certificate does not go with a result of {stars} stars or more of {year}, or with its day of issue.',
});

/** A certificate of a year that this system did not see. */
export const earlierCertificate = z.strictObject({ number: shortText, issuedOn: day });
export const datedCertificate = earlierCertificate.extend({ validUntil: day });

/** Until when one issued on a day is valid, by the law of that day. */
export const validUntil = (issuedOn: Day): Day => addMonths(issuedOn, lawOn(issuedOn).certificate.months);

/** What a command declares that turns on the certificates of its product: all its cycles, and the certificate of each. */
export const withCertificates = {
  relatives: nextToLookFor,
  ofRelatives: (id: string) => certificate.need(id),
} as const;

/** Streams of certificates by their cycle’s id. */
export type Certificates = ReadonlyMap<string, Certificate>;

export type Kin = { readonly relatives?: OtherCycles; readonly ofRelatives?: Certificates };

/** What certifies a cycle’s recognition: the stream’s word; until the process began that, what an older release wrote. */
export function certifiedBy(cycle: ProductCycle | undefined, its: Certificate | undefined): Validity | undefined {
  return its?.begun && its.begun.recognition === cycle?.ended?.at ? validityOf(its) : cycle?.certifiedBy;
}

/** All of a product, the newest issued first. */
export function certificatesOf(
  cycles: Iterable<readonly [string, ProductCycle | undefined]>,
  streams: Certificates = new Map(),
): readonly Validity[] {
  return [...cycles]
    .flatMap(([id, cycle]) => [certifiedBy(cycle, streams.get(id)), cycle?.earlierCertificate])
    .filter((one) => one !== undefined)
    .sort((a, b) => (a.from < b.from ? 1 : a.from > b.from ? -1 : 0));
}

/** The one certificate of a product that stands on a day. */
export function certificateOn(certificates: readonly Validity[], on: Day): Validity | undefined {
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
