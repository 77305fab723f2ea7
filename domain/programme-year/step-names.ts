/** The six steps (1576/QĐ-UBND, part II IV.6) and their names. */
export const steps = {
  awareness: { vi: 'Tuyên truyền, hướng dẫn', en: 'Awareness' },
  idea: { vi: 'Nhận ý tưởng sản phẩm', en: 'Idea' },
  'business-plan': { vi: 'Nhận phương án sản xuất kinh doanh', en: 'Business plan' },
  implementation: { vi: 'Triển khai phương án', en: 'Implementation' },
  rating: { vi: 'Đánh giá, phân hạng', en: 'Rating' },
  promotion: { vi: 'Xúc tiến thương mại', en: 'Promotion' },
} as const;
export type Step = keyof typeof steps;
export const stepIds = Object.keys(steps) as readonly Step[];
