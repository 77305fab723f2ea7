// Where accounts are kept: a file beside the store, or the PostgreSQL that has the vault. And the secret that signs
// their cookies, which lies outside the data folder as the key of sealed sheets does.
import { chmodSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { NodeSqliteDialect } from '@better-auth/kysely-adapter/node-sqlite-dialect';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import { Pool } from 'pg';
import { openAccounts } from '../accounts/accounts.ts';
import type { Place } from '../accounts/database.ts';
import type { IdentityOptions } from '../accounts/identity.ts';
import type { Accounts } from '../accounts/port.ts';
import { CodedError } from '../domain/kernel/coded-error.ts';
import type { Places } from '../settings/settings.ts';
import { expectFile } from '../sqlite/expect-file.ts';
import { keyIn } from '../vault/key-file.ts';
import { readPostgresUrl } from '../vault/postgres-url.ts';

const KEY = /^[0-9a-f]{64}$/;
const BUSY_MS = 2000;
const SCHEMA = 'ocop_accounts';
const CONNECTIONS = 8;
const TIME_LIMIT_MS = 5000;

type Where = Pick<Places, 'accounts' | 'accountsKey' | 'vaultUrl'>;

/** `key`: what signs cookies, where no file has it; `keysBefore`: the file with those before it, if there is one */
type Opening = Pick<IdentityOptions, 'secure' | 'publicUrl' | 'singleSignOn'> & {
  readonly key?: string;
  readonly keysBefore?: string;
};

export async function openAccountsSide(places: Where, o: Opening): Promise<Accounts> {
  const { key, keysBefore = '', ...others } = o;
  const secrets = { secret: key || fileKey(places), before: keysIn(keysBefore) };
  return openAccounts({ place: await accountsPlace(places), ...secrets, ...others });
}

function keysIn(file: string): readonly string[] {
  if (file === '') return [];
  let lines: string[];
  try {
    lines = readFileSync(file, 'utf8').split(/\s+/).filter(Boolean);
  } catch (error) {
    const { code = 'UNKNOWN' } = error as NodeJS.ErrnoException;
    throw new CodedError('ACCOUNTS_KEY_INVALID', `OCOP_ACCOUNTS_KEYS_BEFORE_FILE (${file}) cannot be read: ${code}.`);
  }
  if (lines.length > 0 && lines.every((line) => KEY.test(line))) return lines;
  throw new CodedError('ACCOUNTS_KEY_INVALID', `${file} holds no keys: lines of 64 hexadecimal digits.`);
}

const fileKey = (places: Where): string =>
  keyIn(places.accountsKey, places.vaultUrl === '' ? 'make' : 'expect', {
    missing: 'ACCOUNTS_KEY_MISSING',
    invalid: 'ACCOUNTS_KEY_INVALID',
    what: 'The key that signs the cookies of sessions',
    setting: 'OCOP_ACCOUNTS_KEY_FILE',
  }).toString('hex');

export async function accountsPlace({ accounts, vaultUrl }: Pick<Places, 'accounts' | 'vaultUrl'>): Promise<Place> {
  if (vaultUrl !== '') return { dialect: await onPostgres(vaultUrl), type: 'postgres' };
  return { dialect: new NodeSqliteDialect({ database: openFile(accounts) }), type: 'sqlite' };
}

/** The dialect prepares for each query anew, and each request looks a key or a session up. */
class PreparedOnce extends DatabaseSync {
  readonly #known = new LRUCache<string, StatementSync>({ max: 200 });
  override prepare(text: string): StatementSync {
    const statement = this.#known.get(text) ?? super.prepare(text);
    this.#known.set(text, statement);
    return statement;
  }
}

function openFile(file: string): DatabaseSync {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  expectFile(file);
  const db = new PreparedOnce(file, { timeout: BUSY_MS });
  if (file !== ':memory:') chmodSync(file, 0o600);
  db.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON');
  return db;
}

/** A schema of its own: its tables have names that others like too (user, session). */
async function onPostgres(url: string): Promise<PostgresDialect> {
  const { ssl, ...address } = readPostgresUrl(url);
  const pool = new Pool({
    ...address,
    ssl,
    max: CONNECTIONS,
    connectionTimeoutMillis: TIME_LIMIT_MS,
    statement_timeout: TIME_LIMIT_MS,
    options: `-c search_path=${SCHEMA}`,
    application_name: 'ocop-accounts',
    allowExitOnIdle: true,
  });
  // A connection that breaks idle is replaced, one in use rejects its query.
  pool.on('error', () => undefined);
  const dialect = new PostgresDialect({ pool });
  const db = new Kysely<unknown>({ dialect });
  await sql`create schema if not exists ${sql.id(SCHEMA)}`.execute(db).catch((error: { code?: string }) => {
    // Another node was first (unique_violation on the catalogue).
    if (error.code !== '23505') throw error;
  });
  return dialect;
}
