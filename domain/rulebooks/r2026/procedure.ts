// Rounds, terms, revocation, transition and checklist of 26/2026/QĐ-TTg.
import { evidence, required } from '../dossier-items.ts';
import type { Cite, DossierItem, LegalDeadline, LegalRound, Revocation, Transition } from '../rulebook.ts';
import { words } from '../words.ts';

const act = '26/2026/QĐ-TTg';
const article = (text: string): Cite => ({ act, article: text });

/** Two rounds at least; the councils' own rules may add more. The nation's second round ends in the next year. */
export const r2026Rounds: readonly LegalRound[] = [
  {
    tier: 'province',
    no: 1,
    proposalsBefore: { month: 4, day: 30 },
    finishBefore: { month: 6, day: 30 },
    cite: article('Điều 5, khoản 1'),
  },
  {
    tier: 'province',
    no: 2,
    proposalsBefore: { month: 10, day: 30 },
    finishBefore: { month: 12, day: 30 },
    cite: article('Điều 5, khoản 1'),
  },
  {
    tier: 'national',
    no: 1,
    proposalsBefore: { month: 7, day: 30 },
    finishBefore: { month: 9, day: 30 },
    cite: article('Điều 5, khoản 2'),
  },
  {
    tier: 'national',
    no: 2,
    proposalsBefore: { month: 1, day: 30, yearsLater: 1 },
    finishBefore: { month: 3, day: 30, yearsLater: 1 },
    cite: article('Điều 5, khoản 2'),
  },
];

export const r2026Deadlines: readonly LegalDeadline[] = [
  {
    id: 'commune-assessment',
    name: words('Cấp xã đánh giá hồ sơ, đề nghị cấp tỉnh', 'The commune assesses and proposes to the province'),
    tiers: ['commune'],
    value: 15,
    unit: 'working-days',
    direction: 'after',
    of: 'dossier-received',
    cite: article('Điều 7, khoản 2'),
  },
  {
    id: 'renewal-opens',
    name: words('Sớm nhất được nộp hồ sơ đánh giá lại', 'Earliest day to file for re-rating'),
    tiers: ['commune'],
    value: 180,
    unit: 'days',
    direction: 'before',
    of: 'certificate-expiry',
    cite: article('Điều 7, khoản 6, điểm a'),
  },
  {
    id: 'renewal-closes',
    name: words('Muộn nhất nộp hồ sơ đánh giá lại', 'Latest day to file for re-rating'),
    tiers: ['commune'],
    value: 120,
    unit: 'days',
    direction: 'before',
    of: 'certificate-expiry',
    cite: article('Điều 7, khoản 6, điểm a'),
  },
  {
    id: 'renewal-decision',
    name: words('Hoàn thành đánh giá lại', 'The re-rating is finished'),
    tiers: ['province', 'national'],
    value: 45,
    unit: 'days',
    direction: 'after',
    of: 'dossier-complete',
    cite: article('Điều 7, khoản 6, điểm g'),
  },
  {
    id: 'late-renewal-validity',
    name: words(
      'Giấy chứng nhận còn hiệu lực khi nộp trễ trong thời gian chuyển tiếp',
      'A certificate stays valid when its renewal was filed late in the transition',
    ),
    tiers: ['province', 'national'],
    value: 180,
    unit: 'days',
    direction: 'after',
    of: 'certificate-expiry',
    cite: article('Điều 12, khoản 3'),
  },
  {
    id: 'revocation',
    name: words('Thu hồi giấy chứng nhận', 'The certificate is taken back'),
    tiers: ['province', 'national'],
    value: 15,
    unit: 'days',
    direction: 'after',
    of: 'revocation-ground-concluded',
    cite: article('Điều 8, khoản 4'),
  },
];

