// Signing in and what people do to their own account, each said once: its route, its place in the OpenAPI document and
// what it runs follow from the same entry.
import { z } from 'zod';
import { told } from '../../accounts/visit.ts';
import { isRefusal } from '../../domain/kernel/refusal.ts';
import { words } from '../../domain/rulebooks/words.ts';
import { keyRefused } from './key-refused.ts';
import { asDone, type Own, plainly, route, text } from './own-route.ts';
import { passkeyAffairs, passkeyAnswer, passkeyDoors } from './passkey-routes.ts';

const name = text.meta({ description: 'tên đăng nhập hoặc thư điện tử · name or e-mail' });
const factor = z.enum(['totp', 'passkey']);
const commands = z.union([z.literal('*'), z.array(z.string().max(60)).max(200)]);

/** For whoever knocks. */
export const doors: readonly Own[] = [
  ...passkeyDoors,
  route(
    'post',
    '/sign-in',
    'sign-in',
    words('Đăng nhập', 'Sign in'),
    {
      input: z.strictObject({ name, password: text }),
      answers: z.union([z.strictObject({ account: z.string() }), z.strictObject({ wants: z.array(factor) })]),
    },
    ({ accounts, visitor, input }) => accounts.signIn(visitor, input),
  ),
  route(
    'post',
    '/sign-in/code',
    'sign-in-by-code',
    words('Nhập mã xác thực', 'Give the second factor’s code'),
    {
      input: z.strictObject({ code: text.optional(), recoveryCode: text.optional() }),
      answers: z.strictObject({ account: z.string() }),
    },
    ({ accounts, visitor, input: { code = '', recoveryCode } }) =>
      accounts.signInByCode(visitor, recoveryCode === undefined ? { code } : { recoveryCode }),
  ),
  route('post', '/sign-out', 'sign-out', words('Đăng xuất', 'Sign out'), {}, async ({ accounts, visitor }) =>
    asDone(await accounts.signOut(visitor)),
  ),
  route(
    'post',
    '/invitations/look',
    'look-at-invitation',
    words('Xem lời mời', 'Look at an invitation'),
    {
      input: z.strictObject({ token: text }),
      answers: z.strictObject({ account: z.string(), kind: z.enum(['invite', 'reset']), expiresAt: z.string() }),
      also: [404, 409],
    },
    async ({ accounts, input }) => {
      const found = await accounts.invitations.look(input.token);
      if (isRefusal(found)) return found;
      const { account, kind, expiresAt } = found;
      return told({ account, kind, expiresAt });
    },
  ),
  route(
    'post',
    '/invitations/accept',
    'accept-invitation',
    words('Nhận lời mời, đặt tên và mật khẩu', 'Accept an invitation with a name and a password'),
    {
      input: z.strictObject({ token: text, name, password: text, email: text.optional() }),
      answers: z.strictObject({ account: z.string() }),
      also: [404, 409],
    },
    async ({ accounts, input }) => plainly(await accounts.invitations.accept(input)),
  ),
];

const session = z.strictObject({
  id: z.string(),
  since: z.string(),
  lastSeen: z.string(),
  address: z.string(),
  agent: z.string(),
  isThis: z.boolean(),
});
const key = z.strictObject({
  id: z.string(),
  name: z.string(),
  account: z.string(),
  role: z.string(),
  unit: z.string(),
  commands,
  reads: z.boolean(),
  expiresAt: z.string(),
  lastUsedAt: z.string().optional(),
  revokedAt: z.string().optional(),
});

