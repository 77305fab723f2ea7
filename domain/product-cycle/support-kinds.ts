// What the scheme pays for while a plan is carried out.
import { choice } from '../kernel/fields.ts';
import type { Words } from '../kernel/refusal.ts';

/** The eleven kinds of support for products of 2021–2025 (1576/QĐ-UBND, annex I.5.2). */
export const supportKinds = {
  certification: { vi: 'Đánh giá, chứng nhận tiêu chuẩn', en: 'Certification to a standard' },
  'brand-identity': { vi: 'Nhận diện thương hiệu, bộ công cụ truyền thông', en: 'Brand identity' },
  machinery: { vi: 'Máy móc, thiết bị', en: 'Machinery' },
  'product-story': { vi: 'Câu chuyện sản phẩm', en: 'Product story' },
  'intellectual-property': { vi: 'Bảo hộ nhãn hiệu, chỉ dẫn địa lý', en: 'Protection of intellectual property' },
  'packaging-labels': { vi: 'In ấn bao bì, nhãn', en: 'Packaging and labels' },
  testing: { vi: 'Kiểm nghiệm, phân tích chỉ tiêu', en: 'Tests' },
  traceability: { vi: 'Truy xuất nguồn gốc điện tử', en: 'Traceability' },
  'product-standard': { vi: 'Tiêu chuẩn sản phẩm', en: 'Product standard' },
  'quality-declaration': { vi: 'Hồ sơ công bố chất lượng', en: 'Declaration of quality' },
  'batch-records': { vi: 'Hồ sơ lô sản xuất', en: 'Batch records' },
} as const;

/** Forms of help named in part II IV.6.4, which were taken for the kinds until version 2 of the events. */
const formerForms = {
  'form-organisation': { vi: 'Hình thành mới chủ thể', en: 'Forming an organisation' },
  'restructure-organisation': { vi: 'Tái cơ cấu chủ thể', en: 'Restructuring the organisation' },
  capital: { vi: 'Huy động vốn', en: 'Raising capital' },
  'development-project': { vi: 'Dự án phát triển sản phẩm', en: 'Product development project' },
  'research-training': { vi: 'Tập huấn nghiên cứu, phát triển sản phẩm', en: 'Training in product development' },
  'science-project': { vi: 'Đề tài khoa học công nghệ', en: 'Science and technology project' },
  'scientist-contract': { vi: 'Hợp đồng với nhà khoa học', en: 'Contract with a scientist' },
  'management-course': { vi: 'Đào tạo “CEO chân đất”', en: 'Course in management for producers' },
  'market-link': { vi: 'Kết nối thị trường', en: 'Link to markets' },
  'supplier-link': { vi: 'Kết nối nhà cung ứng đầu vào', en: 'Link to suppliers' },
  infrastructure: { vi: 'Cơ sở hạ tầng, trang thiết bị', en: 'Infrastructure and equipment' },
} as const;

type SupportKind = keyof typeof supportKinds;
type FormerForm = keyof typeof formerForms;
export const supportKind = choice(supportKinds);

/** A kind as an event holds it: new ones have `kind`, those of version 1 `form`, unless they were corrected. */
export const kindHeld = {
  kind: supportKind.optional(),
  form: choice(formerForms).optional(),
};

/** From version 1, whose `kind` was one of the former forms. */
export const asForm = ({ kind, ...data }: { kind: FormerForm }) => ({ ...data, form: kind });

export const kindName = ({ kind, form }: { kind?: SupportKind | undefined; form?: FormerForm | undefined }): Words =>
  kind ? supportKinds[kind] : form ? formerForms[form] : { vi: '–', en: '–' };
