// 26/2026/QĐ-TTg, signed and in force on 22/5/2026.
import { twoLevelResponsibilities } from '../r2025/responsibilities.ts';
import type { Cite, Rulebook } from '../rulebook.ts';
import { words } from '../words.ts';
import { r2026Deadlines, r2026Dossier, r2026Revocation, r2026Rounds, r2026Transitions } from './procedure.ts';
import { r2026Taxonomy } from './taxonomy.ts';

const act = '26/2026/QĐ-TTg';
const article = (text: string): Cite => ({ act, article: text });

export const r2026: Rulebook = {
  id: 'R2026',
  title: words('Quyết định 26/2026/QĐ-TTg', 'Decision 26/2026/QĐ-TTg'),
  acts: [
    {
      id: act,
      title: words(
        'Bộ tiêu chí và quy trình đánh giá, phân hạng sản phẩm OCOP',
        'Criteria and procedure for assessing and ranking OCOP products',
      ),
      signed: '2026-05-22',
      role: 'base',
    },
  ],
  effectiveFrom: '2026-05-22',
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
      id: 'commune',
      name: words('Cấp xã', 'Commune'),
      level: 'commune',
      rates: false,
      recognises: [],
      forwards: { to: 'province' },
      cite: article('Điều 7, khoản 2'),
    },
    {
      id: 'province',
      name: words('Cấp tỉnh', 'Province'),
      level: 'province',
      rates: true,
      recognises: [3, 4],
      forwards: { to: 'national', fromPoints: 9000 },
      // It may use the nation's result or run its own evaluation (art. 7.4, point g).
      review: { maxStar: 4, recognises: [3, 4] },
      certificateIssuer: words('Chủ tịch Ủy ban nhân dân tỉnh', 'Chair of the provincial people’s committee'),
      cite: article('Điều 4; Điều 7, khoản 3'),
    },
    {
      id: 'national',
      name: words('Cấp Trung ương', 'National'),
      level: 'national',
      rates: true,
      recognises: [5],
      missReturnsTo: 'province',
      certificateIssuer: words('Bộ trưởng Bộ Nông nghiệp và Môi trường', 'Minister of Agriculture and Environment'),
      cite: article('Điều 4; Điều 7, khoản 4'),
    },
  ],
  responsibilities: twoLevelResponsibilities,
  resultToldTo: { province: ['commune', 'producer'], national: ['commune', 'producer'] },
  // 148/QĐ-TTg's 30 days of notice stand in no article here; the office warns as early.
  certificate: { months: 36, fromStar: 3, noticeDays: 30 },
  // Its grounds differ from set to set, so they stand in the sets.
  knockOuts: [],
  rounds: r2026Rounds,
  deadlines: r2026Deadlines,
  revocation: r2026Revocation,
  // Its units by the codes of 19/2025/QĐ-TTg.
  productCode: { parts: ['province', 'commune', 'serial', 'year'], serialDigits: 4, cite: { act } },
  transitions: r2026Transitions,
  dossier: r2026Dossier,
  taxonomy: r2026Taxonomy,
  // The act leaves size, quorum and formula to the council's own rules; the defaults are those seen before.
  council: {
    score: 'mean-of-members',
    maxSpread: 1000,
    quorumBasisPoints: 7500,
    quorumNeedsChair: true,
    minMembers: 5,
    leadWorkingDays: 1,
    inWriting: { purposes: ['renewal'], cite: article('Điều 7, khoản 6') },
  },
  incomplete: [
    {
      id: 'council-rules',
      what: words(
        'Quyết định để Quy chế Hội đồng quy định số thành viên, tỷ lệ họp hợp lệ, cách tính; không nói về khiếu nại.',
        'The act leaves size, quorum and formula to the council’s own rules and says nothing of appeals.',
      ),
      confirmedBy: 'office',
      cite: article('Điều 7, khoản 3'),
    },
  ],
  assumptions: [
    {
      id: 'product-code-serial',
      what: words(
        'Số thứ tự trong mã sản phẩm đếm chung cả tỉnh, bốn chữ số, không dùng lại; năm là năm công nhận.',
        'The serial of a product code runs through the province, has four digits and is never used again; the year is that of recognition.',
      ),
      cite: { act },
    },
    {
      id: 'district-duties',
      what: words(
        'Chọn ý tưởng và phương án do cấp xã làm; đính chính việc của cấp dưới do cấp tỉnh.',
        'Selecting ideas and plans is the commune’s, correcting what others gave the province’s.',
      ),
      cite: article('Điều 7, khoản 2; Điều 10, khoản 4'),
    },
    {
      id: 'expiry-notice',
      what: words(
        'Cơ quan cấp báo trước 30 ngày khi giấy chứng nhận sắp hết hạn, như Quyết định 148.',
        'The issuer warns 30 days before a certificate runs out, as under Decision 148.',
      ),
      cite: article('Điều 7, khoản 6'),
    },
    {
      id: 'after-the-transition',
      what: words(
        'Hồ sơ cũ chưa xong sau hạn chuyển tiếp vẫn theo quy định cũ và được đánh dấu quá hạn; văn phòng quyết định.',
        'An old dossier unfinished after the transition stays under its act and is marked overdue; the office decides.',
      ),
      cite: article('Điều 12, khoản 2'),
    },
  ],
};
