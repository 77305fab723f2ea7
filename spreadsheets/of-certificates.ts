// The register of certificates as a workbook.
import type { Words } from '../domain/kernel/refusal.ts';
import { type CertificateItem, stateWords } from '../projections/certificate-list/certificates.ts';
import type { Column } from './workbook.ts';

const title = (vi: string, en: string): Words => ({ vi, en });

export const certificateColumns: readonly Column<CertificateItem>[] = [
  { title: title('Số giấy chứng nhận', 'Number'), width: 24, of: ({ number }) => number },
  { title: title('Sản phẩm', 'Product'), width: 36, of: ({ productName }) => productName },
  { title: title('Chủ thể', 'Producer'), width: 28, of: ({ producer }) => producer },
  { title: title('Số sao', 'Stars'), width: 8, of: ({ stars }) => stars },
  { title: title('Tình trạng', 'State'), width: 26, of: ({ state }, lang) => stateWords[state][lang] },
  { title: title('Từ ngày', 'From'), width: 12, of: ({ from }) => from && { day: from } },
  { title: title('Hiệu lực đến hết', 'Valid until'), width: 14, of: ({ until }) => until && { day: until } },
  { title: title('Cấp chậm nhất', 'To be issued by'), width: 14, of: ({ issueDueOn: on }) => on && { day: on } },
  {
    title: title('Xem xét thu hồi trước', 'Revocation decided by'),
    width: 18,
    of: ({ revocationDueOn: on }) => on && { day: on },
  },
  { title: title('Lỗi chờ khắc phục', 'Findings to remedy'), width: 16, of: ({ toRemedy }) => toRemedy || undefined },
  { title: title('Mã chu trình', 'Cycle'), width: 36, of: ({ certificate }) => certificate },
];
