import type { Column } from '../../patterns/rows.tsx';
import type { BoardItem } from '../../talk/answers.ts';
import type { useListWords } from '../../words/lists/lists.ts';
import classes from './products.module.css';

type Of = {
  readonly words: ReturnType<typeof useListWords>['t'];
  readonly rows: readonly BoardItem[];
  readonly picked: ReadonlyMap<string, string>;
  readonly pick: (row: BoardItem) => void;
  readonly change: (picked: ReadonlyMap<string, string>) => void;
};

/** A box in each row, and one above them for all that are loaded. */
export function pickColumn({ words: t, rows, picked, pick, change }: Of): Column<BoardItem> {
  const isWhole = rows.length > 0 && rows.every(({ cycle }) => picked.has(cycle));
  return {
    key: 'pick',
    head: t('pick.head'),
    width: '24px',
    above: (
      <input
        type="checkbox"
        className={classes.box}
        aria-label={t('pick.loaded')}
        title={t('pick.loaded')}
        checked={isWhole}
        onChange={() =>
          change(isWhole ? new Map() : new Map(rows.map(({ cycle, productName }) => [cycle, productName])))
        }
      />
    ),
    cell: (item) => (
      <input
        type="checkbox"
        className={classes.box}
        aria-label={t('pick.one', { name: item.productName })}
        checked={picked.has(item.cycle)}
        onChange={() => pick(item)}
      />
    ),
  };
}
