// The key of a session whose private half the chair alone holds (policy `sheet-keys`): then neither disk nor server keys open a
// sheet. Members close their sheets to the public half on their own devices, the chair opens them on theirs.

import { z } from 'zod';
import { seated } from '../kernel/command.ts';
import { shaped } from '../kernel/fields.ts';
import { refusal } from '../kernel/refusal.ts';
import { policiesOf } from '../programme-year/due.ts';
import { SCORING_BEGUN } from './convening.ts';
import { councilSession, scoringBegun } from './council-session.ts';

const KEY_NOT_WANTED = refusal('KEY_NOT_WANTED', 'conflict', {
  vi: 'Theo kế hoạch năm, phiếu được niêm phong bằng khóa của máy chủ.',
  en: 'By the year plan sheets are sealed with the server’s key.',
});

/** 32 bytes, base64url without padding. */
export const publicKey = shaped(/^[A-Za-z0-9_-]{43}$/, {
  vi: 'Khóa công khai X25519 gồm 43 ký tự base64url.',
  en: 'An X25519 public key is 43 characters of base64url.',
});

const sessionKeySet = councilSession.event('SessionKeySet', {
  version: 1,
  schema: z.strictObject({ publicKey }),
  evolve: (state, { publicKey }) => ({ ...state, publicKey }),
  sentence: ({ publicKey }) => ({
    vi: `Đặt khóa niêm phong của phiên họp (${publicKey.slice(0, 12)}…), Chủ tịch giữ nửa còn lại`,
    en: `Key of the session set (${publicKey.slice(0, 12)}…), the chair holds its other half`,
  }),
});

export const setSessionKey = councilSession.command('SetSessionKey', {
  input: z.strictObject({ publicKey }),
  by: seated('council-chair'),
  restsOn: 'what-was-seen',
  guard: ({ state, needs }) => {
    if (scoringBegun(state)) return SCORING_BEGUN();
    return policiesOf(needs.year)['sheet-keys'] === 'server' ? KEY_NOT_WANTED() : undefined;
  },
  decide: ({ state, input }) => (state.publicKey === input.publicKey ? [] : [sessionKeySet(input)]),
  words: { vi: 'Đặt khóa niêm phong', en: 'Set the session’s key' },
});
