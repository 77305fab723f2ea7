// The first screen: what must I do today, and what goes wrong if I don't. The act itself stands in its row.
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { CyclePreview } from '../../commands/cycle-preview.tsx';
import { useMe } from '../../frame/me.ts';
import { Empty } from '../../patterns/empty.tsx';
import { Failed } from '../../patterns/failed.tsx';
import { ListPage } from '../../patterns/list-page.tsx';
import { Loading } from '../../patterns/loading.tsx';
import { PageHead } from '../../patterns/page-head.tsx';
import { type WorkGroup, workGroups } from '../../talk/answers.ts';
import { myWork } from '../../talk/reads.ts';
import { useActingAs } from '../../talk/who.ts';
import { useWords } from '../../words/language.ts';
import classes from './work.module.css';
import { WorkRows } from './work-rows.tsx';

/** Who sets a province up alone loads what leads them through it. */
const FirstSteps = lazy(() => import('./first-steps.tsx').then((all) => ({ default: all.FirstSteps })));
const SET_UP = ['admin', 'province-officer'];

const MINE = workGroups.filter((group) => group !== 'others');

export function WorkScreen() {
  const { t, say } = useWords();
  const { chosen } = useSearch({ from: '/signed/work' });
  const go = useNavigate({ from: '/work' });
  const { roles } = useMe();
  const as = useActingAs();
  const asked = useQuery(myWork(as));
  const choose = (id: string | undefined) =>
    void go({ search: id === undefined ? {} : { chosen: id }, replace: true, resetScroll: false });
  if (asked.error && !asked.data) return <Failed error={asked.error} again={() => asked.refetch()} />;
  if (!asked.data) return <Loading lines={10} />;
  const { groups, month } = asked.data;
  const totalOf = (group: WorkGroup): number => groups[group]?.total ?? 0;
  const all = MINE.reduce((n, group) => n + totalOf(group), 0);
  const isCycle = workGroups.some((group) =>
    groups[group]?.items.some(({ resource, id }) => resource === 'product-cycles' && id === chosen),
  );
  return (
    <ListPage
      preview={isCycle && chosen && <CyclePreview key={chosen} id={chosen} />}
      closePreview={() => choose(undefined)}
    >
      <PageHead title={t('work.title')}>{month && <p className={`quiet ${classes.month}`}>{say(month)}</p>}</PageHead>
      {roles.some(({ role }) => SET_UP.includes(role)) && (
        <Suspense>
          <FirstSteps />
        </Suspense>
      )}
      <div className={classes.counts}>
        {workGroups.map((group) => (
          <a key={group} href={`#${group}`} className={`${classes.count} sheet`} data-group={group}>
            <strong>{totalOf(group)}</strong> {t(`work.counts.${group}`)}
          </a>
        ))}
      </div>
      {all === 0 && (
        <Empty title={t('work.none')}>
          <p>{t('work.noneHow')}</p>
        </Empty>
      )}
      {workGroups
        .filter((group) => totalOf(group) > 0)
        .map((group) => (
          <section key={group} id={group} className={classes.group}>
            <h2 className={group === 'overdue' ? 'late' : undefined}>
              {t(`work.${group}`)} ({totalOf(group)})
            </h2>
            {group === 'overdue' && <p className="quiet small">{t('work.overdueHow')}</p>}
            <WorkRows
              group={group}
              items={groups[group]?.items ?? []}
              isNarrow={isCycle}
              chosen={chosen}
              choose={choose}
              open={(id) => void go({ to: '/cycles/$id', params: { id } })}
            />
            {totalOf(group) > (groups[group]?.items.length ?? 0) && (
              <p className="quiet small">
                <Link to="/products" search={{ state: group === 'overdue' ? 'overdue' : 'open' }}>
                  {t('work.more', { count: totalOf(group) - (groups[group]?.items.length ?? 0) })}
                </Link>
              </p>
            )}
          </section>
        ))}
    </ListPage>
  );
}
