// The layout offices must use: figures of Decree 30/2020/NĐ-CP, Annex I, parts I and II. Where it gives a range, the office's
// usual choice within it stands here. Lengths are millimetres, sizes of type points.
/** A4, upright. */
export const page = { width: 210, height: 297 } as const;
export const margins = { top: 20, bottom: 20, left: 30, right: 20 } as const;

export const body = { size: 14, firstLine: 10, between: 6, lineSpacing: 1.1 } as const;

/** In the middle of the upper margin, not on the first page. */
export const pageNumber = { size: 13 } as const;

export const head = {
  /** place 1 and 2 */
  size: 12,
  /** “Độc lập - Tự do - Hạnh phúc” */
  motto: 13,
  /** place 3: number and symbol; place 4: where and when */
  number: 13,
  date: 14,
  /** the line under the issuing body is a third to a half as long as its name */
  line: 0.4,
} as const;

export const title = { size: 14, line: 0.4 } as const;

/** Of a table: smaller where it has many columns. */
export const tableSize = (columns: number): number => (columns > 8 ? 10 : 12);

/** Place 5b, the subject of a letter. */
export const subject = { size: 12 } as const;

export const signing = { size: 14, room: 24 } as const;

/** Place 9b: title bold italic, its lines smaller. */
export const recipients = { title: 12, size: 11 } as const;

export const COUNTRY = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
export const MOTTO = 'Độc lập - Tự do - Hạnh phúc';
export const DRAFT = 'DỰ THẢO';

/** Number and symbol, or the dots that wait for the number. Numbers below 10 have a leading 0. @param number with its symbol, or without */
export function numbered(number: string | undefined, symbol: string): string {
  if (number?.includes('/')) return number;
  return `${number === undefined ? '……' : number.padStart(2, '0')}/${symbol}`;
}

/** Days below 10 and the months 1 and 2 have a leading 0. @param day yyyy-mm-dd */
export function dateLine(place: string, day: string | undefined): string {
  if (day === undefined) return `${place}, ngày …… tháng …… năm ………`;
  const [year, month, date] = day.split('-') as [string, string, string];
  return `${place}, ngày ${date} tháng ${Number(month) < 3 ? month : Number(month)} năm ${year}`;
}
