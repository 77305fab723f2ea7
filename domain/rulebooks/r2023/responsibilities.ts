// Who does what under 148/QĐ-TTg: the scheme's procedure as under R2019, but the district recognises 3★ itself.
import { r2019Responsibilities } from '../r2019/responsibilities.ts';
import type { Holder, ResponsibilityTable } from '../responsibilities.ts';

const district: Holder = { role: 'district-officer', at: 'district' };
const districtSigner: Holder = { role: 'signer', at: 'district' };
const districtSecretary: Holder = { role: 'council-secretary', at: 'district' };
const { recognise, 'review-result': review } = r2019Responsibilities;

export const r2023Responsibilities: ResponsibilityTable = {
  ...r2019Responsibilities,
  recognise: { perTier: { district: [districtSigner, district], ...recognise.perTier } },
  // What the province rated below 4★ comes back to the district, whose star 3★ is.
  'review-result': { perTier: { district: [district, districtSecretary], ...review.perTier } },
};
