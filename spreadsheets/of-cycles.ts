// The list of products as a workbook.
import type { Lang, Words } from '../domain/kernel/refusal.ts';
import { stepIds, steps } from '../domain/programme-year/steps.ts';
import { rulebooks } from '../domain/rulebooks/registry.ts';
import { words } from '../domain/rulebooks/words.ts';
import type { BoardItem } from '../projections/product-board/board.ts';
import { stateWords } from '../projections/product-board/state-words.ts';
import { type Column, roleIn } from './workbook.ts';

const yes = (lang: Lang): string => (lang === 'vi' ? 'có' : 'yes');

/** What a rulebook calls it, that of the row first; else its id. */
function tierIn({ tier, rulebook }: BoardItem, lang: Lang): string | undefined {
  if (tier === undefined) return undefined;
  const named = [...rulebooks].sort((a) => (a.id === rulebook ? -1 : 0)).flatMap(({ ladder }) => ladder);
  return named.find(({ id }) => id === tier)?.name[lang] ?? tier;
}

/** The first rulebook that names a group is asked. */
const groups: ReadonlyMap<string, Words> = new Map(
  rulebooks
    .flatMap(({ taxonomy }) => taxonomy.flatMap((industry) => industry.groups))
    .toReversed()
    .map(({ id, name }) => [id, name]),
);

const whoIn = ({ acting }: BoardItem, lang: Lang): string =>
  acting.map(({ role, unit, name }) => `${roleIn(role, lang)}, ${name ?? unit}`).join('; ');

const stepIn = ({ step: at }: BoardItem, lang: Lang): string | undefined =>
  at && `${stepIds.indexOf(at) + 1}. ${steps[at][lang]}`;

export const cycleColumns: readonly Column<BoardItem>[] = [
  { title: words('Sản phẩm', 'Product'), width: 36, of: ({ productName }) => productName },
  { title: words('Mã sản phẩm OCOP', 'Product code'), width: 18, of: ({ productCode }) => productCode },
  { title: words('Chủ thể', 'Producer'), width: 28, of: ({ producer }) => producer },
  { title: words('Nhóm', 'Group'), width: 30, of: ({ group }, lang) => groups.get(group)?.[lang] ?? group },
  { title: words('Xã', 'Commune'), width: 24, of: ({ commune }) => commune?.name },
  { title: words('Huyện', 'District'), width: 24, of: ({ district }) => district?.name },
  { title: words('Tỉnh', 'Province'), width: 18, of: ({ province }) => province.name },
  { title: words('Bước', 'Step'), width: 26, of: stepIn },
  { title: words('Cấp', 'Tier'), width: 16, of: tierIn },
  { title: words('Đợt', 'Round'), width: 8, of: ({ round }) => round },
  { title: words('Tình trạng', 'State'), width: 26, of: ({ state }, lang) => stateWords[state][lang] },
  { title: words('Số sao', 'Stars'), width: 8, of: ({ stars }) => stars },
  { title: words('Việc đang chờ', 'Waiting for'), width: 36, of: ({ waiting }, lang) => waiting?.[lang] },
  { title: words('Người thực hiện', 'Who must act'), width: 40, of: whoIn },
  { title: words('Hạn', 'Due'), width: 12, of: ({ dueOn }) => dueOn && { day: dueOn } },
  {
    title: words('Còn lại (ngày làm việc)', 'Working days left'),
    width: 14,
    of: ({ workingDaysLeft }) => workingDaysLeft,
  },
  { title: words('Quá hạn', 'Overdue'), width: 10, of: ({ overdue }, lang) => (overdue ? yes(lang) : undefined) },
  {
    title: words('Từng trễ hạn', 'Was late'),
    width: 12,
    of: ({ late }, lang) => (late ? yes(lang) : undefined),
  },
  { title: words('Bộ quy định', 'Rulebook'), width: 12, of: ({ rulebook }) => rulebook },
  { title: words('Mã chu trình', 'Cycle'), width: 36, of: ({ cycle }) => cycle },
];
