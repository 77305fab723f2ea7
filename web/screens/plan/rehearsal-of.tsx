// What would be told on which day to whom: who has much, and what nobody gets.
import { Button, Group, Text } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Failed } from '../../patterns/failed.tsx';
import { Loading } from '../../patterns/loading.tsx';
import { download } from '../../talk/download.ts';
import type { Rehearsal } from '../../talk/year-answers.ts';
import { rehearsalPath } from '../../talk/year-reads.ts';
import { useWords } from '../../words/language.ts';
import { Beside } from './beside.tsx';
import { People } from './people.tsx';
import { RehearsedArea } from './rehearsed-area.tsx';
import { Reminders, type Whose } from './reminders.tsx';
import type { Rehearsing } from './use-rehearsal.ts';

export function RehearsalOf({ id, rehearsed }: { id: string; rehearsed: Rehearsing }) {
  const { t } = useWords();
  const go = useNavigate({ from: '/plan' });
  const { of, data, before, error, isPending, communes } = rehearsed;
  const { who } = useSearch({ from: '/signed/plan' });
  const see = (whom: string | undefined) =>
    void go({
      search: ({ who: _, ...kept }) => (whom === undefined ? kept : { ...kept, who: whom }),
      replace: true,
      resetScroll: false,
    });
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
        <RehearsedArea value={of ?? ''} choose={choose} />
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
      {data && <Told data={data} before={before} who={who} see={see} />}
    </>
  );
}

/** @param whose of whom it is shown; `who` undefined: of everybody */
export function Told({ data, before, who, see }: Whose & { data: Rehearsal; before: Rehearsal | undefined }) {
  const { t } = useWords();
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
      {who === undefined && <People data={data} see={see} />}
      <Reminders data={data} who={who} see={see} />
    </>
  );
}
