// 148/QĐ-TTg of 24/2/2023. Its procedure (Phụ lục II) was read in parts only.
import { evidence, required } from '../dossier-items.ts';
import { revocationGrounds } from '../revocation-grounds.ts';
import type { Cite, Rulebook } from '../rulebook.ts';
import { words } from '../words.ts';
import { r2023Responsibilities } from './responsibilities.ts';
import { r2023Taxonomy } from './taxonomy.ts';

const act = '148/QĐ-TTg';
const procedure: Cite = { act, article: 'Phụ lục II' };
const steps: Cite = { act, article: 'Phụ lục II, mục 4' };

export const r2023: Rulebook = {
  id: 'R2023',
  title: words('Quyết định 148/QĐ-TTg (2023)', 'Decision 148/QĐ-TTg (2023)'),
  acts: [
    {
      id: act,
      title: words(
        'Bộ tiêu chí và quy trình đánh giá, phân hạng sản phẩm OCOP',
        'Criteria and procedure for assessing and ranking OCOP products',
      ),
      signed: '2023-02-24',
      role: 'base',
    },
  ],
  effectiveFrom: '2023-02-24',
  // 1489/QĐ-TTg of 6/7/2025 took the districts out of its procedure.
  supersededFrom: '2025-07-06',
  parts: {
    A: { name: words('Sản phẩm và sức mạnh của cộng đồng', 'Product and strength of the community'), max: 4000 },
    B: { name: words('Khả năng tiếp thị', 'Marketing'), max: 2500 },
    C: { name: words('Chất lượng sản phẩm', 'Product quality'), max: 3500 },
  },
  bands: [
    { star: 5, from: 9000 },
    { star: 4, from: 7000 },
    { star: 3, from: 5000 },
    { star: 2, from: 3000 },
    { star: 1, from: 0 },
  ],
  bandsPrinted: 'half-open',
  ladder: [
    {
      id: 'district',
      name: words('Cấp huyện', 'District'),
      level: 'district',
      rates: true,
      recognises: [3],
      forwards: { to: 'province', fromPoints: 7000 },
      review: { maxStar: 3, recognises: [3] },
      certificateIssuer: words('Ủy ban nhân dân huyện', 'District people’s committee'),
      cite: steps,
    },
    {
      id: 'province',
      name: words('Cấp tỉnh', 'Province'),
      level: 'province',
      rates: true,
      recognises: [4],
      forwards: { to: 'national', fromPoints: 9000 },
      missReturnsTo: 'district',
      review: { maxStar: 4, recognises: [3, 4] },
      certificateIssuer: words('Ủy ban nhân dân tỉnh', 'Provincial people’s committee'),
      cite: steps,
    },
    {
      id: 'national',
      name: words('Cấp Trung ương', 'National'),
      level: 'national',
      rates: true,
      recognises: [5],
      missReturnsTo: 'province',
      certificateIssuer: words('Bộ Nông nghiệp và PTNT', 'Ministry of Agriculture and Rural Development'),
      cite: steps,
    },
  ],
  responsibilities: r2023Responsibilities,
  resultToldTo: { district: ['commune', 'producer'], province: ['district'], national: ['district', 'producer'] },
  certificate: { months: 36, fromStar: 3, noticeDays: 30 },
  knockOuts: [],
  rounds: [],
  deadlines: [
    {
      id: 'dossier-to-members',
      name: words('Gửi hồ sơ điện tử đến thành viên Hội đồng', 'The e-dossier reaches the council members'),
      tiers: ['district', 'province'],
      value: 1,
      unit: 'working-days',
      direction: 'before',
      of: 'council-meeting',
      cite: procedure,
    },
    {
      id: 'expiry-notice',
      name: words('Thông báo giấy chứng nhận sắp hết hạn', 'The issuer warns that the certificate runs out'),
      tiers: ['district', 'province', 'national'],
      value: 30,
      unit: 'days',
      direction: 'before',
      of: 'certificate-expiry',
      cite: procedure,
    },
  ],
  dossier: [
    required('registration-form', 'Phiếu đăng ký', 'Registration form'),
    required('self-assessment', 'Báo cáo tự đánh giá kèm minh chứng', 'Self-assessment report with evidence'),
    { ...required('samples', 'Sản phẩm mẫu', 'Product samples'), notFor: ['tourism'] },
    evidence('three-year-results', 'Kết quả 3 năm (khi đánh giá lại)', 'Results of the three years (re-rating)'),
  ],
  taxonomy: r2023Taxonomy,
  // The councils' own rules decide; the act names none. The defaults are those seen under R2019.
  council: {
    score: 'mean-of-members',
    maxSpread: 1000,
    quorumBasisPoints: 7500,
    quorumNeedsChair: true,
    minMembers: 5,
    leadWorkingDays: 1,
  },
  incomplete: [
    {
      id: 'procedure-terms',
      what: words(
        'Chưa đọc được toàn văn Phụ lục II: các thời hạn khác, số thành viên, tỷ lệ họp hợp lệ, khiếu nại, thu hồi.',
        'Phụ lục II was not read whole: other terms, size of councils, quorum, appeals, revocation.',
      ),
      confirmedBy: 'office',
      cite: procedure,
    },
    {
      id: 'transition',
      what: words(
        'Chưa đọc được điều khoản chuyển tiếp: hồ sơ nộp trước 24/02/2023 được xử lý theo quy định cũ đến khi xong.',
        'No transition clause was read: dossiers filed before 24/2/2023 finish under the old act, without a time limit.',
      ),
      confirmedBy: 'office',
      cite: { act },
    },
  ],
  assumptions: [
    revocationGrounds({ act }),
    {
      id: 'province-below-four-stars',
      what: words(
        'Cấp tỉnh chấm dưới 4 sao: hồ sơ trở về cấp huyện, cấp huyện rà soát và công nhận 3 sao.',
        'What the province rates below 4★ comes back to the district, which reviews and may recognise 3★.',
      ),
      cite: steps,
    },
    {
      id: 'review-after-national',
      what: words(
        'Không đạt 5 sao ở Trung ương: cấp tỉnh rà soát và công nhận 4 sao, hoặc 3 sao mà không trả về huyện.',
        'After the nation’s no to 5★ the province reviews and recognises 4★, or 3★ without going back to the district.',
      ),
      cite: steps,
    },
  ],
};
