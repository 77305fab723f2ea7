// A list as a workbook (`?as=xlsx`): all its pages, under a line that says what it was narrowed by.

import { shownDay } from '../../domain/kernel/fields.ts';
import { own } from '../../domain/kernel/own.ts';
import { isRefusal, type Lang, type Refusal, refusal, type Words } from '../../domain/kernel/refusal.ts';
import { dayOf, type Instant } from '../../domain/time/civil-date.ts';
import { type Column, sheetOf, workbook, XLSX } from '../../spreadsheets/workbook.ts';
import type { FileAnswer } from './reading.ts';

/** Beyond that nobody reads it, and making it would keep others waiting. */
const MOST_ROWS = 10_000;
const PAGE = 200;

const LIST_TOO_LONG = refusal('LIST_TOO_LONG', 'invalid', {
  vi: 'Danh sách có {total} dòng, nhiều hơn {most} dòng của một tệp. Hãy lọc hẹp lại, ví dụ theo địa bàn.',
  en: 'The list has {total} lines, more than the {most} of one file. Narrow it down, by place for instance.',
});

/** How a list stands in a workbook. */
export type SheetOf = {
  readonly title: Words;
  /** of the file, without its ending */
  readonly file: string;
  // Columns of whatever the list holds; that they fit its items is seen where both are named.
  readonly columns: readonly Column<never>[];
};

export const sheet = <T>(title: Words, file: string, columns: readonly Column<T>[]): SheetOf => ({
  title,
  file,
  columns,
});

type Page = { readonly items: readonly never[]; readonly next: string | null; readonly total: number };

/** @param find one page of the list, or why there is none */
export async function asSheet<Q extends object>(
  of: SheetOf,
  asked: Q,
  { lang, at, find }: { lang: Lang; at: Instant; find: (question: Q) => Promise<object | Refusal> },
): Promise<FileAnswer | Refusal> {
  const rows: never[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = (await find({ ...asked, limit: PAGE, cursor } as Q)) as Page | Refusal;
    if (isRefusal(page)) return page;
    if (page.total > MOST_ROWS) return LIST_TOO_LONG({ total: page.total, most: MOST_ROWS });
    rows.push(...page.items);
    if (page.next === null) break;
    cursor = page.next;
  }
  const day = dayOf(at);
  const made = { ...sheetOf(of.title[lang], rows, of.columns, lang), above: above(of, asked, { lang, day, rows }) };
  return { file: `${of.file}-${day}.xlsx`, type: XLSX, bytes: await workbook([made]) };
}

const FILTERS: Readonly<Record<string, Words>> = {
  year: { vi: 'năm', en: 'year' },
  place: { vi: 'địa bàn', en: 'place' },
  unit: { vi: 'đơn vị', en: 'unit' },
  acting: { vi: 'chờ', en: 'waits for' },
  step: { vi: 'bước', en: 'step' },
  tier: { vi: 'cấp', en: 'tier' },
  round: { vi: 'đợt', en: 'round' },
  state: { vi: 'tình trạng', en: 'state' },
  month: { vi: 'hết hạn trong', en: 'ends in' },
  product: { vi: 'sản phẩm', en: 'product' },
  number: { vi: 'số', en: 'number' },
  revocation: { vi: 'xem xét thu hồi', en: 'revocation' },
  q: { vi: 'tìm', en: 'search' },
  sort: { vi: 'xếp theo', en: 'sorted by' },
};

function above(of: SheetOf, asked: object, { lang, day, rows }: { lang: Lang; day: string; rows: readonly unknown[] }) {
  const chosen = Object.entries(asked).flatMap(([name, value]) => {
    const words = own(FILTERS, name);
    return words && value !== undefined ? [`${words[lang]}: ${value}`] : [];
  });
  const lines = lang === 'vi' ? `${rows.length} dòng` : `${rows.length} lines`;
  return [
    `${of.title[lang]}, ${lang === 'vi' ? 'ngày' : 'on'} ${shownDay(day)} (${lines})`,
    `${lang === 'vi' ? 'Lọc' : 'Narrowed by'}: ${chosen.join('; ') || (lang === 'vi' ? 'không' : 'nothing')}`,
  ];
}
