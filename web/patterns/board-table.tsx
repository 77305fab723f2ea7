// The pattern “board”: a matrix whose cells open lists. It scrolls within itself where the screen is narrow.
import type { ReactNode } from 'react';
import classes from './board-table.module.css';

type Head = { readonly key: string; readonly no?: number; readonly name: string };
type Row = { readonly key: string; readonly head: ReactNode; readonly cells: readonly ReactNode[] };
type Props = { label: string; corner: string; heads: readonly Head[]; rows: readonly Row[]; foot?: Row };

export function BoardTable({ label, corner, heads, rows, foot }: Props) {
  const line = ({ key, head, cells }: Row) => (
    <tr key={key}>
      <th scope="row">{head}</th>
      {cells.map((cell, i) => (
        <td key={heads[i]?.key}>{cell}</td>
      ))}
    </tr>
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
    <section className={`${classes.scroll} sheet`} aria-label={label} tabIndex={0}>
      <table className={classes.board}>
        <thead>
          <tr>
            <th scope="col">{corner}</th>
            {heads.map(({ key, no, name }) => (
              <th key={key} scope="col">
                {no !== undefined && <span className={classes.no}>{no}</span>}
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{rows.map(line)}</tbody>
        {foot && <tfoot>{line(foot)}</tfoot>}
      </table>
    </section>
  );
}
