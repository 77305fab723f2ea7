// How the holder of an account is reached. Addresses are personal: the vault keeps them.
import { z } from 'zod';
import { owner } from '../kernel/command.ts';
import { choice, emailAddress, language, telephone } from '../kernel/fields.ts';
import { forgettable } from '../kernel/forgettable.ts';
import { personal, personalRef } from '../kernel/personal.ts';
import { refusal } from '../kernel/refusal.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { account } from './account.ts';

const CHANNEL_NEEDS_TELEPHONE = refusal('CHANNEL_NEEDS_TELEPHONE', 'invalid', {
  vi: 'Muốn nhận bằng tin nhắn thì cần số điện thoại.',
  en: 'To be told by message, a telephone number is needed.',
});

const ways = {
  language,
  delivery: choice({
    digest: { vi: 'một bản tổng hợp mỗi ngày', en: 'one digest a day' },
    'at-once': { vi: 'ngay khi có việc', en: 'each matter at once' },
  }),
};

const contactSet = account.event('ContactSet', {
  version: 1,
  schema: z.strictObject({
    email: personalRef.optional(),
    telephone: personalRef.optional(),
    ...ways,
    /** by the gateway to the telephone, where there is one; without it by mail */
    channel: z.literal('message').exactOptional(),
  }),
  evolve: (state, contact) => ({ ...state, contact }),
  sentence: ({ email, telephone, delivery, channel }) => {
    const [vi, en] = [
      [email && 'thư điện tử', telephone && 'điện thoại'],
      [email && 'e-mail', telephone && 'telephone'],
    ].map((given) => given.filter(Boolean));
    const once = delivery === 'digest';
    return {
      vi: `Đặt cách liên hệ: ${vi?.join(', ') || 'chỉ xem trên hệ thống'}, nhận ${once ? 'bản tin gộp mỗi ngày' : 'ngay từng việc'}${channel ? ' bằng tin nhắn' : ''}`,
      en: `Contact set: ${en?.join(', ') || 'in the system alone'}, ${once ? 'one digest a day' : 'each matter at once'}${channel ? ' by message' : ''}`,
    };
  },
});

export const setContact = account.command('SetContact', {
  input: z.strictObject({
    email: personal(emailAddress).optional(),
    telephone: personal(telephone).optional(),
    language: ways.language.default('vi'),
    delivery: ways.delivery.default('digest'),
    channel: choice({
      mail: { vi: 'thư điện tử', en: 'e-mail' },
      message: { vi: 'tin nhắn', en: 'message' },
    }).default('mail'),
  }),
  by: owner(responsibility('grant-roles')),
  restsOn: 'what-was-seen',
  decide: ({ input: { channel, ...contact } }) => {
    if (channel === 'mail') return [contactSet(contact)];
    return contact.telephone ? [contactSet({ ...contact, channel })] : CHANNEL_NEEDS_TELEPHONE({}, '/telephone');
  },
  words: { vi: 'Đặt cách liên hệ', en: 'Set how to be reached' },
});

export const forgetAccountValues = forgettable(account, responsibility('forget-values'));
