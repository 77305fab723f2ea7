// 1048/QĐ-TTg of 21/8/2019 as amended by 781/QĐ-TTg of 8/6/2020, with the ladder as the scheme of Đắk Lắk carries it
// out (1576/QĐ-UBND of 18/7/2022, Phần II, IV.6.5).
import { evidence, required } from '../dossier-items.ts';
import { revocationGrounds } from '../revocation-grounds.ts';
import type { Cite, Rulebook } from '../rulebook.ts';
import { words } from '../words.ts';
import { r2019Responsibilities } from './responsibilities.ts';
import { r2019Taxonomy } from './taxonomy.ts';

const procedure: Cite = { act: '1048/QĐ-TTg', article: 'Phụ lục II' };
const minimumItem: Cite = { act: '781/QĐ-TTg', article: 'Phụ lục II, mục 6' };
const scheme: Cite = { act: '1576/QĐ-UBND', article: 'Phần II, IV.6.5' };

export const r2019: Rulebook = {
  id: 'R2019',
  title: words(
    'Quyết định 1048/QĐ-TTg (2019), sửa đổi bởi Quyết định 781/QĐ-TTg (2020)',
    'Decision 1048/QĐ-TTg (2019) as amended by 781/QĐ-TTg (2020)',
  ),
  acts: [
    {
      id: '1048/QĐ-TTg',
      title: words('Bộ tiêu chí đánh giá, phân hạng sản phẩm OCOP', 'Criteria for assessing and ranking OCOP products'),
      signed: '2019-08-21',
      role: 'base',
    },
    {
      id: '781/QĐ-TTg',
      title: words('Sửa đổi, bổ sung Phụ lục của Quyết định 1048', 'Amends the annexes of Decision 1048'),
      signed: '2020-06-08',
      role: 'amends',
    },
  ],
  effectiveFrom: '2019-08-21',
  // 148/QĐ-TTg of 24/2/2023 replaced it.
  supersededFrom: '2023-02-24',
  parts: {
    A: { name: words('Sản phẩm và sức mạnh cộng đồng', 'Product and strength of the community'), max: 3500 },
    B: { name: words('Khả năng tiếp thị', 'Marketing'), max: 2500 },
    C: { name: words('Chất lượng sản phẩm', 'Product quality'), max: 4000 },
  },
  bands: [
    { star: 5, from: 9000 },
    { star: 4, from: 7000 },
    { star: 3, from: 5000 },
    { star: 2, from: 3000 },
    { star: 1, from: 0 },
  ],
  bandsPrinted: 'integers-with-gaps',
  ladder: [
    {
      id: 'district',
      name: words('Cấp huyện', 'District'),
      level: 'district',
      rates: true,
      recognises: [],
      forwards: { to: 'province', fromPoints: 5000, minStars: 3 },
      cite: scheme,
    },
    {
      id: 'province',
      name: words('Cấp tỉnh', 'Province'),
      level: 'province',
      rates: true,
      recognises: [3, 4],
      // IV.6.5 names points alone here, so policy `forwarding` has nothing to choose.
      forwards: { to: 'national', fromPoints: 9000 },
      review: { maxStar: 4, recognises: [3, 4] },
      certificateIssuer: words('Ủy ban nhân dân tỉnh', 'Provincial people’s committee'),
      cite: scheme,
    },
    {
      id: 'national',
      name: words('Cấp Trung ương', 'National'),
      level: 'national',
      rates: true,
      recognises: [5],
      missReturnsTo: 'province',
      certificateIssuer: words('Bộ Nông nghiệp và PTNT', 'Ministry of Agriculture and Rural Development'),
      cite: scheme,
    },
  ],
  responsibilities: r2019Responsibilities,
  // 1576/QĐ-UBND, part II IV.6.5: the district tells commune and producers, the province tells the district.
  resultToldTo: { district: ['commune', 'producer'], province: ['district'], national: ['district', 'producer'] },
  // The 30 days are printed by 148/QĐ-TTg only; the office warns as early under this rulebook too.
  certificate: { months: 36, fromStar: 3, noticeDays: 30 },
  knockOuts: [],
  rounds: [],
  deadlines: [
    {
      id: 'dossier-to-members',
      name: words('Gửi hồ sơ, sản phẩm mẫu đến thành viên Hội đồng', 'Dossier and sample reach the council members'),
      tiers: ['province'],
      value: 2,
      unit: 'working-days',
      direction: 'before',
      of: 'council-meeting',
      cite: procedure,
    },
  ],
  dossier: [
    required('registration-form', 'Phiếu đăng ký (biểu 01 hoặc 02)', 'Registration form (01 new, 02 existing product)'),
    required('business-plan', 'Phương án kinh doanh (biểu 03)', 'Business plan (form 03)'),
    required('organisation-profile', 'Giới thiệu bộ máy tổ chức (biểu 04)', 'Profile of the organisation (form 04)'),
    required('business-registration', 'Giấy đăng ký kinh doanh', 'Business registration'),
    { ...required('samples', 'Sản phẩm mẫu', 'Product samples'), units: 5, notFor: ['tourism'] },
    evidence('production-eligibility', 'Giấy đủ điều kiện sản xuất, ATTP', 'Production or food safety certificate'),
    evidence('quality-declaration', 'Bản công bố chất lượng', 'Quality declaration'),
    evidence('product-standard', 'Tiêu chuẩn sản phẩm', 'Product standard'),
    evidence('test-report', 'Phiếu kiểm nghiệm ATTP', 'Food safety test report'),
    evidence('traceability', 'Mã vạch, tem truy xuất, sở hữu trí tuệ', 'Barcode, traceability stamp, IP rights'),
    evidence('material-origin', 'Nguồn gốc nguyên liệu, liên kết chuỗi', 'Origin of material, supply linkage'),
    evidence('quality-system', 'Chứng nhận quản lý chất lượng tiên tiến', 'Advanced quality system certificate'),
    evidence('environment', 'Hồ sơ bảo vệ môi trường', 'Environmental protection papers'),
    evidence('accounting', 'Sổ sách, tổ chức kế toán', 'Accounting'),
    evidence('market', 'Phát triển thị trường, quảng bá', 'Market development and promotion'),
    evidence('story', 'Câu chuyện sản phẩm', 'Product story'),
    evidence('quality-control', 'Kế hoạch kiểm soát chất lượng, hồ sơ lô', 'Quality control plan, batch records'),
    evidence('awards', 'Giải thưởng', 'Awards'),
  ],
  taxonomy: r2019Taxonomy,
  // The councils' own rules decide; these are Tây Ninh's under this act (mean, 10 points, 75 %, chair present).
  council: {
    score: 'mean-of-members',
    maxSpread: 1000,
    quorumBasisPoints: 7500,
    quorumNeedsChair: true,
    minMembers: 5,
    leadWorkingDays: 2,
  },
  incomplete: [
    {
      id: 'minimum-options',
      what: words(
        'Điểm tối thiểu theo sao chỉ đọc được một phần: còn thiếu một phần 4 sao, toàn bộ 5 sao và các phần A, B (trừ du lịch).',
        'The minimums per star are only partly read: the rest of 4★, all of 5★ and parts A and B are missing (tourism has none).',
      ),
      confirmedBy: 'council',
      fromStar: 3,
      cite: minimumItem,
    },
    {
      id: 'procedure-terms',
      what: words(
        'Chưa đọc được: các thời hạn khác, số thành viên Hội đồng, tỷ lệ họp hợp lệ, khiếu nại.',
        'Not read: other terms, size of councils, quorum, appeals.',
      ),
      confirmedBy: 'office',
      cite: procedure,
    },
  ],
  assumptions: [revocationGrounds(procedure)],
};
