// A unit is chosen by its name; a code that is no longer among them may still be typed in an old draft, and is shown.
import { NativeSelect, type NativeSelectProps } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMe } from '../frame/me.ts';
import { unitNames } from '../talk/reads.ts';
import { useWords } from '../words/language.ts';

type Props = Omit<NativeSelectProps, 'value' | 'data' | 'type'> & { value: string; type: (value: string) => void };

export function UnitField({ value, type, ...common }: Props) {
  const { t } = useWords();
  const { province } = useMe();
  const units = useQuery(unitNames(province?.code)).data;
  const data = [...(units ?? [])]
    .map(([code, name]) => ({ value: code, label: `${name} (${code})` }))
    .sort((a, b) => a.value.localeCompare(b.value));
  const isOther = value !== '' && units !== undefined && !units.has(value);
  const others = [{ value: '', label: t('form.choose') }, ...(isOther ? [{ value, label: value }] : [])];
  return (
    <NativeSelect {...common} data={[...others, ...data]} value={value} onChange={(e) => type(e.currentTarget.value)} />
  );
}
