// What a certificate says is signed for its paper by the key of the year, as long as the root key vouches for that.
import type { ApiParts } from '../api/parts.ts';
import { distrustOf } from '../audit/log-key-trust.ts';
import { signedStatement } from '../audit/paper-statement.ts';
import type { SignerKey } from '../audit/signed-note.ts';
import { own } from '../domain/kernel/own.ts';
import { LOG_KEYS_ID, logKeys } from '../domain/log-keys/log-keys.ts';
import type { Office } from './compose.ts';

export const vouchingBy = (
  signer: SignerKey | undefined,
  { executor, clock }: Pick<Office, 'executor' | 'clock'>,
): ApiParts['vouch'] =>
  signer &&
  (async (says) => {
    const { state } = await executor.look(logKeys, LOG_KEYS_ID);
    const vouched = own(state.keys, signer.id);
    return vouched && !distrustOf(state, signer, clock()) ? signedStatement(says, signer, vouched) : undefined;
  });
