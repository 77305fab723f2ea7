// What was recorded anywhere, of what one may see: looked for by person, unit, kind and period. Beside it each fact says what
// it rests on, and its place in the sealed log is worked out here.
import { Button, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { Empty } from '../../patterns/empty.tsx';
import { Failed } from '../../patterns/failed.tsx';
import { ListPage } from '../../patterns/list-page.tsx';
import { Loading } from '../../patterns/loading.tsx';
import { PageHead } from '../../patterns/page-head.tsx';
import { type Column, Rows } from '../../patterns/rows.tsx';
import type { FactFound } from '../../talk/audit-answers.ts';
import { type FactFilters, facts } from '../../talk/audit-reads.ts';
import { momentShown } from '../../words/dates.ts';
import { useWords } from '../../words/language.ts';
import { useListWords } from '../../words/lists/lists.ts';
import { useNames } from '../../words/names.ts';
import { AuditFilters } from './audit-filters.tsx';
import { FactBeside } from './fact-beside.tsx';

export function AuditScreen() {
  const { t, say } = useWords();
  const { t: l } = useListWords();
  const names = useNames();
  const { chosen, ...filters } = useSearch({ from: '/signed/audit' });
  const go = useNavigate({ from: '/audit' });
  const list = useInfiniteQuery(facts(filters));
  const rows = list.data?.pages.flatMap(({ items }) => items);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const reach = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const choose = (position: string | undefined) =>
    void go({
      search: position === undefined ? filters : { ...filters, chosen: position },
      replace: true,
      resetScroll: false,
    });
  const columns: readonly Column<FactFound>[] = [
    { key: 'at', head: l('audit.at'), width: '136px', cell: ({ recordedAt }) => momentShown(recordedAt) },
    {
      key: 'what',
      head: l('audit.what'),
      width: 'minmax(0, 8fr)',
      cell: ({ words, damaged, annulledBy }) => (
        <span className={damaged ? 'late' : annulledBy === undefined ? undefined : 'quiet'} title={say(words)}>
          {damaged && '✖ '}
          {annulledBy === undefined ? say(words) : <s>{say(words)}</s>}
        </span>
      ),
    },
    { key: 'by', head: l('audit.by'), width: 'minmax(0, 5fr)', cell: ({ actor }) => names.actor(actor) },
    { key: 'thing', head: l('audit.thing'), width: 'minmax(0, 5fr)', isExtra: true, cell: ({ id }) => id },
  ];
  const found = rows?.find(({ position }) => position === chosen);
  return (
    <ListPage
      preview={found && <FactBeside key={found.position} fact={found} />}
      closePreview={() => choose(undefined)}
    >
      <PageHead title={l('audit.title')} />
      <p className="quiet">{l('audit.lead')}</p>
      <AuditFilters filters={filters} change={(changed: FactFilters) => void go({ search: changed, replace: true })} />
      {list.error && !rows && <Failed error={list.error} again={() => list.refetch()} />}
      {!rows && !list.error && <Loading lines={14} />}
      {rows?.length === 0 && !hasNextPage && (
        <Empty title={l('audit.none')}>
          <p>{l('audit.noneHow')}</p>
        </Empty>
      )}
      {rows && rows.length > 0 && (
        <Rows
          label={l('audit.title')}
          rows={rows}
          idOf={({ position }) => position}
          columns={columns}
          isNarrow={found !== undefined}
          chosen={chosen}
          choose={({ position }) => choose(position)}
          open={({ position }) => choose(position)}
        />
      )}
      {hasNextPage && (
        <>
          {rows?.length === 0 && <Text className="quiet">{l('audit.notYet')}</Text>}
          <Button variant="default" mt="sm" loading={isFetchingNextPage} onClick={reach}>
            {t('list.more')}
          </Button>
        </>
      )}
    </ListPage>
  );
}
