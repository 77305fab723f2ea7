// A table over as many pages as it takes: its head again on each, a row never torn apart unless it is longer than a page.
import { tableSize } from './decree-30.ts';
import type { Table } from './official-text.ts';
import { nextPage, write } from './pdf.ts';
import { beside, type Sheet } from './pdf-sheet.ts';

type Place = { readonly x: number; readonly width: number };
type Row = { readonly cells: readonly string[]; readonly as: 'TH' | 'TD'; readonly height: number };

const PAD = 3;

export function drawTable({ doc, section }: Sheet, { columns, rows }: Table, { x, width }: Place): void {
  const size = tableSize(columns.length);
  const shares = columns.reduce((sum, column) => sum + column.width, 0);
  const widths = columns.map((column) => (column.width / shares) * width);
  const bottom = doc.page.height - doc.page.margins.bottom;

  const fontOf = (as: Row['as']) => (as === 'TH' ? 'bold' : 'regular');
  function measured(cells: readonly string[], as: Row['as']): Row {
    write(doc, fontOf(as), size);
    const heights = cells.map((cell, i) => doc.heightOfString(cell, { width: (widths[i] as number) - 2 * PAD }));
    return { cells, as, height: Math.max(...heights) + 2 * PAD };
  }

  const table = doc.struct('Table');
  section.add(table);

  function drawRow({ cells, as, height }: Row): void {
    const top = doc.y;
    const row = doc.struct('TR');
    table.add(row);
    let left = x;
    for (const [i, cell] of cells.entries()) {
      const cellWidth = widths[i] as number;
      const at = left;
      beside(doc, () => void doc.lineWidth(0.5).rect(at, top, cellWidth, height).stroke('black'));
      row.add(
        doc.struct(as, {}, () => {
          const align = as === 'TH' ? 'center' : (columns[i]?.align ?? 'left');
          write(doc, fontOf(as), size).text(cell, at + PAD, top + PAD, { width: cellWidth - 2 * PAD, align });
        }),
      );
      left += cellWidth;
    }
    row.end();
    doc.x = x;
    doc.y = top + height;
  }

  const head = measured(
    columns.map(({ title }) => title),
    'TH',
  );
  if (doc.y + head.height * 2 > bottom) nextPage(doc);
  drawRow(head);
  for (const cells of rows) {
    const row = measured(cells, 'TD');
    if (doc.y + row.height > bottom) {
      nextPage(doc);
      drawRow(head);
    }
    drawRow(row);
  }
  table.end();
  doc.y += 8;
}
