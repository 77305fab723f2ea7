import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMe } from '../../frame/me.ts';
import { unitNames } from '../../talk/reads.ts';
import { useWords } from '../../words/language.ts';
import { WHOLE } from './use-rehearsal.ts';

/** For how much of the province a year is gone through. */
export function RehearsedArea({ value, choose }: { value: string; choose: (of: string) => void }) {
  const { t } = useWords();
  const { province } = useMe();
  const units = useQuery(unitNames(province?.code)).data;
  const parts = [...(units ?? [])].filter(([code]) => /^\d{3}$/.test(code));
  // Where districts are gone, communes stand right under the province.
  const offered = parts.length > 0 ? parts : [...(units ?? [])].filter(([code]) => code !== province?.code);
  const data = offered
    .map(([code, label]) => ({ value: code, label }))
    .sort((a, b) => a.label.localeCompare(b.label, 'vi'));
  return (
    <NativeSelect
      label={t('rehearsal.of')}
      value={value}
      onChange={({ currentTarget }) => choose(currentTarget.value)}
      data={[{ value: '', label: t('form.choose') }, { value: WHOLE, label: t('rehearsal.whole') }, ...data]}
    />
  );
}
