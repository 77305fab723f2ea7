// Keys by which systems of the office act in one's role: shown once, good until a day, ended at any moment.
import { Alert, Button, NativeSelect, Stack, TextInput } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { endOfDay } from '../../../domain/time/civil-date.ts';
import { useMe } from '../../frame/me.ts';
import { useToday } from '../../frame/year.ts';
import { Failed } from '../../patterns/failed.tsx';
import { bodyOf } from '../../talk/reads.ts';
import { dayOfMoment, dayShown } from '../../words/dates.ts';
import { useMoreWords } from '../../words/more/more.ts';
import { useNames } from '../../words/names.ts';
import classes from './account.module.css';
import { post, useDoing } from './doing.tsx';

type Key = {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly unit: string;
  readonly expiresAt: string;
  readonly lastUsedAt?: string | undefined;
  readonly revokedAt?: string | undefined;
};
const own = () =>
  queryOptions({
    queryKey: ['own', 'keys'],
    queryFn: async ({ signal }) => (await bodyOf<{ items: readonly Key[] }>('/v1/me/keys', signal)).items,
  });

export function Keys() {
  const { t } = useMoreWords();
  const names = useNames();
  const asked = useQuery(own());
  const { run, told } = useDoing();
  const standing = (asked.data ?? []).filter(({ revokedAt }) => revokedAt === undefined);
  return (
    <section className={`${classes.part} sheet`} aria-labelledby="keys">
      <h2 id="keys">{t('account.keys')}</h2>
      <p className="quiet">{t('account.keysHow')}</p>
      {asked.error && <Failed error={asked.error} again={() => asked.refetch()} />}
      <ul className={classes.keys}>
        {standing.map(({ id, name, role, unit, expiresAt, lastUsedAt }) => (
          <li key={id}>
            <span>
              <strong>{name}</strong>{' '}
              <span className="quiet small">
                {names.role(role)} – {names.unit(unit)} ·{' '}
                {t('account.keyUntil', { day: dayShown(dayOfMoment(expiresAt)) })}
                {lastUsedAt && ` · ${t('account.used', { day: dayShown(dayOfMoment(lastUsedAt)) })}`}
              </span>
            </span>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('account.removeOne', { name })}
              onClick={() => run(() => post('/v1/me/keys/revoke', { id }))}
            >
              {t('account.remove')}
            </Button>
          </li>
        ))}
      </ul>
      {told}
      <MakeKey />
    </section>
  );
}

function MakeKey() {
  const { t } = useMoreWords();
  const names = useNames();
  const { roles } = useMe();
  const today = useToday();
  const { run, isBusy, told } = useDoing();
  const [made, setMade] = useState<string>();
  const [name, setName] = useState('');
  const [as, setAs] = useState(0);
  const [scope, setScope] = useState<'read' | 'all'>('read');
  const [until, setUntil] = useState('');
  const role = roles[as];
  if (!role) return null;
  const make = async () => {
    const { key } = await post<{ key: string }>('/v1/me/keys', {
      ...{ name: name.trim(), role: role.role, unit: role.unit },
      commands: scope === 'all' ? '*' : [],
      expiresAt: endOfDay(until),
    });
    setMade(key);
    setName('');
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        run(make);
      }}
    >
      <Stack gap="sm">
        {told}
        {made !== undefined && (
          <Alert color="green" role="status" title={t('account.keyOnce')}>
            <code>{made}</code>
          </Alert>
        )}
        <TextInput
          label={t('account.keyName')}
          value={name}
          required
          minLength={3}
          maxLength={80}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <NativeSelect
          label={t('account.keyRole')}
          data={roles.map(({ role: id, unit }, i) => ({
            value: String(i),
            label: `${names.role(id)} – ${names.unit(unit)}`,
          }))}
          value={String(as)}
          onChange={({ currentTarget }) => setAs(Number(currentTarget.value))}
        />
        <NativeSelect
          label={t('account.keyScope')}
          data={(['read', 'all'] as const).map((value) => ({ value, label: t(`account.keyScopes.${value}`) }))}
          value={scope}
          onChange={({ currentTarget }) => setScope(currentTarget.value as 'read' | 'all')}
        />
        <TextInput
          label={t('account.keyLast')}
          type="date"
          required
          min={today}
          value={until}
          onChange={({ currentTarget }) => setUntil(currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={isBusy}>
          {t('account.keyMake')}
        </Button>
      </Stack>
    </form>
  );
}
