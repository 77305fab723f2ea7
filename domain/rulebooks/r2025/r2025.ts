// 148/QĐ-TTg as amended by 1489/QĐ-TTg of 6/7/2025, after districts were abolished on 1/7/2025: the same criteria sets,
// another ladder.
import { r2023 } from '../r2023/r2023.ts';
import { revocationGrounds } from '../revocation-grounds.ts';
import type { Cite, Rulebook } from '../rulebook.ts';
import { words } from '../words.ts';
import { twoLevelResponsibilities } from './responsibilities.ts';

const act = '1489/QĐ-TTg';
const procedure: Cite = { act, article: 'sửa đổi Phụ lục II' };
const { deadlines, incomplete } = r2023;

export const r2025: Rulebook = {
  ...r2023,
  id: 'R2025',
  title: words(
    'Quyết định 148/QĐ-TTg (2023), sửa đổi bởi Quyết định 1489/QĐ-TTg (2025)',
    'Decision 148/QĐ-TTg (2023) as amended by 1489/QĐ-TTg (2025)',
  ),
  acts: [
    ...r2023.acts,
    {
      id: act,
      title: words(
        'Sửa đổi quy trình theo chính quyền địa phương hai cấp',
        'Fits the procedure to two levels of local government',
      ),
      signed: '2025-07-06',
      role: 'amends',
    },
  ],
  effectiveFrom: '2025-07-06',
  // 26/2026/QĐ-TTg, art. 11.
  supersededFrom: '2026-05-22',
  ladder: [
    {
      id: 'commune',
      name: words('Cấp xã', 'Commune'),
      level: 'commune',
      rates: false,
      recognises: [],
      forwards: { to: 'province' },
      cite: procedure,
    },
    {
      id: 'province',
      name: words('Cấp tỉnh', 'Province'),
      level: 'province',
      rates: true,
      recognises: [3, 4],
      forwards: { to: 'national', fromPoints: 9000 },
      review: { maxStar: 4, recognises: [3, 4] },
      certificateIssuer: words('Ủy ban nhân dân tỉnh', 'Provincial people’s committee'),
      cite: procedure,
    },
    {
      id: 'national',
      name: words('Cấp Trung ương', 'National'),
      level: 'national',
      rates: true,
      recognises: [5],
      missReturnsTo: 'province',
      certificateIssuer: words('Bộ Nông nghiệp và Môi trường', 'Ministry of Agriculture and Environment'),
      cite: procedure,
    },
  ],
  responsibilities: twoLevelResponsibilities,
  resultToldTo: { province: ['commune', 'producer'], national: ['commune', 'producer'] },
  deadlines: deadlines.map((one) => ({ ...one, tiers: one.tiers.filter((tier) => tier !== 'district') })),
  incomplete: [
    ...incomplete.filter(({ id }) => id !== 'transition'),
    {
      id: 'effective-day',
      what: words(
        'Chưa xác nhận ngày hiệu lực: lấy ngày ký 06/07/2025; cấp huyện đã bỏ từ 01/07/2025.',
        'The effective day is not confirmed: the day of signing, 6/7/2025, is taken; districts ended on 1/7/2025.',
      ),
      confirmedBy: 'office',
      cite: { act },
    },
  ],
  assumptions: [
    revocationGrounds({ act }),
    {
      id: 'district-duties',
      what: words(
        'Việc cấp huyện từng chọn (ý tưởng, phương án) do cấp xã làm; đính chính việc của cấp dưới do cấp tỉnh.',
        'What the district selected (ideas, plans) is the commune’s; what it corrected of others is the province’s.',
      ),
      cite: { act },
    },
    {
      id: 'filed-between-levels',
      what: words(
        'Hồ sơ nộp từ 01/07 đến 05/07/2025 theo R2023: đơn vị kế thừa của huyện làm phần việc của huyện.',
        'Dossiers filed from 1 to 5 July 2025 come under R2023: the successors of the district act for it.',
      ),
      cite: { act },
    },
  ],
};
