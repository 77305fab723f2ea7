import { readFileSync } from 'node:fs';
import type { ConnectionOptions } from 'node:tls';
import { VaultError } from './port.ts';

export type PostgresPlace = {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string | undefined;
  readonly database: string;
  readonly ssl: ConnectionOptions | false;
};

const OWN_PORT = 5432;
const SHAPE = 'postgres://user:password@host:5432/database?sslmode=verify-full';
// Written unencoded they cut the password off: what follows would be taken for something that may be shown.
const ENCODE = 'The characters / ? # @ % of a password are written %2F %3F %23 %40 %25.';

/**
 * Reads a vault's address; throws VAULT_URL_INVALID, never with a part that could belong to the password.
 * `sslmode`: disable (also when absent), require (encrypted, anybody's certificate), verify-ca, verify-full;
 * `sslrootcert`: a file with the authority's certificate.
 */
export function readPostgresUrl(text: string): PostgresPlace {
  const url = URL.parse(text);
  if (!url || !/^postgres(ql)?:$/.test(url.protocol) || url.hash !== '' || /@/.test(url.pathname + url.search))
    throw invalid(`is no address of the form ${SHAPE}. ${ENCODE}`);
  const [host, user, database] = [url.hostname.replace(/^\[|\]$/g, ''), decoded(url.username), decoded(url.pathname)];
  if (host === '') throw invalid('names no host');
  if (user === '') throw invalid('names no user');
  if (database.length < 2) throw invalid('names no database');
  for (const name of url.searchParams.keys())
    if (!['sslmode', 'sslrootcert'].includes(name)) throw invalid(`has a parameter that is not known: ${name}`);
  return {
    host,
    port: Number(url.port || OWN_PORT),
    user,
    password: decoded(url.password) || undefined,
    database: database.slice(1),
    ssl: tlsOf(url.searchParams),
  };
}

function tlsOf(parameters: URLSearchParams): ConnectionOptions | false {
  const mode = parameters.get('sslmode') ?? 'disable';
  const ca = certificate(parameters.get('sslrootcert'));
  if (mode === 'disable') return false;
  if (mode === 'require') return { rejectUnauthorized: false };
  if (mode === 'verify-ca') return { ...ca, rejectUnauthorized: true, checkServerIdentity: () => undefined };
  if (mode === 'verify-full') return { ...ca, rejectUnauthorized: true };
  throw invalid('has an sslmode other than disable, require, verify-ca and verify-full');
}

function certificate(file: string | null): { ca?: string } {
  if (file === null) return {};
  try {
    return { ca: readFileSync(file, 'utf8') };
  } catch (error) {
    throw invalid(`names an sslrootcert that cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw invalid(`is not encoded as an address must be. ${ENCODE}`);
  }
}

const invalid = (what: string): VaultError =>
  new VaultError('VAULT_URL_INVALID', `OCOP_VAULT_URL ${what}${what.endsWith('.') ? '' : '.'}`);
