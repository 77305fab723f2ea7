// A rehearsal as a workbook: every line that would be told, what nobody would receive, who is told how much, and the letters
// of each person and day.
import type { Lang } from '../domain/kernel/refusal.ts';
import { type Column, roleIn, sheetOf, workbook } from '../spreadsheets/workbook.ts';
import { type Load, loads, type Reading, reachesNobody, readings } from './in-words.ts';
import type { Rehearsal, Rehearsed, RehearsedLetters } from './rehearsal.ts';

/** One line per role that is told: what a person filters by is whom it concerns. */
type Row = Rehearsed & { readonly who: Rehearsed['to'][number] };

const lines: readonly Column<Row>[] = [
  { title: { vi: 'Ngày', en: 'Day' }, width: 12, of: ({ on }) => ({ day: on }) },
  {
    title: { vi: 'Nhắc', en: 'Reminder' },
    width: 10,
    of: ({ which }, lang) => which ?? (lang === 'vi' ? 'quá hạn' : 'overdue'),
  },
  { title: { vi: 'Việc', en: 'What' }, width: 40, of: ({ why }, lang) => why[lang] },
  { title: { vi: 'Hạn', en: 'Due' }, width: 12, of: ({ dueOn }) => ({ day: dueOn }) },
  { title: { vi: 'Địa bàn', en: 'Place' }, width: 12, of: ({ place }) => place },
  { title: { vi: 'Vai trò', en: 'Role' }, width: 28, of: ({ who }, lang) => roleIn(who.role, lang) },
  { title: { vi: 'Đơn vị', en: 'Unit' }, width: 30, of: ({ who }) => who.name ?? who.unit },
  { title: { vi: 'Số người nhận', en: 'Received by' }, width: 14, of: ({ who }) => who.accounts.length },
  {
    title: { vi: 'Ngày nghỉ', en: 'Day off' },
    width: 10,
    of: ({ dayOff }, lang) => (dayOff ? (lang === 'vi' ? 'có' : 'yes') : ''),
  },
];

const shares: readonly Column<Load>[] = [
  { title: { vi: 'Vai trò', en: 'Role' }, width: 28, of: ({ role }, lang) => roleIn(role, lang) },
  { title: { vi: 'Đơn vị', en: 'Unit' }, width: 30, of: ({ name }) => name },
  { title: { vi: 'Số lần', en: 'Times' }, width: 10, of: ({ count }) => count },
  { title: { vi: 'Ngày nhiều nhất', en: 'Busiest day' }, width: 16, of: ({ busiest }) => ({ day: busiest.on }) },
  { title: { vi: 'Trong ngày đó', en: 'On that day' }, width: 14, of: ({ busiest }) => busiest.count },
];

const ofDays: readonly Column<RehearsedLetters>[] = [
  { title: { vi: 'Ngày', en: 'Day' }, width: 12, of: ({ on }) => ({ day: on }) },
  { title: { vi: 'Người nhận', en: 'Reader' }, width: 28, of: ({ account }) => account },
  { title: { vi: 'Số việc', en: 'Matters' }, width: 10, of: ({ matters }) => matters },
];

const ofPeople: readonly Column<Reading>[] = [
  { title: { vi: 'Người nhận', en: 'Reader' }, width: 28, of: ({ account }) => account },
  { title: { vi: 'Số thư', en: 'Letters' }, width: 10, of: ({ mornings }) => mornings },
  { title: { vi: 'Số việc', en: 'Matters' }, width: 10, of: ({ matters }) => matters },
  { title: { vi: 'Ngày nhiều nhất', en: 'Busiest day' }, width: 16, of: ({ busiest }) => ({ day: busiest.on }) },
  { title: { vi: 'Trong ngày đó', en: 'On that day' }, width: 14, of: ({ busiest }) => busiest.count },
];

export async function asXlsx({ told, letters }: Rehearsal, lang: Lang): Promise<Buffer> {
  const rowsOf = (some: readonly Rehearsed[]): Row[] =>
    some.flatMap((line) => line.to.map((who) => ({ ...line, who })));
  return workbook([
    sheetOf(lang === 'vi' ? 'Lịch nhắc' : 'Schedule', rowsOf(told), lines, lang),
    sheetOf(lang === 'vi' ? 'Không ai nhận' : 'Received by nobody', rowsOf(told.filter(reachesNobody)), lines, lang),
    sheetOf(lang === 'vi' ? 'Theo vai trò' : 'By role', loads(told), shares, lang),
    sheetOf(lang === 'vi' ? 'Theo người nhận' : 'By reader', readings(letters), ofPeople, lang),
    sheetOf(lang === 'vi' ? 'Thư từng ngày' : 'Letters by day', letters, ofDays, lang),
  ]);
}
