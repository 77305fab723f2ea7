// Who may give a command, in words: the roles that each rulebook names for its responsibility.
import { type By, type Responsible, responsibleFor } from '../../domain/kernel/command.ts';
import { own } from '../../domain/kernel/own.ts';
import type { Words } from '../../domain/kernel/refusal.ts';
import { rulebooks } from '../../domain/rulebooks/registry.ts';
import { type Holder, responsibilities, responsibilityOf, roles } from '../../domain/rulebooks/responsibilities.ts';

const levels: Readonly<Record<Holder['at'], Words>> = {
  producer: { vi: 'chủ thể', en: 'the producer' },
  commune: { vi: 'xã', en: 'commune' },
  district: { vi: 'huyện', en: 'district' },
  province: { vi: 'tỉnh', en: 'province' },
  national: { vi: 'trung ương', en: 'nation' },
  department: { vi: 'sở, ngành', en: 'department' },
};

export function whoMay(by: By): Words {
  if (by.kind === 'workflow') return { vi: 'hệ thống', en: 'the process' };
  if (by.kind === 'seat') {
    const seats = (lang: 'vi' | 'en') => by.roles.map((role) => own<Words>(roles, role)?.[lang] ?? role).join(', ');
    return { vi: `trong phiên họp: ${seats('vi')}`, en: `of the session: ${seats('en')}` };
  }
  if (by.kind === 'named') return { vi: `tài khoản nêu ở ${by.field}`, en: `the account named in ${by.field}` };
  const duty = responsibleFor(by);
  const held = duty && dutyOf(duty);
  if (by.kind !== 'owner') return held as Words;
  const holder = { vi: 'chủ tài khoản', en: 'the account’s own holder' };
  return held ? { vi: `${holder.vi}; ${held.vi}`, en: `${holder.en}; ${held.en}` } : holder;
}

function dutyOf(by: Responsible): Words {
  const duty = responsibilities[responsibilityOf(by)];
  return { vi: `${duty.vi}: ${holders(by, 'vi')}`, en: `${duty.en}: ${holders(by, 'en')}` };
}

function holders(by: Responsible, lang: 'vi' | 'en'): string {
  return rulebooks
    .map((rulebook) => {
      const entry = rulebook.responsibilities[responsibilityOf(by)];
      const all = 'perTier' in entry ? Object.values(entry.perTier).flat() : entry;
      const named = all.map((h) => `${roles[h.role][lang]} (${levels[h.at][lang]})`);
      return `${[...new Set(named)].join(', ')} [${rulebook.id}]`;
    })
    .join('; ');
}
