// Points of each tier, and why each result is what it is.
import { useQuery } from '@tanstack/react-query';
import { points } from '../../../domain/kernel/points.ts';
import { Empty } from '../../patterns/empty.tsx';
import { Failed } from '../../patterns/failed.tsx';
import { Loading } from '../../patterns/loading.tsx';
import type { CycleState } from '../../talk/cycle-state.ts';
import { type Explained, explained } from '../../talk/reads.ts';
import { dayShown } from '../../words/dates.ts';
import { useWords } from '../../words/language.ts';
import { useNames } from '../../words/names.ts';
import classes from './product.module.css';

/** @param isPast what is explained is what holds today: of a past day it would say what was not known */
export function Points({ id, state, isPast }: { id: string; state: CycleState; isPast: boolean }) {
  const { t, lang } = useWords();
  const { tier } = useNames();
  const asked = useQuery({ ...explained(id), enabled: !isPast });
  return (
    <>
      {state.visits.length === 0 ? (
        <Empty title={t('case.noPoints')}>
          <p>{t('case.noPointsHow')}</p>
        </Empty>
      ) : (
        <div className={classes.scroll}>
          <table className={classes.visits}>
            <thead>
              <tr>
                <th scope="col">{t('case.ladder')}</th>
                <th scope="col">{t('case.totals')}</th>
                <th scope="col">★</th>
                <th scope="col">{t('list.state')}</th>
              </tr>
            </thead>
            <tbody>
              {state.visits.map((visit) => (
                <tr key={visit.opened.at}>
                  <td>
                    {tier(visit.tier)}, {t('case.round', { no: visit.round })}
                  </td>
                  <td>{visit.result?.totals.map((total) => points(total, lang)).join('; ') ?? '–'}</td>
                  <td>{visit.result?.stars ?? '–'}</td>
                  <td>
                    {visit.result
                      ? `${t('case.result', { day: dayShown(visit.result.on) })}, ${t(`case.outcome.${visit.result.outcome}`)}`
                      : t('case.opened', { day: dayShown(visit.opened.on) })}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {!isPast && <h2>{t('case.explain')}</h2>}
      {asked.error && <Failed error={asked.error} again={() => asked.refetch()} />}
      {asked.isLoading && <Loading lines={6} />}
      {asked.data && !isPast && <Because of={asked.data} />}
    </>
  );
}

/** Each sentence opens what it rests on. */
function Because({ of }: { of: readonly Explained[] }) {
  const { t, say } = useWords();
  return (
    <ul className={classes.explained}>
      {of.map(({ what, words, rule, from = [] }, i) => {
        const sentence = (
          <>
            {say(words)}
            {rule && (
              <span className="quiet small">
                {' '}
                ({t('case.rule')}: {rule})
              </span>
            )}
          </>
        );
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same thing may be explained twice
          <li key={`${what}-${i}`}>
            {from.length === 0 ? (
              sentence
            ) : (
              <details>
                <summary>{sentence}</summary>
                <Because of={from} />
              </details>
            )}
          </li>
        );
      })}
    </ul>
  );
}
