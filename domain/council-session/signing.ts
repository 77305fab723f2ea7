// The secretary draws the minutes up, whoever presided and the secretary sign them, each on what they saw. What changes
// afterwards is said in supplementary minutes, which are drawn up and signed in the same way.
import { z } from 'zod';
import { seated } from '../kernel/command.ts';
import { longText, sha256, shortText } from '../kernel/fields.ts';
import { markOf } from '../kernel/mark.ts';
import { personal, personalRef } from '../kernel/personal.ts';
import { refusal } from '../kernel/refusal.ts';
import {
  type CouncilSession,
  councilSession,
  isOpen,
  isSigned,
  type Minutes,
  type SignedAs,
  seatIds,
} from './council-session.ts';
import { minutesOf } from './minutes.ts';
import { undecided } from './sitting.ts';

const NOT_OVER = refusal('NOT_OVER', 'conflict', {
  vi: 'Phiên họp chưa bế mạc hoặc còn sản phẩm chưa kết luận.',
  en: 'The session is not over, or products are left undecided.',
});
const NO_MINUTES = refusal('NO_MINUTES', 'conflict', {
  vi: 'Chưa có biên bản để ký.',
  en: 'There are no minutes to sign.',
});
const MINUTES_STAND = refusal('MINUTES_STAND', 'conflict', {
  vi: 'Biên bản {number} đã có chữ ký.',
  en: 'Minutes {number} have been signed on.',
});
const MINUTES_OUTDATED = refusal('MINUTES_OUTDATED', 'conflict', {
  vi: 'Biên bản {number} không còn đúng với những gì đã ghi nhận: lập lại rồi ký.',
  en: 'Minutes {number} are no longer what is on record: draw them up again, then sign.',
});
const OTHER_MINUTES = refusal('OTHER_MINUTES', 'conflict', {
  vi: 'Biên bản đang chờ ký có mã {hash}.',
  en: 'The minutes that wait to be signed have the hash {hash}.',
});
const NOT_A_SIGNER = refusal('NOT_A_SIGNER', 'forbidden', {
  vi: 'Biên bản do người chủ trì ({presided}) và Thư ký ký, không phải {member}.',
  en: 'Minutes are signed by who presided ({presided}) and the secretary, not by {member}.',
});

const minutesDrawnUp = councilSession.event('MinutesDrawnUp', {
  version: 1,
  correctable: ['number'],
  schema: z.strictObject({ number: shortText, hash: sha256, text: personalRef.optional(), supplement: z.int().min(0) }),
  evolve: (state, { number, hash, supplement }, meta) => ({
    ...state,
    minutes: [...state.minutes.slice(0, supplement), { number, hash, drawnUp: markOf(meta), signed: [] }],
  }),
  sentence: ({ number, hash, supplement }) => ({
    vi: `Lập biên bản${supplement > 0 ? ' bổ sung' : ''} ${number} (mã ${hash.slice(0, 12)})`,
    en: `${supplement > 0 ? 'Supplementary minutes' : 'Minutes'} ${number} drawn up (hash ${hash.slice(0, 12)})`,
  }),
});

const minutesSigned = councilSession.event('MinutesSigned', {
  sealedAtOnce: true,
  version: 1,
  schema: z.strictObject({ as: z.enum(['presiding', 'secretary']), hash: sha256 }),
  // What both have signed changes by supplementary minutes alone.
  stands: ({ minutes }, revision) => {
    const its = minutes.findLast(({ drawnUp }) => drawnUp.at < revision);
    return its !== undefined && isSigned(its);
  },
  evolve: (state, { as }) => ({
    ...state,
    minutes: state.minutes.map((m, i) => (i === state.minutes.length - 1 ? { ...m, signed: [...m.signed, as] } : m)),
  }),
  sentence: ({ as, hash }) => ({
    vi: `${as === 'presiding' ? 'Người chủ trì' : 'Thư ký'} ký biên bản (mã ${hash.slice(0, 12)})`,
    en: `Minutes signed by ${as === 'presiding' ? 'who presided' : 'the secretary'} (hash ${hash.slice(0, 12)})`,
  }),
});

const lastOf = ({ minutes }: CouncilSession): Minutes | undefined => minutes.at(-1);

/** Who opened its last sitting signs it. */
export const presidedLast = ({ sittings }: CouncilSession): string | undefined => sittings.at(-1)?.presided;

export const drawUpMinutes = councilSession.command('DrawUpMinutes', {
  input: z.strictObject({ number: shortText, text: personal(longText).optional() }),
  by: seated('council-secretary'),
  restsOn: 'what-was-seen',
  guard: ({ state }) =>
    state.sittings.length === 0 || isOpen(state) || undecided(state).length > 0 ? NOT_OVER() : undefined,
  decide: ({ id, state, input, digest }) => {
    const hash = digest(minutesOf(id, state));
    const last = lastOf(state);
    // What is signed already says all that happened; what one has signed waits for the other, unless it is outdated.
    if (last && isSigned(last) && last.hash === hash) return [];
    if (last && last.signed.length === 1 && last.hash === hash) return MINUTES_STAND({ number: last.number });
    const supplement = state.minutes.filter(isSigned).length;
    return [minutesDrawnUp({ ...input, hash, supplement })];
  },
  words: { vi: 'Lập biên bản', en: 'Draw up the minutes' },
});

export const signMinutes = councilSession.command('SignMinutes', {
  /** of the minutes that were read */
  input: z.strictObject({ hash: sha256 }),
  by: seated(...seatIds),
  restsOn: 'what-was-seen',
  guard: ({ state }) => {
    const last = lastOf(state);
    return last && !isSigned(last) ? undefined : NO_MINUTES();
  },
  decide: ({ id, state, input, actor, digest }) => {
    const last = lastOf(state) as Minutes;
    const presided = presidedLast(state);
    const as: SignedAs | undefined =
      actor.id === presided ? 'presiding' : actor.role === 'council-secretary' ? 'secretary' : undefined;
    if (!as) return NOT_A_SIGNER({ presided, member: actor.id });
    if (input.hash !== last.hash) return OTHER_MINUTES({ hash: last.hash }, '/hash');
    if (digest(minutesOf(id, state)) !== last.hash) return MINUTES_OUTDATED({ number: last.number });
    return last.signed.includes(as) ? [] : [minutesSigned({ as, hash: last.hash })];
  },
  signs: true,
  words: { vi: 'Ký biên bản', en: 'Sign the minutes' },
});
