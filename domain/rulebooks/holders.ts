// Who holds responsibilities, by the short names that the rulebooks' tables use.
import type { Holder } from './responsibilities.ts';

export const holders = {
  producer: { role: 'producer', at: 'producer' },
  commune: { role: 'commune-officer', at: 'commune' },
  district: { role: 'district-officer', at: 'district' },
  districtSecretary: { role: 'council-secretary', at: 'district' },
  districtSigner: { role: 'signer', at: 'district' },
  province: { role: 'province-officer', at: 'province' },
  provinceSecretary: { role: 'council-secretary', at: 'province' },
  provinceSigner: { role: 'signer', at: 'province' },
  department: { role: 'department-officer', at: 'province' },
  /** at the department itself, where the matter is its own */
  ownDepartment: { role: 'department-officer', at: 'department' },
  adviser: { role: 'adviser', at: 'province' },
  admin: { role: 'admin', at: 'province' },
} as const satisfies Record<string, Holder>;
