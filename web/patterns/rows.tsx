// The pattern “list”: rows under their heads, chosen by j and k, opened by Enter. On a phone each row is a card. Of a long
// list only what is seen is drawn.
import { useMediaQuery } from '@mantine/hooks';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import classes from './rows.module.css';
import { useRowKeys } from './use-row-keys.ts';

export type Column<T> = {
  readonly key: string;
  readonly head: string;
  readonly cell: (row: T) => ReactNode;
  /** of the grid, as CSS writes it */
  readonly width: string;
  readonly isNumber?: boolean;
  /** left out where there is little room, or a preview beside the list */
  readonly isExtra?: boolean;
  /** in the place of its name above the column */
  readonly above?: ReactNode;
};
type Rows<T> = {
  readonly label: string;
  readonly rows: readonly T[];
  readonly total?: number;
  readonly idOf: (row: T) => string;
  readonly columns: readonly Column<T>[];
  /** a preview stands beside it */
  readonly isNarrow?: boolean;
  readonly chosen?: string | undefined;
  readonly choose: (row: T) => void;
  readonly open: (row: T) => void;
  /** x picks the chosen row, or leaves it out again */
  readonly pick?: (row: T) => void;
  /** asked for more when its end is near */
  readonly reach?: () => void;
};

const DRAWN_WHOLE = 150;
const ROW = 37;

export function Rows<T>(props: Rows<T>) {
  const { label, rows, idOf, isNarrow = false, chosen, choose, open, pick, reach, total = rows.length } = props;
  const isWide = useMediaQuery('(min-width: 1280px)') ?? true;
  const isPhone = useMediaQuery('(max-width: 700px)') ?? false;
  const columns = props.columns.filter(({ isExtra }) => isPhone || (isWide && !isNarrow) || !isExtra);
  const body = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => setTop(body.current?.offsetTop ?? 0), []);
  const isLong = rows.length > DRAWN_WHOLE;
  const virtual = useWindowVirtualizer({
    count: isLong ? rows.length : 0,
    estimateSize: () => ROW,
    overscan: 16,
    scrollMargin: top,
  });
  useRowKeys({
    ids: rows.map(idOf),
    chosen,
    choose: (at) => {
      choose(rows[at] as T);
      if (isLong) virtual.scrollToIndex(at, { align: 'auto' });
    },
    open: (at) => open(rows[at] as T),
    pick: pick && ((at) => pick(rows[at] as T)),
  });
  const drawn = isLong ? virtual.getVirtualItems() : [];
  const last = drawn.at(-1)?.index ?? rows.length - 1;
  useLayoutEffect(() => {
    if (last >= rows.length - 1) reach?.();
  }, [last, rows.length, reach]);

  const line = (row: T, at: number, style?: React.CSSProperties) => (
    // biome-ignore lint/a11y/useKeyWithClickEvents: j, k and Enter choose and open, and the first cell holds a link
    <div
      key={idOf(row)}
      role="row"
      tabIndex={-1}
      aria-rowindex={at + 2}
      ref={isLong ? virtual.measureElement : undefined}
      data-index={at}
      data-row={idOf(row)}
      data-chosen={idOf(row) === chosen || undefined}
      className={classes.row}
      style={style}
      onClick={({ target }) => {
        // What is in a row leads where it says.
        if (!(target as Element).closest('a, button, label, input')) choose(row);
      }}
      onDoubleClick={() => open(row)}
    >
      {columns.map(({ key, head, cell, isNumber }) => (
        <div key={key} role="cell" data-head={head} className={isNumber ? classes.number : undefined}>
          {cell(row)}
        </div>
      ))}
    </div>
  );
  const template = columns.map(({ width }) => width).join(' ');
  return (
    <div
      role="table"
      aria-label={label}
      aria-rowcount={total + 1}
      className={`${classes.rows} sheet`}
      style={{ '--columns': template } as React.CSSProperties}
    >
      <div role="rowgroup" className={classes.heads}>
        {/* biome-ignore lint/a11y/useFocusableInteractive: heads are read, not acted on */}
        <div role="row" aria-rowindex={1} className={classes.head}>
          {columns.map(({ key, head, above, isNumber }) => (
            // biome-ignore lint/a11y/useFocusableInteractive: heads are read, not acted on
            <div key={key} role="columnheader" className={isNumber ? classes.number : undefined}>
              {above ?? head}
            </div>
          ))}
        </div>
      </div>
      <div
        role="rowgroup"
        ref={body}
        style={isLong ? { height: virtual.getTotalSize(), position: 'relative' } : undefined}
      >
        {isLong
          ? drawn.map(({ index, start }) =>
              line(rows[index] as T, index, {
                position: 'absolute',
                insetInline: 0,
                transform: `translateY(${start - top}px)`,
              }),
            )
          : rows.map((row, at) => line(row, at))}
      </div>
    </div>
  );
}
