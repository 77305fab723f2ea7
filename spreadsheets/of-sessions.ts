// The councils' sessions as a workbook, one line each: how far it has come, and who is waited for until when.
import type { Words } from '../domain/kernel/refusal.ts';
import { findTier } from '../domain/rulebooks/ladder.ts';
import { findRulebook } from '../domain/rulebooks/registry.ts';
import { words } from '../domain/rulebooks/words.ts';
import type { SessionItem } from '../projections/council-sessions/sessions.ts';
import type { Column } from './workbook.ts';

const STAGES: Readonly<Record<SessionItem['stage'], Words>> = {
  convened: { vi: 'đã triệu tập', en: 'convened' },
  distributed: { vi: 'đã gửi hồ sơ', en: 'dossiers sent' },
  sitting: { vi: 'đang họp', en: 'sitting' },
  decided: { vi: 'đã quyết định', en: 'all decided' },
  minutes: { vi: 'lập biên bản', en: 'minutes drawn up' },
  signed: { vi: 'đã ký biên bản', en: 'minutes signed' },
  delivered: { vi: 'đã chuyển kết quả', en: 'results delivered' },
};
const SUSPENDED: Words = { vi: 'tạm ngừng, không đủ thành viên', en: 'suspended without a quorum' };

const tierOf = ({ rulebook, tier }: SessionItem): Words | undefined => {
  const law = findRulebook(rulebook);
  return law && findTier(law, tier)?.name;
};

export const sessionColumns: readonly Column<SessionItem>[] = [
  { title: words('Cấp', 'Tier'), width: 16, of: (item, lang) => tierOf(item)?.[lang] ?? item.tier },
  { title: words('Mã đơn vị', 'Unit code'), width: 12, of: ({ unit }) => unit },
  { title: words('Năm', 'Year'), width: 8, of: ({ year }) => year },
  { title: words('Đợt', 'Round'), width: 8, of: ({ round }) => round },
  { title: words('Ngày họp', 'Meets on'), width: 12, of: ({ meetsOn }) => ({ day: meetsOn }) },
  {
    title: words('Bằng văn bản', 'In writing'),
    width: 12,
    of: ({ inWriting }, lang) => (inWriting ? (lang === 'vi' ? 'có' : 'yes') : undefined),
  },
  {
    title: words('Tình trạng', 'State'),
    width: 26,
    of: ({ stage, suspended }, lang) => (suspended ? SUSPENDED : STAGES[stage])[lang],
  },
  { title: words('Thành viên', 'Members'), width: 12, of: ({ members }) => members },
  { title: words('Sản phẩm', 'Products'), width: 12, of: ({ products }) => products },
  { title: words('Còn phải quyết định', 'Still to decide'), width: 14, of: ({ undecided }) => undecided || undefined },
  {
    title: words('Thành viên chưa khai xung đột', 'Members who have not declared'),
    width: 18,
    of: ({ undeclared }) => undeclared || undefined,
  },
  {
    title: words('Kết quả chưa chuyển', 'Results not delivered'),
    width: 14,
    of: ({ undelivered }) => undelivered || undefined,
  },
  { title: words('Đang chờ', 'Waited for'), width: 40, of: ({ waitedFor }, lang) => waitedFor?.what[lang] },
  { title: words('Chờ đến ngày', 'Waited for until'), width: 14, of: ({ waitedFor: of }) => of && { day: of.dueOn } },
  { title: words('Mã phiên họp', 'Session'), width: 36, of: ({ id }) => id },
];
