// Units × duties of a year: what was reported, what is late, what waits to be judged. Each figure opens what is behind it.
import { NativeSelect, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { levelNames } from '../../../domain/unit/level-names.ts';
import { useMe } from '../../frame/me.ts';
import { useYear } from '../../frame/year.ts';
import { BoardTable } from '../../patterns/board-table.tsx';
import { Empty } from '../../patterns/empty.tsx';
import { Failed } from '../../patterns/failed.tsx';
import { Loading } from '../../patterns/loading.tsx';
import { PageHead } from '../../patterns/page-head.tsx';
import type { DutiesBoard, DutyCounts } from '../../talk/year-answers.ts';
import { dutiesBoard } from '../../talk/year-reads.ts';
import { useWords } from '../../words/language.ts';
import { YearSwitch } from '../plan/year-switch.tsx';
import classes from './duties.module.css';
import { groupOf, groupsOf } from './groups.ts';

export function DutiesScreen() {
  const { t, say } = useWords();
  const { province, roles } = useMe();
  const [year] = useYear();
  const { group } = useSearch({ from: '/signed/duties' });
  const go = useNavigate({ from: '/duties' });
  const asked = useQuery({ ...dutiesBoard(`${province?.code}-${year}`, undefined), enabled: province !== undefined });
  const board = asked.data;
  const groups = board ? groupsOf(board.units) : [];
  const chosen =
    board &&
    groupOf(
      groups,
      group,
      roles.map(({ unit }) => unit),
    );
  return (
    <>
      <PageHead title={`${t('duties.title')} ${year}`}>
        <YearSwitch />
        {chosen && (
          <NativeSelect
            size="xs"
            aria-label={t('duties.whose')}
            value={chosen.key}
            onChange={({ currentTarget }) => {
              const { value } = currentTarget;
              void go({ search: (kept) => ({ ...kept, group: value }), replace: true });
            }}
            data={groups.map(({ key, level, under }) => ({
              value: key,
              label: under ? t('duties.communesOf', { unit: under.name }) : say(levelNames[level]),
            }))}
          />
        )}
        <Link to="/duties/list" search={{ year, state: 'overdue' }}>
          {t('duties.allOverdue')} →
        </Link>
        <Link to="/duties/list" search={{ year, state: 'waiting' }}>
          {t('duties.allWaiting')} →
        </Link>
      </PageHead>
      <p className={`quiet ${classes.lead}`}>{t('duties.lead')}</p>
      {asked.error && !board && <Failed error={asked.error} again={() => asked.refetch()} />}
      {!board && !asked.error && <Loading lines={14} />}
      {board && !chosen && (
        <Empty title={t('duties.none', { year })}>
          <p>{t('duties.noneHow')}</p>
          <Link to="/plan" search={{ year }}>
            {t('plan.title')} →
          </Link>
        </Empty>
      )}
      {board && chosen && <Cells board={board} units={chosen.units} year={year} />}
    </>
  );
}

type Units = DutiesBoard['units'];

function Cells({ board, units, year }: { board: DutiesBoard; units: Units; year: string }) {
  const { t, say } = useWords();
  const rows = board.duties.filter(({ duty }) => units.some(({ perDuty }) => perDuty[duty.id]));
  return (
    <BoardTable
      label={t('duties.title')}
      corner={t('duties.duty')}
      heads={units.map(({ id, unit }) => ({ key: id, name: unit.name }))}
      rows={rows.map(({ duty }) => ({
        key: duty.id,
        head: (
          <span className={classes.duty} title={duty.source}>
            {say(duty.name)}
          </span>
        ),
        cells: units.map(({ id, unit, perDuty }) => (
          <Cell key={id} of={perDuty[duty.id]} id={id} duty={duty.id} label={`${unit.name}, ${say(duty.name)}`} />
        )),
      }))}
      foot={{
        key: 'share',
        head: t('duties.share'),
        cells: units.map(({ id, unit, counts }) => (
          <Share key={id} counts={counts} place={unit.code} year={year} label={unit.name} />
        )),
      }}
    />
  );
}

function Cell({ of, id, duty, label }: { of: DutyCounts | undefined; id: string; duty: string; label: string }) {
  const { t } = useWords();
  if (!of || of.owed + of.excused === 0) return <span className={classes.none}>–</span>;
  const said = t('duties.cell', { ...of, done: of.inTime + of.late });
  return (
    <Link to="/duties/$id" params={{ id }} search={{ duty }} className={classes.cell as string} title={said}>
      <VisuallyHidden>
        {label}: {said}
      </VisuallyHidden>
      <span aria-hidden>
        {of.owed === 0 ? (
          <span className="quiet">{t('duties.excused')}</span>
        ) : (
          <span className={of.inTime + of.late === of.owed ? 'good' : undefined}>
            {of.inTime + of.late}/{of.owed}
          </span>
        )}
        {of.waiting > 0 && <span className="warn"> ●{of.waiting}</span>}
        {of.overdue > 0 && <span className="late"> ▲{of.overdue}</span>}
      </span>
    </Link>
  );
}

type ShareProps = { counts: DutyCounts; place: string; year: string; label: string };

function Share({ counts, place, year, label }: ShareProps) {
  const { t } = useWords();
  if (counts.inTimeShare === undefined) return <span className={classes.none}>–</span>;
  const share = `${Math.floor(counts.inTimeShare / 100)} %`;
  return (
    <Link
      to="/duties/list"
      search={{ year, place, ...(counts.overdue > 0 ? { state: 'overdue' } : {}) }}
      className={classes.cell as string}
      aria-label={`${label}, ${t('duties.share')}: ${share}`}
    >
      <span className={counts.inTimeShare < 8000 ? 'late' : undefined}>{share}</span>
    </Link>
  );
}
