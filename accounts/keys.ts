// Keys of office systems: shown once, kept as a hash, bound to one role, to what they are for, and to a last day.
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { type AccountsDatabase, hashOf, type Tables } from './database.ts';
import type { Accounts, KeyShown } from './port.ts';
import { KEY_TOO_LONG } from './refusals.ts';

const KEY = /^ocop_([a-f0-9]{16})_([A-Za-z0-9_-]{43})$/;
const LONGEST_DAYS = 366;
/** When a key was last used is told to the minute: not every request writes. */
const USED_AGAIN_MS = 60_000;

type Row = Tables['api_key'];

export function keysOf(db: AccountsDatabase): Accounts['keys'] {
  return {
    async make({ account, name, role, unit, commands, reads, expiresAt }) {
      const until = Date.parse(expiresAt);
      if (!(until > Date.now()) || until > Date.now() + LONGEST_DAYS * 86_400_000)
        return KEY_TOO_LONG({ days: LONGEST_DAYS }, '/expiresAt');
      const id = randomBytes(8).toString('hex');
      const secret = randomBytes(32).toString('base64url');
      const row: Row = {
        id,
        key_hash: hashOf(secret),
        account,
        name,
        role,
        unit,
        commands: JSON.stringify(commands),
        reads: reads ? 1 : 0,
        expires_at: until,
        last_used_at: null,
        revoked_at: null,
      };
      await db.insertInto('api_key').values(row).execute();
      return { id, key: `ocop_${id}_${secret}` };
    },

    async find(key) {
      const [, id, secret] = KEY.exec(key) ?? [];
      if (id === undefined || secret === undefined) return undefined;
      const row = await db.selectFrom('api_key').selectAll().where('id', '=', id).executeTakeFirst();
      const right = Buffer.from(row?.key_hash ?? hashOf(''));
      if (!timingSafeEqual(Buffer.from(hashOf(secret)), right) || !row) return undefined;
      const at = Date.now();
      if (row.revoked_at !== null || Number(row.expires_at) <= at) return undefined;
      if (at - Number(row.last_used_at ?? 0) > USED_AGAIN_MS)
        await db.updateTable('api_key').set({ last_used_at: at }).where('id', '=', id).execute();
      return shown(row);
    },

    async of(account) {
      const rows = await db.selectFrom('api_key').selectAll().where('account', '=', account).orderBy('id').execute();
      return rows.map(shown);
    },

    async lasting(ids) {
      const rows = await db
        .selectFrom('api_key')
        .select('id')
        .where('id', 'in', [...ids])
        .where('revoked_at', 'is', null)
        .where('expires_at', '>', Date.now())
        .execute();
      return new Set(rows.map(({ id }) => id));
    },

    async revoke(account, id) {
      const { numUpdatedRows } = await db
        .updateTable('api_key')
        .set({ revoked_at: Date.now() })
        .where('id', '=', id)
        .where('account', '=', account)
        .where('revoked_at', 'is', null)
        .executeTakeFirst();
      return Number(numUpdatedRows) > 0;
    },
  };
}

const time = (ms: number | null): string | undefined => (ms === null ? undefined : new Date(Number(ms)).toISOString());

const shown = (row: Row): KeyShown => ({
  id: row.id,
  name: row.name,
  account: row.account,
  role: row.role,
  unit: row.unit,
  commands: JSON.parse(row.commands),
  reads: Number(row.reads) === 1,
  expiresAt: new Date(Number(row.expires_at)).toISOString(),
  lastUsedAt: time(row.last_used_at),
  revokedAt: time(row.revoked_at),
});
