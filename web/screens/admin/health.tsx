// Every part of the system, whether it is well, and since when.
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { own } from '../../../domain/kernel/own.ts';
import { Failed } from '../../patterns/failed.tsx';
import { Loading } from '../../patterns/loading.tsx';
import { type Column, Rows } from '../../patterns/rows.tsx';
import type { SystemHealth } from '../../talk/admin-answers.ts';
import { health } from '../../talk/admin-reads.ts';
import { momentShown } from '../../words/dates.ts';
import { useMoreWords } from '../../words/more/more.ts';

type Part = SystemHealth['parts'][number];
const MODEL = 'read-model ';

export function Health() {
  const { t, say } = useMoreWords();
  const asked = useQuery(health());
  if (asked.error && !asked.data) return <Failed error={asked.error} again={() => asked.refetch()} />;
  if (!asked.data) return <Loading lines={10} />;
  const { ready, release, parts } = asked.data;
  const known: Readonly<Record<string, string>> = t('admin.health.parts', { returnObjects: true });
  const nameOf = (name: string): string =>
    name.startsWith(MODEL) ? t('admin.health.model', { name: name.slice(MODEL.length) }) : (own(known, name) ?? name);
  const columns: readonly Column<Part>[] = [
    { key: 'part', head: t('admin.health.part'), width: 'minmax(0, 4fr)', cell: ({ name }) => nameOf(name) },
    {
      key: 'state',
      head: t('admin.health.state'),
      width: 'minmax(0, 6fr)',
      cell: ({ ok, sentences }) => (
        <>
          <span className={ok ? 'good' : 'late'}>
            {ok ? `✓ ${t('admin.health.ok')}` : `✖ ${t('admin.health.bad')}`}
          </span>
          {' · '}
          {say(sentences)}
        </>
      ),
    },
    {
      key: 'since',
      head: t('admin.health.since'),
      width: '136px',
      isExtra: true,
      cell: ({ since }) => momentShown(since),
    },
  ];
  return (
    <>
      <Text mb="sm" role="status">
        <span className={ready ? 'good' : 'late'}>
          {ready ? `✓ ${t('admin.health.ready')}` : `✖ ${t('admin.health.notReady')}`}
        </span>{' '}
        <span className="quiet">{t('admin.health.release', { release })}</span>
      </Text>
      <Rows
        label={t('admin.tabs.health')}
        rows={parts}
        idOf={({ name }) => name}
        columns={columns}
        choose={() => {}}
        open={() => {}}
      />
    </>
  );
}
