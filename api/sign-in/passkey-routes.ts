// Passkeys: what a browser is asked with comes first, its answer after.
import { z } from 'zod';
import { told } from '../../accounts/visit.ts';
import { words } from '../../domain/rulebooks/words.ts';
import { type Own, plainly, route } from './own-route.ts';

/** As `PublicKeyCredential.parse…OptionsFromJSON()` takes it. */
const passkeyOptions = z.looseObject({ challenge: z.string() });
/** As `PublicKeyCredential.toJSON()` writes it; each browser adds members of its own. */
const binary = z.string().max(20_000);
export const passkeyAnswer = z.looseObject({
  id: z.string().max(1400),
  rawId: z.string().max(1400),
  type: z.literal('public-key'),
  response: z.looseObject({
    clientDataJSON: binary,
    attestationObject: binary.optional(),
    authenticatorData: binary.optional(),
    signature: binary.optional(),
    userHandle: z.string().max(200).nullish(),
    transports: z.array(z.string().max(40)).max(10).optional(),
  }),
  clientExtensionResults: z.looseObject({}).default({}),
});

const passkey = z.strictObject({
  id: z.string(),
  name: z.string(),
  since: z.string(),
  lastUsedAt: z.string().optional(),
});

export const passkeyDoors: readonly Own[] = [
  route(
    'post',
    '/sign-in/passkey/begin',
    'ask-for-passkey',
    words('Bắt đầu đăng nhập bằng khóa truy cập', 'Begin to sign in by a passkey'),
    { answers: passkeyOptions, also: [409] },
    async ({ accounts, visitor }) => plainly(await accounts.askForPasskey(visitor)),
  ),
  route(
    'post',
    '/sign-in/passkey',
    'sign-in-by-passkey',
    words('Đăng nhập bằng khóa truy cập', 'Sign in by a passkey, at once or as the second step'),
    { input: passkeyAnswer, answers: z.strictObject({ account: z.string() }), also: [409] },
    ({ accounts, visitor, input }) => accounts.signInByPasskey(visitor, input),
  ),
];

export const passkeyAffairs: readonly Own[] = [
  route(
    'post',
    '/me/confirm/begin',
    'begin-to-confirm',
    words('Bắt đầu xác nhận bằng khóa truy cập', 'Begin to confirm by a passkey'),
    { answers: passkeyOptions, also: [409] },
    async ({ accounts, visitor }) => plainly(await accounts.askAgain(visitor)),
  ),
  route(
    'get',
    '/me/passkeys',
    'list-own-passkeys',
    words('Khóa truy cập của tôi', 'My passkeys'),
    { answers: z.strictObject({ items: z.array(passkey) }) },
    async ({ accounts, holder }) => told({ items: holder ? await accounts.passkeys.of(holder.account) : [] }),
  ),
  route(
    'post',
    '/me/passkeys/begin',
    'begin-passkey',
    words('Bắt đầu thêm khóa truy cập', 'Begin to add a passkey'),
    { answers: passkeyOptions, also: [409], confirmed: true },
    async ({ accounts, visitor }) => plainly(await accounts.passkeys.begin(visitor)),
  ),
  route(
    'post',
    '/me/passkeys',
    'add-passkey',
    words('Thêm khóa truy cập', 'Add a passkey'),
    {
      input: z.strictObject({ name: z.string().trim().min(1).max(80), response: passkeyAnswer }),
      answers: passkey,
      also: [409],
      confirmed: true,
    },
    async ({ accounts, visitor, input }) => plainly(await accounts.passkeys.add(visitor, input)),
  ),
  route(
    'post',
    '/me/passkeys/remove',
    'remove-own-passkey',
    words('Gỡ khóa truy cập', 'Remove a passkey'),
    {
      input: z.strictObject({ id: z.string().max(1400) }),
      answers: z.strictObject({ removed: z.boolean() }),
      confirmed: true,
    },
    async ({ accounts, holder, input }) =>
      told({ removed: await accounts.passkeys.remove(holder?.account ?? '', input.id) }),
  ),
];
