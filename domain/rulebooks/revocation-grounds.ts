// The grounds of the acts before 26/2026/QĐ-TTg were not read.
import type { Assumption, Cite } from './rulebook.ts';
import { words } from './words.ts';

export const revocationGrounds = (cite: Cite): Assumption => ({
  id: 'revocation-grounds',
  what: words(
    'Căn cứ và thời hạn thu hồi giấy chứng nhận theo Điều 8 Quyết định 26/2026 vì chưa đọc được quy định riêng.',
    'Grounds and term of a revocation are those of article 8 of Decision 26/2026: the act’s own were not read.',
  ),
  cite,
});
