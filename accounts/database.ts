// The tables beside those of better-auth, through one query builder for SQLite and PostgreSQL.
import { createHash } from 'node:crypto';
import type { Dialect } from 'kysely';
import { Kysely, sql } from 'kysely';

/** Times are ms since 1970. */
export type Tables = {
  guess: { key: string; count: number; since: number };
  /** a code of a generator counts once */
  used_code: { account: string; code: string; at: number };
  invitation: {
    id: string;
    token_hash: string;
    account: string;
    kind: string;
    email: string | null;
    made_by: string;
    expires_at: number;
    used_at: number | null;
  };
  passkey: {
    /** the credential’s own id, base64url */
    id: string;
    account: string;
    name: string;
    /** COSE, base64url */
    public_key: string;
    count: number;
    transports: string;
    made_at: number;
    last_used_at: number | null;
  };
  /** whom the office's own sign-on names, and whose account that is */
  single_sign_on: { issuer: string; subject: string; account: string; linked_at: number };
  asked_once: { id: string; kind: string; about: string; expires_at: number };
  api_key: {
    id: string;
    key_hash: string;
    account: string;
    name: string;
    role: string;
    unit: string;
    commands: string;
    reads: number;
    expires_at: number;
    last_used_at: number | null;
    revoked_at: number | null;
  };
};

/** A link’s token, or a key: random as they are, they need no slow hash. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

export type AccountsDatabase = Kysely<Tables>;
export type Place = { readonly dialect: Dialect; readonly type: 'sqlite' | 'postgres' };

export const openDatabase = ({ dialect }: Place): AccountsDatabase => new Kysely<Tables>({ dialect });

/** Made where they are missing: several nodes may start at once. */
export async function makeTables(db: AccountsDatabase): Promise<void> {
  const big = sql`bigint`;
  const tables = [
    db.schema
      .createTable('guess')
      .addColumn('key', 'text', (c) => c.primaryKey())
      .addColumn('count', 'integer', (c) => c.notNull())
      .addColumn('since', big, (c) => c.notNull()),
    db.schema
      .createTable('used_code')
      .addColumn('account', 'text', (c) => c.notNull())
      .addColumn('code', 'text', (c) => c.notNull())
      .addColumn('at', big, (c) => c.notNull())
      .addPrimaryKeyConstraint('used_code_once', ['account', 'code']),
    db.schema
      .createTable('invitation')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('token_hash', 'text', (c) => c.notNull().unique())
      .addColumn('account', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('email', 'text')
      .addColumn('made_by', 'text', (c) => c.notNull())
      .addColumn('expires_at', big, (c) => c.notNull())
      .addColumn('used_at', big),
    db.schema
      .createTable('passkey')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('account', 'text', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('public_key', 'text', (c) => c.notNull())
      .addColumn('count', big, (c) => c.notNull())
      .addColumn('transports', 'text', (c) => c.notNull())
      .addColumn('made_at', big, (c) => c.notNull())
      .addColumn('last_used_at', big),
    db.schema
      .createTable('single_sign_on')
      .addColumn('issuer', 'text', (c) => c.notNull())
      .addColumn('subject', 'text', (c) => c.notNull())
      .addColumn('account', 'text', (c) => c.notNull())
      .addColumn('linked_at', big, (c) => c.notNull())
      .addPrimaryKeyConstraint('single_sign_on_once', ['issuer', 'subject']),
    db.schema
      .createTable('asked_once')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('about', 'text', (c) => c.notNull())
      .addColumn('expires_at', big, (c) => c.notNull()),
    db.schema
      .createTable('api_key')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('key_hash', 'text', (c) => c.notNull())
      .addColumn('account', 'text', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('role', 'text', (c) => c.notNull())
      .addColumn('unit', 'text', (c) => c.notNull())
      .addColumn('commands', 'text', (c) => c.notNull())
      .addColumn('reads', 'integer', (c) => c.notNull())
      .addColumn('expires_at', big, (c) => c.notNull())
      .addColumn('last_used_at', big)
      .addColumn('revoked_at', big),
  ];
  for (const table of tables) await table.ifNotExists().execute();
  await db.schema.createIndex('passkey_account').ifNotExists().on('passkey').column('account').execute();
}
