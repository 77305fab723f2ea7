// Who decides on a revocation is reminded of the act's term, and told when it has passed.
import { watched } from './watched.ts';

export const decideOnIt = {
  vi: 'quyết định về đề nghị thu hồi giấy chứng nhận',
  en: 'decide on the proposed revocation',
};

export const {
  remind: remindOfRevocation,
  mark: markRevocationOverdue,
  due: dueOfRevocation,
} = watched({
  setBy: 'proposal',
  events: { reminded: 'RevocationReminded', overdue: 'RevocationOverdue' },
  commands: {
    remind: {
      name: 'RemindOfRevocation',
      words: { vi: 'Nhắc quyết định về đề nghị thu hồi', en: 'Remind of a revocation' },
    },
    mark: {
      name: 'MarkRevocationOverdue',
      words: { vi: 'Đánh dấu quá hạn thu hồi', en: 'Mark a revocation as overdue' },
    },
  },
  what: decideOnIt,
  dateOf: ({ revocation, ended }) => (ended ? undefined : revocation),
  changed: ({ revocation, ...state }, change) =>
    revocation ? { ...state, revocation: { ...revocation, ...change } } : state,
});
