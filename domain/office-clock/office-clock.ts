// What makes time due must not rest on a clock that jumped. When the office's clock is doubted, an administrator
// confirms it, and the instant that was confirmed is a fact: every process takes it whose own clock agrees.
import { z } from 'zod';
import { aggregate } from '../kernel/aggregate.ts';
import { provinceCode, shownDay } from '../kernel/fields.ts';
import { refusal } from '../kernel/refusal.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { dayOf } from '../time/civil-date.ts';

export const OFFICE_CLOCK_ID = 'office';

/** `confirmedAt`: what the clock showed when it was last confirmed, RFC 3339 UTC */
export type OfficeClock = { readonly province?: string; readonly confirmedAt?: string };

export const officeClock = aggregate<OfficeClock>({
  category: 'officeClock',
  resource: 'office-clocks',
  words: { vi: 'Đồng hồ của máy chủ', en: 'Clock of the office' },
  id: z.literal(OFFICE_CLOCK_ID),
  initial: {},
  situation: ({ state, input }) => {
    const province = state.province ?? input?.province ?? '';
    return { province, place: province, rulebook: '' };
  },
  reaches: () => ({}),
});

export const CLOCK_DOUBTFUL = refusal('CLOCK_DOUBTFUL', 'conflict', {
  vi: 'Đồng hồ máy chủ chỉ {shows}, không khớp với {against}; chưa ghi gì thêm cho đến khi quản trị xác nhận (ocop clock confirm).',
  en: 'The server’s clock shows {shows}, which does not fit {against}; nothing is recorded until an administrator confirms it (ocop clock confirm).',
});

const clockConfirmed = officeClock.event('ClockConfirmed', {
  version: 1,
  // When it was recorded may be later: within a stream that never goes back, not even after a clock that did.
  schema: z.strictObject({ province: provinceCode, shows: z.iso.datetime({ precision: 3 }) }),
  evolve: (_, { province, shows }) => ({ province, confirmedAt: shows }),
  sentence: ({ shows }) => ({
    vi: `Xác nhận đồng hồ máy chủ: ngày ${shownDay(dayOf(shows))}`,
    en: `Clock of the server confirmed: it is ${shownDay(dayOf(shows))}`,
  }),
});

export const confirmClock = officeClock.command('ConfirmClock', {
  input: z.strictObject({ province: provinceCode }),
  by: responsibility('confirm-clock'),
  opens: true,
  atInstallation: true,
  despiteClock: true,
  decide: ({ input, at }) => [clockConfirmed({ province: input.province, shows: at })],
  words: { vi: 'Xác nhận đồng hồ máy chủ', en: 'Confirm the server’s clock' },
});
