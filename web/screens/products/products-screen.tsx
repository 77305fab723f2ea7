// Every product's place in the year. What is narrowed down, which columns are shown and of which day stands in the address.
import { Alert, Button, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { CyclePreview } from '../../commands/cycle-preview.tsx';
import { useYear } from '../../frame/year.ts';
import { AsOfDay, Past } from '../../patterns/as-of.tsx';
import { AsSheet } from '../../patterns/as-sheet.tsx';
import { Empty } from '../../patterns/empty.tsx';
import { Failed } from '../../patterns/failed.tsx';
import { ListPage } from '../../patterns/list-page.tsx';
import { Loading } from '../../patterns/loading.tsx';
import { PageHead } from '../../patterns/page-head.tsx';
import { Rows } from '../../patterns/rows.tsx';
import type { BoardItem } from '../../talk/answers.ts';
import { isProblem } from '../../talk/problem.ts';
import { type CycleFilters, cycles } from '../../talk/reads.ts';
import { useWords } from '../../words/language.ts';
import { useListWords } from '../../words/lists/lists.ts';
import { ChooseColumns } from './choose-columns.tsx';
import { shownOf, useColumns } from './columns.tsx';
import { Filters } from './filters.tsx';
import { pickColumn } from './pick-column.tsx';
import { Picked } from './picked.tsx';
import classes from './products.module.css';
import { Views } from './views.tsx';

export function ProductsScreen() {
  const { t, say } = useWords();
  const { t: l } = useListWords();
  const search = useSearch({ from: '/signed/products' });
  const { chosen, columns, asOf, ...filters } = search;
  const [now] = useYear();
  const year = filters.year === undefined ? (asOf?.slice(0, 4) ?? now) : now;
  const askedYear = filters.year ?? year;
  const go = useNavigate({ from: '/products' });
  const asked = { sort: 'dueOn', ...filters, year: askedYear, ...(asOf === undefined ? {} : { asOf }) };
  const list = useInfiniteQuery(cycles(asked));
  const [picked, setPicked] = useState<ReadonlyMap<string, string>>(new Map());
  const narrow = (changed: CycleFilters) =>
    void go({
      search: { ...changed, ...(columns === undefined ? {} : { columns }), ...(asOf === undefined ? {} : { asOf }) },
      replace: true,
    });
  const turn = (change: { columns?: string | undefined; asOf?: string | undefined; chosen?: string | undefined }) =>
    void go({
      search: Object.fromEntries(
        Object.entries({ ...search, ...change }).filter(([, value]) => value !== undefined),
      ) as typeof search,
      replace: true,
      resetScroll: false,
    });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const reach = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  const { product, others } = useColumns(asOf);
  const rows = list.data?.pages.flatMap(({ items }) => items);
  const first = list.data?.pages[0];
  const total = first?.total ?? 0;
  const pick = ({ cycle, productName }: BoardItem) => {
    const next = new Map(picked);
    if (!next.delete(cycle)) next.set(cycle, productName);
    setPicked(next);
  };
  const isPast = asOf !== undefined;
  const shown = [
    ...(isPast ? [] : [pickColumn({ words: l, rows: rows ?? [], picked, pick, change: setPicked })]),
    product,
    ...shownOf(others, columns),
  ];
  const isBadAddress = isProblem(list.error) && list.error.status === 400;
  return (
    <ListPage
      preview={chosen && !isPast && <CyclePreview key={chosen} id={chosen} />}
      closePreview={() => turn({ chosen: undefined })}
    >
      <PageHead title={`${t('list.products')} ${year}`}>
        <Text className="quiet" role="status">
          {rows && t('list.count', { count: total })}
        </Text>
        <Views
          now={{ ...filters, ...(columns === undefined ? {} : { columns }) }}
          show={(of) => turn({ ...blank(search), ...of })}
        />
        <ChooseColumns others={others} columns={columns} change={(next) => turn({ columns: next })} />
        <AsSheet path="/v1/product-cycles" name={`san-pham-${asOf ?? year}`} filters={asked} />
        <AsOfDay day={asOf} choose={(day) => turn({ asOf: day, chosen: undefined })} />
      </PageHead>
      {isPast && <Past day={asOf} later={first?.later?.facts} leave={() => turn({ asOf: undefined })} />}
      <Filters filters={filters} change={narrow} />
      {!isPast && <Picked picked={picked} change={setPicked} />}
      {list.error && !rows && !isBadAddress && <Failed error={list.error} again={() => list.refetch()} />}
      {isBadAddress && isProblem(list.error) && (
        <Alert color="yellow" role="alert" title={l('badFilter')}>
          <p>{say(list.error.sentences)}</p>
          <Button variant="default" onClick={() => void go({ search: {}, replace: true })}>
            {t('list.clear')}
          </Button>
        </Alert>
      )}
      {!rows && !list.error && <Loading lines={14} />}
      {rows?.length === 0 && (
        <Empty title={t('list.none')}>
          <p>{t('list.noneHow')}</p>
        </Empty>
      )}
      {rows && rows.length > 0 && (
        <div data-past={isPast || undefined} className={classes.rows}>
          <Rows
            label={t('list.products')}
            rows={rows}
            total={total}
            idOf={({ cycle }) => cycle}
            columns={shown}
            isNarrow={chosen !== undefined && !isPast}
            chosen={chosen}
            choose={({ cycle }) => turn({ chosen: cycle })}
            open={({ cycle }) =>
              void go({ to: '/cycles/$id', params: { id: cycle }, search: asOf === undefined ? {} : { asOf } })
            }
            {...(isPast ? {} : { pick })}
            reach={reach}
          />
        </div>
      )}
      {hasNextPage && (
        <Button variant="default" mt="sm" loading={isFetchingNextPage} onClick={reach}>
          {t('list.more')}
        </Button>
      )}
    </ListPage>
  );
}

/** Every one of the search's members gone. */
const blank = (search: object): Record<string, undefined> =>
  Object.fromEntries(Object.keys(search).map((name) => [name, undefined]));
