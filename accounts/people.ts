// Who has credentials here: what an account's holder gave us of themselves, and its erasure.

import { NOWHERE } from './credentials.ts';
import type { AccountsDatabase } from './database.ts';
import { factorsIn } from './factors.ts';
import type { Identity } from './identity.ts';
import type { Accounts, Person, SecondFactor } from './port.ts';

type User = { id: string; username?: string | null; email: string; createdAt: Date };

export function peopleOf({ identity, db }: { identity: Identity; db: AccountsDatabase }): Accounts['people'] {
  return {
    async list() {
      const { adapter } = await identity.$context;
      const users = await adapter.findMany<User>({
        model: 'user',
        sortBy: { field: 'id', direction: 'asc' },
        limit: 10_000,
      });
      const factors = await factorsIn(db);
      return users.map((user) => shown(user, factors.get(user.id)));
    },
    async find(account) {
      const { adapter } = await identity.$context;
      const user = await adapter.findOne<User>({ model: 'user', where: [{ field: 'id', value: account }] });
      return user === null ? undefined : shown(user, (await factorsIn(db, account)).get(account));
    },
    async signOns(account) {
      const rows = await db.selectFrom('single_sign_on').selectAll().where('account', '=', account).execute();
      return rows.map(({ issuer, subject, linked_at }) => {
        const since = new Date(Number(linked_at)).toISOString();
        return { issuer, subject, since };
      });
    },
    async erase(account) {
      const { adapter, internalAdapter } = await identity.$context;
      const where = [{ field: 'id', value: account }];
      const there = (await adapter.findOne({ model: 'user', where })) !== null;
      for (const table of ['api_key', 'invitation', 'used_code', 'passkey', 'single_sign_on'] as const)
        await db.deleteFrom(table).where('account', '=', account).execute();
      await db.deleteFrom('guess').where('key', '=', `account:${account}`).execute();
      if (there) {
        const own = [{ field: 'userId', value: account }];
        for (const model of ['session', 'account', 'twoFactor']) await adapter.deleteMany({ model, where: own });
        await internalAdapter.deleteUser(account);
      }
      return there;
    },
  };
}

const shown = (user: User, factors: readonly SecondFactor[] = []): Person => ({
  account: user.id,
  name: user.username ?? user.id,
  email: user.email.endsWith(`@${NOWHERE}`) ? undefined : user.email,
  factors,
  since: user.createdAt.toISOString(),
});
