// A session as it is run, to be read off a wall: the product now, who is there, how many sheets, never what they say.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useToday } from '../../frame/year.ts';
import { Failed } from '../../patterns/failed.tsx';
import { Loading } from '../../patterns/loading.tsx';
import { preparation, session } from '../../talk/council.ts';
import type { Item, Session } from '../../talk/council-answers.ts';
import { dayShown } from '../../words/dates.ts';
import { useWords } from '../../words/language.ts';
import { useNames } from '../../words/names.ts';
import { Attendance } from './attendance.tsx';
import classes from './live.module.css';
import { LiveProduct } from './live-product.tsx';
import { useProducts, useSeats } from './seats.ts';

/** Somebody in the room seals a sheet every few seconds. */
const LOOK_EVERY_MS = 3000;
const live = { refetchInterval: LOOK_EVERY_MS } as const;

const isDecided = ({ closed, postponed }: Item): boolean => closed !== undefined || postponed !== undefined;

export function LiveScreen() {
  const { t } = useWords();
  const names = useNames();
  const today = useToday();
  const { id } = useParams({ from: '/signed/councils/$id/live' });
  const { product } = useSearch({ from: '/signed/councils/$id/live' });
  const go = useNavigate({ from: '/councils/$id/live' });
  const asked = useQuery({ ...session(id), ...live });
  const prepared = useQuery({ ...preparation(id), ...live }).data;
  const agenda = asked.data?.body.state.agenda ?? [];
  const products = useProducts(agenda.map(({ cycle }) => cycle));
  const title = t('council.live.title');
  const shown = useRef<string>(undefined);
  // The frame steps back: the room sees the session alone.
  useEffect(() => {
    document.title = `${title} – ${t('app')}`;
    document.body.dataset.live = 'yes';
    return () => {
      delete document.body.dataset.live;
    };
  }, [title, t]);
  if (asked.error && !asked.data) return <Failed error={asked.error} again={() => asked.refetch()} />;
  if (!asked.data || !prepared) return <Loading lines={10} height={32} />;
  const { body, etag } = asked.data;
  const { state } = body;
  const at =
    agenda.find(({ cycle }) => cycle === (product ?? shown.current)) ?? agenda.find((item) => !isDecided(item));
  // What was concluded stays on the wall until somebody goes on.
  shown.current = at?.cycle;
  const choose = (cycle: string) => void go({ search: { product: cycle }, replace: true, resetScroll: false });
  return (
    <div className={classes.live}>
      <header className={classes.head}>
        <div>
          <h1>
            {t('council.name', {
              tier: names.tier(state.tier ?? '').toLowerCase(),
              unit: names.unit(state.unit ?? ''),
              round: state.round,
            })}
          </h1>
          <p>
            <Now state={state} /> · <time dateTime={today}>{dayShown(today)}</time>
          </p>
        </div>
        <Button component={Link} to="/councils/$id" params={{ id } as never} variant="default" size="md">
          {t('council.live.leave')}
        </Button>
      </header>
      <div className={classes.columns}>
        <div className={classes.middle}>
          {at ? (
            <LiveProduct
              key={at.cycle}
              id={id}
              item={at}
              state={state}
              prepared={prepared}
              products={products}
              etag={etag}
              offers={body.commands}
            />
          ) : (
            <p className={classes.big}>{t('council.live.nothing')}</p>
          )}
        </div>
        <div className={classes.side}>
          <nav aria-label={t('council.live.all')}>
            <h2>{t('council.live.all')}</h2>
            <ol className={classes.list}>
              {agenda.map((item) => (
                <li key={item.cycle}>
                  <button
                    type="button"
                    onClick={() => choose(item.cycle)}
                    aria-current={item === at ? 'true' : undefined}
                    className={classes.entry}
                  >
                    <span>{products.name(item.cycle)}</span>
                    {item.closed && (
                      <span className="good">{'★'.repeat(item.closed.stars) || t('council.agenda.knockedOut')}</span>
                    )}
                    {item.postponed && <span className="quiet">→</span>}
                  </button>
                </li>
              ))}
            </ol>
          </nav>
          {!state.inWriting && (
            <Attendance
              id={id}
              state={state}
              present={prepared.present}
              etag={etag}
              offer={body.commands.find(({ name }) => name === 'RecordAttendance')}
            />
          )}
        </div>
      </div>
    </div>
  );
}

function Now({ state }: { state: Session }) {
  const { t } = useWords();
  const { who } = useSeats(state);
  const last = state.sittings.at(-1);
  if (!last) return <span className="warn">{t('council.live.notOpen')}</span>;
  if (last.closed) return t('council.live.over');
  if (state.suspended) return <strong className="late">{t('council.suspended')}</strong>;
  return t('council.live.presides', { who: who(last.presided) });
}
