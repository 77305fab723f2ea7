// What the levels of units are called; apart from the units themselves, so that a browser need not load those.
import type { Words } from '../kernel/refusal.ts';

export const levelNames = {
  province: { vi: 'cấp tỉnh', en: 'province' },
  district: { vi: 'cấp huyện', en: 'district' },
  commune: { vi: 'cấp xã', en: 'commune' },
  department: { vi: 'sở, ngành', en: 'provincial department' },
} as const satisfies Readonly<Record<string, Words>>;
