// How the holder of an account is reached. Addresses are personal: the vault keeps them.
import { z } from 'zod';
import { owner } from '../kernel/command.ts';
import { emailAddress, shaped } from '../kernel/fields.ts';
import { forgettable } from '../kernel/forgettable.ts';
import { personal, personalRef } from '../kernel/personal.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { account } from './account.ts';

const telephone = shaped(/^\+?[0-9][0-9 .-]{5,18}[0-9]$/, {
  vi: 'Số điện thoại chỉ gồm chữ số, có thể có dấu + ở đầu, dấu cách, chấm hoặc gạch nối.',
  en: 'A telephone number is digits, with a + before and blanks, dots or dashes between them at most.',
});

const ways = { language: z.enum(['vi', 'en']), delivery: z.enum(['digest', 'at-once']) };

const contactSet = account.event('ContactSet', {
  version: 1,
  schema: z.strictObject({ email: personalRef.optional(), telephone: personalRef.optional(), ...ways }),
  evolve: (state, contact) => ({ ...state, contact }),
  sentence: ({ email, telephone, delivery }) => {
    const [vi, en] = [
      [email && 'thư điện tử', telephone && 'điện thoại'],
      [email && 'e-mail', telephone && 'telephone'],
    ].map((given) => given.filter(Boolean));
    const once = delivery === 'digest';
    return {
      vi: `Đặt cách liên hệ: ${vi?.join(', ') || 'chỉ xem trên hệ thống'}, nhận ${once ? 'bản tin gộp mỗi ngày' : 'ngay từng việc'}`,
      en: `Contact set: ${en?.join(', ') || 'in the system alone'}, ${once ? 'one digest a day' : 'each matter at once'}`,
    };
  },
});

export const setContact = account.command('SetContact', {
  input: z.strictObject({
    email: personal(emailAddress).optional(),
    telephone: personal(telephone).optional(),
    language: ways.language.default('vi'),
    delivery: ways.delivery.default('digest'),
  }),
  by: owner(responsibility('grant-roles')),
  restsOn: 'what-was-seen',
  decide: ({ input }) => [contactSet(input)],
  words: { vi: 'Đặt cách liên hệ', en: 'Set how to be reached' },
});

export const forgetAccountValues = forgettable(account, responsibility('forget-values'));
