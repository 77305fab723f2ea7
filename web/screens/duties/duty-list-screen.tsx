// Duties of units one by one, as the address narrows them down.
import { Button, NativeSelect, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useMe } from '../../frame/me.ts';
import { useYear } from '../../frame/year.ts';
import { AsSheet } from '../../patterns/as-sheet.tsx';
import { Empty } from '../../patterns/empty.tsx';
import { Failed } from '../../patterns/failed.tsx';
import { Loading } from '../../patterns/loading.tsx';
import { PageHead } from '../../patterns/page-head.tsx';
import { type Column, Rows } from '../../patterns/rows.tsx';
import { unitNames } from '../../talk/reads.ts';
import type { DutyItem } from '../../talk/year-answers.ts';
import { duties } from '../../talk/year-reads.ts';
import { dayShown } from '../../words/dates.ts';
import { DueOn } from '../../words/due.tsx';
import { useWords } from '../../words/language.ts';
import { useNames } from '../../words/names.ts';
import classes from './duties.module.css';
import { DutyState, dutyStates } from './duty-state.tsx';

export function DutyListScreen() {
  const { t, say } = useWords();
  const names = useNames();
  const { province } = useMe();
  const [year] = useYear();
  const search = useSearch({ from: '/signed/duties/list' });
  const go = useNavigate({ from: '/duties/list' });
  const units = useQuery(unitNames(province?.code)).data;
  const list = useInfiniteQuery(duties({ ...search, year }));
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const reach = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const rows = list.data?.pages.flatMap(({ items }) => items);
  const set = (name: 'place' | 'state') => (value: string) =>
    void go({
      search: ({ [name]: _, ...kept }) => (value === '' ? kept : { ...kept, [name]: value }),
      replace: true,
    });
  const columns: readonly Column<DutyItem>[] = [
    {
      key: 'name',
      head: t('duties.duty'),
      width: 'minmax(0, 7fr)',
      cell: ({ id, duty, name }) => (
        <Link to="/duties/$id" params={{ id }} search={{ duty }} className={classes.name as string}>
          {say(name)}
        </Link>
      ),
    },
    { key: 'unit', head: t('duties.unit'), width: 'minmax(0, 3fr)', cell: ({ unit }) => unit.name },
    { key: 'state', head: t('list.state'), width: 'minmax(0, 3fr)', cell: (item) => <DutyState of={item} /> },
    {
      key: 'due',
      head: t('list.due'),
      width: 'minmax(0, 248px)',
      cell: (item) =>
        item.workingDaysLeft === undefined ? dayShown(item.dueOn) : <DueOn {...item} isLate={item.overdue} />,
    },
    {
      key: 'who',
      head: t('list.who'),
      width: 'minmax(0, 4fr)',
      cell: ({ acting }) => acting.map((one) => names.actor({ kind: 'person', ...one })).join('; '),
    },
  ];
  const places = [...(units ?? [])]
    .map(([value, label]) => ({ value, label }))
    .sort((a, b) => a.value.localeCompare(b.value));
  return (
    <>
      <PageHead title={`${t('duties.title')} ${year}`}>
        <Link to="/duties" search={{ year }}>
          ← {t('duties.board')}
        </Link>
        <NativeSelect
          size="xs"
          aria-label={t('list.state')}
          value={search.state ?? ''}
          onChange={({ currentTarget }) => set('state')(currentTarget.value)}
          data={[
            { value: '', label: t('list.all') },
            ...dutyStates.map((value) => ({ value, label: t(`duties.states.${value}`) })),
          ]}
        />
        <NativeSelect
          size="xs"
          aria-label={t('place')}
          value={search.place ?? ''}
          onChange={({ currentTarget }) => set('place')(currentTarget.value)}
          data={[{ value: '', label: t('duties.everywhere') }, ...places]}
        />
        <Text className="quiet" role="status">
          {rows && t('duties.count', { count: list.data?.pages[0]?.total ?? 0 })}
        </Text>
        <AsSheet path="/v1/duties" name={`nhiem-vu-${year}`} filters={{ ...search, year }} />
      </PageHead>
      {list.error && !rows && <Failed error={list.error} again={() => list.refetch()} />}
      {!rows && !list.error && <Loading lines={14} />}
      {rows?.length === 0 && (
        <Empty title={t('duties.noneLeft')}>
          <p>{t('list.noneHow')}</p>
        </Empty>
      )}
      {rows && rows.length > 0 && (
        <Rows
          label={t('duties.title')}
          rows={rows}
          total={list.data?.pages[0]?.total ?? rows.length}
          idOf={({ id, duty, no }) => `${id}/${duty}/${no}`}
          columns={columns}
          choose={() => {}}
          open={({ id, duty }) => void go({ to: '/duties/$id', params: { id }, search: { duty } })}
          reach={reach}
        />
      )}
      {hasNextPage && (
        <Button variant="default" mt="sm" loading={isFetchingNextPage} onClick={reach}>
          {t('list.more')}
        </Button>
      )}
    </>
  );
}
