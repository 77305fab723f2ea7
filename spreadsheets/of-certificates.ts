// The register of certificates as a workbook.

import { words } from '../domain/rulebooks/words.ts';
import { type CertificateItem, stateWords } from '../projections/certificate-list/certificates.ts';
import type { Column } from './workbook.ts';

export const certificateColumns: readonly Column<CertificateItem>[] = [
  { title: words('Số giấy chứng nhận', 'Number'), width: 24, of: ({ number }) => number },
  { title: words('Sản phẩm', 'Product'), width: 36, of: ({ productName }) => productName },
  { title: words('Chủ thể', 'Producer'), width: 28, of: ({ producer }) => producer },
  { title: words('Số sao', 'Stars'), width: 8, of: ({ stars }) => stars },
  { title: words('Tình trạng', 'State'), width: 26, of: ({ state }, lang) => stateWords[state][lang] },
  { title: words('Từ ngày', 'From'), width: 12, of: ({ from }) => from && { day: from } },
  { title: words('Hiệu lực đến hết', 'Valid until'), width: 14, of: ({ until }) => until && { day: until } },
  { title: words('Cấp lại ngày', 'Paper replaced on'), width: 14, of: ({ replacedOn: on }) => on && { day: on } },
  {
    title: words('Bản in đã khác từ', 'Paper differs since'),
    width: 14,
    of: ({ reprintSince: on }) => on && { day: on },
  },
  { title: words('Cấp chậm nhất', 'To be issued by'), width: 14, of: ({ issueDueOn: on }) => on && { day: on } },
  {
    title: words('Xem xét thu hồi trước', 'Revocation decided by'),
    width: 18,
    of: ({ revocationDueOn: on }) => on && { day: on },
  },
  { title: words('Lỗi chờ khắc phục', 'Findings to remedy'), width: 16, of: ({ toRemedy }) => toRemedy || undefined },
  { title: words('Mã chu trình', 'Cycle'), width: 36, of: ({ certificate }) => certificate },
];
