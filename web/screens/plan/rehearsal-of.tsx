// What would be told on which day to whom: who has much, and what nobody gets.
import { Button, Group, NativeSelect, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMe } from '../../frame/me.ts';
import { Failed } from '../../patterns/failed.tsx';
import { Loading } from '../../patterns/loading.tsx';
import { download } from '../../talk/download.ts';
import { unitNames } from '../../talk/reads.ts';
import type { Rehearsal } from '../../talk/year-answers.ts';
import { rehearsalPath } from '../../talk/year-reads.ts';
import { useWords } from '../../words/language.ts';
import { Beside } from './beside.tsx';
import { People } from './people.tsx';
import { Reminders } from './reminders.tsx';
import { type Rehearsing, WHOLE } from './use-rehearsal.ts';

export function RehearsalOf({ id, rehearsed }: { id: string; rehearsed: Rehearsing }) {
  const { t } = useWords();
  const { province } = useMe();
  const units = useQuery(unitNames(province?.code)).data;
  const go = useNavigate({ from: '/plan' });
  const { of, data, before, error, isPending, communes } = rehearsed;
  const districts = [...(units ?? [])]
    .filter(([code]) => /^\d{3}$/.test(code))
    .map(([value, label]) => ({ value, label }))
    .sort((a, b) => a.label.localeCompare(b.label, 'vi'));
  const choose = (value: string) =>
    void go({
      search: ({ of: _, who: __, ...kept }) => (value === '' ? kept : { ...kept, of: value }),
      replace: true,
      resetScroll: false,
    });
  const keep = (as: 'xlsx' | 'ics') => download(rehearsalPath(id, communes, as), `dien-tap-${id}.${as}`);
  return (
    <>
      <Group align="end" gap="sm" mb="sm" className="no-print">
        <NativeSelect
          label={t('rehearsal.of')}
          value={of ?? ''}
          onChange={({ currentTarget }) => choose(currentTarget.value)}
          data={[{ value: '', label: t('form.choose') }, { value: WHOLE, label: t('rehearsal.whole') }, ...districts]}
        />
        {data && (
          <>
            <Button variant="default" onClick={() => void keep('xlsx')}>
              XLSX
            </Button>
            <Button variant="default" onClick={() => void keep('ics')}>
              {t('rehearsal.ics')}
            </Button>
          </>
        )}
      </Group>
      {of === undefined && <Text className="quiet">{t('rehearsal.lead')}</Text>}
      {isPending && (
        <>
          <Text role="status">{t('rehearsal.running')}</Text>
          <Loading lines={8} />
        </>
      )}
      {error !== null && !data && <Failed error={error} again={rehearsed.again} />}
      {data && <Told data={data} before={before} />}
    </>
  );
}

function Told({ data, before }: { data: Rehearsal; before: Rehearsal | undefined }) {
  const { t } = useWords();
  const { who } = useSearch({ from: '/signed/plan' });
  return (
    <>
      <Beside now={data} before={before} />
      {data.outOfReach.length > 0 && (
        <p className="late">▲ {t('rehearsal.outOfReach', { rounds: data.outOfReach.join(', ') })}</p>
      )}
      {data.stopped.map(({ id, on, because }) => (
        <p key={id} className="late">
          ▲ {on}: {id} – {because}
        </p>
      ))}
      {who === undefined && <People data={data} />}
      <Reminders data={data} />
    </>
  );
}
