// What is to be done after a recognition: certificates by the month in which they end, and by their state.
import { Button, NativeSelect, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { AsSheet } from '../../patterns/as-sheet.tsx';
import { Empty } from '../../patterns/empty.tsx';
import { Failed } from '../../patterns/failed.tsx';
import { Loading } from '../../patterns/loading.tsx';
import { PageHead } from '../../patterns/page-head.tsx';
import { type Column, Rows } from '../../patterns/rows.tsx';
import { type CertificateItem, certificateStates } from '../../talk/certificate-answers.ts';
import { certificates } from '../../talk/certificate-reads.ts';
import { dayShown } from '../../words/dates.ts';
import { useWords } from '../../words/language.ts';
import { CertificateState } from './certificate-state.tsx';
import classes from './certificates.module.css';
import { Months } from './months.tsx';

export function CertificatesScreen() {
  const { t } = useWords();
  const search = useSearch({ from: '/signed/certificates' });
  const go = useNavigate({ from: '/certificates' });
  const list = useInfiniteQuery(certificates(search));
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const reach = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const rows = list.data?.pages.flatMap(({ items }) => items);
  const columns: readonly Column<CertificateItem>[] = [
    {
      key: 'product',
      head: t('certificates.product'),
      width: 'minmax(0, 6fr)',
      cell: ({ certificate, productName, producer, stars }) => (
        <>
          <Link to="/certificates/$id" params={{ id: certificate }} className={classes.name as string}>
            {productName}
          </Link>{' '}
          <span className="quiet small">
            {stars && '★'.repeat(stars)} {producer}
          </span>
        </>
      ),
    },
    { key: 'number', head: t('certificates.number'), width: '132px', cell: ({ number }) => number },
    { key: 'until', head: t('certificates.until'), width: '104px', cell: ({ until }) => until && dayShown(until) },
    {
      key: 'state',
      head: t('list.state'),
      width: 'minmax(0, 3fr)',
      cell: ({ state }) => <CertificateState state={state} />,
    },
    { key: 'todo', head: t('certificates.toDo'), width: 'minmax(0, 5fr)', cell: (item) => <ToDo item={item} /> },
    {
      key: 'warned',
      head: t('certificates.warned'),
      width: 'minmax(0, 3fr)',
      isExtra: true,
      cell: ({ warned = [] }) =>
        warned.length > 0 && warned.map((days) => t('certificates.warnedDays', { days })).join(', '),
    },
  ];
  return (
    <>
      <PageHead title={t('certificates.title')}>
        <NativeSelect
          size="xs"
          aria-label={t('list.state')}
          value={search.state ?? ''}
          onChange={({ currentTarget }) => {
            const { value } = currentTarget;
            void go({ search: ({ state: _, ...kept }) => (value ? { ...kept, state: value } : kept), replace: true });
          }}
          data={[
            { value: '', label: t('list.all') },
            ...certificateStates.map((value) => ({ value, label: t(`certificates.states.${value}`) })),
          ]}
        />
        <Button
          size="compact-sm"
          variant={search.revocation ? 'filled' : 'default'}
          onClick={() =>
            void go({
              search: ({ revocation, ...kept }) => (revocation ? kept : { ...kept, revocation: 'true' }),
              replace: true,
            })
          }
        >
          {t('certificates.open')}
        </Button>
        {Object.keys(search).length > 0 && (
          <Button size="compact-sm" variant="subtle" onClick={() => void go({ search: {}, replace: true })}>
            {t('list.clear')}
          </Button>
        )}
        <Text className="quiet" role="status">
          {rows && t('certificates.count', { count: list.data?.pages[0]?.total ?? 0 })}
        </Text>
        <AsSheet path="/v1/certificates" name="giay-chung-nhan" filters={search} />
      </PageHead>
      <Months chosen={search.month} />
      {list.error && !rows && <Failed error={list.error} again={() => list.refetch()} />}
      {!rows && !list.error && <Loading lines={10} />}
      {rows?.length === 0 && (
        <Empty title={t('certificates.none')}>
          <p>{t('certificates.noneHow')}</p>
        </Empty>
      )}
      {rows && rows.length > 0 && (
        <Rows
          label={t('certificates.title')}
          rows={rows}
          total={list.data?.pages[0]?.total ?? rows.length}
          idOf={({ certificate }) => certificate}
          columns={columns}
          choose={() => {}}
          open={({ certificate }) => void go({ to: '/certificates/$id', params: { id: certificate } })}
          reach={reach}
        />
      )}
    </>
  );
}

function ToDo({ item }: { item: CertificateItem }) {
  const { t } = useWords();
  const { issueDueOn, revocationDueOn, reprintSince, toRemedy = 0 } = item;
  const all = [
    issueDueOn && t('certificates.issueBy', { day: dayShown(issueDueOn) }),
    revocationDueOn && t('certificates.decideBy', { day: dayShown(revocationDueOn) }),
    reprintSince && t('certificates.reprint', { day: dayShown(reprintSince) }),
    toRemedy > 0 && t('certificates.toRemedy', { count: toRemedy }),
  ];
  return <span className="warn">{all.filter(Boolean).join(' · ')}</span>;
}
