// A table over as many pages as it takes: its head again on each, a row never torn apart unless it is longer than a page.
import { tableSize } from './decree-30.ts';
import type { Table } from './official-text.ts';
import { nextPage, type Pdf } from './pdf.ts';

type Place = { readonly x: number; readonly width: number };

const PAD = 3;

export function drawTable(doc: Pdf, { columns, rows }: Table, { x, width }: Place): void {
  const size = tableSize(columns.length);
  const shares = columns.reduce((sum, column) => sum + column.width, 0);
  const widths = columns.map((column) => (column.width / shares) * width);
  const bottom = () => doc.page.height - doc.page.margins.bottom;

  function heightOf(cells: readonly string[], font: string): number {
    doc.font(font).fontSize(size);
    const heights = cells.map((cell, i) => doc.heightOfString(cell, { width: (widths[i] as number) - 2 * PAD }));
    return Math.max(...heights) + 2 * PAD;
  }

  const table = doc.struct('Table');
  doc.addStructure(table);

  function drawRow(cells: readonly string[], as: 'TH' | 'TD'): void {
    const font = as === 'TH' ? 'bold' : 'regular';
    const height = heightOf(cells, font);
    const top = doc.y;
    const row = doc.struct('TR');
    table.add(row);
    let left = x;
    for (const [i, cell] of cells.entries()) {
      const cellWidth = widths[i] as number;
      const at = left;
      row.add(
        doc.struct(as, {}, () => {
          doc.lineWidth(0.5).rect(at, top, cellWidth, height).stroke('black');
          const align = as === 'TH' ? 'center' : (columns[i]?.align ?? 'left');
          doc.font(font).fontSize(size).fillColor('black');
          doc.text(cell, at + PAD, top + PAD, { width: cellWidth - 2 * PAD, align });
        }),
      );
      left += cellWidth;
    }
    row.end();
    doc.x = x;
    doc.y = top + height;
  }

  const titles = columns.map(({ title }) => title);
  if (doc.y + heightOf(titles, 'bold') * 2 > bottom()) nextPage(doc);
  drawRow(titles, 'TH');
  for (const cells of rows) {
    if (doc.y + heightOf(cells, 'regular') > bottom()) {
      nextPage(doc);
      drawRow(titles, 'TH');
    }
    drawRow(cells, 'TD');
  }
  table.end();
  doc.y += 8;
}
