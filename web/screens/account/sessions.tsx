// Where one is signed in, and the end of it elsewhere.
import { Button } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { Failed } from '../../patterns/failed.tsx';
import { bodyOf } from '../../talk/reads.ts';
import { momentShown } from '../../words/dates.ts';
import { useMoreWords } from '../../words/more/more.ts';
import classes from './account.module.css';
import { post, useDoing } from './doing.tsx';

type Session = {
  readonly id: string;
  readonly lastSeen: string;
  readonly address: string;
  readonly agent: string;
  readonly isThis: boolean;
};
const own = () =>
  queryOptions({
    queryKey: ['own', 'sessions'],
    queryFn: async ({ signal }) => (await bodyOf<{ items: readonly Session[] }>('/v1/me/sessions', signal)).items,
  });

export function Sessions() {
  const { t } = useMoreWords();
  const asked = useQuery(own());
  const { run, isBusy, told } = useDoing();
  const others = (asked.data ?? []).filter(({ isThis }) => !isThis);
  return (
    <section className={`${classes.part} sheet`} aria-labelledby="sessions">
      <h2 id="sessions">{t('account.sessions')}</h2>
      {asked.error && <Failed error={asked.error} again={() => asked.refetch()} />}
      <ul className={classes.keys}>
        {asked.data?.map(({ id, agent, address, lastSeen, isThis }) => (
          <li key={id}>
            <span>
              <strong>{isThis ? t('account.thisOne') : agent || address}</strong>{' '}
              <span className="quiet small">{t('account.seenAt', { at: momentShown(lastSeen), address })}</span>
            </span>
            {!isThis && (
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => run(() => post('/v1/me/sessions/end', { session: id }))}
              >
                {t('account.endOne')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {told}
      {others.length > 1 && (
        <Button variant="default" loading={isBusy} onClick={() => run(() => post('/v1/me/sessions/end', {}))}>
          {t('account.endOthers')}
        </Button>
      )}
    </section>
  );
}
