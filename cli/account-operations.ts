// What an administrator does to others' accounts: invite, give new credentials, see and end sessions. Roles are facts
// and given by commands; here is only how somebody gets in.
import { randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Accounts } from '../accounts/port.ts';
import type { Operation } from '../api/parts.ts';
import { account as aggregate } from '../domain/access/account.ts';
import type { Caller } from '../domain/access/authorise.ts';
import { renewCredentials } from '../domain/access/renewing.ts';
import { emailAddress, slug } from '../domain/kernel/fields.ts';
import { isRefusal, type Refusal } from '../domain/kernel/refusal.ts';
import { APP } from '../domain/letters/page-of.ts';
import type { Channel } from '../post/port.ts';
import type { Office } from './compose.ts';
import { sendInvitation } from './invitation-letter.ts';
import { personExport } from './person-export.ts';

/** Where no web application was built, it leads on to the page that needs no script. */
export const INVITATION_PATH = `${APP}/invitation/`;

/**
 * @param publicUrl where people reach us; without it the link is a path alone, and no letter goes out
 * @param channel by which an invitation with an address is sent; without it it is handed over
 */
export function accountOperations(
  accounts: Accounts,
  { store, vault, executor }: Pick<Office, 'store' | 'vault' | 'executor'>,
  publicUrl: () => string | undefined,
  channel?: Channel,
): Readonly<Record<string, Operation>> {
  const linked = async (given: Parameters<Accounts['invitations']['make']>[0]) => {
    const made = await accounts.invitations.make(given);
    if (isRefusal(made)) return made;
    const { token, ...invitation } = made;
    return { ...invitation, link: `${publicUrl() ?? ''}${INVITATION_PATH}${token}`, code: token };
  };
  /** The fact first: that somebody could come in as another is on record before they can. */
  const renewed = async (id: string, caller: Caller): Promise<Refusal | undefined> => {
    const commandId = `renew-credentials/${randomUUID()}`;
    const result = await executor.execute({ command: renewCredentials, id, input: {}, commandId, caller });
    return result.outcome === 'refused' ? result.refusal : undefined;
  };
  return {
    invite: {
      role: 'admin',
      words: { vi: 'Mời người dùng', en: 'Invite somebody' },
      input: z.strictObject({ account: slug.optional(), email: emailAddress.optional() }),
      signs: true,
      run: async ({ account = newId(), email }, by) => {
        // Whoever holds roles already could be come in as: that is on record, as with new credentials.
        const signsIn = await accounts.people.find(account);
        const isKnown = (await executor.look(aggregate, account)).revision >= 0;
        const refused = isKnown && !signsIn ? await renewed(account, by) : undefined;
        if (refused) return refused;
        const made = await linked({ account, email, by: by.id });
        if (isRefusal(made) || email === undefined || !channel || publicUrl() === undefined) return made;
        const { link, expiresAt } = made;
        return { ...made, letter: await sendInvitation(channel, { to: email, link, expiresAt, now: new Date() }) };
      },
    },
    'reset-sign-in': {
      role: 'admin',
      words: { vi: 'Cấp lại đăng nhập', en: 'Give new credentials' },
      input: z.strictObject({ account: slug }),
      signs: true,
      run: async ({ account }, by) => (await renewed(account, by)) ?? linked({ account, by: by.id, kind: 'reset' }),
    },
    invitations: {
      role: 'admin',
      words: { vi: 'Các lời mời chưa dùng', en: 'Invitations not used yet' },
      input: z.strictObject({}),
      run: async () => ({ items: await accounts.invitations.open() }),
    },
    'withdraw-invitation': {
      role: 'admin',
      words: { vi: 'Rút lời mời', en: 'Withdraw an invitation' },
      input: z.strictObject({ id: z.string().max(60) }),
      run: async ({ id }) => ({ withdrawn: await accounts.invitations.withdraw(id) }),
    },
    people: {
      role: 'admin',
      words: { vi: 'Người dùng', en: 'People who can sign in' },
      input: z.strictObject({}),
      run: async () => ({ items: await accounts.people.list() }),
    },
    'sessions-of': {
      role: 'admin',
      words: { vi: 'Các phiên đăng nhập của một người', en: 'Sessions of somebody' },
      input: z.strictObject({ account: slug }),
      run: async ({ account }) => ({ items: await accounts.sessions.of(account) }),
    },
    'end-sessions': {
      role: 'admin',
      words: { vi: 'Kết thúc mọi phiên của một người', en: 'End all sessions of somebody' },
      input: z.strictObject({ account: slug }),
      run: async ({ account }) => ({ ended: await accounts.sessions.end(account) }),
    },
    'passkeys-of': {
      role: 'admin',
      words: { vi: 'Khóa truy cập của một người', en: 'Passkeys of somebody' },
      input: z.strictObject({ account: slug }),
      run: async ({ account }) => ({ items: await accounts.passkeys.of(account) }),
    },
    'remove-passkey': {
      role: 'admin',
      words: { vi: 'Gỡ khóa truy cập của một người', en: 'Remove a passkey of somebody' },
      input: z.strictObject({ account: slug, id: z.string().max(1400) }),
      signs: true,
      run: async ({ account, id }) => {
        const removed = await accounts.passkeys.remove(account, id);
        // Who has the device may be signed in by it.
        return { removed, ended: removed ? await accounts.sessions.end(account) : 0 };
      },
    },
    'keys-of': {
      role: 'admin',
      words: {
        vi: 'Khóa của các hệ thống văn phòng do một người cấp',
        en: 'Keys of office systems that somebody made',
      },
      input: z.strictObject({ account: slug }),
      run: async ({ account }) => ({ items: await accounts.keys.of(account) }),
    },
    'revoke-key': {
      role: 'admin',
      words: { vi: 'Thu hồi khóa của một hệ thống văn phòng', en: 'Revoke the key of an office system' },
      input: z.strictObject({ account: slug, id: z.string().max(60) }),
      run: async ({ account, id }) => ({ revoked: await accounts.keys.revoke(account, id) }),
    },
    'person-export': {
      role: 'admin',
      words: { vi: 'Toàn bộ dữ liệu đang lưu về một người', en: 'Everything that is kept on somebody' },
      input: z.strictObject({ account: slug }),
      signs: true,
      run: async ({ account }, by) => {
        // As with any other read of what is personal: it is noted before it is given.
        const read = { at: new Date().toISOString(), account: by.id, request: `person-export/${randomUUID()}` };
        await vault.accesses.note({ ...read, stream: aggregate.stream(account), what: 'personal' });
        return personExport({ store, vault, accounts }, account);
      },
    },
    'erase-person': {
      role: 'admin',
      words: {
        vi: 'Xóa tên, địa chỉ và đăng nhập của một người',
        en: 'Erase somebody’s name, address and credentials',
      },
      input: z.strictObject({ account: slug }),
      signs: true,
      run: async ({ account }) => ({ erased: await accounts.people.erase(account) }),
    },
  };
}

/** Says nothing of who it is. */
const newId = (): string => `tk-${randomBytes(4).toString('hex')}`;
