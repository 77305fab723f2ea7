// Why nothing more is done with a certificate.
import { type Refusal, refusal } from '../kernel/refusal.ts';
import type { Certificate, Ending } from './certificate.ts';

const CERTIFICATE_ENDED = refusal('CERTIFICATE_ENDED', 'conflict', {
  vi: 'Giấy chứng nhận {how}, hiệu lực đến ngày {until}.',
  en: 'The certificate {howEn}; its last day was {until}.',
});
const CERTIFICATE_NOT_ISSUED = refusal('CERTIFICATE_NOT_ISSUED', 'conflict', {
  vi: 'Giấy chứng nhận chưa được cấp.',
  en: 'The certificate is not issued yet.',
});
const NUMBER_NOT_THIS = refusal('NUMBER_NOT_THIS', 'invalid', {
  vi: 'Giấy chứng nhận này mang số {number}, không phải {said}.',
  en: 'This certificate has the number {number}, not {said}.',
});

const how: Readonly<Record<Ending, readonly [vi: string, en: string]>> = {
  expired: ['đã hết hiệu lực', 'has run out'],
  revoked: ['đã bị thu hồi', 'was revoked'],
  superseded: ['đã được thay bằng giấy mới', 'was replaced by a newer one'],
  'taken-back': ['không có hiệu lực do việc công nhận bị hủy bỏ', 'is void, as the recognition was annulled'],
};

export function ended({ ended }: Certificate): Refusal | undefined {
  if (!ended) return undefined;
  const [vi, en] = how[ended.as];
  return CERTIFICATE_ENDED({ how: vi, howEn: en, until: ended.until });
}

/** Refuses where there is no certificate yet, or none any more. */
export const notStanding = (state: Certificate): Refusal | undefined =>
  ended(state) ?? (state.number === undefined ? CERTIFICATE_NOT_ISSUED() : undefined);

/** A paper names the certificate it is about by its number: another one’s paper is not entered here. */
export const numberRefused = ({ number }: Certificate, said: string): Refusal | undefined =>
  said === number ? undefined : NUMBER_NOT_THIS({ number, said }, '/number');
