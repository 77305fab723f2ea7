// A table as text (CSV): with commas, semicolons or tabs, in UTF-8 with or without its mark, UTF-16, or an encoding of before
// Unicode, which is only taken where somebody has said so: a wrong guess would write wrong names.
import { type Refusal, refusal } from '../domain/kernel/refusal.ts';
import { fromLegacy, type LegacyEncoding, recognised } from './legacy-text.ts';

const SHEET_ENCODING_UNKNOWN = refusal('SHEET_ENCODING_UNKNOWN', 'invalid', {
  vi: 'Không nhận ra bảng mã của tệp CSV. Hãy lưu lại bằng UTF-8 (Excel: CSV UTF-8).',
  en: 'The encoding of the CSV file is not known. Save it as UTF-8 (Excel: CSV UTF-8).',
});
const SHEET_ENCODING_LEGACY = refusal('SHEET_ENCODING_LEGACY', 'conflict', {
  vi: 'Tệp dùng bảng mã cũ {encoding}. Đổi sang Unicode thì đọc được: “{sample}”. Nếu đúng, hãy gửi lại với bảng mã đó.',
  en: 'The file is in an old encoding ({encoding}). As Unicode it reads: “{sample}”. If that is right, send it again with that encoding.',
});

/** Undefined where it is no text. */
export function textIn(bytes: Buffer, encoding: LegacyEncoding | undefined): string | Refusal | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString('utf16le').normalize('NFC');
  if (bytes.includes(0) || bytes.subarray(0, 5).toString('latin1') === '%PDF-') return undefined;
  if (encoding) return fromLegacy(bytes, encoding);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).normalize('NFC');
  } catch {
    const found = recognised(bytes);
    if (!found) return SHEET_ENCODING_UNKNOWN();
    return SHEET_ENCODING_LEGACY({ encoding: found, sample: sampleOf(fromLegacy(bytes, found)) });
  }
}

const SAMPLE = 120;
/** From where it says something that ASCII does not. */
function sampleOf(text: string): string {
  const line = text.split(/\r?\n/).find((one) => /[^\p{ASCII}]/u.test(one)) ?? '';
  return line.slice(0, SAMPLE);
}

/** What stands most often outside quotes in the first lines. */
function separatorOf(text: string): string {
  const plain = text.slice(0, 4000).replace(/"[^"]*"/g, '');
  const count = (one: string): number => plain.split(one).length;
  return [';', '\t', ','].reduce((best, one) => (count(one) > count(best) ? one : best));
}

/** RFC 4180, whatever separates: a cell in quotes may hold separators, line ends and, doubled, quotes. */
export function cellsOf(text: string): readonly (readonly string[])[] {
  const separator = separatorOf(text);
  const rows: string[][] = [];
  let [row, cell, quoted]: [string[], string, boolean] = [[], '', false];
  const endCell = () => {
    row.push(cell);
    cell = '';
  };
  for (let i = 0; i < text.length; i++) {
    const one = text[i] as string;
    if (quoted) {
      if (one !== '"') cell += one;
      else if (text[i + 1] === '"') cell += text[++i];
      else quoted = false;
    } else if (one === '"' && cell === '') quoted = true;
    else if (one === separator) endCell();
    else if (one === '\n') {
      endCell();
      rows.push(row);
      row = [];
    } else if (one !== '\r') cell += one;
  }
  if (cell !== '' || row.length > 0) {
    endCell();
    rows.push(row);
  }
  return rows;
}
