// The board: units × six steps. Each figure opens the list behind it.
import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type Step, stepIds, steps } from '../../../domain/programme-year/step-names.ts';
import { useMe } from '../../frame/me.ts';
import { useYear } from '../../frame/year.ts';
import { BoardTable } from '../../patterns/board-table.tsx';
import { Empty } from '../../patterns/empty.tsx';
import { Failed } from '../../patterns/failed.tsx';
import { Loading } from '../../patterns/loading.tsx';
import { PageHead } from '../../patterns/page-head.tsx';
import type { BoardRow, Cell } from '../../talk/answers.ts';
import { board } from '../../talk/reads.ts';
import { useWords } from '../../words/language.ts';
import classes from './board.module.css';

const overdueOf = (row: Pick<BoardRow, 'steps'>): number => stepIds.reduce((n, id) => n + row.steps[id].overdue, 0);

export function BoardScreen() {
  const { t } = useWords();
  const { province } = useMe();
  const [year] = useYear();
  const { only } = useSearch({ from: '/signed/board' });
  const go = useNavigate({ from: '/board' });
  const asked = useQuery({ ...board(`${province?.code}-${year}`), enabled: province !== undefined });
  const rows = asked.data?.filter((row) => only === undefined || overdueOf(row) > 0);
  return (
    <>
      <PageHead title={`${t('board.title')} ${year}`}>
        <Checkbox
          label={t('board.onlyLate')}
          checked={only !== undefined}
          onChange={() =>
            void go({ search: ({ only: _, ...kept }) => (only ? kept : { ...kept, only: 'overdue' }), replace: true })
          }
        />
      </PageHead>
      <p className={`quiet ${classes.lead}`}>{t('board.lead')}</p>
      {asked.error && !rows && <Failed error={asked.error} again={() => asked.refetch()} />}
      {!rows && !asked.error && <Loading lines={14} />}
      {rows?.length === 0 && (
        <Empty title={t('board.none', { year })}>
          <p>{t('board.noneHow')}</p>
        </Empty>
      )}
      {rows && rows.length > 0 && <Cells rows={rows} year={year} />}
    </>
  );
}

function Cells({ rows, year }: { rows: readonly BoardRow[]; year: string }) {
  const { t, say } = useWords();
  const total = totalOf(rows);
  const heads = [
    ...stepIds.map((id, i) => ({ key: id as string, no: i + 1, name: say(steps[id]) })),
    { key: 'onTime', name: t('board.onTime') },
    { key: 'recognised', name: t('board.recognised') },
    { key: 'ended', name: t('board.ended') },
  ];
  const line = (row: Pick<BoardRow, 'steps' | 'recognised' | 'ended'>, name: string, place: string | undefined) => {
    const of = { year, ...(place === undefined ? {} : { place }) };
    return [
      ...stepIds.map((id) => (
        <StepCell key={id} cell={row.steps[id]} step={id} unit={name} search={{ ...of, step: id, state: 'open' }} />
      )),
      <OnTime key="onTime" row={row} />,
      <Figure
        key="recognised"
        n={row.recognised}
        search={{ ...of, state: 'recognised' }}
        label={`${name}, ${t('board.recognised')}`}
      />,
      <Figure key="ended" n={row.ended} search={{ ...of, state: 'ended' }} label={`${name}, ${t('board.ended')}`} />,
    ];
  };
  return (
    <BoardTable
      label={t('board.title')}
      corner={t('board.unit')}
      heads={heads}
      rows={rows.map((row) => ({
        key: row.unit.code,
        head: (
          <Link to="/products" search={{ place: row.unit.code, year }} className={classes.unit as string}>
            {row.unit.name}
          </Link>
        ),
        cells: line(row, row.unit.name, row.unit.code),
      }))}
      foot={{ key: 'total', head: t('board.total'), cells: line(total, t('board.total'), undefined) }}
    />
  );
}

type Search = { year: string; place?: string; step?: string; state?: string };

function Figure({ n, search, label }: { n: number; search: Search; label: string }) {
  if (n === 0) return <span className={classes.zero}>0</span>;
  return (
    <Link to="/products" search={search} className={classes.figure as string} aria-label={`${label}: ${n}`}>
      {n}
    </Link>
  );
}

function StepCell({ cell, step, unit, search }: { cell: Cell; step: Step; unit: string; search: Search }) {
  const { t, say } = useWords();
  if (cell.open === 0) return <span className={classes.zero}>0</span>;
  const label = t('board.cell', { unit, step: say(steps[step]), open: cell.open, overdue: cell.overdue });
  return (
    <>
      <Link to="/products" search={search} className={classes.figure as string} aria-label={label}>
        {cell.open}
      </Link>
      {cell.overdue > 0 && (
        <Link
          to="/products"
          search={{ ...search, state: 'overdue' }}
          className={`${classes.overdue} late`}
          aria-label={`${label} ▲`}
        >
          ▲{cell.overdue}
        </Link>
      )}
    </>
  );
}

/** Of what is open, the share that is not overdue. */
function OnTime({ row }: { row: Pick<BoardRow, 'steps'> }) {
  const open = stepIds.reduce((n, id) => n + row.steps[id].open, 0);
  if (open === 0) return <span className={classes.zero}>–</span>;
  const share = Math.floor((100 * (open - overdueOf(row))) / open);
  return <span className={share < 80 ? 'late' : undefined}>{share} %</span>;
}

function totalOf(rows: readonly BoardRow[]): Omit<BoardRow, 'unit'> {
  const sum = (of: (row: BoardRow) => number) => rows.reduce((n, row) => n + of(row), 0);
  const cell = (id: Step): Cell => ({
    open: sum((row) => row.steps[id].open),
    overdue: sum((row) => row.steps[id].overdue),
    late: sum((row) => row.steps[id].late),
  });
  return {
    steps: Object.fromEntries(stepIds.map((id) => [id, cell(id)])) as Record<Step, Cell>,
    recognised: sum((row) => row.recognised),
    ended: sum((row) => row.ended),
  };
}
