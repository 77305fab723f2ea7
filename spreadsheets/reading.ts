// A table as an office keeps it, read by the heads of its columns: merged titles above, empty rows and stray blanks are its
// way; what cannot be read with certainty is a fault of one cell, and then nothing of the file is taken in.
import { unzipSync } from 'fflate';
import { readSheet } from 'read-excel-file/node';
import { isRefusal, type Refusal, refusal, type Words } from '../domain/kernel/refusal.ts';
import { foldText } from '../projections/vietnamese.ts';
import { type CellFault, readCell } from './cells.ts';
import type { InColumn, Template, Values } from './columns.ts';
import { cellsOf, textIn } from './csv.ts';
import type { LegacyEncoding } from './legacy-text.ts';
import { sheetsIn } from './sheet-bounds.ts';

const MOST_ROWS = 2000;
/** What an office’s table of that many rows unpacks to, ten times over. */
const MOST_UNPACKED = 64 * 1024 * 1024;
/** Titles, the office’s name and the country’s motto stand above a table. */
const HEAD_WITHIN = 20;

const SHEET_UNREADABLE = refusal('SHEET_UNREADABLE', 'invalid', {
  vi: 'Tệp không phải bảng tính XLSX hoặc CSV đọc được. Hãy mở tệp trong Excel rồi lưu lại dạng .xlsx.',
  en: 'The file is no workbook (XLSX) or table (CSV) that can be read. Open it in a spreadsheet program and save it as .xlsx.',
});
const SHEET_TOO_LARGE = refusal('SHEET_TOO_LARGE', 'invalid', {
  vi: 'Bảng tính quá lớn: nhiều nhất {most} dòng. Hãy xóa các dòng, cột trống còn định dạng ở phía dưới và bên phải.',
  en: 'The workbook is too large: {most} rows at most. Delete the empty rows and columns below and beside the table.',
});
const SHEET_WITH_MACROS = refusal('SHEET_WITH_MACROS', 'invalid', {
  vi: 'Bảng tính có macro. Hãy lưu lại dạng .xlsx không có macro.',
  en: 'The workbook holds macros. Save it as .xlsx without them.',
});
const SHEET_WITHOUT_HEADS = refusal('SHEET_WITHOUT_HEADS', 'invalid', {
  vi: 'Không thấy dòng đầu cột có: {columns}. Hãy dùng mẫu của hệ thống, giữ nguyên tên cột.',
  en: 'No row has the heads of columns: {columns}. Use the template, and keep the names of its columns.',
});

export type ReadRow = {
  /** as the spreadsheet program counts them, from 1 */
  readonly row: number;
  readonly values: Values;
};
type ReadTable = { readonly rows: readonly ReadRow[]; readonly faults: readonly CellFault[] };

/** Blank, letter case, marks of required columns and diacritics aside, a head is what it says. */
const plain = (text: unknown): string =>
  foldText(String(text ?? ''))
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const isNamed = (cell: unknown, { title }: InColumn): boolean => [title.vi, title.en].map(plain).includes(plain(cell));

/** Refused before anything is unpacked: what is none, too much, or brings programs along. */
function faultOfFile(bytes: Buffer): Refusal | undefined {
  let [unpacked, macros] = [0, false];
  try {
    unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        unpacked += originalSize;
        macros ||= /vbaProject|macrosheets/i.test(name);
        return false;
      },
    });
  } catch {
    return SHEET_UNREADABLE();
  }
  if (macros) return SHEET_WITH_MACROS();
  return unpacked > MOST_UNPACKED ? SHEET_TOO_LARGE({ most: MOST_ROWS }) : undefined;
}

type Cells = readonly (readonly unknown[])[];
type InFile = { readonly cells: Cells /** `A1` */; readonly formulas: ReadonlySet<string> };

async function cellsIn(bytes: Buffer, encoding: LegacyEncoding | undefined): Promise<InFile | Refusal> {
  const isPacked = bytes.subarray(0, 2).toString('latin1') === 'PK';
  if (!isPacked) {
    const text = textIn(bytes, encoding);
    return text === undefined
      ? SHEET_UNREADABLE()
      : isRefusal(text)
        ? text
        : { cells: cellsOf(text), formulas: new Set() };
  }
  const unfit = faultOfFile(bytes);
  if (unfit) return unfit;
  try {
    const sheets = sheetsIn(bytes);
    if (sheets === 'too-large') return SHEET_TOO_LARGE({ most: MOST_ROWS });
    return sheets === 'unreadable' ? SHEET_UNREADABLE() : { ...sheets, cells: await readSheet(bytes) };
  } catch {
    return SHEET_UNREADABLE();
  }
}

/** @param encoding of before Unicode, where somebody has said that a CSV file is in it */
export async function readTable(
  bytes: Buffer,
  { columns, keyOf }: Template,
  encoding?: LegacyEncoding,
): Promise<ReadTable | Refusal> {
  const file = await cellsIn(bytes, encoding);
  if (isRefusal(file)) return file;
  const { cells, formulas } = file;
  const needed = columns.filter(({ optional }) => !optional);
  const head = cells
    .slice(0, HEAD_WITHIN)
    .findIndex((row) => needed.every((column) => row.some((cell) => isNamed(cell, column))));
  if (head < 0) return SHEET_WITHOUT_HEADS({ columns: needed.map(({ title }) => title.vi).join(', ') });
  const places = columns.map((column) => cells[head]?.findIndex((cell) => isNamed(cell, column)) ?? -1);
  const faults: CellFault[] = [];
  const rows: ReadRow[] = [];
  const seen = new Map<string, number>();
  for (const [i, of] of cells.slice(head + 1).entries()) {
    const row = head + 2 + i;
    if (places.every((at) => isEmpty(of[at]))) continue;
    if (rows.length >= MOST_ROWS) return SHEET_TOO_LARGE({ most: MOST_ROWS });
    const values: Record<string, string | number> = {};
    for (const [c, column] of columns.entries()) {
      const at = places[c] as number;
      const cell = `${letterOf(Math.max(at, 0))}${row}`;
      const isFormula = at >= 0 && formulas.has(cell);
      const read = isFormula ? { fault: FORMULA } : readCell(at < 0 ? undefined : of[at], column);
      if ('fault' in read) faults.push({ cell, row, ...said(column, read.fault) });
      else if (read.value !== undefined) values[column.id] = read.value;
    }
    const key = keyOf(values);
    const first = seen.get(key);
    if (key && first !== undefined)
      faults.push({ cell: `${letterOf(Math.max(places[0] as number, 0))}${row}`, row, ...twice(first) });
    seen.set(key, first ?? row);
    rows.push({ row, values });
  }
  return { rows, faults };
}

const FORMULA: Words = {
  vi: 'ô là công thức: hãy dán lại thành giá trị.',
  en: 'the cell is a formula: paste it as a value.',
};

const isEmpty = (cell: unknown): boolean => cell === null || cell === undefined || String(cell).trim() === '';

const said = ({ title }: InColumn, { vi, en }: Words) => ({
  sentences: { vi: `${title.vi}: ${vi}`, en: `${title.en}: ${en}` },
});
const twice = (first: number) => ({
  sentences: { vi: `Dòng này trùng với dòng ${first}.`, en: `This row is row ${first} once more.` },
});

/** `A`, `B` … `AA`: as the spreadsheet program names columns. */
function letterOf(at: number): string {
  const last = String.fromCharCode(65 + (at % 26));
  return at < 26 ? last : letterOf(Math.floor(at / 26) - 1) + last;
}
