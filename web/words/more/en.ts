import type { Same, vi } from './vi.ts';

export const en: Same<typeof vi> = {
  letters: {
    title: 'Letters',
    count_one: '{{count}} letter not read',
    count_other: '{{count}} letters not read',
    none: 'No letters yet.',
    noneHow:
      'When something falls due, or there is news of your product, a letter stands here. Letters are kept for 60 days.',
    open: 'Open it',
    letter: 'Letter {{no}}',
    subject: 'What it is about',
    on: 'Sent on',
    state: 'State',
    unread: 'not read',
    read: 'read on {{day}}',
    sending: 'on its way',
    again: 'not sent yet, will be tried again',
    lost: 'undeliverable',
    gone: 'What this letter said is no longer kept.',
    lostWhy: 'It did not reach your mailbox; you can read it here all the same.',
  },
};
