// The columns a list of products may have. Which of them are shown stands in the address.
import { Link } from '@tanstack/react-router';
import { stepIds, steps } from '../../../domain/programme-year/step-names.ts';
import type { Column } from '../../patterns/rows.tsx';
import type { BoardItem } from '../../talk/answers.ts';
import { dayOfMoment, dayShown } from '../../words/dates.ts';
import { DueOn } from '../../words/due.tsx';
import { useWords } from '../../words/language.ts';
import { useListWords } from '../../words/lists/lists.ts';
import { useNames } from '../../words/names.ts';
import { placeOf } from '../../words/of-cycle.ts';
import classes from './products.module.css';
import { StateOf } from './state-of.tsx';

/** Of those that are there from the beginning. */
export const USUAL = ['place', 'step', 'state', 'waiting', 'due'] as const;

/** @param asOf the past day that is looked at; what a row opens is of that day too */
export function useColumns(asOf: string | undefined): {
  readonly product: Column<BoardItem>;
  readonly others: readonly Column<BoardItem>[];
} {
  const { t, say } = useWords();
  const { t: l } = useListWords();
  const names = useNames();
  const product: Column<BoardItem> = {
    key: 'product',
    head: t('list.products'),
    width: 'minmax(0, 8fr)',
    cell: (item) => (
      <>
        <Link
          to="/cycles/$id"
          params={{ id: item.cycle }}
          search={asOf === undefined ? {} : { asOf }}
          className={classes.product as string}
        >
          {item.productName}
        </Link>{' '}
        <span className="quiet small">{item.producer}</span>
      </>
    ),
  };
  const others: readonly Column<BoardItem>[] = [
    { key: 'code', head: l('columns.code'), width: 'minmax(0, 4fr)', cell: ({ productCode }) => productCode },
    { key: 'place', head: t('place'), width: 'minmax(0, 5fr)', isExtra: true, cell: placeOf },
    { key: 'group', head: l('columns.group'), width: 'minmax(0, 4fr)', cell: ({ group }) => names.group(group) },
    {
      key: 'step',
      head: t('list.step'),
      width: 'minmax(0, 5fr)',
      cell: (item) =>
        item.step && (
          <>
            {stepIds.indexOf(item.step) + 1}. {say(steps[item.step])}
            {item.tier && <span className="quiet"> · {names.tier(item.tier)}</span>}
          </>
        ),
    },
    { key: 'state', head: t('list.state'), width: 'minmax(0, 4fr)', cell: (item) => <StateOf item={item} /> },
    {
      key: 'stars',
      head: l('columns.stars'),
      width: '56px',
      isNumber: true,
      cell: ({ stars }) => (stars ? `${stars}★` : ''),
    },
    {
      key: 'waiting',
      head: t('list.waiting'),
      width: 'minmax(0, 4fr)',
      isExtra: true,
      cell: (item) => item.waiting && say(item.waiting),
    },
    {
      key: 'who',
      head: t('list.who'),
      width: 'minmax(0, 5fr)',
      cell: ({ acting }) => acting.map((one) => names.actor({ kind: 'person', ...one })).join('; '),
    },
    {
      key: 'due',
      head: t('list.due'),
      width: 'clamp(130px, 17vw, 232px)',
      cell: (item) => item.state === 'open' && <DueOn {...item} isLate={item.overdue} />,
    },
    { key: 'rulebook', head: l('columns.rulebook'), width: '84px', cell: ({ rulebook }) => rulebook },
    {
      key: 'recorded',
      head: l('columns.recorded'),
      width: '100px',
      cell: ({ recordedAt }) => dayShown(dayOfMoment(recordedAt)),
    },
  ];
  return { product, others };
}

/** Those that the address asks for, in the order of the table; without it the usual ones. */
export function shownOf(
  others: readonly Column<BoardItem>[],
  columns: string | undefined,
): readonly Column<BoardItem>[] {
  const asked: readonly string[] = columns?.split(',') ?? USUAL;
  const chosen = others.filter(({ key }) => asked.includes(key));
  // What somebody has asked for is there, however little room there is.
  return columns === undefined ? chosen : chosen.map(({ isExtra: _, ...column }) => column);
}
