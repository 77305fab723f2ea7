// What leads to recognition and what it is: the submission to who decides, and the decision with the list of its products.
import { points, shownDay } from '../../domain/kernel/fields.ts';
import { tierName } from '../../domain/product-cycle/escalation/tier.ts';
import type { TierVisit } from '../../domain/product-cycle/product-cycle.ts';
import { findTier } from '../../domain/rulebooks/ladder.ts';
import { meanOf } from '../../domain/rulebooks/mean.ts';
import type { Rulebook, Tier } from '../../domain/rulebooks/rulebook.ts';
import { nameOf } from '../../domain/unit/unit-tree.ts';
import type { Block, OfficialText, Table } from '../official-text.ts';
import { bodyOf, committee, officeOf, unitAt } from './bodies.ts';
import type { OfCycle, Recognised } from './of-cycle.ts';
import { actsOf, cited, committeeSigns, documentAt, givenBy, officeSigns } from './said.ts';

/** The stay at a tier whose result leads to a recognition. */
export const toRecognise = ({ visits }: { visits: readonly TierVisit[] }): TierVisit | undefined =>
  visits.findLast(({ result }) => result?.outcome === 'recognise');

type Deciding = { readonly visit: TierVisit; readonly tier: Tier; readonly rulebook: Rulebook; readonly unit: string };

/** Undefined where nothing leads to a recognition, or a ministry decides. */
function deciding(of: OfCycle): Deciding | undefined {
  const visit = toRecognise(of.state);
  const tier = of.rulebook && visit && findTier(of.rulebook, visit.tier);
  if (!of.rulebook || !visit?.result || !tier?.certificateIssuer || tier.level === 'national') return undefined;
  return { visit, tier, rulebook: of.rulebook, unit: unitAt(of, tier.level, visit.result.on) };
}

export function decision(of: OfCycle): OfficialText | undefined {
  const found = deciding(of);
  if (!found) return undefined;
  const { visit, tier, rulebook, unit } = found;
  const { state, tree, today, id, together, said } = of;
  const given = state.decision;
  const on = given?.date ?? today;
  const { issuer, place } = committee(tree, unit, on);
  const decides = bodyOf(tier.certificateIssuer?.vi ?? '', nameOf(tree, unit, on) ?? unit);
  const minutes = documentAt(said, visit.result?.at, 'minutes');
  return {
    id: `quyet-dinh-cong-nhan-${id}`,
    issuer,
    symbol: 'QĐ-UBND',
    place,
    ...givenBy(given),
    kind: 'Quyết định',
    subject: `Về việc công nhận kết quả đánh giá, phân hạng sản phẩm OCOP ${tierName(visit.tier).vi.toLowerCase()}, đợt ${visit.round}`,
    addressees: [],
    body: [
      { kind: 'resolves', text: decides.toUpperCase() },
      ...actsOf(rulebook, on).map(
        ({ id: act, title, signed }): Block => ({
          kind: 'ground',
          text: `Căn cứ ${act.includes('QĐ') ? 'Quyết định số ' : ''}${act} ngày ${shownDay(signed)} (${title.vi});`,
        }),
      ),
      ...(minutes ? [{ kind: 'ground', text: `Căn cứ Biên bản ${cited(minutes)} của Hội đồng;` } as const] : []),
      { kind: 'ground', text: `Theo đề nghị của ${officeOf(tree, unit, on).issuer}.` },
      { kind: 'resolves', text: 'QUYẾT ĐỊNH:' },
      { kind: 'heading', text: 'Điều 1. Công nhận sản phẩm OCOP' },
      {
        kind: 'paragraph',
        text: `Công nhận ${together.length} sản phẩm đạt hạng sao theo danh sách tại Phụ lục kèm theo Quyết định này.`,
      },
      { kind: 'heading', text: 'Điều 2. Giấy chứng nhận' },
      {
        kind: 'paragraph',
        text: `Giấy chứng nhận có giá trị ${rulebook.certificate.months} tháng kể từ ngày cấp. Chủ thể duy trì các điều kiện đã được đánh giá và sử dụng tem, nhãn OCOP theo quy định.`,
      },
      { kind: 'heading', text: 'Điều 3. Tổ chức thực hiện' },
      {
        kind: 'paragraph',
        text: 'Quyết định này có hiệu lực kể từ ngày ký. Thủ trưởng các cơ quan, đơn vị có liên quan và các chủ thể có tên tại Phụ lục chịu trách nhiệm thi hành Quyết định này.',
      },
    ],
    signatures: [committeeSigns(decides, state.ended && said(state.ended.at))],
    recipients: ['Như Điều 3', officeOf(tree, unit, on).issuer, 'Lưu: VT'],
    annexes: [{ title: 'Danh sách sản phẩm được công nhận', body: [listOf(together)] }],
    basis: `Hồ sơ ${id}`,
  };
}

export function submission(of: OfCycle): OfficialText | undefined {
  const found = deciding(of);
  if (!found) return undefined;
  const { visit, tier, unit } = found;
  const { tree, today, id, together, said } = of;
  const on = visit.result?.on ?? today;
  const minutes = documentAt(said, visit.result?.at, 'minutes');
  return {
    id: `to-trinh-cong-nhan-${id}`,
    ...officeOf(tree, unit, today),
    symbol: 'TTr-OCOP',
    kind: 'Tờ trình',
    subject: `Về việc công nhận kết quả đánh giá, phân hạng sản phẩm OCOP đợt ${visit.round}`,
    addressees: [bodyOf(tier.certificateIssuer?.vi ?? '', nameOf(tree, unit, today) ?? unit)],
    body: [
      {
        kind: 'paragraph',
        text: `Hội đồng đánh giá, phân hạng sản phẩm OCOP ${tierName(visit.tier).vi.toLowerCase()} đã đánh giá, kết luận ngày ${shownDay(on)}${minutes ? ` (Biên bản ${cited(minutes)})` : ''}. ${together.length} sản phẩm đủ điều kiện công nhận như sau:`,
      },
      listOf(together),
      {
        kind: 'paragraph',
        text: 'Kính đề nghị xem xét, ban hành quyết định công nhận và cấp giấy chứng nhận theo quy định (gửi kèm dự thảo Quyết định).',
      },
    ],
    signatures: [officeSigns],
    recipients: ['Như trên', 'Lưu: VT'],
    annexes: [],
    basis: `Hồ sơ ${id}`,
  };
}

const listOf = (together: readonly Recognised[]): Table => ({
  kind: 'table',
  columns: [
    { title: 'TT', width: 1, align: 'center' },
    { title: 'Sản phẩm', width: 4 },
    { title: 'Chủ thể', width: 4 },
    { title: 'Nơi sản xuất', width: 3.5 },
    { title: 'Điểm TB', width: 1.6, align: 'right' },
    { title: 'Hạng', width: 1.6, align: 'center' },
  ],
  rows: together.map(({ product, producer, place, totals, stars }, i) => [
    String(i + 1),
    product,
    producer ?? '……………',
    place,
    totals.length > 0 ? points(meanOf(totals).rounded) : '–',
    `${stars} sao`,
  ]),
});