export const r2026Revocation: Revocation = {
  grounds: [
    { id: 'false-dossier', name: words('Hồ sơ không trung thực hoặc giả mạo', 'A false or forged dossier') },
    { id: 'criteria-no-longer-met', name: words('Không còn đáp ứng tiêu chí', 'The criteria are no longer met') },
    {
      id: 'law-broken',
      name: words(
        'Vi phạm pháp luật về chất lượng, ATTP, môi trường, sở hữu trí tuệ, nhãn',
        'Breach of law on quality, food safety, environment, intellectual property or labelling',
      ),
    },
    { id: 'mark-misused', name: words('Dùng sai nhãn hiệu OCOP', 'Misuse of the OCOP mark') },
    { id: 'production-ended', name: words('Không còn sản xuất sản phẩm', 'The product is no longer made') },
    { id: 'other', name: words('Theo kết luận khác của cơ quan có thẩm quyền', 'Another conclusion of an authority') },
  ],
  decidedBy: [
    {
      stars: [3, 4],
      by: words('Chủ tịch Ủy ban nhân dân tỉnh', 'Chair of the provincial people’s committee'),
    },
    {
      stars: [5],
      by: words('Bộ trưởng Bộ Nông nghiệp và Môi trường', 'Minister of Agriculture and Environment'),
    },
  ],
  cite: article('Điều 8'),
};

export const r2026Transitions: readonly Transition[] = [
  { kinds: ['first', 'upgrade'], finishWithinDays: 60, cite: article('Điều 12, khoản 2, điểm a') },
  { kinds: ['re-rating'], finishWithinDays: 30, cite: article('Điều 12, khoản 2, điểm b') },
];

export const r2026Dossier: readonly DossierItem[] = [
  required('registration-form', 'Phiếu đăng ký (mẫu 01)', 'Registration form (01)'),
  required('self-assessment', 'Báo cáo tự đánh giá (mẫu 02)', 'Self-assessment report (02)'),
  { ...required('samples', 'Sản phẩm mẫu', 'Product samples'), units: 5, notFor: ['tourism'] },
  evidence('business-registration', 'Giấy đăng ký kinh doanh', 'Business registration'),
  evidence('production-eligibility', 'Giấy đủ điều kiện sản xuất', 'Certificate of eligible production'),
  evidence('material-origin', 'Nguồn gốc nguyên liệu, vùng trồng, liên kết', 'Origin of material, areas, linkage'),
  evidence('environment', 'Bảo vệ môi trường, công nghệ bền vững', 'Environment, sustainable technology'),
  evidence('local-labour', 'Sử dụng lao động địa phương', 'Local labour'),
  evidence('growth', 'Tăng trưởng sản xuất, kinh doanh', 'Growth of the business'),
  evidence('intellectual-property', 'Sở hữu trí tuệ', 'Intellectual property'),
  evidence('market', 'Phát triển thị trường', 'Market development'),
  evidence('promotion', 'Quảng bá sản phẩm', 'Promotion'),
  evidence('story', 'Câu chuyện sản phẩm', 'Product story'),
  evidence('quality-declaration', 'Công bố chất lượng', 'Quality declaration'),
  evidence('test-report', 'Phiếu kiểm nghiệm', 'Test report'),
  evidence('traceability', 'Mã vạch, tem truy xuất', 'Barcode, traceability stamp'),
  evidence('quality-system', 'Hệ thống quản lý chất lượng tiên tiến', 'Advanced quality system'),
  evidence('awards', 'Giải thưởng', 'Awards'),
  evidence('changes-since', 'Thay đổi so với lần công nhận trước', 'Changes since the last recognition'),
  evidence('commune-letter', 'Văn bản đề nghị của cấp xã', 'The commune’s letter of proposal'),
  evidence('commune-report', 'Báo cáo của cấp xã (mẫu 03)', 'The commune’s report (03)'),
  evidence('province-letter', 'Văn bản đề nghị của cấp tỉnh', 'The province’s letter of proposal'),
  evidence('advisers-report', 'Báo cáo của Tổ tư vấn', 'Report of the advisory group'),
  evidence('council-report', 'Báo cáo của Hội đồng cấp tỉnh', 'Report of the provincial council'),
  evidence('approval-decision', 'Quyết định phê duyệt kết quả', 'Decision approving the result'),
  evidence('extra-tests', 'Kiểm tra, kiểm nghiệm bổ sung', 'Extra inspections and tests'),
];
