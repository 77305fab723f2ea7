// The template of a table that is taken in: its heads, and one row as an example to be written over.
import type { Lang } from '../domain/kernel/refusal.ts';
import type { Template } from './columns.ts';
import { type Column, sheetOf, workbook } from './workbook.ts';

export function emptyTable({ title, columns }: Template, lang: Lang): Promise<Buffer> {
  const shown = columns.map(
    ({ title, width, example, optional }): Column<null> => ({
      title: optional ? title : { vi: `${title.vi} *`, en: `${title.en} *` },
      width,
      of: () => example,
    }),
  );
  const note =
    lang === 'vi'
      ? 'Cột có dấu * phải điền. Dòng dưới là ví dụ: ghi đè lên. Mã giữ dạng Chữ (Text).'
      : 'Columns with * must be filled in. The row below is an example: write over it. Codes stay text.';
  return workbook([{ ...sheetOf(title[lang], [null], shown, lang), above: [`${title[lang]}. ${note}`] }]);
}
