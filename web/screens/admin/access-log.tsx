// Who was given what is personal or sealed, the newest first.
import { Button, Group, Text, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Empty } from '../../patterns/empty.tsx';
import { Failed } from '../../patterns/failed.tsx';
import { Loading } from '../../patterns/loading.tsx';
import { type Column, Rows } from '../../patterns/rows.tsx';
import type { Access } from '../../talk/admin-answers.ts';
import { accesses } from '../../talk/admin-reads.ts';
import { momentShown } from '../../words/dates.ts';
import { useMoreWords } from '../../words/more/more.ts';
import classes from './admin.module.css';

export function AccessLog() {
  const { t } = useMoreWords();
  const { account } = useSearch({ from: '/signed/admin' });
  const go = useNavigate({ from: '/admin' });
  const list = useInfiniteQuery(accesses(account));
  const rows = list.data?.pages.flatMap(({ items }) => items);
  const columns: readonly Column<Access>[] = [
    { key: 'at', head: t('admin.access.at'), width: '136px', cell: ({ at }) => momentShown(at) },
    { key: 'account', head: t('admin.access.account'), width: 'minmax(0, 3fr)', cell: (one) => one.account },
    {
      key: 'what',
      head: t('admin.access.what'),
      width: 'minmax(0, 3fr)',
      cell: ({ what }) => t(`admin.access.kinds.${what}`),
    },
    {
      key: 'stream',
      head: t('admin.access.stream'),
      width: 'minmax(0, 4fr)',
      cell: ({ stream }) => stream.slice(stream.indexOf('-') + 1),
    },
    { key: 'why', head: t('admin.access.why'), width: 'minmax(0, 4fr)', isExtra: true, cell: ({ why }) => why },
  ];
  return (
    <>
      <p className="quiet">{t('admin.access.lead')}</p>
      <Group mb="sm">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const typed = String(new FormData(event.currentTarget).get('account') ?? '').trim();
            void go({ search: typed === '' ? { tab: 'access' } : { tab: 'access', account: typed }, replace: true });
          }}
        >
          <TextInput
            name="account"
            key={account ?? ''}
            defaultValue={account ?? ''}
            className={classes.find as string}
            aria-label={t('admin.access.byAccount')}
            placeholder={t('admin.access.byAccount')}
          />
        </form>
        <Text className="quiet" role="status">
          {rows && t('admin.access.count', { count: list.data?.pages[0]?.total ?? 0 })}
        </Text>
      </Group>
      {list.error && !rows && <Failed error={list.error} again={() => list.refetch()} />}
      {!rows && !list.error && <Loading lines={10} />}
      {rows?.length === 0 && (
        <Empty title={t('admin.access.none')}>
          <p>{t('admin.access.noneHow')}</p>
        </Empty>
      )}
      {rows && rows.length > 0 && (
        <Rows
          label={t('admin.tabs.access')}
          rows={rows}
          idOf={({ no }) => String(no)}
          columns={columns}
          choose={() => {}}
          open={() => {}}
        />
      )}
      {list.hasNextPage && (
        <Button variant="default" mt="sm" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('admin.access.more')}
        </Button>
      )}
    </>
  );
}