/** For who has signed in, on their own account. */
export const ownAffairs: readonly Own[] = [
  ...passkeyAffairs,
  route(
    'post',
    '/me/confirm',
    'confirm',
    words('Xác nhận lại chính mình', 'Show again that it is you'),
    {
      input: z.strictObject({ password: text.optional(), code: text.optional(), passkey: passkeyAnswer.optional() }),
      answers: z.strictObject({ confirmedAt: z.string() }),
      also: [409],
    },
    async ({ accounts, visitor, input: { password = '', code, passkey } }) =>
      plainly(await accounts.confirm(visitor, passkey ? { passkey } : code === undefined ? { password } : { code })),
  ),
  route(
    'post',
    '/me/password',
    'change-password',
    words('Đổi mật khẩu', 'Change the password'),
    { input: z.strictObject({ current: text, next: text }) },
    async ({ accounts, visitor, input }) => asDone(await accounts.changePassword(visitor, input)),
  ),
  route(
    'post',
    '/me/totp',
    'begin-totp',
    words('Bật mã xác thực trên điện thoại', 'Set up a code generator'),
    {
      input: z.strictObject({ password: text }),
      answers: z.strictObject({ uri: z.string(), recoveryCodes: z.array(z.string()) }),
    },
    async ({ accounts, visitor, input }) => plainly(await accounts.totp.begin(visitor, input.password)),
  ),
  route(
    'post',
    '/me/totp/complete',
    'complete-totp',
    words('Xác nhận mã xác thực hoạt động', 'Show that the code generator works'),
    { input: z.strictObject({ code: text }) },
    async ({ accounts, visitor, input }) => asDone(await accounts.totp.complete(visitor, input.code)),
  ),
  route(
    'post',
    '/me/totp/remove',
    'remove-totp',
    words('Tắt mã xác thực', 'Switch the code generator off'),
    { input: z.strictObject({ password: text }) },
    async ({ accounts, visitor, input }) => asDone(await accounts.totp.remove(visitor, input.password)),
  ),
  route(
    'get',
    '/me/sessions',
    'list-own-sessions',
    words('Các phiên đăng nhập của tôi', 'My sessions'),
    { answers: z.strictObject({ items: z.array(session) }) },
    async ({ accounts, holder }) =>
      told({ items: holder ? await accounts.sessions.of(holder.account, holder.session) : [] }),
  ),
  route(
    'post',
    '/me/sessions/end',
    'end-own-sessions',
    words('Kết thúc phiên đăng nhập', 'End a session, or all others'),
    {
      input: z.strictObject({ session: text.optional() }),
      answers: z.strictObject({ ended: z.int() }),
    },
    async ({ accounts, holder, input }) => {
      if (!holder) return told({ ended: 0 });
      const which = input.session === undefined ? { but: holder.session } : { session: input.session };
      return told({ ended: await accounts.sessions.end(holder.account, which) });
    },
  ),
  route(
    'get',
    '/me/keys',
    'list-own-keys',
    words('Khóa của các hệ thống văn phòng', 'Keys of office systems'),
    { answers: z.strictObject({ items: z.array(key) }) },
    async ({ accounts, holder }) => told({ items: holder ? await accounts.keys.of(holder.account) : [] }),
  ),
  route(
    'post',
    '/me/keys',
    'make-key',
    words('Cấp khóa cho một hệ thống văn phòng', 'Make a key for an office system'),
    {
      input: z.strictObject({
        name: z.string().min(3).max(80),
        role: z.string().max(40),
        unit: z.string().max(60),
        commands,
        reads: z.boolean().default(true),
        expiresAt: z.iso.datetime(),
      }),
      answers: z.strictObject({ id: z.string(), key: z.string() }),
      confirmed: true,
      // It would go on where its maker may not.
      despiteFactor: false,
      check: keyRefused,
    },
    async ({ accounts, holder, input }) =>
      plainly(await accounts.keys.make({ ...input, account: holder?.account ?? '' })),
  ),
  route(
    'post',
    '/me/keys/revoke',
    'revoke-key',
    words('Thu hồi khóa', 'Revoke a key'),
    { input: z.strictObject({ id: text }), answers: z.strictObject({ revoked: z.boolean() }) },
    async ({ accounts, holder, input }) =>
      told({ revoked: await accounts.keys.revoke(holder?.account ?? '', input.id) }),
  ),
];
