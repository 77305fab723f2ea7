import { DatabaseError } from 'pg';
import { VaultError } from './port.ts';
import type { PostgresPlace } from './postgres-url.ts';

const CREDENTIALS = new Set(['28P01', '28000', '3D000', '42501']);
/** deadlock, serialization, too many connections, server ending, crashed or starting, only a standby at the moment */
const PASSING = new Set(['40P01', '40001', '53300', '57P01', '57P02', '57P03', '25006']);
const PASSING_CLASS = /^08/;
const NETWORK = new Set(
  'ECONNREFUSED ECONNRESET EPIPE ETIMEDOUT ENOTFOUND EAI_AGAIN EHOSTUNREACH ENETUNREACH ENETDOWN'.split(' '),
);
const NO_PASSWORD = /^SASL: /;
const TERMINATED = /^(Connection terminated|Client has encountered a connection error|Client was closed)/;

/** Whether the same may succeed in a moment, on another connection. */
export function isPassing(error: unknown): boolean {
  const { code, message } = error as { code?: string; message: string };
  if (error instanceof DatabaseError) return PASSING.has(code ?? '') || PASSING_CLASS.test(code ?? '');
  return NETWORK.has(code ?? '') || TERMINATED.test(message);
}

/**
 * The error as it may be shown. The server's own is left behind: its `detail` can hold a whole row.
 */
export function asVaultError(error: unknown, { host, port, database, user }: PostgresPlace): VaultError {
  if (error instanceof VaultError) return error;
  const { code, message } = error as { code?: string; message: string };
  const reason = message || code || 'no reason given';
  const place = `${host}:${port}/${database}`;
  if (CREDENTIALS.has(code ?? '') || NO_PASSWORD.test(message))
    return new VaultError('VAULT_CREDENTIALS_WRONG', `The vault at ${place} does not let user ${user} in: ${reason}`);
  return new VaultError('VAULT_UNAVAILABLE', `The vault at ${place} cannot be used: ${reason}`);
}
