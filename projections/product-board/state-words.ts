// What the states of the board are called.
import type { Words } from '../../domain/kernel/refusal.ts';
import type { BoardState } from './board.ts';

export const stateWords: Readonly<Record<BoardState, Words>> = {
  open: { vi: 'Đang thực hiện', en: 'Running' },
  overdue: { vi: 'Quá hạn', en: 'Overdue' },
  late: { vi: 'Có việc trễ hạn', en: 'Something was late' },
  ended: { vi: 'Đã kết thúc', en: 'Ended' },
  recognised: { vi: 'Đã công nhận', en: 'Recognised' },
  rated: { vi: 'Đã đánh giá, chưa đạt sao công nhận', en: 'Rated, not recognised' },
  'not-selected': { vi: 'Không được chọn', en: 'Not selected' },
  withdrawn: { vi: 'Đã rút', en: 'Withdrawn' },
  'carried-over': { vi: 'Chuyển sang năm sau', en: 'Carried over to next year' },
  damaged: { vi: 'Lịch sử bị hỏng', en: 'History damaged' },
  stale: { vi: 'Chưa cập nhật kịp', en: 'Not up to date' },
};
