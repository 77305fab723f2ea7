// A command names a responsibility; the rulebook's table says which role at which level of units holds it.
// The dated tree of units and the grants of the day then say who that is.

import type { Responsible } from '../kernel/command.ts';
import { own } from '../kernel/own.ts';
import { type Words, words } from './words.ts';

/** Level of a unit in the administrative tree; 'producer' stands for the applicant itself, which is no unit. */
export type Level = 'commune' | 'district' | 'province' | 'national';
export type HolderLevel = 'producer' | Level;

/** Identifies a tier within its rulebook's ladder ('district', 'province', …). */
export type TierId = string;

/** Roles with their names. */
export const roles = {
  producer: words('Chủ thể', 'Producer'),
  'commune-officer': words('Cán bộ phụ trách OCOP cấp xã', 'Commune OCOP officer'),
  'district-officer': words('Cán bộ OCOP cấp huyện', 'District OCOP officer'),
  'province-officer': words('Văn phòng Điều phối NTM tỉnh', 'Provincial coordination office'),
  'department-officer': words('Cán bộ sở, ngành phụ trách nhóm sản phẩm', 'Officer of a provincial department'),
  adviser: words('Tổ chức, chuyên gia tư vấn OCOP', 'OCOP adviser'),
  'council-chair': words('Chủ tịch Hội đồng', 'Council chair'),
  'council-deputy': words('Phó Chủ tịch Hội đồng', 'Deputy chair of the council'),
  'council-secretary': words('Thư ký Hội đồng', 'Council secretary'),
  'council-member': words('Thành viên Hội đồng', 'Council member'),
  signer: words('Lãnh đạo UBND ký ban hành', 'Signing leader of the people’s committee'),
  auditor: words('Cán bộ thanh tra, kiểm tra', 'Auditor'),
  admin: words('Quản trị hệ thống', 'Administrator'),
} as const satisfies Record<string, Words>;

export type RoleId = keyof typeof roles;

/** A role at units of that level: "the district-officer of the product's district"; a department beside the levels. */
export type Holder = { role: RoleId; at: HolderLevel | 'department' };

/** What somebody may be responsible for in a cycle or the programme, whatever tier is at work. */
export const generalResponsibilities = {
  'start-cycle': words('Mở chu trình của sản phẩm', 'Start a product’s cycle'),
  'identify-potential': words('Xác định sản phẩm tiềm năng', 'Identify a potential product'),
  'register-idea': words('Đăng ký ý tưởng sản phẩm', 'Register a product idea'),
  'list-ideas': words('Lập danh sách ý tưởng của xã', 'List the commune’s ideas'),
  'select-ideas': words('Đánh giá, lựa chọn ý tưởng', 'Select ideas'),
  'approve-ideas': words('Phê duyệt danh sách ý tưởng', 'Approve the list of ideas'),
  'submit-plan': words('Nộp phương án sản xuất kinh doanh', 'Submit a business plan'),
  'select-plans': words('Đánh giá, lựa chọn phương án', 'Select business plans'),
  'record-implementation': words('Ghi nhận việc triển khai và hỗ trợ', 'Record visits, progress, needs and support'),
  'collect-evidence': words('Thu thập minh chứng', 'Collect evidence'),
  'confirm-local-shares': words('Xác nhận tỷ lệ lao động, nguyên liệu địa phương', 'Confirm local labour and material'),
  'submit-dossier': words('Nộp hồ sơ đánh giá', 'Submit the dossier'),
  'answer-supplement': words('Bổ sung hồ sơ theo yêu cầu', 'Answer a request for supplements'),
  'withdraw-product': words('Rút sản phẩm', 'Withdraw the product'),
  'record-follow-up': words('Trao đổi kết quả, lập kế hoạch hỗ trợ', 'Record the follow-up with the producer'),
  'work-by-hand': words('Giao việc, nhắc việc, ghi chú', 'Assign work, remind by hand, keep notes'),
  'ask-office': words('Hỏi Văn phòng Điều phối', 'Ask the coordination office'),
  'answer-question': words('Trả lời câu hỏi', 'Answer questions'),
  'record-promotion': words('Ghi nhận xúc tiến thương mại', 'Record promotion'),
  'supervise-certificates': words(
    'Hậu kiểm sản phẩm đã công nhận, đề nghị thu hồi',
    'Inspect what was recognised, propose revocation',
  ),
  'request-replacement': words('Đề nghị cấp lại giấy chứng nhận', 'Ask for a certificate to be replaced'),
  'give-consent': words(
    'Đồng ý cho dùng thông tin của chủ thể, rút lại',
    'Consent to the use of a producer’s data, take it back',
  ),
  'correct-facts': words('Đính chính, hủy bỏ ghi nhận sai', 'Correct or annul a mis-keyed fact'),
  'change-rulebook': words('Chuyển bộ quy định của hồ sơ', 'Move a dossier to another rulebook'),
  'close-not-selected': words('Kết thúc chu trình không được chọn', 'Close a cycle that was not selected'),
  'plan-year': words('Lập kế hoạch năm', 'Plan the year'),
  'approve-year': words('Phê duyệt kế hoạch năm', 'Approve the year plan'),
  'report-duty': words('Báo cáo nhiệm vụ của đơn vị', 'Report the duties of a unit'),
  'judge-duty': words('Xem xét báo cáo nhiệm vụ, miễn nhiệm vụ', 'Accept or send back a unit’s report, excuse it'),
  'register-unit': words('Quản lý đơn vị hành chính', 'Register administrative units'),
  'register-producer': words('Đăng ký chủ thể', 'Register a producer'),
  'place-divided': words('Xếp vào xã mới khi xã bị chia', 'Say in which part of a divided commune something lies'),
  'register-product': words('Đăng ký sản phẩm', 'Register a product'),
  'grant-roles': words('Phân quyền', 'Grant roles'),
  'move-demo-clock': words('Chỉnh đồng hồ minh họa', 'Move the demo clock'),
  'date-back': words('Ghi lùi ngày quá thời hạn thay cấp dưới', 'Date back further than the level below may'),
  'confirm-clock': words('Xác nhận đồng hồ máy chủ', 'Confirm the server’s clock'),
  'keep-log-keys': words('Quản lý khóa niêm phong sổ sự kiện', 'Keep the keys that seal the log of events'),
  'run-post': words('Quản lý thư báo', 'Run the post'),
  'forget-values': words('Xóa dữ liệu cá nhân', 'Forget personal data'),
} as const satisfies Record<string, Words>;

