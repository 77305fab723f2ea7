// Every reminder of the year by day, of everybody or of one.
import { Button, Group } from '@mantine/core';
import { Empty } from '../../patterns/empty.tsx';
import { type Column, Rows } from '../../patterns/rows.tsx';
import type { Rehearsal, Rehearsed } from '../../talk/year-answers.ts';
import { dayShown } from '../../words/dates.ts';
import { useWords } from '../../words/language.ts';
import { useNames } from '../../words/names.ts';
import { isForNobody } from './figures.ts';

const NOBODY = 'nobody';
type Line = Rehearsed & { readonly no: string };
const nothing = () => {};

export type Whose = { readonly who: string | undefined; readonly see: (who: string | undefined) => void };

export function Reminders({ data, who, see }: Whose & { data: Rehearsal }) {
  const { t, say } = useWords();
  const names = useNames();
  const isSeen = (one: Rehearsed) =>
    who === undefined || (who === NOBODY ? isForNobody(one) : one.to.some(({ accounts }) => accounts.includes(who)));
  const lines = data.told.filter(isSeen).map((one, i) => ({ ...one, no: String(i) }));
  const nobody = data.told.filter(isForNobody).length;
  const columns: readonly Column<Line>[] = [
    {
      key: 'on',
      head: t('rehearsal.on'),
      width: '120px',
      cell: ({ on, dayOff }) => (
        <>
          {dayShown(on)}
          {dayOff && (
            <span className="warn" title={t('rehearsal.isDayOff')}>
              {' '}
              ◐
            </span>
          )}
        </>
      ),
    },
    {
      key: 'what',
      head: t('rehearsal.what'),
      width: 'minmax(0, 4fr)',
      cell: ({ why, overdue }) => (
        <span className={overdue ? 'late' : undefined}>
          {overdue && '▲ '}
          {say(why)}
        </span>
      ),
    },
    { key: 'due', head: t('list.due'), width: '100px', cell: ({ dueOn }) => dayShown(dueOn) },
    { key: 'place', head: t('place'), width: 'minmax(0, 3fr)', cell: ({ place }) => names.unit(place) },
    {
      key: 'to',
      head: t('rehearsal.to'),
      width: 'minmax(0, 5fr)',
      cell: (one) =>
        isForNobody(one) ? (
          <span className="late">▲ {t('rehearsal.toNobody', { who: rolesOf(one) })}</span>
        ) : (
          one.to
            .filter(({ accounts }) => accounts.length > 0)
            .map((to) => names.actor({ kind: 'person', ...to }))
            .join('; ')
        ),
    },
  ];
  const rolesOf = ({ to }: Rehearsed) => to.map((one) => names.actor({ kind: 'person', ...one })).join('; ');
  const whose =
    who && who !== NOBODY ? data.told.flatMap(({ to }) => to).find((to) => to.accounts.includes(who)) : undefined;
  return (
    <section>
      <Group gap="sm" mb={4}>
        <h2>
          {t('rehearsal.reminders', { count: lines.length })}
          {whose && ` – ${names.actor({ kind: 'person', ...whose })}`}
        </h2>
        {who !== undefined && (
          <Button size="compact-sm" variant="default" onClick={() => see(undefined)}>
            {t('rehearsal.everybody')}
          </Button>
        )}
        {who === undefined && nobody > 0 && (
          <Button size="compact-sm" variant="default" color="red" onClick={() => see(NOBODY)}>
            {t('rehearsal.onlyNobody', { count: nobody })}
          </Button>
        )}
      </Group>
      {lines.length === 0 ? (
        <Empty title={t('rehearsal.none')} />
      ) : (
        <Rows
          label={t('rehearsal.what')}
          rows={lines}
          idOf={({ no }) => no}
          columns={columns}
          choose={nothing}
          open={nothing}
        />
      )}
    </section>
  );
}
