// Somebody gets new credentials for an account: its holder lost theirs. Whoever gives them could come in as its holder, so
// that it was done, by whom, stands in the account's history, and the holder is told.
import { z } from 'zod';
import { splitStream } from '../kernel/aggregate.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { account } from './account.ts';

const credentialsRenewed = account.event('CredentialsRenewed', {
  version: 1,
  schema: z.strictObject({}),
  evolve: (state) => state,
  tells: (_, { stream }) => ({
    kind: 'news',
    to: [{ account: splitStream(stream).id }],
    why: { vi: 'đăng nhập của bạn được cấp lại', en: 'new credentials for you were given out' },
    about: { vi: 'Tài khoản', en: 'The account' },
    urgent: true,
  }),
  sentence: () => ({ vi: 'Cấp lại đăng nhập', en: 'New credentials given out' }),
});

export const renewCredentials = account.command('RenewCredentials', {
  input: z.strictObject({}),
  by: responsibility('grant-roles'),
  atInstallation: true,
  signs: true,
  decide: () => [credentialsRenewed({})],
  words: { vi: 'Cấp lại đăng nhập', en: 'Give new credentials' },
});
