import { taxonomySince2023 } from '../taxonomy-since-2023.ts';
import { words } from '../words.ts';

const agriculture = words('Bộ Nông nghiệp và Môi trường', 'Ministry of Agriculture and Environment');
const trade = words('Bộ Công Thương', 'Ministry of Industry and Trade');
const health = words('Bộ Y tế', 'Ministry of Health');
const culture = words('Bộ Văn hóa, Thể thao và Du lịch', 'Ministry of Culture, Sports and Tourism');

/** Where it is not the ministry of agriculture alone (26/2026/QĐ-TTg, Phụ lục I). */
const leads: Readonly<Record<number, readonly (typeof trade)[]>> = {
  5: [trade],
  6: [agriculture, trade],
  8: [agriculture, trade],
  14: [trade],
  15: [trade],
  16: [health],
  17: [trade],
  18: [health],
  19: [health],
  20: [health, trade],
  21: [trade, agriculture],
  22: [trade],
  26: [culture, agriculture],
};

export const r2026Taxonomy = taxonomySince2023({
  of: 'R2026',
  continuing: 'R2023',
  lead: (no) => leads[no] ?? [agriculture],
});
