// Letters about one dossier: to the tier above, to its producer for what is missing, and for what an office is late with.
import { shownDay } from '../../domain/kernel/fields.ts';
import { tierName } from '../../domain/product-cycle/escalation/tier.ts';
import { findTier } from '../../domain/rulebooks/ladder.ts';
import { nameOf } from '../../domain/unit/unit-tree.ts';
import type { Block, OfficialText } from '../official-text.ts';
import { committee, unitAt } from './bodies.ts';
import type { OfCycle } from './of-cycle.ts';
import { cited, committeeSigns, documentAt, givenBy } from './said.ts';

/** Undefined where no tier has what it would send on. */
export function forwardingLetter(of: OfCycle): OfficialText | undefined {
  const { state, tree, today, id, product, rulebook, said } = of;
  const visit = state.visits.findLast((v) => v.forwarded || v.completed || v.result?.outcome === 'forward');
  const tier = rulebook && visit && findTier(rulebook, visit.tier);
  const above = tier && findTier(rulebook, visit.forwarded?.to ?? tier.forwards?.to ?? '');
  if (!visit || !above) return undefined;
  const letter = documentAt(said, visit.forwarded?.at, 'letter');
  const minutes = documentAt(said, visit.forwarded?.at ?? visit.result?.at, 'minutes');
  const on = letter?.date ?? today;
  const unit = unitAt(of, tier.level, on);
  const { issuer, place } = committee(tree, unit, on);
  const fact = visit.forwarded && said(visit.forwarded.at);
  const samples = fact?.data.samples;
  const to = unitAt(of, above.level, on);
  return {
    id: `cong-van-chuyen-ho-so-${id}`,
    issuer,
    symbol: 'UBND-OCOP',
    place,
    ...givenBy(letter),
    subject: `chuyển hồ sơ sản phẩm ${product} đề nghị đánh giá ${tierName(above.id).vi.toLowerCase()}`,
    addressees: [above.level === 'national' ? (above.certificateIssuer?.vi ?? '') : committee(tree, to, on).issuer],
    body: [
      {
        kind: 'paragraph',
        text: `${issuer} chuyển hồ sơ sản phẩm ${product} (mã hồ sơ ${id}), sản xuất tại ${nameOf(tree, state.place ?? '', on) ?? ''}, đề nghị đánh giá, phân hạng ${tierName(above.id).vi.toLowerCase()}.`,
      },
      ...(visit.result
        ? [
            {
              kind: 'paragraph',
              text: `Kết quả ${tierName(visit.tier).vi.toLowerCase()} ngày ${shownDay(visit.result.on)}: ${visit.result.stars} sao${minutes ? ` (Biên bản ${cited(minutes)})` : ''}.`,
            } as const,
          ]
        : []),
      {
        kind: 'paragraph',
        text: `Gửi kèm: hồ sơ theo danh mục tại Phụ lục${typeof samples === 'number' ? `; ${samples} sản phẩm mẫu` : ''}.`,
      },
    ],
    signatures: [committeeSigns(issuer, fact || undefined)],
    recipients: ['Như trên', 'Lưu: VT'],
    annexes: [{ title: 'Danh mục hồ sơ gửi kèm', body: dossierOf(of) }],
    basis: `Hồ sơ ${id}${visit.completed ? `, mã danh mục (SHA-256): ${visit.completed.manifest}` : ''}`,
  };
}

function dossierOf({ state, rulebook }: OfCycle): readonly Block[] {
  if (state.evidence.length === 0) return [{ kind: 'paragraph', text: 'Hồ sơ giấy, không có tệp đính kèm.' }];
  return [
    {
      kind: 'table',
      columns: [
        { title: 'TT', width: 1, align: 'center' },
        { title: 'Tài liệu', width: 4 },
        { title: 'Số', width: 4 },
        { title: 'Ngày', width: 2.4, align: 'center' },
        { title: 'Tiêu chí', width: 1.8, align: 'center' },
        { title: 'Trang', width: 1.8, align: 'center' },
      ],
      rows: state.evidence.map(({ kind, document, criterion, pages }, i) => [
        String(i + 1),
        rulebook?.dossier.find((item) => item.id === kind)?.name.vi ?? kind,
        document.number,
        shownDay(document.date),
        criterion ?? '',
        pages ? `${pages.from}–${pages.to}` : '',
      ]),
    },
  ];
}

/** Undefined where no tier asked. What it asked for is in the vault: it is written where who reads may not see it. */
export function supplementRequest(of: OfCycle): OfficialText | undefined {
  const { state, tree, id, product, rulebook, asked } = of;
  const visit = state.visits.findLast((v) => v.supplement);
  const tier = rulebook && visit && findTier(rulebook, visit.tier);
  if (!visit?.supplement || !tier) return undefined;
  const { asked: mark, dueOn, no = 1 } = visit.supplement;
  const { issuer, place } = committee(tree, unitAt(of, tier.level, mark.on), mark.on);
  const items = (asked ?? '………………………………………………………').split(/\n+/u);
  return {
    id: `yeu-cau-bo-sung-${id}`,
    issuer,
    symbol: 'UBND-OCOP',
    place,
    day: mark.on,
    subject: `yêu cầu bổ sung hồ sơ sản phẩm ${product}`,
    addressees: [`Chủ thể sản phẩm ${product}`],
    body: [
      {
        kind: 'paragraph',
        text: `Qua kiểm tra hồ sơ sản phẩm ${product} (mã hồ sơ ${id}) tại ${tierName(visit.tier).vi.toLowerCase()}, đề nghị chủ thể bổ sung (lần ${no}):`,
      },
      ...items.map((text): Block => ({ kind: 'item', text })),
      {
        kind: 'paragraph',
        text: `Thời hạn: đến hết ngày ${shownDay(dueOn)}. Quá thời hạn này, hồ sơ được xem xét theo các tài liệu đã nộp.`,
      },
    ],
    signatures: [committeeSigns(issuer)],
    recipients: ['Như trên', `Ủy ban nhân dân ${nameOf(tree, state.place ?? '', mark.on) ?? ''}`, 'Lưu: VT'],
    annexes: [],
    basis: `Hồ sơ ${id}`,
  };
}

/** Undefined where no office is late with it today. */
export function apology(of: OfCycle): OfficialText | undefined {
  const { tree, today, id, product, late, state } = of;
  if (!late) return undefined;
  const { issuer, place } = committee(tree, late.unit, today);
  return {
    id: `phieu-xin-loi-${id}`,
    issuer,
    symbol: 'PXL-UBND',
    place,
    kind: 'Phiếu xin lỗi và hẹn lại ngày trả kết quả',
    subject: `Sản phẩm ${product}`,
    addressees: [`Chủ thể sản phẩm ${product}`],
    body: [
      {
        kind: 'paragraph',
        text: `${issuer} có trách nhiệm “${late.what}” đối với hồ sơ ${id} (${product}, ${nameOf(tree, state.place ?? '', today) ?? ''}), hạn ngày ${shownDay(late.dueOn)}. Đến ngày ${shownDay(today)} việc này chưa hoàn thành, quá hạn ${late.days} ngày làm việc.`,
      },
      { kind: 'paragraph', text: 'Lý do chậm: …………………………………………………' },
      {
        kind: 'paragraph',
        text: `${issuer} xin lỗi chủ thể và hẹn trả kết quả vào ngày …… tháng …… năm ………`,
      },
    ],
    signatures: [committeeSigns(issuer)],
    recipients: ['Như trên', 'Lưu: VT'],
    annexes: [],
    basis: `Hồ sơ ${id}`,
  };
}
