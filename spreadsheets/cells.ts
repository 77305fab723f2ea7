// One cell, as what its column is for.
import { own } from '../domain/kernel/own.ts';
import type { Words } from '../domain/kernel/refusal.ts';
import { isDay } from '../domain/time/civil-date.ts';
import { foldText } from '../projections/vietnamese.ts';
import type { InColumn } from './template.ts';

export type CellFault = {
  /** `C5`, as the spreadsheet program names it */
  readonly cell: string;
  readonly row: number;
  readonly sentences: Words;
};

type Read = { readonly value: string | undefined } | { readonly fault: Words };

const fault = (vi: string, en: string): Read => ({ fault: { vi, en } });

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
  if (typeof text === 'string') return { value: text };
  // A name may be one; a code whose zeros are gone is another code.
  return column.kind === 'code' || typeof text !== 'number' ? NOT_TEXT : { value: String(text) };
}

/** Composed, without what cannot be seen and blanks around; what it begins with stays, be it = or +. */
const cleaned = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll(/[\u200B-\u200D\u2060\uFEFF\u00AD]/g, '')
    .replaceAll(/[\s\u00A0]+/g, ' ')
    .trim();

function dayIn(cell: unknown): Read {
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
