// An account is stopped at once, as when a telephone is stolen or somebody has left; and let go on.
import { z } from 'zod';
import { document, longText, shownDay } from '../kernel/fields.ts';
import { personal, personalRef } from '../kernel/personal.ts';
import { refusal } from '../kernel/refusal.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { type Day, day } from '../time/civil-date.ts';
import { unitsOf, unitTree } from '../unit/unit-tree.ts';
import { account, LAST_GRANTER } from './account.ts';
import { firstDayWithoutGranter, mayGrant } from './granters.ts';
import { type Account, isSuspendedOn } from './grants.ts';

const NOT_SUSPENDED = refusal('NOT_SUSPENDED', 'conflict', {
  vi: 'Tài khoản không bị tạm dừng.',
  en: 'The account is not suspended.',
});

const accountSuspended = account.event('AccountSuspended', {
  version: 1,
  schema: z.strictObject({ from: day, reason: personalRef, document: document.optional() }),
  evolve: (state, { from }) => ({ ...state, suspensions: [...(state.suspensions ?? []), { from }] }),
  sentence: ({ from }) => ({
    vi: `Tạm dừng tài khoản từ ${shownDay(from)}`,
    en: `Account suspended from ${shownDay(from)}`,
  }),
});

const accountReinstated = account.event('AccountReinstated', {
  version: 1,
  schema: z.strictObject({ on: day, document: document.optional() }),
  evolve: (state, { on }) => ({
    ...state,
    suspensions: (state.suspensions ?? []).map((s) => (s.until === undefined ? { ...s, until: on } : s)),
  }),
  sentence: ({ on }) => ({
    vi: `Cho tài khoản hoạt động lại từ ${shownDay(on)}`,
    en: `Account works again from ${shownDay(on)}`,
  }),
});

export const suspendAccount = account.command('SuspendAccount', {
  input: z.strictObject({ reason: personal(longText), document: document.optional() }),
  by: responsibility('grant-roles'),
  atInstallation: true,
  needs: ({ state }) => unitsOf(state.province),
  besides: ({ state }) => (state.grants.some(mayGrant) ? (other: Account) => other.grants.some(mayGrant) : undefined),
  decide: ({ id, state, input, needs, today }) => {
    if (isSuspendedOn(state, today)) return [];
    const left = [...(needs.relatives ?? new Map<string, Account>())].flatMap(([other, holder]) =>
      other === id || isSuspendedOn(holder, today) ? [] : holder.grants,
    );
    const matter = { tree: needs.units ?? unitTree.initial, province: state.province ?? '' };
    for (const ended of state.grants.filter((g) => mayGrant(g) && (g.until === undefined || today <= g.until))) {
      const from = [ended.from, today].sort().at(-1) as Day;
      const on = firstDayWithoutGranter({ ...matter, ended, from, left });
      if (on !== undefined) return LAST_GRANTER({ on });
    }
    return [accountSuspended({ from: today, ...input })];
  },
  words: { vi: 'Tạm dừng tài khoản', en: 'Suspend the account' },
});

export const reinstateAccount = account.command('ReinstateAccount', {
  input: z.strictObject({ document: document.optional() }),
  by: responsibility('grant-roles'),
  atInstallation: true,
  signs: true,
  guard: ({ state, today }) => (isSuspendedOn(state, today) ? undefined : NOT_SUSPENDED()),
  decide: ({ input, today }) => [accountReinstated({ on: today, ...input })],
  words: { vi: 'Cho tài khoản hoạt động lại', en: 'Let the account work again' },
});
