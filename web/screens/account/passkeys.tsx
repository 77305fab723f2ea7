import { Button, Stack, TextInput } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Failed } from '../../patterns/failed.tsx';
import { hasPasskeys } from '../../sign-in/passkey.ts';
import { Problem } from '../../talk/problem.ts';
import { bodyOf } from '../../talk/reads.ts';
import { dayOfMoment, dayShown } from '../../words/dates.ts';
import { en } from '../../words/more/en.ts';
import { useMoreWords } from '../../words/more/more.ts';
import { vi } from '../../words/more/vi.ts';
import classes from './account.module.css';
import { post, useDoing } from './doing.tsx';

type Passkey = {
  readonly id: string;
  readonly name: string;
  readonly since: string;
  readonly lastUsedAt?: string | undefined;
};
const own = () =>
  queryOptions({
    queryKey: ['own', 'passkeys'],
    queryFn: async ({ signal }) => (await bodyOf<{ items: readonly Passkey[] }>('/v1/me/passkeys', signal)).items,
  });

async function addPasskey(name: string): Promise<void> {
  const { startRegistration } = await import('@simplewebauthn/browser');
  const optionsJSON = await post<Parameters<typeof startRegistration>[0]['optionsJSON']>('/v1/me/passkeys/begin', {});
  const response = await startRegistration({ optionsJSON }).catch(() => {
    const sentences = { vi: vi.account.notShown, en: en.account.notShown };
    throw new Problem(0, { code: 'PASSKEY_NOT_MADE', sentences });
  });
  await post('/v1/me/passkeys', { name, response });
}

export function Passkeys() {
  const { t } = useMoreWords();
  const asked = useQuery(own());
  const { run, isBusy, told } = useDoing();
  const [name, setName] = useState('');
  return (
    <section className={`${classes.part} sheet`} aria-labelledby="passkeys">
      <h2 id="passkeys">{t('account.passkeys')}</h2>
      <p className="quiet">{t('account.passkeysHow')}</p>
      {asked.error && <Failed error={asked.error} again={() => asked.refetch()} />}
      {asked.data?.length === 0 && <p>{t('account.none')}</p>}
      <ul className={classes.keys}>
        {asked.data?.map(({ id, name: called, since, lastUsedAt }) => (
          <li key={id}>
            <span>
              <strong>{called}</strong>{' '}
              <span className="quiet small">
                {t('account.since', { day: dayShown(dayOfMoment(since)) })}
                {lastUsedAt && ` · ${t('account.used', { day: dayShown(dayOfMoment(lastUsedAt)) })}`}
              </span>
            </span>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('account.removeOne', { name: called })}
              onClick={() => run(() => post('/v1/me/passkeys/remove', { id }))}
            >
              {t('account.remove')}
            </Button>
          </li>
        ))}
      </ul>
      <Stack gap="sm">
        {told}
        {hasPasskeys() && (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              run(() => addPasskey(name.trim()).then(() => setName('')));
            }}
          >
            <Stack gap="sm">
              <TextInput
                label={t('account.name')}
                description={t('account.nameHow')}
                value={name}
                required
                maxLength={80}
                onChange={({ currentTarget }) => setName(currentTarget.value)}
              />
              <Button type="submit" loading={isBusy}>
                {t('account.add')}
              </Button>
            </Stack>
          </form>
        )}
      </Stack>
    </section>
  );
}
