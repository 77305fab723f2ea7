// What a vault holds, as far as a verification needs it: per reference the commitment, and whether the value fits it.
import { createHash } from 'node:crypto';
import type { VaultRow } from '../vault/port.ts';
import type { Findings } from './finding.ts';

export type SealedValue = { readonly commitment: string; readonly state: 'kept' | 'erased' | 'changed' };

export type VaultIndex = {
  find(ref: string): SealedValue | undefined;
  readonly values: number;
  readonly erased: number;
  /** false where not every row could be read: what is not found may be there all the same */
  readonly whole: boolean;
};

type State = 'k' | 'e' | 'c';
const states = new Map([
  ['k', 'kept'],
  ['e', 'erased'],
  ['c', 'changed'],
] as const);

/** Reads the rows once and keeps some 200 bytes of each, never a value. A value that does not fit is a finding. */
export async function indexVault(
  pages: AsyncIterable<readonly VaultRow[]> | Iterable<readonly VaultRow[]>,
  findings: Findings,
  isWhole: () => boolean = () => true,
): Promise<VaultIndex> {
  const index = new Map<string, string>();
  let erased = 0;
  const take = (row: VaultRow) => {
    const state = stateOf(row);
    if (state === 'e') erased += 1;
    if (state === 'c')
      findings.add({
        grade: 'manipulation',
        code: 'VALUE_CHANGED',
        at: row.ref,
        what: 'the value in the vault is not the one that was sealed: it does not fit its commitment',
      });
    index.set(row.ref, state + row.commitment);
  };
  for await (const page of pages) page.forEach(take);
  return {
    find(ref) {
      const known = index.get(ref);
      return known === undefined
        ? undefined
        : { commitment: known.slice(1), state: states.get(known.charAt(0) as State) ?? 'changed' };
    },
    values: index.size,
    erased,
    whole: isWhole(),
  };
}

export function stateOf({ salt, value, commitment }: VaultRow): State {
  if (salt === null && value === null) return 'e';
  if (salt === null || value === null) return 'c';
  const fits = createHash('sha256').update(Buffer.from(salt, 'hex')).update(value, 'utf8').digest('hex') === commitment;
  return fits ? 'k' : 'c';
}
