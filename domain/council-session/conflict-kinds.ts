import { choice } from '../kernel/fields.ts';
import type { Words } from '../kernel/refusal.ts';

/** Why a member does not rate a product (1-domain 1.4: a conflict of interest). */
export const conflictKinds = {
  'same-producer': { vi: 'thuộc chủ thể của sản phẩm', en: 'belongs to the product’s producer' },
  'same-unit': { vi: 'làm việc tại xã của sản phẩm', en: 'works at the product’s own commune' },
  advised: { vi: 'đã tư vấn cho sản phẩm', en: 'advised on the product' },
  'confirmed-shares': { vi: 'đã xác nhận tỷ lệ địa phương của sản phẩm', en: 'confirmed its local shares' },
  'selected-plan': { vi: 'đã chọn phương án của sản phẩm', en: 'selected its business plan' },
  relation: { vi: 'có quan hệ với chủ thể', en: 'is related to the producer' },
} as const satisfies Record<string, Words>;
export type ConflictKind = keyof typeof conflictKinds;
export const conflictKind = choice(conflictKinds);
/** What a member may declare of a product. */
export const declarations = {
  none: { vi: 'không có xung đột lợi ích', en: 'no conflict of interest' },
  ...conflictKinds,
} as const satisfies Record<string, Words>;
export const declaration = choice(declarations);
