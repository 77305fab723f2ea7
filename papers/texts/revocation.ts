// The decision by which a certificate is revoked: a draft from the proposal on, itself once that is recorded.
import type { Certificate } from '../../domain/certificate/certificate.ts';
import { validityOf } from '../../domain/certificate/certificate.ts';
import { groundName } from '../../domain/certificate/revoking.ts';
import { shownDay } from '../../domain/kernel/fields.ts';
import type { Rulebook } from '../../domain/rulebooks/rulebook.ts';
import type { Day } from '../../domain/time/civil-date.ts';
import type { UnitTree } from '../../domain/unit/unit-tree.ts';
import type { Block, OfficialText } from '../official-text.ts';
import { committee, officeOf } from './bodies.ts';
import { actsOf, cited, committeeSigns, documentAt, givenBy, type Saying } from './said.ts';

export type OfCertificate = {
  readonly id: string;
  readonly state: Certificate;
  readonly tree: UnitTree;
  readonly today: Day;
  /** the unit whose committee issued it */
  readonly unit: string;
  readonly product: string;
  /** as who asks may see it */
  readonly producer?: string | undefined;
  readonly rulebook: Rulebook | undefined;
  readonly said: Saying;
};

/** Undefined where nobody proposed to revoke it. */
export function revocationDecision(of: OfCertificate): OfficialText | undefined {
  const { id, state, tree, today, unit, product, producer, rulebook, said } = of;
  const { revocation, ended } = state;
  const validity = validityOf(state);
  if (!revocation || !validity || (ended && ended.as !== 'revoked')) return undefined;
  const given = documentAt(said, ended?.at, 'decision');
  const on = given?.date ?? today;
  const { issuer, place } = committee(tree, unit, on);
  const conclusion = documentAt(said, revocation.at, 'conclusion');
  const heard = documentAt(said, revocation.heard?.at, 'minutes');
  return {
    id: `quyet-dinh-thu-hoi-${id}`,
    issuer,
    symbol: 'QĐ-UBND',
    place,
    ...givenBy(given),
    kind: 'Quyết định',
    subject: `Về việc thu hồi Giấy chứng nhận sản phẩm OCOP số ${validity.number}`,
    addressees: [],
    body: [
      ...(rulebook ? actsOf(rulebook, on) : []).map(
        ({ id: act, signed }): Block => ({
          kind: 'ground',
          text: `Căn cứ Quyết định số ${act} ngày ${shownDay(signed)};`,
        }),
      ),
      ...(conclusion ? [{ kind: 'ground', text: `Căn cứ kết luận ${cited(conclusion)};` } as const] : []),
      ...(heard
        ? [{ kind: 'ground', text: `Căn cứ Biên bản ${cited(heard)} về việc giải trình của chủ thể;` } as const]
        : []),
      { kind: 'ground', text: `Theo đề nghị của ${officeOf(tree, unit, on).issuer}.` },
      { kind: 'resolves', text: 'QUYẾT ĐỊNH:' },
      { kind: 'heading', text: 'Điều 1. Thu hồi Giấy chứng nhận' },
      {
        kind: 'paragraph',
        text: `Thu hồi Giấy chứng nhận số ${validity.number} (${validity.stars} sao, cấp ngày ${shownDay(validity.from)}) của sản phẩm ${product}, chủ thể: ${producer ?? '……………………………'}. Lý do: ${groundName(revocation.ground).vi}.`,
      },
      { kind: 'heading', text: 'Điều 2. Trách nhiệm của chủ thể' },
      {
        kind: 'paragraph',
        text: 'Kể từ ngày Quyết định có hiệu lực, chủ thể nộp lại Giấy chứng nhận và ngừng sử dụng tem, nhãn OCOP trên sản phẩm, bao bì, phương tiện quảng bá.',
      },
      { kind: 'heading', text: 'Điều 3. Tổ chức thực hiện' },
      {
        kind: 'paragraph',
        text: 'Quyết định này có hiệu lực kể từ ngày ký. Các cơ quan, đơn vị có liên quan và chủ thể chịu trách nhiệm thi hành Quyết định này.',
      },
    ],
    signatures: [committeeSigns(issuer, ended && said(ended.at))],
    recipients: ['Như Điều 3', 'Lưu: VT'],
    annexes: [],
    basis: `Giấy chứng nhận ${id}`,
  };
}
