import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { stepIds, steps } from '../../../domain/programme-year/step-names.ts';
import { useMe } from '../../frame/me.ts';
import { useToday, useYear } from '../../frame/year.ts';
import { type CycleFilters, unitNames } from '../../talk/reads.ts';
import { useWords } from '../../words/language.ts';
import { useNames } from '../../words/names.ts';
import classes from './products.module.css';

const STATES = ['open', 'overdue', 'late', 'recognised', 'rated', 'not-selected', 'withdrawn', 'carried-over'] as const;
const SORTS = ['dueOn', '-recordedAt', 'product', 'step'] as const;
/** Narrowed by in links, without a choice of their own here. */
const MORE = ['acting', 'tier'] as const;
const FIRST_YEAR = 2019;
const WAIT_MS = 250;

type Props = { filters: CycleFilters; change: (filters: CycleFilters) => void };

export function Filters({ filters, change }: Props) {
  const { t, say } = useWords();
  const { province } = useMe();
  const [year] = useYear();
  const names = useNames();
  const today = useToday();
  const units = useQuery(unitNames(province?.code)).data;
  const set = (name: keyof CycleFilters) => (value: string) => {
    const { [name]: _, ...others } = filters;
    change(value === '' ? others : { ...others, [name]: value });
  };
  const years = Array.from({ length: Number(today.slice(0, 4)) + 2 - FIRST_YEAR }, (_, i) =>
    String(FIRST_YEAR + i),
  ).reverse();
  const all = { value: '', label: t('list.all') };
  const places = [...(units ?? [])]
    .filter(([code]) => /^\d/.test(code))
    .map(([value, label]) => ({ value, label: value.includes('-') ? `   ${label}` : label }))
    .sort((a, b) => a.value.localeCompare(b.value));
  const select = (
    name: 'place' | 'step' | 'state' | 'year' | 'sort',
    label: string,
    data: { value: string; label: string }[],
    value: string,
  ) => (
    <NativeSelect
      label={label}
      // What somebody else’s link narrows by is shown too, where it is none of the usual ones.
      data={data.some((one) => one.value === value) ? data : [...data, { value, label: value }]}
      value={value}
      onChange={({ currentTarget }) => set(name)(currentTarget.value)}
    />
  );
  return (
    <search className={`${classes.filters} no-print`}>
      <Words value={filters.q ?? ''} change={set('q')} />
      {select('place', t('place'), [all, ...places], filters.place ?? '')}
      {select(
        'step',
        t('list.step'),
        [all, ...stepIds.map((value, i) => ({ value, label: `${i + 1}. ${say(steps[value])}` }))],
        filters.step ?? '',
      )}
      {select(
        'state',
        t('list.state'),
        [all, ...STATES.map((value) => ({ value, label: t(`states.${value}`) }))],
        filters.state ?? '',
      )}
      {select(
        'year',
        t('year'),
        years.map((value) => ({ value, label: value })),
        year,
      )}
      {select(
        'sort',
        t('list.sort'),
        SORTS.map((value) => ({ value, label: t(`sorts.${value}`) })),
        filters.sort ?? 'dueOn',
      )}
      {MORE.map((name) => {
        const value = filters[name];
        if (value === undefined) return null;
        const shown = name === 'acting' ? `${t('list.who')}: ${names.unit(value)}` : names.tier(value);
        return (
          <Button key={name} variant="light" onClick={() => set(name)('')} title={t('list.clear')}>
            {shown} ✕
          </Button>
        );
      })}
      {Object.keys(filters).length > 0 && (
        <Button variant="subtle" onClick={() => change({})}>
          {t('list.clear')}
        </Button>
      )}
    </search>
  );
}

/** Typed at one's own pace; the list follows. */
function Words({ value, change }: { value: string; change: (text: string) => void }) {
  const { t } = useWords();
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const soon = useDebouncedCallback(change, WAIT_MS);
  return (
    <TextInput
      label={t('list.search')}
      value={text}
      maxLength={200}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value);
        soon(currentTarget.value);
      }}
    />
  );
}
