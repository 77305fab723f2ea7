// The first screen: what must I do today, and what goes wrong if I don't.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { steps } from '../../../domain/programme-year/step-names.ts';
import { CyclePreview } from '../../commands/cycle-preview.tsx';
import { useMe } from '../../frame/me.ts';
import { useToday, useYear } from '../../frame/year.ts';
import { Empty } from '../../patterns/empty.tsx';
import { Failed } from '../../patterns/failed.tsx';
import { ListPage } from '../../patterns/list-page.tsx';
import { Loading } from '../../patterns/loading.tsx';
import { PageHead } from '../../patterns/page-head.tsx';
import { type Column, Rows } from '../../patterns/rows.tsx';
import type { BoardItem } from '../../talk/answers.ts';
import { year } from '../../talk/reads.ts';
import { Due } from '../../words/due.tsx';
import { useWords } from '../../words/language.ts';
import { placeOf, toneOf } from '../../words/of-cycle.ts';
import { useMyWork } from './my-work.ts';
import classes from './work.module.css';

const GROUPS = ['overdue', 'soon', 'later'] as const;

export function WorkScreen() {
  const { t, say } = useWords();
  const { chosen } = useSearch({ from: '/signed/work' });
  const go = useNavigate({ from: '/work' });
  const work = useMyWork();
  const choose = (id: string | undefined) =>
    void go({ search: id === undefined ? {} : { chosen: id }, replace: true, resetScroll: false });
  const open = (id: string) => void go({ to: '/cycles/$id', params: { id } });
  const columns: readonly Column<BoardItem>[] = [
    {
      key: 'what',
      head: t('list.waiting'),
      width: 'minmax(0, 5fr)',
      cell: (item) => (
        <>
          <span className={`${classes.mark} ${toneOf(item)}`} aria-hidden>
            {item.overdue ? '▲' : '●'}
          </span>
          <strong className={classes.what}>{item.waiting && say(item.waiting)}</strong>
        </>
      ),
    },
    {
      key: 'product',
      head: t('list.products'),
      width: 'minmax(0, 6fr)',
      cell: (item) => (
        <>
          <Link to="/cycles/$id" params={{ id: item.cycle }} className={classes.product as string}>
            {item.productName}
          </Link>{' '}
          <span className="quiet small">{item.producer}</span>
        </>
      ),
    },
    { key: 'place', head: t('place'), width: 'minmax(0, 4fr)', cell: placeOf },
    { key: 'due', head: t('list.due'), width: 'minmax(232px, 5fr)', cell: (item) => <Due item={item} /> },
    {
      key: 'do',
      head: t('work.act'),
      width: '112px',
      cell: (item) => (
        <Button
          size="compact-sm"
          variant={item.cycle === chosen ? 'filled' : 'light'}
          onClick={() => choose(item.cycle)}
          aria-label={`${t('work.do')}: ${item.waiting ? say(item.waiting) : ''} – ${item.productName}`}
        >
          {t('work.do')}
        </Button>
      ),
    },
  ];
  if (work.error) return <Failed error={work.error} again={work.again} />;
  if (!work.groups) return <Loading lines={10} />;
  const { groups } = work;
  const all = GROUPS.reduce((n, group) => n + groups[group].length, 0);
  const shown = GROUPS.flatMap((group) => groups[group]).find(({ cycle }) => cycle === chosen);
  return (
    <ListPage
      preview={shown && <CyclePreview key={shown.cycle} id={shown.cycle} />}
      closePreview={() => choose(undefined)}
    >
      <PageHead title={t('work.title')}>
        <ThisMonth />
      </PageHead>
      <div className={classes.counts}>
        {([...GROUPS, 'all'] as const).map((group) => (
          <a
            key={group}
            href={group === 'all' ? '#main' : `#${group}`}
            className={`${classes.count} sheet`}
            data-group={group}
          >
            <strong>{group === 'all' ? all : groups[group].length}</strong> {t(`work.counts.${group}`)}
          </a>
        ))}
      </div>
      {all === 0 && (
        <Empty title={t('work.none')}>
          <p>{t('work.noneHow')}</p>
        </Empty>
      )}
      {GROUPS.filter((group) => groups[group].length > 0).map((group) => (
        <section key={group} id={group} className={classes.group}>
          <h2 className={group === 'overdue' ? 'late' : undefined}>
            {t(`work.${group}`)} ({groups[group].length})
          </h2>
          {group === 'overdue' && <p className="quiet small">{t('work.overdueHow')}</p>}
          <Rows
            label={t(`work.${group}`)}
            rows={groups[group]}
            idOf={({ cycle }) => cycle}
            columns={columns}
            chosen={chosen}
            choose={({ cycle }) => choose(cycle)}
            open={({ cycle }) => open(cycle)}
          />
        </section>
      ))}
    </ListPage>
  );
}

/** This month of the cycle in one line. */
function ThisMonth() {
  const { t, say } = useWords();
  const today = useToday();
  const [of] = useYear();
  const { province } = useMe();
  const plan = useQuery({ ...year(`${province?.code}-${of}`), enabled: province !== undefined });
  const windows = plan.data?.body.state.plan?.windows;
  if (!windows) return null;
  const open = Object.entries(steps).filter(([id]) => {
    const window = windows[id];
    return window && window.from <= today && today <= window.until;
  });
  return (
    <p className={`quiet ${classes.month}`}>
      <strong>{t('work.month', { month: Number(today.slice(5, 7)), year: today.slice(0, 4) })}</strong>{' '}
      {open.length === 0
        ? t('work.nothingNow')
        : t('work.windows', { steps: open.map(([, words]) => say(words)).join('; ') })}
    </p>
  );
}
