// Rows as a workbook: what every table that leaves the house as XLSX is made by.
import writeXlsxFile, { getSheetData } from 'write-excel-file/node';
import { own } from '../domain/kernel/own.ts';
import type { Lang, Words } from '../domain/kernel/refusal.ts';
import { roles } from '../domain/rulebooks/responsibilities.ts';
import type { Day } from '../domain/time/civil-date.ts';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A day is one in the workbook too, so that it sorts; nothing is an empty cell. */
export type Cell = string | number | { readonly day: Day } | undefined;
export type Column<T> = { readonly title: Words; readonly width: number; of(row: T, lang: Lang): Cell };

/** What a role is called; one that nobody knows by its id. */
export const roleIn = (role: string, lang: Lang): string => own(roles, role)?.[lang] ?? role;

export type Sheet = {
  readonly name: string;
  /** lines above the heads of the columns: what the table is, and what it was narrowed by */
  readonly above?: readonly string[];
  readonly cells: ReturnType<typeof getSheetData>;
  readonly widths: readonly number[];
};

export function sheetOf<T>(name: string, rows: readonly T[], columns: readonly Column<T>[], lang: Lang): Sheet {
  const cells = getSheetData(
    [...rows],
    columns.map(({ title, of }) => ({
      header: { value: title[lang], fontWeight: 'bold' as const },
      cell: (row: T) => cellOf(of(row, lang)),
    })),
  );
  return { name, cells, widths: columns.map(({ width }) => width) };
}

/** Texts stay texts, whatever they begin with: a cell that looks like a formula is none. */
export function workbook(sheets: readonly Sheet[]): Promise<Buffer> {
  return writeXlsxFile(
    sheets.map(({ name, above = [], cells, widths }) => ({
      sheet: name,
      data: [...above.map((line) => [{ value: line, type: String }]), ...cells],
      columns: widths.map((width) => ({ width })),
      stickyRowsCount: above.length + 1,
    })),
  ).toBuffer();
}

function cellOf(value: Cell) {
  if (value === undefined || value === '') return null;
  if (typeof value === 'object') return { value: new Date(value.day), type: Date, format: 'dd/mm/yyyy' };
  return typeof value === 'number' ? { value, type: Number } : { value, type: String };
}
