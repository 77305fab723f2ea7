// The councils' sessions of a year: how far each has come, and who is waited for.
import { NativeSelect, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useYear } from '../../frame/year.ts';
import { AsSheet } from '../../patterns/as-sheet.tsx';
import { Empty } from '../../patterns/empty.tsx';
import { Failed } from '../../patterns/failed.tsx';
import { ListPage } from '../../patterns/list-page.tsx';
import { Loading } from '../../patterns/loading.tsx';
import { PageHead } from '../../patterns/page-head.tsx';
import { type Column, Rows } from '../../patterns/rows.tsx';
import { sessions } from '../../talk/council.ts';
import type { SessionLine } from '../../talk/council-answers.ts';
import { dayShown } from '../../words/dates.ts';
import { useWords } from '../../words/language.ts';
import { useNames } from '../../words/names.ts';
import classes from './council.module.css';

export function SessionsScreen() {
  const { t } = useWords();
  const names = useNames();
  const { chosen, unit, round } = useSearch({ from: '/signed/councils' });
  const [year] = useYear();
  const go = useNavigate({ from: '/councils' });
  const asked = useQuery(sessions({ year }));
  const all = asked.data?.items;
  const rows = all?.filter(
    (one) => (unit === undefined || one.unit === unit) && (round === undefined || String(one.round) === round),
  );
  const search = (changed: { unit?: string; round?: string; chosen?: string }) =>
    void go({
      search: (kept) => {
        const next = Object.entries({ ...kept, ...changed }).filter(([, value]) => value !== undefined && value !== '');
        return Object.fromEntries(next);
      },
      replace: true,
      resetScroll: false,
    });
  const columns: readonly Column<SessionLine>[] = [
    {
      key: 'session',
      head: t('council.session'),
      width: 'minmax(0, 6fr)',
      cell: (one) => (
        <Link to="/councils/$id" params={{ id: one.id }} className={classes.name as string}>
          {t('council.name', {
            tier: names.tier(one.tier).toLowerCase(),
            unit: names.unit(one.unit),
            round: one.round,
          })}
        </Link>
      ),
    },
    {
      key: 'meets',
      head: t('council.meets'),
      width: '112px',
      cell: (one) => dayShown(one.meetsOn),
    },
    {
      key: 'stage',
      head: t('council.stage'),
      width: 'minmax(0, 3fr)',
      cell: (one) =>
        one.suspended ? (
          <span className="late">{t('council.suspended')}</span>
        ) : (
          <span className={one.stage === 'delivered' ? 'good' : undefined}>{t(`council.stages.${one.stage}`)}</span>
        ),
    },
    {
      key: 'products',
      head: t('list.products'),
      width: 'minmax(0, 4fr)',
      cell: (one) => (
        <>
          {t('council.products', { count: one.products })}
          {one.undecided > 0 && <span className="quiet"> · {t('council.left', { count: one.undecided })}</span>}
        </>
      ),
    },
    { key: 'waits', head: t('council.waits'), width: 'minmax(0, 4fr)', cell: (one) => <Waiting line={one} /> },
  ];
  const unitsThere = [...new Set(all?.map((one) => one.unit))].map((code) => ({
    value: code,
    label: names.unit(code),
  }));
  const roundsThere = [...new Set(all?.map((one) => one.round))].sort().map((no) => ({
    value: String(no),
    label: t('council.roundNo', { no }),
  }));
  const every = { value: '', label: t('list.all') };
  return (
    <ListPage closePreview={() => undefined}>
      <PageHead title={`${t('council.title')} ${year}`}>
        <Text className="quiet">{t('council.lead', { year })}</Text>
      </PageHead>
      {all && all.length > 0 && (
        <div className={classes.filters}>
          <NativeSelect
            label={t('council.unit')}
            value={unit ?? ''}
            data={[every, ...unitsThere]}
            onChange={(event) => search({ unit: event.currentTarget.value })}
          />
          <NativeSelect
            label={t('council.round')}
            value={round ?? ''}
            data={[every, ...roundsThere]}
            onChange={(event) => search({ round: event.currentTarget.value })}
          />
          <AsSheet path="/v1/council-sessions" name={`phien-hop-${year}`} filters={{ year, unit, round }} />
        </div>
      )}
      {asked.error && !all && <Failed error={asked.error} again={() => asked.refetch()} />}
      {!all && !asked.error && <Loading lines={10} />}
      {rows?.length === 0 && (
        <Empty title={t('council.none', { year })}>
          <p>{t('council.noneHow')}</p>
          <p>{t('council.noneYours')}</p>
        </Empty>
      )}
      {rows && rows.length > 0 && (
        <Rows
          label={t('council.title')}
          rows={rows}
          idOf={({ id }) => id}
          columns={columns}
          chosen={chosen}
          choose={({ id }) => search({ chosen: id })}
          open={({ id }) => void go({ to: '/councils/$id', params: { id } })}
        />
      )}
    </ListPage>
  );
}

function Waiting({ line }: { line: SessionLine }) {
  const { t, say } = useWords();
  const { waitedFor } = line;
  if (waitedFor)
    return (
      <span className={waitedFor.overdue ? 'late' : undefined}>
        {say(waitedFor.what)}
        <span className="quiet"> · {t('council.by', { day: dayShown(waitedFor.dueOn) })}</span>
      </span>
    );
  if (line.undeclared > 0) return t('council.undeclared', { count: line.undeclared });
  if (line.stage === 'sitting') return t('council.waitsPresiding');
  return <span className="quiet">–</span>;
}
