import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMe } from '../../frame/me.ts';
import type { FactFilters } from '../../talk/audit-reads.ts';
import { unitNames } from '../../talk/reads.ts';
import { dayShown, dayTyped } from '../../words/dates.ts';
import { useWords } from '../../words/language.ts';
import { useListWords } from '../../words/lists/lists.ts';
import { vi } from '../../words/lists/vi.ts';
import classes from './audit.module.css';

type Resource = keyof (typeof vi)['audit']['resources'];
const RESOURCES = Object.keys(vi.audit.resources) as readonly Resource[];

type Props = { readonly filters: FactFilters; readonly change: (filters: FactFilters) => void };

/** What is typed narrows the list down by Enter, or when the field is left. */
export function AuditFilters({ filters, change }: Props) {
  const { t } = useWords();
  const { t: l } = useListWords();
  const { province } = useMe();
  const units = useQuery(unitNames(province?.code)).data;
  const set = (name: keyof FactFilters, value: string | undefined) => {
    const { [name]: _, ...others } = filters;
    change(value === undefined || value === '' ? others : { ...others, [name]: value });
  };
  const typed = (name: 'q' | 'account' | 'type', label: string, hint?: string) => (
    <TextInput
      key={`${name} ${filters[name] ?? ''}`}
      label={label}
      placeholder={hint}
      defaultValue={filters[name] ?? ''}
      maxLength={name === 'q' ? 200 : 60}
      onBlur={({ currentTarget }) => {
        const text = currentTarget.value.normalize('NFC').trim();
        if (text !== (filters[name] ?? '')) set(name, text);
      }}
      onKeyDown={({ key, currentTarget, nativeEvent }) => {
        if (key === 'Enter' && !nativeEvent.isComposing) currentTarget.blur();
      }}
    />
  );
  return (
    <search className={`${classes.filters} no-print`}>
      {typed('q', l('audit.q'), l('audit.qHow'))}
      {typed('account', l('audit.who'))}
      <NativeSelect
        label={l('audit.unit')}
        value={filters.unit ?? ''}
        onChange={({ currentTarget }) => set('unit', currentTarget.value)}
        data={[
          { value: '', label: l('audit.everything') },
          ...[...(units ?? [])]
            .map(([value, label]) => ({ value, label }))
            .sort((a, b) => a.value.localeCompare(b.value)),
        ]}
      />
      <NativeSelect
        label={l('audit.of')}
        value={filters.resource ?? ''}
        onChange={({ currentTarget }) => set('resource', currentTarget.value)}
        data={[
          { value: '', label: l('audit.everything') },
          ...RESOURCES.map((value) => ({ value, label: l(`audit.resources.${value}`) })),
        ]}
      />
      {typed('type', l('audit.kind'))}
      <Day label={l('audit.from')} value={filters.from} change={(day) => set('from', day)} />
      <Day label={l('audit.to')} value={filters.until} change={(day) => set('until', day)} />
      <Checkbox
        label={l('audit.quiet')}
        checked={filters.quiet === 'true'}
        onChange={({ currentTarget }) => set('quiet', currentTarget.checked ? 'true' : undefined)}
      />
      {Object.keys(filters).length > 0 && (
        <Button variant="subtle" onClick={() => change({})}>
          {t('list.clear')}
        </Button>
      )}
    </search>
  );
}

type DayProps = { label: string; value: string | undefined; change: (day: string | undefined) => void };
/** Typed as on paper; what is no day is said and stays as it was typed. */
function Day({ label, value, change }: DayProps) {
  const { t } = useWords();
  const [isWrong, setWrong] = useState(false);
  const shown = value === undefined ? '' : dayTyped(value) ? dayShown(value) : value;
  return (
    <TextInput
      key={shown}
      label={label}
      placeholder={t('form.date')}
      defaultValue={shown}
      error={isWrong && t('form.bad.day')}
      onBlur={({ currentTarget }) => {
        const text = currentTarget.value.trim();
        const day = dayTyped(text);
        setWrong(text !== '' && day === undefined);
        if (text !== shown && (text === '' || day !== undefined)) change(day);
      }}
      onKeyDown={({ key, currentTarget }) => {
        if (key === 'Enter') currentTarget.blur();
      }}
    />
  );
}
