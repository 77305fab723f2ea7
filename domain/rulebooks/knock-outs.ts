// Grounds that end a rating without a star, papers a council expects, and the names of alternative lists: the notes
// beside the forms' criteria.
// A ground counts once the council establishes it; the engine never concludes it from points.
import { own } from '../kernel/own.ts';
import type { KnockOut } from './rulebook.ts';
import { type Words, words } from './words.ts';

type Ground = Pick<KnockOut, 'effect' | 'name'>;

const ground = (effect: KnockOut['effect'], vi: string, en: string): Ground => ({ effect, name: words(vi, en) });

export const knockOutTable = {
  'forged-dossier': ground('eliminate', 'Giả mạo hồ sơ', 'A forged dossier'),
  'food-safety-rules-not-met': ground(
    'eliminate',
    'Không tuân thủ quy định về giấy chứng nhận ATTP',
    'Rules on the food safety certificate not complied with',
  ),
  'registration-dossier-wrong': ground(
    'eliminate',
    'Hồ sơ đăng ký không đáp ứng quy định',
    'The registration dossier is not as regulated',
  ),
  'material-imported-or-unknown': ground(
    'eliminate',
    'Toàn bộ nguyên liệu nhập khẩu hoặc không rõ nguồn gốc',
    'All material imported or of unknown origin',
  ),
  'same-as-another-producers': ground(
    'eliminate',
    'Sản phẩm giống hệt của chủ thể khác',
    'Identical to another producer’s product',
  ),
  'intellectual-property-infringed': ground('eliminate', 'Vi phạm sở hữu trí tuệ', 'Intellectual property infringed'),
  'unacceptable-impurity': ground('stop-scoring', 'Có tạp chất không chấp nhận được', 'An unacceptable impurity'),
  'zero-points': ground('stop-scoring', 'Tiêu chí này bị 0 điểm', 'No points in this criterion'),
  'food-safety-certificate-missing': ground(
    'stop-scoring',
    'Không tuân thủ giấy chứng nhận ATTP',
    'Food safety certificate rules not complied with',
  ),
  'production-certificate-missing': ground(
    'stop-scoring',
    'Thiếu hoặc không tuân thủ giấy đủ điều kiện sản xuất',
    'Certificate of eligible production missing or not complied with',
  ),
  'product-declaration-missing': ground('stop-scoring', 'Thiếu công bố sản phẩm', 'No declaration of the product'),
  'standard-declaration-missing': ground(
    'stop-scoring',
    'Thiếu công bố tiêu chuẩn sản phẩm',
    'No declaration of the product standard',
  ),
  'applied-standard-missing': ground(
    'stop-scoring',
    'Thiếu hồ sơ tiêu chuẩn áp dụng',
    'No filing of the standard applied',
  ),
  'common-without-distinction': ground(
    'not-assessed',
    'Sản phẩm chủ lực phổ biến, không nổi trội',
    'A common key product without distinction',
  ),
  'not-wholly-local': ground(
    'requirement-missed',
    'Không trồng, nuôi hoàn toàn trong tỉnh',
    'Not wholly grown or raised in the province',
  ),
  'due-declaration-missing': ground(
    'requirement-missed',
    'Thiếu công bố mà pháp luật bắt buộc',
    'No declaration where the law demands one',
  ),
} as const satisfies Record<string, Ground>;

export const evidenceWords = {
  'food-safety-test': words(
    'Tiêu chuẩn sản phẩm phải kèm phiếu kiểm nghiệm ATTP',
    'A product standard needs a food safety test report',
  ),
  'export-proof': words(
    'Hợp đồng xuất khẩu đã thực hiện, chứng nhận hoặc đánh giá thị trường',
    'Executed export contracts, certificates or a market assessment',
  ),
} as const;

export const caseWords = {
  community: words('Dịch vụ do cộng đồng cung cấp', 'Services of a community'),
  site: words('Điểm du lịch', 'Tourist site'),
  provider: words('Dịch vụ do tổ chức, cá nhân cung cấp', 'Services of organisations or individuals'),
} as const;

/** A ground by its name; one that no form lists is shown as it was given. */
export const groundName = (id: string): Words => own<Ground>(knockOutTable, id)?.name ?? words(id, id);
