// Every product's place in the year. What is narrowed down stands in the address.
import { Button, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { stepIds, steps } from '../../../domain/programme-year/step-names.ts';
import { CyclePreview } from '../../commands/cycle-preview.tsx';
import { useYear } from '../../frame/year.ts';
import { AsSheet } from '../../patterns/as-sheet.tsx';
import { Empty } from '../../patterns/empty.tsx';
import { Failed } from '../../patterns/failed.tsx';
import { ListPage } from '../../patterns/list-page.tsx';
import { Loading } from '../../patterns/loading.tsx';
import { PageHead } from '../../patterns/page-head.tsx';
import { type Column, Rows } from '../../patterns/rows.tsx';
import type { BoardItem } from '../../talk/answers.ts';
import { type CycleFilters, cycles } from '../../talk/reads.ts';
import { DueOn } from '../../words/due.tsx';
import { useWords } from '../../words/language.ts';
import { useNames } from '../../words/names.ts';
import { placeOf } from '../../words/of-cycle.ts';
import { Filters } from './filters.tsx';
import classes from './products.module.css';
import { StateOf } from './state-of.tsx';

export function ProductsScreen() {
  const { t, say } = useWords();
  const names = useNames();
  const { chosen, ...filters } = useSearch({ from: '/signed/products' }) as CycleFilters & { chosen?: string };
  const [year] = useYear();
  const go = useNavigate({ from: '/products' });
  const asked = { sort: 'dueOn', ...filters, year: filters.year ?? year };
  const list = useInfiniteQuery(cycles(asked));
  const choose = (id: string | undefined) =>
    void go({
      search: ({ chosen: _, ...kept }) => (id ? { ...kept, chosen: id } : kept),
      replace: true,
      resetScroll: false,
    });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const reach = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  const columns: readonly Column<BoardItem>[] = [
    {
      key: 'product',
      head: t('list.products'),
      width: 'minmax(0, 7fr)',
      cell: (item) => (
        <>
          <Link to="/cycles/$id" params={{ id: item.cycle }} className={classes.product as string}>
            {item.productName}
          </Link>{' '}
          <span className="quiet small">{item.producer}</span>
        </>
      ),
    },
    { key: 'place', head: t('place'), width: 'minmax(0, 5fr)', isExtra: true, cell: placeOf },
    {
      key: 'step',
      head: t('list.step'),
      width: 'minmax(0, 5fr)',
      cell: (item) =>
        item.step && (
          <>
            {stepIds.indexOf(item.step) + 1}. {say(steps[item.step])}
            {item.tier && <span className="quiet"> · {names.tier(item.tier)}</span>}
          </>
        ),
    },
    { key: 'state', head: t('list.state'), width: 'minmax(0, 5fr)', cell: (item) => <StateOf item={item} /> },
    {
      key: 'waiting',
      isExtra: true,
      head: t('list.waiting'),
      width: 'minmax(0, 4fr)',
      cell: (item) => item.waiting && say(item.waiting),
    },
    {
      key: 'due',
      head: t('list.due'),
      width: 'clamp(130px, 17vw, 232px)',
      cell: (item) => item.state === 'open' && <DueOn {...item} isLate={item.overdue} />,
    },
  ];
  const rows = list.data?.pages.flatMap(({ items }) => items);
  const total = list.data?.pages[0]?.total ?? 0;
  return (
    <ListPage preview={chosen && <CyclePreview key={chosen} id={chosen} />} closePreview={() => choose(undefined)}>
      <PageHead title={`${t('list.products')} ${year}`}>
        <Text className="quiet" role="status">
          {rows && t('list.count', { count: total })}
        </Text>
        <AsSheet path="/v1/product-cycles" name={`san-pham-${year}`} filters={asked} />
      </PageHead>
      <Filters filters={filters} change={(changed) => void go({ search: changed, replace: true })} />
      {list.error && !rows && <Failed error={list.error} again={() => list.refetch()} />}
      {!rows && !list.error && <Loading lines={14} />}
      {rows?.length === 0 && (
        <Empty title={t('list.none')}>
          <p>{t('list.noneHow')}</p>
        </Empty>
      )}
      {rows && rows.length > 0 && (
        <Rows
          label={t('list.products')}
          rows={rows}
          total={total}
          idOf={({ cycle }) => cycle}
          columns={columns}
          isNarrow={chosen !== undefined}
          chosen={chosen}
          choose={({ cycle }) => choose(cycle)}
          open={({ cycle }) => void go({ to: '/cycles/$id', params: { id: cycle } })}
          reach={reach}
        />
      )}
      {hasNextPage && (
        <Button variant="default" mt="sm" loading={isFetchingNextPage} onClick={reach}>
          {t('list.more')}
        </Button>
      )}
    </ListPage>
  );
}
