// Step 6: publicity, e-commerce, fairs, outlets, trade links; recorded at any time, whatever the step.
import { z } from 'zod';
import { choice, document, shortText } from '../kernel/fields.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { productCycle } from './product-cycle.ts';

/** 1576/QĐ-UBND, part II, IV.6.6. */
export const promotionKinds = {
  publicity: { vi: 'Quảng bá', en: 'Publicity' },
  'e-commerce': { vi: 'Thương mại điện tử', en: 'E-commerce' },
  fair: { vi: 'Hội chợ, triển lãm', en: 'Fair or exhibition' },
  outlet: { vi: 'Điểm giới thiệu và bán sản phẩm', en: 'Outlet' },
  'trade-link': { vi: 'Kết nối cung - cầu', en: 'Trade link' },
} as const;

const fields = {
  kind: choice(promotionKinds),
  where: shortText,
  document: document.optional(),
};

const promotionRecorded = productCycle.event('PromotionRecorded', {
  version: 1,
  schema: z.strictObject(fields),
  beside: true,
  evolve: (state) => ({ ...state, records: { ...state.records, promotions: state.records.promotions + 1 } }),
  sentence: ({ kind, where }) => ({
    vi: `Xúc tiến thương mại: ${promotionKinds[kind].vi}, ${where}`,
    en: `Promotion: ${promotionKinds[kind].en}, ${where}`,
  }),
  correctable: ['kind', 'where', 'document'],
});

export const recordPromotion = productCycle.command('RecordPromotion', {
  input: z.strictObject(fields),
  by: responsibility('record-promotion'),
  decide: ({ input }) => [promotionRecorded(input)],
  words: { vi: 'Ghi nhận xúc tiến thương mại', en: 'Record promotion' },
});
