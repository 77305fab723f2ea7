// Whose data these are and what time it is there; in a demo alone. A week passes at a click.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../talk/ask.ts';
import { sentencesOf } from '../talk/problem.ts';
import { welcome } from '../talk/reads.ts';
import { dayOfMoment, dayShown, momentShown } from '../words/dates.ts';
import { useWords } from '../words/language.ts';
import classes from './frame.module.css';

const LOOK_EVERY_MS = 1500;
const DAYS = 7;
/** Who may move the clock of a demo. */
const ADMIN = { Authorization: 'Bearer demo-admin' };

export function DemoStrip() {
  const { t, say } = useWords();
  const queries = useQueryClient();
  const [moves, setMoves] = useState<'no' | 'yes' | { readonly said: string }>('no');
  const { data } = useQuery({ ...welcome(), refetchInterval: moves === 'yes' ? LOOK_EVERY_MS : false });
  if (!data?.isDemo || data.clock === undefined) return null;

  const forward = async () => {
    if (moves === 'yes') return;
    setMoves('yes');
    try {
      await ask('/v1/operations/demo-forward', { method: 'POST', body: { days: DAYS }, headers: ADMIN, isDoor: true });
      const now = (await ask<{ clock: string }>('/v1/welcome', { isDoor: true })).body.clock;
      setMoves({ said: t('demo.moved', { day: dayShown(dayOfMoment(now)) }) });
    } catch (error) {
      setMoves({ said: t('demo.failed', { why: say(sentencesOf(error)) }) });
    }
    await queries.invalidateQueries();
  };
  return (
    <aside className={classes.demo} aria-label={t('demo.strip')}>
      <strong>{t('demo.strip')}</strong>
      <span>
        {t('demo.clock')}: <time dateTime={data.clock}>{momentShown(data.clock)}</time>
      </span>
      <button type="button" aria-disabled={moves === 'yes'} onClick={() => void forward()}>
        {t(moves === 'yes' ? 'demo.moving' : 'demo.forward')}
      </button>
      <span role="status">{typeof moves === 'object' ? moves.said : ''}</span>
    </aside>
  );
}
