// One cell, as what its column is for.
import { own } from '../domain/kernel/own.ts';
import type { Words } from '../domain/kernel/refusal.ts';
import { isDay } from '../domain/time/civil-date.ts';
import { foldText } from '../projections/vietnamese.ts';
import type { InColumn } from './columns.ts';
import { fault, figure, personalNumber, type Read, taxNumber, telephoneNumber } from './numbers.ts';

export type CellFault = {
  /** `C5`, as the spreadsheet program names it */
  readonly cell: string;
  readonly row: number;
  readonly sentences: Words;
};

const MISSING = fault('Ô này phải điền.', 'This cell must be filled in.');
const NOT_TEXT = fault(
  'Ô này là số, số 0 ở đầu có thể đã mất. Hãy định dạng cột là Chữ (Text) rồi nhập lại.',
  'This cell is a number and may have lost its leading zeros. Make the column text and type it again.',
);
const NO_DAY = fault('Ghi ngày như 24/06/2022.', 'Write a day as 24/06/2022.');

export function readCell(cell: unknown, column: InColumn): Read {
  const text = typeof cell === 'string' ? cleaned(cell) : cell;
  if (text === undefined || text === null || text === '') return column.optional ? { value: undefined } : MISSING;
  if (column.kind === 'day') return dayIn(text);
  if (column.kind === 'choice') return choiceIn(String(text), column);
  if (column.kind === 'whole') return wholeIn(text, column);
  if (column.kind === 'points') return pointsIn(text);
  // A name may be a number; a code whose zeros are gone is another code.
  if (typeof text !== 'string')
    return column.kind !== 'text' || typeof text !== 'number' ? NOT_TEXT : { value: String(text) };
  return byKind[column.kind](text);
}

const byKind: Readonly<Record<'text' | 'code' | 'tax' | 'person' | 'telephone', (text: string) => Read>> = {
  text: (value) => ({ value }),
  code: (value) => ({ value }),
  tax: taxNumber,
  person: personalNumber,
  telephone: telephoneNumber,
};

function wholeIn(cell: unknown, { least = 0, most = 0 }: InColumn): Read {
  const value = figure(cell);
  return value !== undefined && Number.isInteger(value) && value >= least && value <= most
    ? { value }
    : fault(`Ghi số từ ${least} đến ${most}.`, `Write a number from ${least} to ${most}.`);
}

/** In hundredths, as points are kept. */
function pointsIn(cell: unknown): Read {
  const value = (figure(cell) ?? Number.NaN) * 100;
  return value >= 0 && value <= 10_000 && Math.abs(value - Math.round(value)) < 1e-6
    ? { value: Math.round(value) }
    : fault(
        'Ghi điểm từ 0 đến 100, nhiều nhất hai số lẻ, như 91,25.',
        'Write points from 0 to 100 with two decimals at most, as 91,25.',
      );
}

/** 1950 to 2099 as the days that a spreadsheet program counts: a date whose cell lost its format. */
const [FIRST_SERIAL, LAST_SERIAL] = [18_264, 73_050];
const DAY_MS = 86_400_000;

/** Composed, without what cannot be seen and blanks around; what it begins with stays, be it = or +. */
const cleaned = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll(/[\u200B-\u200D\u2060\uFEFF\u00AD]/g, '')
    .replaceAll(/[\s\u00A0]+/g, ' ')
    .trim();

function dayIn(cell: unknown): Read {
  if (typeof cell === 'number' && Number.isInteger(cell) && cell >= FIRST_SERIAL && cell <= LAST_SERIAL)
    return { value: new Date(Date.UTC(1899, 11, 30) + cell * DAY_MS).toISOString().slice(0, 10) };
  if (cell instanceof Date) return { value: cell.toISOString().slice(0, 10) };
  const [, d = '', m = '', y = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(String(cell)) ?? [];
  const day = `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
  if (!isDay(day)) return NO_DAY;
  if (Number(d) <= 12 && d !== m && m.length + d.length < 4)
    return fault(
      'Không rõ ngày hay tháng đứng trước. Ghi đủ hai chữ số như 04/03/2022 (ngày 4 tháng 3), hoặc định dạng ô là Ngày.',
      'Day or month may stand first. Write two digits each, as 04/03/2022 (4 March), or make the cell a date.',
    );
  return { value: day };
}

function choiceIn(text: string, { values = {}, also = {} }: InColumn): Read {
  const found = Object.entries(values).find(([id, { vi, en }]) =>
    [id, vi, en, ...(own(also, id) ?? [])].map(foldText).includes(foldText(text)),
  );
  if (found) return { value: found[0] };
  const [vi, en] = [Object.values(values).map((w) => w.vi), Object.values(values).map((w) => w.en)];
  return fault(`Chọn một trong: ${vi.join(', ')}.`, `One of: ${en.join(', ')}.`);
}
