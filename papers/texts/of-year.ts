// The texts of a unit's year: the list of its product ideas, what became of its business plans.
import { type Document, shownDay } from '../../domain/kernel/fields.ts';
import type { IdeaStatus, PlanStatus, ProductCycle } from '../../domain/product-cycle/product-cycle.ts';
import type { Day } from '../../domain/time/civil-date.ts';
import { findUnit, nameOf, type UnitTree } from '../../domain/unit/unit-tree.ts';
import type { Column, OfficialText, Table } from '../official-text.ts';
import { committee } from './bodies.ts';
import { committeeSigns, givenBy } from './said.ts';

export type InYear = {
  readonly id: string;
  readonly state: ProductCycle;
  readonly product: string;
  /** as who asks may see it */
  readonly producer?: string | undefined;
  /** the paper that the last fact of that type names */
  readonly named: (type: string, field: string) => Document | undefined;
};

export type OfYear = {
  readonly year: number;
  readonly unit: string;
  readonly tree: UnitTree;
  readonly today: Day;
  /** all that lies in the unit */
  readonly cycles: readonly InYear[];
};

const ideas: Readonly<Record<IdeaStatus, string>> = {
  registered: 'Đã đăng ký',
  listed: 'Xã đã lập danh sách',
  selected: 'Được chọn, chờ phê duyệt',
  approved: 'Đã phê duyệt',
  rejected: 'Không được chọn',
  struck: 'Đưa ra khỏi danh sách',
};
const plans: Readonly<Record<PlanStatus, string>> = {
  submitted: 'Đang xem xét',
  selected: 'Được chọn',
  rejected: 'Không được chọn',
};

/** The fact by which the unit's own level puts an idea on its list. */
const LISTED_BY: Readonly<Record<string, string>> = {
  commune: 'IdeaListed',
  district: 'IdeaSelected',
  province: 'IdeaApproved',
};

export function ideaList(of: OfYear): OfficialText | undefined {
  const { year, unit, tree, today } = of;
  const level = findUnit(tree, unit, today)?.level ?? '';
  const listed = of.cycles.filter(({ state }) => state.idea);
  if (listed.length === 0) return undefined;
  const given = theOnly(listed.map(({ named }) => named(LISTED_BY[level] ?? '', 'list')));
  return {
    ...headOf(of, given?.date as Day | undefined),
    ...givenBy(given),
    id: `danh-sach-y-tuong-${unit}-${year}`,
    symbol: 'DS-UBND',
    kind: 'Danh sách',
    subject: `Ý tưởng sản phẩm OCOP năm ${year}`,
    body: [
      tableOf(listed, {
        columns: [
          { title: 'Nơi sản xuất', width: 3 },
          { title: 'Tình trạng', width: 2.9 },
        ],
        // Where it lay when that was said of it.
        cells: ({ place, idea }) => [nameOf(tree, place ?? '', idea?.on) ?? '', idea ? ideas[idea.status] : ''],
        on: ({ idea }) => idea?.on,
      }),
      { kind: 'paragraph', text: `Danh sách có ${listed.length} ý tưởng.` },
    ],
  };
}

export function planResults(of: OfYear): OfficialText | undefined {
  const { year, unit } = of;
  const submitted = of.cycles.filter(({ state }) => state.plan);
  if (submitted.length === 0) return undefined;
  const given = theOnly(submitted.map(({ named }) => named('PlanDecisionTold', 'letter')));
  return {
    ...headOf(of, given?.date as Day | undefined),
    ...givenBy(given),
    id: `ket-qua-phuong-an-${unit}-${year}`,
    symbol: 'TB-UBND',
    kind: 'Thông báo',
    subject: `Kết quả lựa chọn phương án sản xuất kinh doanh năm ${year}`,
    body: [
      tableOf(submitted, {
        columns: [
          { title: 'Mục tiêu', width: 1.8, align: 'center' },
          { title: 'Kết quả', width: 3 },
        ],
        cells: ({ plan }) => (plan ? [`${plan.targetStar} sao`, plans[plan.status]] : ['', '']),
        on: ({ plan }) => plan?.on,
      }),
      {
        kind: 'paragraph',
        text: 'Chủ thể có phương án chưa được chọn hoàn thiện và nộp lại, hoặc tham gia kỳ sau theo quy định.',
      },
    ],
  };
}

type Listing = {
  readonly columns: readonly Column[];
  readonly cells: (state: ProductCycle) => readonly string[];
  readonly on: (state: ProductCycle) => Day | undefined;
};

/** One row a product: whose it is, what is said of it, and since when. */
const tableOf = (cycles: readonly InYear[], { columns, cells, on }: Listing): Table => ({
  kind: 'table',
  columns: [
    { title: 'TT', width: 1, align: 'center' },
    { title: 'Sản phẩm', width: 4 },
    { title: 'Chủ thể', width: 4 },
    ...columns,
    { title: 'Ngày', width: 2.6, align: 'center' },
  ],
  rows: cycles.map(({ product, producer, state }, i) => {
    const day = on(state);
    return [String(i + 1), product, producer ?? '……………', ...cells(state), day ? shownDay(day) : ''];
  }),
});

function headOf({ unit, tree, today }: OfYear, day: Day | undefined) {
  const { issuer, place } = committee(tree, unit, day ?? today);
  return {
    issuer,
    place,
    addressees: [],
    signatures: [committeeSigns(issuer)],
    recipients: ['Chủ thể có tên trong danh sách', 'Lưu: VT'],
    annexes: [],
    basis: `Đơn vị ${unit}`,
  };
}

/** One paper names all of them, or no number of it is said here. */
function theOnly(documents: readonly (Document | undefined)[]): Document | undefined {
  const [first, ...others] = documents.filter((one) => one !== undefined);
  const isSame = others.every(({ number, date }) => number === first?.number && date === first.date);
  return isSame ? first : undefined;
}
