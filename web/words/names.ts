// Names for ids: of units, roles, tiers, groups and kinds of evidence.
import { useQuery } from '@tanstack/react-query';
import { own } from '../../domain/kernel/own.ts';
import { roles } from '../../domain/rulebooks/responsibilities.ts';
import { useMe } from '../frame/me.ts';
import type { Fact } from '../talk/answers.ts';
import { names, unitNames } from '../talk/reads.ts';
import { useWords } from './language.ts';

export function useNames() {
  const { t, say } = useWords();
  const { province } = useMe();
  const units = useQuery(unitNames(province?.code)).data;
  const named = useQuery(names()).data;
  const from = (kind: 'tiers' | 'groups' | 'evidence') => (id: string) => {
    const words = named && own(named[kind], id);
    return words ? say(words) : id;
  };
  const unit = (code: string) => units?.get(code) ?? code;
  const role = (id: string) => {
    const words = own(roles, id);
    return words ? say(words) : id;
  };
  return {
    unit,
    role,
    tier: from('tiers'),
    group: from('groups'),
    evidence: from('evidence'),
    /** role and unit, never the account */
    actor({ kind, role: held, unit: at, onBehalfOf }: Pick<Fact['actor'], 'kind' | 'role' | 'unit' | 'onBehalfOf'>) {
      if (kind === 'workflow') return t('case.process');
      if (kind === 'installation') return t('case.installation');
      const who = [held && role(held), at && unit(at)].filter(Boolean).join(' – ');
      return onBehalfOf ? `${who} (${t('case.behalf', { unit: unit(onBehalfOf) })})` : who;
    },
  };
}
