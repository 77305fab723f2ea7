// A browser as the accounts see one, and a suite run on both databases.
import { describe } from 'vitest';
import { accountsPlace } from '../cli/accounts-side.ts';
import { isRefusal, type Refusal } from '../domain/kernel/refusal.ts';
import { describeOnPostgres } from '../test/contracts/vault-on-postgres.ts';
import { openAccounts } from './accounts.ts';
import type { IdentityOptions } from './identity.ts';
import type { Accounts, Told, Visitor } from './port.ts';

export const PASSWORD = 'con đường đèo Mang Yang';
export const SECRET = 'a'.repeat(64);

/** It keeps the cookies it is given. */
export function browser(address = '10.0.0.1', at = 'https://ocop.example') {
  const jar = new Map<string, string>();
  return {
    jar,
    get visitor(): Visitor {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      return { cookie: cookie === '' ? undefined : cookie, address, agent: 'thử nghiệm', at };
    },
    keep<T>(answer: Told<T> | Refusal): T | string {
      if (isRefusal(answer)) return answer.code;
      for (const set of answer.cookies) {
        const [pair = '', ...attributes] = set.split(';');
        const [name = '', ...value] = pair.split('=');
        if (attributes.some((a) => /max-age=0/i.test(a))) jar.delete(name);
        else jar.set(name, value.join('='));
      }
      return answer.value;
    },
  };
}
export type Browser = ReturnType<typeof browser>;

export const codeOf = (answer: unknown): unknown => (isRefusal(answer) ? answer.code : answer);

export type Open = (more?: Partial<IdentityOptions>) => Promise<Accounts>;

export async function onBothDatabases(what: string, suite: (open: Open) => void): Promise<void> {
  describe(`${what} in a file`, () => {
    suite(async (more = {}) => {
      const place = await accountsPlace({ accounts: ':memory:', vaultUrl: '' });
      return openAccounts({ place, secret: SECRET, secure: false, ...more });
    });
  });
  await describeOnPostgres(what, ({ emptyDatabase, ask }) => {
    suite(async (more = {}) => {
      const vaultUrl = await emptyDatabase();
      await ask(vaultUrl, 'DROP SCHEMA IF EXISTS ocop_accounts CASCADE');
      const place = await accountsPlace({ accounts: '', vaultUrl });
      return openAccounts({ place, secret: SECRET, secure: false, ...more });
    });
  });
}