/** What somebody is responsible for at one tier of the ladder. */
export const tierResponsibilities = {
  'check-dossier': words('Kiểm tra hồ sơ, yêu cầu bổ sung', 'Check the dossier, ask for supplements'),
  'convene-council': words('Triệu tập, chuẩn bị phiên họp Hội đồng', 'Convene and prepare a council’s session'),
  'record-result': words('Ghi nhận kết quả của Hội đồng', 'Record the council’s result'),
  'notify-result': words('Thông báo kết quả', 'Notify the result'),
  'complete-dossier': words('Hoàn thiện hồ sơ chuyển cấp trên', 'Complete the dossier for the next tier'),
  'forward-dossier': words('Chuyển hồ sơ lên cấp trên', 'Forward the dossier'),
  'receive-dossier': words('Tiếp nhận hồ sơ', 'Receive the dossier'),
  recognise: words('Công nhận sao, cấp giấy chứng nhận', 'Recognise stars, issue the certificate'),
  'review-result': words('Rà soát, đánh giá lại kết quả bị trả về', 'Review a result that came back'),
} as const satisfies Record<string, Words>;

export type GeneralResponsibilityId = keyof typeof generalResponsibilities;
export type TierResponsibilityId = keyof typeof tierResponsibilities;
export type ResponsibilityId = GeneralResponsibilityId | TierResponsibilityId;

/** Names of all responsibilities. */
export const responsibilities: Readonly<Record<ResponsibilityId, Words>> = {
  ...generalResponsibilities,
  ...tierResponsibilities,
};

/** All responsibility ids, in the order of the procedure. */
export const responsibilityIds = Object.keys(responsibilities) as readonly ResponsibilityId[];

/** Per responsibility who holds it; what belongs to a tier says so for each tier that has it. */
export type ResponsibilityTable = Readonly<
  Record<GeneralResponsibilityId, readonly Holder[]> &
    Record<TierResponsibilityId, { perTier: Readonly<Record<TierId, readonly Holder[]>> }>
>;

/**
 * Who holds a responsibility under this rulebook: any one of them may act. Empty when the tier has no such duty
 * (a district that recognises nothing). Throws when a responsibility of a tier is asked for without naming the tier.
 */
export function holdersOf(
  rulebook: { responsibilities: ResponsibilityTable },
  id: ResponsibilityId,
  tier?: TierId,
): readonly Holder[] {
  const entry = rulebook.responsibilities[id];
  if (!('perTier' in entry)) return entry;
  if (tier === undefined) throw new Error(`${id} belongs to a tier: name it`);
  return own(entry.perTier, tier) ?? [];
}

/** `tier`: which rung of the ladder is meant, for responsibilities that each rung has its own holder of. */
export const responsibility = (id: ResponsibilityId, tier?: Responsible['tier']): Responsible =>
  tier ? { kind: 'responsibility', id, tier } : { kind: 'responsibility', id };

/** The kernel carries it as text; `responsibility` is what writes it. */
export const responsibilityOf = (by: Responsible): ResponsibilityId => by.id as ResponsibilityId;
