// What is asked once and answered once, within minutes, on whatever node: a passkey's challenge, a journey to the office's sign-on. Its answer takes the
// question away, so that the same answer a second time answers nothing.
import type { AccountsDatabase } from './database.ts';

const VALID_MS = 5 * 60_000;

export type Once = ReturnType<typeof askedOnceIn>;

export function askedOnceIn(db: AccountsDatabase) {
  return {
    /** @param id what the answer will hold: random, and hard to guess */
    async ask(kind: string, id: string, about: object, validMs = VALID_MS): Promise<void> {
      await db.deleteFrom('asked_once').where('expires_at', '<=', Date.now()).execute();
      const row = { id, kind, about: JSON.stringify(about), expires_at: Date.now() + validMs };
      await db.insertInto('asked_once').values(row).execute();
    },
    /** @returns what it was about; undefined: never asked, answered already, or too long ago */
    async take<T>(kind: string, id: string): Promise<T | undefined> {
      const row = await db
        .deleteFrom('asked_once')
        .where('id', '=', id)
        .where('kind', '=', kind)
        .returning(['about', 'expires_at'])
        .executeTakeFirst();
      return row && Number(row.expires_at) > Date.now() ? (JSON.parse(row.about) as T) : undefined;
    },
  };
}
