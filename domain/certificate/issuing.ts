// Who recognises issues the certificate. Whoever is faster than the process begins its record.
import { z } from 'zod';
import { shortText } from '../kernel/fields.ts';
import { isRefusal, refusal } from '../kernel/refusal.ts';
import { NOT_RECOGNISED } from '../product-cycle/escalation/publication.ts';
import { day } from '../time/civil-date.ts';
import { beginning } from './beginning.ts';
import { byIssuer, certificate } from './certificate.ts';
import { issued, issueRefused, replacedBy, termOf } from './issued.ts';
import { withKin } from './kin.ts';

const CERTIFICATE_EXISTS = refusal('CERTIFICATE_EXISTS', 'conflict', {
  vi: 'Đã cấp giấy chứng nhận {number}: nếu nhập sai thì đính chính, nếu mất thì cấp lại.',
  en: 'Certificate {number} is issued already: what was mis-keyed is corrected, what was lost is replaced.',
});

export const issueCertificate = certificate.command('IssueCertificate', {
  input: z.strictObject({ number: shortText, issuedOn: day }),
  by: byIssuer,
  opens: true,
  ...withKin,
  guard: ({ state, needs: { cycle } }) => {
    if (cycle.ended?.kind !== 'recognised') return NOT_RECOGNISED();
    const isOfIt = state.begun?.recognition === cycle.ended.at;
    return isOfIt && state.number !== undefined ? CERTIFICATE_EXISTS({ number: state.number }) : undefined;
  },
  decide: ({ id, state, input, needs, today }) => {
    const { cycle } = needs;
    const { number, issuedOn } = input;
    const refused =
      issueRefused({ issuedOn, on: today, cycle }) ?? replacedBy({ id, number, issuedOn, cycle, kin: needs });
    if (isRefusal(refused)) return refused;
    const isBegun = state.begun?.recognition === cycle.ended?.at;
    const begun = isBegun ? undefined : beginning(cycle, needs.product.ended?.into);
    const validUntil = termOf(cycle, issuedOn);
    return [...(begun ? [begun] : []), issued({ id, number, issuedOn, validUntil, cycle, kin: needs })];
  },
  signs: true,
  words: { vi: 'Cấp giấy chứng nhận', en: 'Issue the certificate' },
});
