// The texts of one product's way: the score sheet its council fills, the notice of what a tier decided.
import { points, shownDay } from '../../domain/kernel/fields.ts';
import { tierName } from '../../domain/product-cycle/escalation/tier.ts';
import { type ProductCycle, visitOf } from '../../domain/product-cycle/product-cycle.ts';
import type { CriteriaSet, Criterion } from '../../domain/rulebooks/criteria-set.ts';
import { groundName } from '../../domain/rulebooks/knock-outs.ts';
import { roles } from '../../domain/rulebooks/responsibilities.ts';
import type { Rulebook } from '../../domain/rulebooks/rulebook.ts';
import type { Day } from '../../domain/time/civil-date.ts';
import { nameOf, type UnitTree } from '../../domain/unit/unit-tree.ts';
import type { Block, OfficialText } from '../official-text.ts';
import { issuedBy } from './bodies.ts';
import type { Saying } from './said.ts';

export type OfCycle = {
  readonly id: string;
  readonly state: ProductCycle;
  readonly tree: UnitTree;
  readonly today: Day;
  /** the unit whose tier has the dossier */
  readonly unit: string;
  readonly product: string;
  readonly rulebook: Rulebook | undefined;
  /** the set of criteria it is or would be rated by */
  readonly set: CriteriaSet | undefined;
  readonly said: Saying;
  /** what a tier asked to be supplied, where who asks may see it */
  readonly asked?: string | undefined;
  /** what an office should have done by now */
  readonly late?: Late | undefined;
  /** what is recognised together with it, itself among them */
  readonly together: readonly Recognised[];
};

/** One product of those that a body recognises together. */
export type Recognised = {
  readonly product: string;
  /** as who asks may see it */
  readonly producer?: string | undefined;
  readonly place: string;
  readonly totals: readonly number[];
  readonly stars: number;
};

/** `days`: working days past the last one */
export type Late = {
  readonly what: string;
  readonly unit: string;
  readonly dueOn: Day;
  readonly days: number;
};

export const PARTS = { A: 'PHẦN A', B: 'PHẦN B', C: 'PHẦN C' } as const;

/** The form of the programme, empty: every criterion with its options and what each is worth. Undefined where nobody knows yet by which set it is rated. */
export function scoreSheet({ id, state, tree, today, unit, product, set }: OfCycle): OfficialText | undefined {
  if (!set) return undefined;
  const { superior, place } = issuedBy(tree, unit, today);
  return {
    id: `phieu-cham-${id}`,
    superior,
    issuer: 'Hội đồng đánh giá, phân hạng sản phẩm OCOP',
    place,
    kind: 'Phiếu chấm điểm',
    subject: product,
    addressees: [],
    body: [
      {
        kind: 'paragraph',
        text: `Mã hồ sơ: ${id}. Bộ tiêu chí ${set.id}: ${set.name.vi}. Địa điểm: ${nameOf(tree, state.place ?? '', today) ?? ''}.`,
      },
      ...set.parts.flatMap(({ code, max, criteria }): readonly Block[] => [
        { kind: 'heading', text: `${PARTS[code]} (${points(max)} điểm)` },
        {
          kind: 'table',
          columns: [
            { title: 'Tiêu chí', width: 1.6 },
            { title: 'Nội dung, mức đạt', width: 9 },
            { title: 'Tối đa', width: 1.6, align: 'right' },
            { title: 'Điểm chấm', width: 1.8, align: 'center' },
          ],
          rows: criteria.flatMap(rowsOf),
        },
      ]),
      { kind: 'paragraph', text: 'Tổng điểm: …………  Ý kiến khác: ………………………………………………………………' },
    ],
    signatures: [{ post: 'Thành viên Hội đồng' }],
    recipients: [],
    annexes: [],
    basis: `Bộ tiêu chí ${set.id}, ${set.cite.act}`,
  };
}

function rowsOf(criterion: Criterion): readonly (readonly string[])[] {
  if ('criteria' in criterion)
    return [[criterion.code, criterion.name.vi, points(criterion.max), ''], ...criterion.criteria.flatMap(rowsOf)];
  const { code, name, max, options } = criterion;
  const listed = options.map((option) => `□ ${option.name.vi}: ${points(option.points)}`).join('\n');
  return [[code, listed === '' ? name.vi : `${name.vi}\n${listed}`, points(max), '']];
}

/** Undefined where the dossier's tier has said no result. */
export function resultNotice({ id, state, tree, unit, product }: OfCycle): OfficialText | undefined {
  const visit = visitOf(state);
  const result = visit?.result;
  if (!visit || !result) return undefined;
  const day: Day = visit.notified?.on ?? result.on;
  const { superior, place } = issuedBy(tree, unit, day);
  const mean = result.totals.length > 0 ? `, ${result.totals.length} phiếu hợp lệ` : '';
  return {
    id: `thong-bao-ket-qua-${id}`,
    superior,
    issuer: 'Hội đồng đánh giá, phân hạng sản phẩm OCOP',
    symbol: 'TB-HĐ',
    place,
    ...(visit.notified ? { day } : {}),
    kind: 'Thông báo',
    subject: `Kết quả đánh giá, phân hạng sản phẩm ${product}`,
    addressees: ['Chủ thể sản phẩm', `Ủy ban nhân dân ${nameOf(tree, state.place ?? '', day) ?? ''}`],
    body: [
      {
        kind: 'paragraph',
        text: `${tierName(visit.tier).vi}, đợt ${visit.round}, đã đánh giá sản phẩm ${product} (hồ sơ ${id}) ngày ${shownDay(result.on)}${mean}.`,
      },
      {
        kind: 'paragraph',
        text: result.knockOut
          ? `Kết quả: sản phẩm bị loại (${groundName(result.knockOut).vi}).`
          : `Kết quả: ${result.stars} sao.`,
      },
      { kind: 'paragraph', text: WHAT_FOLLOWS[result.outcome] },
    ],
    signatures: [{ authority: ['TM. Hội đồng'], post: 'Chủ tịch' }],
    recipients: ['Như trên', roles['province-officer'].vi, 'Lưu: VT, Hội đồng'],
    annexes: [],
    basis: `Hồ sơ ${id}`,
  };
}

const WHAT_FOLLOWS = {
  forward: 'Hồ sơ được chuyển lên cấp trên đánh giá theo quy định.',
  recognise: 'Cấp có thẩm quyền xem xét, ban hành quyết định công nhận theo quy định.',
  return: 'Hồ sơ được chuyển về cấp đã gửi để xem xét theo quy định.',
  ends: 'Chủ thể trao đổi với cơ quan phụ trách OCOP về hướng hoàn thiện sản phẩm cho kỳ đánh giá sau.',
} as const;
