// What became of a try to send a letter, and when it is tried again. "Sent" is what a receiving server has accepted.
import { z } from 'zod';
import { owner, workflow } from '../kernel/command.ts';
import { refusal } from '../kernel/refusal.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { isOnItsWay, leftBesides, letterNo, letters, withLetter } from './letters.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Minutes until the next try, and then daily. */
const PAUSES = [5, 30, 120, 480];
/** As long as mail servers keep trying themselves. */
const TRIED_FOR_MS = 8 * DAY_MS;

export const LETTER_UNKNOWN = refusal('LETTER_UNKNOWN', 'unknown', {
  vi: 'Không có thư số {no}.',
  en: 'There is no letter {no}.',
});
const LETTER_NOT_LOST = refusal('LETTER_NOT_LOST', 'conflict', {
  vi: 'Thư số {no} không phải là thư không gửi được.',
  en: 'Letter {no} is not one that could not be delivered.',
});

const number = z.int().min(1);
/** A word of ours or a server's number; never what a server said, which may name the address. */
const code = z.string().regex(/^[A-Z0-9_]{1,40}$/);
const left = z.int().min(0);

const letterSent = letters.event('LetterSent', {
  version: 1,
  /** `left`: letters to the same reader that are still on their way */
  schema: z.strictObject({ no: number, channel: z.string().max(20), left }),
  quiet: true,
  ends: (d) => d.left === 0,
  evolve: (state, { no, channel }, { recordedAt }) =>
    withLetter(state, no, { status: 'sent', channel, sentAt: recordedAt, uncertain: undefined, code: undefined }),
  sentence: ({ no, channel }) => ({ vi: `Thư số ${no} đã gửi (${channel})`, en: `Letter ${no} sent (${channel})` }),
});
const letterFailed = letters.event('LetterFailed', {
  version: 1,
  schema: z.strictObject({ no: number, code, tryAgainAt: z.iso.datetime(), uncertain: z.literal(true).optional() }),
  quiet: true,
  ends: () => false,
  evolve: (state, { no, code, tryAgainAt, uncertain }) => {
    const before = letterNo(state, no);
    const tries = (before?.tries ?? 0) + 1;
    return withLetter(state, no, {
      status: 'failed',
      tries,
      code,
      tryAgainAt,
      uncertain: uncertain ?? before?.uncertain,
    });
  },
  sentence: ({ no, code }) => ({
    vi: `Thư số ${no} chưa gửi được (${code}), sẽ gửi lại`,
    en: `Letter ${no} could not be sent (${code}); it is tried again`,
  }),
});
const letterUndeliverable = letters.event('LetterUndeliverable', {
  version: 1,
  schema: z.strictObject({ no: number, code, left }),
  ends: (d) => d.left === 0,
  evolve: (state, { no, code }) => withLetter(state, no, { status: 'undeliverable', code, tryAgainAt: undefined }),
  sentence: ({ no, code }) => ({
    vi: `Thư số ${no} không gửi được (${code})`,
    en: `Letter ${no} is undeliverable (${code})`,
  }),
});
const letterDropped = letters.event('LetterDropped', {
  version: 1,
  schema: z.strictObject({ no: number, left }),
  quiet: true,
  ends: (d) => d.left === 0,
  evolve: (state, { no }) => withLetter(state, no, { status: 'dropped', tryAgainAt: undefined }),
  sentence: ({ no }) => ({
    vi: `Thư số ${no} không gửi nữa: các việc trong thư đã xong`,
    en: `Letter ${no} is not sent any more: nothing of it is still to be done`,
  }),
});
const letterAskedAgain = letters.event('LetterAskedAgain', {
  version: 1,
  schema: z.strictObject({ no: number }),
  ends: () => false,
  evolve: (state, { no }, { recordedAt }) =>
    withLetter(state, no, { status: 'failed', since: recordedAt, tryAgainAt: recordedAt, tries: 0 }),
  sentence: ({ no }) => ({ vi: `Yêu cầu gửi lại thư số ${no}`, en: `Letter ${no} asked for again` }),
});

/**
 * When a letter is tried again that was tried in vain so often; undefined: it is given up.
 * @param retryAfterS for how long the server asked to be left alone
 */
function nextTry({ tries, since }: { tries: number; since: string }, at: string, retryAfterS = 0): string | undefined {
  const pause = PAUSES[tries];
  const usual = pause === undefined ? DAY_MS : pause * MINUTE_MS;
  const next = Date.parse(at) + Math.max(usual, retryAfterS * 1000);
  return next - Date.parse(since) > TRIED_FOR_MS ? undefined : new Date(next).toISOString();
}

/**
 * `refused`: for good, as no such mailbox; `obsolete`: nothing of it is still so. Who has sent it says so afterwards: a
 * process that ends in between sends the very same once more, and its Message-ID says that it is.
 */
export const recordAttempt = letters.command('RecordAttempt', {
  input: z.strictObject({
    no: number,
    outcome: z.enum(['sent', 'failed', 'refused', 'obsolete']),
    channel: z.string().max(20),
    code: code.optional(),
    uncertain: z.literal(true).optional(),
    retryAfterS: z.int().min(1).max(86_400).optional(),
  }),
  by: workflow,
  decide: ({ state, input, at }) => {
    const { no, outcome, channel, code = 'UNKNOWN', uncertain, retryAfterS } = input;
    const letter = letterNo(state, no);
    if (!letter || !isOnItsWay(letter)) return [];
    const left = leftBesides(state, no);
    if (outcome === 'sent') return [letterSent({ no, channel, left })];
    if (outcome === 'obsolete') return [letterDropped({ no, left })];
    const tryAgainAt = outcome === 'refused' ? undefined : nextTry(letter, at, retryAfterS);
    return tryAgainAt === undefined
      ? [letterUndeliverable({ no, code, left })]
      : [letterFailed({ no, code, tryAgainAt, ...(uncertain ? { uncertain } : {}) })];
  },
  words: { vi: 'Ghi nhận việc gửi thư', en: 'Record a try to send a letter' },
});

export const askAgain = letters.command('AskAgain', {
  input: z.strictObject({ no: number }),
  by: owner(responsibility('run-post')),
  decide: ({ state, input: { no } }) => {
    const letter = letterNo(state, no);
    if (!letter) return LETTER_UNKNOWN({ no }, '/no');
    if (isOnItsWay(letter)) return [];
    return letter.status === 'undeliverable' ? [letterAskedAgain({ no })] : LETTER_NOT_LOST({ no }, '/no');
  },
  words: { vi: 'Yêu cầu gửi lại thư', en: 'Ask for a letter again' },
});

const letterOpened = letters.event('LetterOpened', {
  version: 1,
  schema: z.strictObject({ no: number }),
  quiet: true,
  evolve: (state, { no }, { recordedAt }) => withLetter(state, no, { openedAt: recordedAt }),
  sentence: ({ no }) => ({ vi: `Đã đọc thư số ${no}`, en: `Letter ${no} opened` }),
});

export const openLetter = letters.command('OpenLetter', {
  input: z.strictObject({ no: number }),
  by: owner(),
  decide: ({ state, input: { no } }) => {
    const letter = letterNo(state, no);
    if (!letter) return LETTER_UNKNOWN({ no }, '/no');
    return letter.openedAt === undefined ? [letterOpened({ no })] : [];
  },
  words: { vi: 'Đọc thư', en: 'Open a letter' },
});
