// What an administrator does to others' accounts: invite, give new credentials, see and end sessions. Roles are facts
// and given by commands; here is only how somebody gets in.
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Accounts } from '../accounts/port.ts';
import type { Operation } from '../api/parts.ts';
import { emailAddress, slug } from '../domain/kernel/fields.ts';
import type { Office } from './compose.ts';
import { personExport } from './person-export.ts';

export const INVITATION_PATH = '/invitation/';

/** @param publicUrl where people reach us; without it the link is a path alone */
export function accountOperations(
  accounts: Accounts,
  { store, vault }: Pick<Office, 'store' | 'vault'>,
  publicUrl: () => string | undefined,
): Readonly<Record<string, Operation>> {
  const linked = ({ token, ...invitation }: Awaited<ReturnType<Accounts['invitations']['make']>>) => ({
    ...invitation,
    link: `${publicUrl() ?? ''}${INVITATION_PATH}${token}`,
    code: token,
  });
  return {
    invite: {
      role: 'admin',
      words: { vi: 'Mời người dùng', en: 'Invite somebody' },
      input: z.strictObject({ account: slug.optional(), email: emailAddress.optional() }),
      run: async ({ account = newId(), email }, by) => linked(await accounts.invitations.make({ account, email, by })),
    },
    'reset-sign-in': {
      role: 'admin',
      words: { vi: 'Cấp lại đăng nhập', en: 'Give new credentials' },
      input: z.strictObject({ account: slug }),
      run: async ({ account }, by) => linked(await accounts.invitations.make({ account, by, kind: 'reset' })),
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
    'person-export': {
      role: 'admin',
      words: { vi: 'Toàn bộ dữ liệu đang lưu về một người', en: 'Everything that is kept on somebody' },
      input: z.strictObject({ account: slug }),
      run: ({ account }) => personExport({ store, vault, accounts }, account),
    },
    'erase-person': {
      role: 'admin',
      words: {
        vi: 'Xóa tên, địa chỉ và đăng nhập của một người',
        en: 'Erase somebody’s name, address and credentials',
      },
      input: z.strictObject({ account: slug }),
      run: async ({ account }) => ({ erased: await accounts.people.erase(account) }),
    },
  };
}

/** Says nothing of who it is. */
const newId = (): string => `tk-${randomBytes(4).toString('hex')}`;
