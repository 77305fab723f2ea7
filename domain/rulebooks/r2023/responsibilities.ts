// Who does what under 148/QĐ-TTg: the scheme's procedure as under R2019, but the district recognises 3★ itself.
import { holders } from '../holders.ts';
import { r2019Responsibilities } from '../r2019/responsibilities.ts';
import type { ResponsibilityTable } from '../responsibilities.ts';

const { district, districtSigner, districtSecretary } = holders;
const { recognise, 'review-result': review } = r2019Responsibilities;

export const r2023Responsibilities: ResponsibilityTable = {
  ...r2019Responsibilities,
  recognise: { perTier: { district: [districtSigner, district], ...recognise.perTier } },
  // What the province rated below 4★ comes back to the district, whose star 3★ is.
  'review-result': { perTier: { district: [district, districtSecretary], ...review.perTier } },
};
