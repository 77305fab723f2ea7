// The case page of a council's session: how far it is, who is waited for, its agenda, people, results and minutes.
import { Button, Tabs, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { CommandPanel } from '../../commands/command-panel.tsx';
import { CasePage } from '../../patterns/case-page.tsx';
import { Failed } from '../../patterns/failed.tsx';
import { Loading } from '../../patterns/loading.tsx';
import { PageHead } from '../../patterns/page-head.tsx';
import { Timeline } from '../../patterns/timeline.tsx';
import { preparation, session, sessions } from '../../talk/council.ts';
import type { Session } from '../../talk/council-answers.ts';
import { timeline } from '../../talk/reads.ts';
import { dayShown } from '../../words/dates.ts';
import { useWords } from '../../words/language.ts';
import { useNames } from '../../words/names.ts';
import { Agenda } from './agenda.tsx';
import classes from './council.module.css';
import { Declare } from './declare.tsx';
import { isOfProduct, waitedIn } from './given-here.ts';
import { SessionKey } from './key-form.tsx';
import { Minutes } from './minutes.tsx';
import { People } from './people.tsx';
import { Results } from './results.tsx';
import { useProducts, useSeats } from './seats.ts';
import { Stages } from './stages.tsx';

const TABS = ['agenda', 'people', 'results', 'minutes', 'history'] as const;
type Tab = (typeof TABS)[number];

export function SessionScreen() {
  const { t } = useWords();
  const names = useNames();
  const { id } = useParams({ from: '/signed/councils/$id' });
  const { tab, fact, no } = useSearch({ from: '/signed/councils/$id' });
  const go = useNavigate({ from: '/councils/$id' });
  const asked = useQuery(session(id));
  const prepared = useQuery(preparation(id)).data;
  const line = useQuery(sessions({ year: id.slice(3, 7) })).data?.items.find((one) => one.id === id);
  const history = useQuery(timeline('council-sessions', id));
  const products = useProducts(asked.data?.body.state.agenda.map(({ cycle }) => cycle) ?? []);
  if (asked.error && !asked.data) return <Failed error={asked.error} again={() => asked.refetch()} />;
  if (!asked.data) return <Loading lines={14} />;
  const { body, etag } = asked.data;
  const { state } = body;
  const offerOf = (name: string) => body.commands.find((offer) => offer.name === name);
  const at: Tab = TABS.find((one) => one === tab) ?? (fact === undefined ? 'agenda' : 'history');
  const title = t('council.name', {
    tier: names.tier(state.tier ?? '').toLowerCase(),
    unit: names.unit(state.unit ?? ''),
    round: state.round,
  });
  const meta = [
    state.meetsOn && t(state.inWriting ? 'council.inWriting' : 'council.meetsOn', { day: dayShown(state.meetsOn) }),
    t('council.products', { count: state.agenda.length }),
    t('council.membersCount', { count: state.members.length }),
    state.rulebook,
  ];
  return (
    <CasePage
      title={
        <PageHead title={title}>
          <Text className="quiet">{meta.filter(Boolean).join(' · ')}</Text>
        </PageHead>
      }
      track={line && <Stages now={line.stage} />}
      waits={
        <>
          {state.suspended && <p className="late">{t('council.suspended')}</p>}
          <Waiting id={id} state={state} of={line?.waitedFor} />
          <Declare id={id} state={state} offer={offerOf('DeclareConflicts')} products={products} />
          <SessionKey
            id={id}
            state={state}
            etag={etag}
            offer={offerOf('SetSessionKey')}
            isWanted={prepared?.keyHeldByChair === true}
          />
        </>
      }
      side={
        <section aria-labelledby="commands">
          <h2 id="commands">{t('case.commands')}</h2>
          <CommandPanel
            id={id}
            etag={etag}
            offers={body.commands.filter(({ name }) => !isOfProduct(name))}
            first={waitedIn(state)}
          />
        </section>
      }
    >
      <Tabs
        value={at}
        onChange={(to) =>
          void go({ search: to === 'agenda' ? {} : { tab: to as Tab }, replace: true, resetScroll: false })
        }
        keepMounted={false}
      >
        <Tabs.List aria-label={t('council.tabs.label')} className="no-print">
          {TABS.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`council.tabs.${one}`)}
              {one === 'history' && history.data ? ` (${history.data.length})` : ''}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="agenda" pt="md">
          <Agenda id={id} state={state} preparation={prepared} products={products} />
        </Tabs.Panel>
        <Tabs.Panel value="people" pt="md">
          <People state={state} preparation={prepared} products={products} />
        </Tabs.Panel>
        <Tabs.Panel value="results" pt="md">
          <Results id={id} state={state} products={products} />
        </Tabs.Panel>
        <Tabs.Panel value="minutes" pt="md">
          <Minutes
            id={id}
            state={state}
            etag={etag}
            offer={offerOf('SignMinutes')}
            no={no === undefined ? undefined : Number(no)}
            choose={(chosen) => void go({ search: { tab: 'minutes', no: String(chosen) }, replace: true })}
          />
        </Tabs.Panel>
        <Tabs.Panel value="history" pt="md">
          {history.error && !history.data ? (
            <Failed error={history.error} again={() => history.refetch()} />
          ) : history.data ? (
            <Timeline
              facts={history.data}
              marked={fact}
              whole
              linkTo={(of) => `/app/councils/${id}?tab=history&fact=${of}`}
            />
          ) : (
            <Loading lines={8} />
          )}
        </Tabs.Panel>
      </Tabs>
    </CasePage>
  );
}

type WaitedFor = { what: { vi: string; en: string }; of: readonly string[]; dueOn: string; overdue: boolean };

function Waiting({ id, state, of }: { id: string; state: Session; of: WaitedFor | undefined }) {
  const { t, say } = useWords();
  const { who } = useSeats(state);
  const isSitting = state.sittings.some(({ closed }) => closed === undefined);
  return (
    <div className={classes.waiting}>
      {of && (
        <p className={of.overdue ? 'late' : undefined}>
          <strong>{t('case.waitsFor', { what: say(of.what) })}</strong>
          {of.of.length > 0 && <> – {of.of.map(who).join('; ')}</>}
          <span className="quiet"> · {t('council.by', { day: dayShown(of.dueOn) })}</span>
        </p>
      )}
      {isSitting && (
        <Button component={Link} to="/councils/$id/live" params={{ id } as never} variant="light">
          {t('council.live.open')}
        </Button>
      )}
    </div>
  );
}
