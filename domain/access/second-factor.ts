// Whose name binds others shows more than a password: chairs, secretaries, signers, administrators, the province's office.
import type { RoleId } from '../rulebooks/responsibilities.ts';
import type { Grant } from './grants.ts';

/** Policy `second-factor`: whom one is asked of. No act says; ASVS 5 (6.3.3) asks it of everybody with such powers. */
export type SecondFactorPolicy = 'roles' | 'everybody' | 'nobody';

const roles: ReadonlySet<RoleId> = new Set([
  'council-chair',
  'council-deputy',
  'council-secretary',
  'signer',
  'admin',
  'province-officer',
]);

export const wantsSecondFactor = (policy: SecondFactorPolicy, grants: readonly Grant[]): boolean =>
  policy === 'everybody' || (policy === 'roles' && grants.some(({ role }) => roles.has(role)));
