// What findings of inspections are called; apart from the facts, so that a browser need not load those.
import type { Words } from '../kernel/refusal.ts';

export const findingKinds = {
  'post-inspection': { vi: 'hậu kiểm sau công nhận', en: 'inspection after recognition' },
  'mark-misuse': { vi: 'sử dụng nhãn hiệu OCOP', en: 'use of the OCOP mark' },
} as const satisfies Record<string, Words>;
export const findingResults = {
  kept: { vi: 'đạt yêu cầu', en: 'all is kept' },
  'to-remedy': { vi: 'phải khắc phục', en: 'to be remedied' },
  broken: { vi: 'vi phạm', en: 'broken' },
} as const satisfies Record<string, Words>;
