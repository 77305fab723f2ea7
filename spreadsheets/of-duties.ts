// The duties of units as a workbook, one line each.
import type { Words } from '../domain/kernel/refusal.ts';
import { words } from '../domain/rulebooks/words.ts';
import type { DutyItem } from '../projections/duties-board/board.ts';
import { type Column, roleIn } from './workbook.ts';

const STATES = {
  excused: { vi: 'được miễn', en: 'excused' },
  accepted: { vi: 'đã chấp nhận', en: 'accepted' },
  reported: { vi: 'đã báo cáo, chờ xem xét', en: 'reported, to be judged' },
  overdue: { vi: 'quá hạn', en: 'overdue' },
  open: { vi: 'chưa báo cáo', en: 'not reported' },
} as const satisfies Record<string, Words>;

function stateOf({ excused, accepted, reportedOn, overdue }: DutyItem): keyof typeof STATES {
  if (excused) return 'excused';
  if (accepted) return 'accepted';
  if (reportedOn !== undefined) return 'reported';
  return overdue ? 'overdue' : 'open';
}

export const dutyColumns: readonly Column<DutyItem>[] = [
  { title: words('Đơn vị', 'Unit'), width: 30, of: ({ unit }) => unit.name },
  { title: words('Mã đơn vị', 'Unit code'), width: 12, of: ({ unit }) => unit.code },
  { title: words('Nhiệm vụ', 'Duty'), width: 50, of: ({ name }, lang) => name[lang] },
  { title: words('Từ ngày', 'From'), width: 12, of: ({ from }) => ({ day: from }) },
  { title: words('Hạn', 'Due'), width: 12, of: ({ dueOn }) => ({ day: dueOn }) },
  {
    title: words('Còn lại (ngày làm việc)', 'Working days left'),
    width: 14,
    of: ({ workingDaysLeft }) => workingDaysLeft,
  },
  { title: words('Tình trạng', 'State'), width: 24, of: (item, lang) => STATES[stateOf(item)][lang] },
  { title: words('Báo cáo ngày', 'Reported on'), width: 14, of: ({ reportedOn }) => reportedOn && { day: reportedOn } },
  {
    title: words('Trễ hạn', 'Late'),
    width: 10,
    of: ({ late }, lang) => (late ? (lang === 'vi' ? 'có' : 'yes') : undefined),
  },
  {
    title: words('Người thực hiện', 'Who must act'),
    width: 34,
    of: ({ acting }, lang) => acting.map(({ role, unit }) => `${roleIn(role, lang)}, ${unit}`).join('; '),
  },
  { title: words('Thay cho', 'On behalf of'), width: 14, of: ({ onBehalfOf }) => onBehalfOf },
];
