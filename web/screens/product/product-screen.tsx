// The case page of a product's cycle: where it stands, what happened, what can be done.
import { Tabs, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { CommandPanel } from '../../commands/command-panel.tsx';
import { DossierOf } from '../../commands/dossier-of.ts';
import { useToday } from '../../frame/year.ts';
import { AsOfDay, Past, PastCommands } from '../../patterns/as-of.tsx';
import { CasePage } from '../../patterns/case-page.tsx';
import { Failed } from '../../patterns/failed.tsx';
import { Loading } from '../../patterns/loading.tsx';
import { PageHead } from '../../patterns/page-head.tsx';
import { Timeline } from '../../patterns/timeline.tsx';
import { WaitsFor } from '../../patterns/waits-for.tsx';
import { cycle, timeline } from '../../talk/reads.ts';
import { useWords } from '../../words/language.ts';
import { useNames } from '../../words/names.ts';
import { placeOf } from '../../words/of-cycle.ts';
import { Dossier } from './dossier.tsx';
import { Points } from './points.tsx';
import { Proof } from './proof.tsx';
import { Track } from './track.tsx';

const TABS = ['work', 'history', 'points', 'proof'] as const;
type Tab = (typeof TABS)[number];

export function ProductScreen() {
  const { t } = useWords();
  const names = useNames();
  const today = useToday();
  const { id } = useParams({ from: '/signed/cycles/$id' });
  const { tab, fact, asOf } = useSearch({ from: '/signed/cycles/$id' });
  const go = useNavigate({ from: '/cycles/$id' });
  const asked = useQuery(cycle(id));
  const past = useQuery({ ...cycle(id, asOf), enabled: asOf !== undefined });
  const history = useQuery(timeline('product-cycles', id, asOf));
  const lookAt = (day: string | undefined) =>
    void go({
      search: ({ asOf: _, ...kept }) => (day === undefined ? kept : { ...kept, asOf: day }),
      replace: true,
      resetScroll: false,
    });
  if (asked.error && !asked.data) return <Failed error={asked.error} again={() => asked.refetch()} />;
  if (!asked.data) return <Loading lines={14} />;
  const { body, etag } = asked.data;
  const item = body.board;
  const then = asOf === undefined ? undefined : past.data?.body;
  const isPast = asOf !== undefined;
  const state = isPast ? then?.state : body.state;
  const at: Tab = TABS.find((one) => one === tab) ?? (fact === undefined ? 'work' : 'history');
  const facts = history.data ?? [];
  const timelineOf = (whole: boolean) =>
    history.error && !history.data ? (
      <Failed error={history.error} again={() => history.refetch()} />
    ) : history.data ? (
      <Timeline facts={facts} marked={fact} whole={whole} linkTo={(no) => `/app/cycles/${id}?tab=history&fact=${no}`} />
    ) : (
      <Loading lines={8} />
    );
  const meta = item && [
    item.productCode,
    item.producer,
    placeOf(item),
    names.group(item.group),
    item.rulebook,
    state?.plan && t('product.aim', { stars: state.plan.targetStar }),
  ];
  return (
    <CasePage
      title={
        <>
          <PageHead title={item?.productName ?? id}>
            <Text className="quiet">{meta?.filter(Boolean).join(' · ')}</Text>
            <AsOfDay day={asOf} choose={lookAt} />
          </PageHead>
          {isPast && <Past day={asOf} later={then?.later?.facts} leave={() => lookAt(undefined)} />}
          {item?.damaged && <p className="late">{t('state.damaged')}</p>}
          {item?.stale && <p className="warn">{t('state.stale')}</p>}
        </>
      }
      track={state && <Track state={state} item={isPast ? undefined : item} />}
      waits={item && !isPast && <WaitsFor item={item} />}
      side={
        <section aria-labelledby="commands">
          <h2 id="commands">{t('case.commands')}</h2>
          {isPast ? (
            <PastCommands />
          ) : (
            <DossierOf value={id}>
              <CommandPanel id={id} etag={etag} offers={body.commands} waitsFor={item?.waiting?.responsibility} />
            </DossierOf>
          )}
        </section>
      }
    >
      <Tabs
        value={at}
        onChange={(to) =>
          void go({
            search: { ...(to === 'work' ? {} : { tab: to as Tab }), ...(isPast ? { asOf } : {}) },
            replace: true,
            resetScroll: false,
          })
        }
        keepMounted={false}
      >
        <Tabs.List aria-label={t('case.tabs.label')}>
          {TABS.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`case.tabs.${one}`)}
              {one === 'history' && history.data ? ` (${facts.length})` : ''}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="work" pt="md">
          {past.error && !past.data && <Failed error={past.error} again={() => past.refetch()} />}
          {state && <Dossier id={id} state={state} today={asOf ?? today} offers={isPast ? [] : body.commands} />}
          <h2>{t('case.history')}</h2>
          {timelineOf(false)}
        </Tabs.Panel>
        <Tabs.Panel value="history" pt="md">
          {timelineOf(true)}
        </Tabs.Panel>
        <Tabs.Panel value="points" pt="md">
          {state && <Points id={id} state={state} isPast={isPast} />}
        </Tabs.Panel>
        <Tabs.Panel value="proof" pt="md">
          <Proof id={id} facts={facts} />
        </Tabs.Panel>
      </Tabs>
    </CasePage>
  );
}
