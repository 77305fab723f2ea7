// The list of products as a workbook.
import { own } from '../domain/kernel/own.ts';
import type { Lang, Words } from '../domain/kernel/refusal.ts';
import { step, stepIds, steps } from '../domain/programme-year/steps.ts';
import { rulebooks } from '../domain/rulebooks/registry.ts';
import { roles } from '../domain/rulebooks/responsibilities.ts';
import type { BoardItem } from '../projections/product-board/board.ts';
import { stateWords } from '../projections/product-board/state-words.ts';
import type { Column } from './workbook.ts';

const yes = (lang: Lang): string => (lang === 'vi' ? 'có' : 'yes');

/** What a rulebook calls it, that of the row first; else its id. */
function tierIn({ tier, rulebook }: BoardItem, lang: Lang): string | undefined {
  if (tier === undefined) return undefined;
  const named = [...rulebooks].sort((a) => (a.id === rulebook ? -1 : 0)).flatMap(({ ladder }) => ladder);
  return named.find(({ id }) => id === tier)?.name[lang] ?? tier;
}

const groupIn = (group: string, lang: Lang): string =>
  rulebooks.flatMap(({ taxonomy }) => taxonomy.flatMap(({ groups }) => groups)).find(({ id }) => id === group)?.name[
    lang
  ] ?? group;

const whoIn = ({ acting }: BoardItem, lang: Lang): string =>
  acting.map(({ role, unit, name }) => `${own(roles, role)?.[lang] ?? role}, ${name ?? unit}`).join('; ');

const stepIn = ({ step: at }: BoardItem, lang: Lang): string | undefined =>
  at && `${stepIds.indexOf(step.parse(at)) + 1}. ${steps[at][lang]}`;

const title = (vi: string, en: string): Words => ({ vi, en });

export const cycleColumns: readonly Column<BoardItem>[] = [
  { title: title('Sản phẩm', 'Product'), width: 36, of: ({ productName }) => productName },
  { title: title('Mã sản phẩm OCOP', 'Product code'), width: 18, of: ({ productCode }) => productCode },
  { title: title('Chủ thể', 'Producer'), width: 28, of: ({ producer }) => producer },
  { title: title('Nhóm', 'Group'), width: 30, of: ({ group }, lang) => groupIn(group, lang) },
  { title: title('Xã', 'Commune'), width: 24, of: ({ commune }) => commune?.name },
  { title: title('Huyện', 'District'), width: 24, of: ({ district }) => district?.name },
  { title: title('Tỉnh', 'Province'), width: 18, of: ({ province }) => province.name },
  { title: title('Bước', 'Step'), width: 26, of: stepIn },
  { title: title('Cấp', 'Tier'), width: 16, of: tierIn },
  { title: title('Đợt', 'Round'), width: 8, of: ({ round }) => round },
  { title: title('Tình trạng', 'State'), width: 26, of: ({ state }, lang) => stateWords[state][lang] },
  { title: title('Số sao', 'Stars'), width: 8, of: ({ stars }) => stars },
  { title: title('Việc đang chờ', 'Waiting for'), width: 36, of: ({ waiting }, lang) => waiting?.[lang] },
  { title: title('Người thực hiện', 'Who must act'), width: 40, of: whoIn },
  { title: title('Hạn', 'Due'), width: 12, of: ({ dueOn }) => dueOn && { day: dueOn } },
  {
    title: title('Còn lại (ngày làm việc)', 'Working days left'),
    width: 14,
    of: ({ workingDaysLeft }) => workingDaysLeft,
  },
  { title: title('Quá hạn', 'Overdue'), width: 10, of: ({ overdue }, lang) => (overdue ? yes(lang) : undefined) },
  {
    title: title('Từng trễ hạn', 'Was late'),
    width: 12,
    of: ({ late }, lang) => (late ? yes(lang) : undefined),
  },
  { title: title('Bộ quy định', 'Rulebook'), width: 12, of: ({ rulebook }) => rulebook },
  { title: title('Mã chu trình', 'Cycle'), width: 36, of: ({ cycle }) => cycle },
];
