// Who may give a command, in words: the roles that each rulebook names for its responsibility.
import { type By, type Responsible, responsibleFor } from '../../domain/kernel/command.ts';
import type { Words } from '../../domain/kernel/refusal.ts';
import { rulebooks } from '../../domain/rulebooks/registry.ts';
import { type Holder, responsibilities, responsibilityOf, roles } from '../../domain/rulebooks/responsibilities.ts';

const levels: Readonly<Record<Holder['at'], Words>> = {
  producer: { vi: 'chủ thể', en: 'the producer' },
  commune: { vi: 'xã', en: 'commune' },
  district: { vi: 'huyện', en: 'district' },
  province: { vi: 'tỉnh', en: 'province' },
  national: { vi: 'trung ương', en: 'nation' },
};

export function whoMay(by: By): Words {
  if (by.kind === 'workflow') return { vi: 'hệ thống', en: 'the process' };
  const duty = responsibleFor(by);
  const held = duty && dutyOf(duty);
  if (by.kind !== 'owner') return held as Words;
  const own = { vi: 'chủ tài khoản', en: 'the account’s own holder' };
  return held ? { vi: `${own.vi}; ${held.vi}`, en: `${own.en}; ${held.en}` } : own;
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
