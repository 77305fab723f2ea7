// Who is in the room, and from when until when. Nobody sits for another.
import { z } from 'zod';
import { seated } from '../kernel/command.ts';
import type { NewEvent } from '../kernel/event.ts';
import { choice, slug } from '../kernel/fields.ts';
import { refusal } from '../kernel/refusal.ts';
import { rulesOf } from './council-rules.ts';
import {
  type Attendance,
  type CouncilSession,
  councilSession,
  isOpen,
  memberOf,
  seatIds,
  sittingNow,
} from './council-session.ts';
import { onTheDay, presentIn, quorumOf } from './quorum.ts';
import { nextSittingRefused } from './sitting.ts';

const what = choice({
  arrived: { vi: 'đến', en: 'arrived' },
  left: { vi: 'rời phiên họp', en: 'left' },
});

const NOT_A_MEMBER = refusal('NOT_A_MEMBER', 'unknown', {
  vi: '{member} không phải thành viên của Hội đồng này.',
  en: '{member} is no member of this council.',
});
const NO_PROXY = refusal('NO_PROXY', 'invalid', {
  vi: '{proxy} không được họp thay thành viên {member}.',
  en: '{proxy} may not sit for member {member}.',
});
const NOT_YOUR_PLACE = refusal('NOT_YOUR_PLACE', 'forbidden', {
  vi: 'Thành viên chỉ ghi nhận sự có mặt của chính mình; của người khác do Thư ký hoặc người chủ trì ghi.',
  en: 'Members record their own attendance; that of others is for the secretary or whoever presides.',
});
const NO_MEETING = refusal('NO_MEETING', 'conflict', {
  vi: 'Phiên họp này lấy ý kiến bằng văn bản, không điểm danh.',
  en: 'This session goes by written opinions: there is no attendance.',
});

const attendanceRecorded = councilSession.event('AttendanceRecorded', {
  version: 1,
  schema: z.strictObject({ member: slug, what }),
  beside: true,
  evolve: (state, { member, what }, { occurredAt }) =>
    afterwards(state, { account: member, arrived: what === 'arrived', when: occurredAt }),
  sentence: ({ member, what }) => ({
    vi: `${member} ${what === 'arrived' ? 'có mặt' : 'rời phiên họp'}`,
    en: `${member} ${what === 'arrived' ? 'arrived' : 'left'}`,
  }),
});

const sessionSuspended = councilSession.event('SessionSuspended', {
  version: 1,
  schema: z.strictObject({ present: z.int().min(0), needed: z.int().min(0) }),
  evolve: (state) => ({ ...state, suspended: true }),
  sentence: ({ present, needed }) => ({
    vi: `Tạm dừng phiên họp: có mặt ${present}, cần ${needed} và người chủ trì`,
    en: `Session suspended: ${present} present, ${needed} needed and who presides`,
  }),
});

const sessionResumed = councilSession.event('SessionResumed', {
  version: 1,
  schema: z.strictObject({ present: z.int().min(0) }),
  evolve: (state) => ({ ...state, suspended: false }),
  sentence: ({ present }) => ({
    vi: `Tiếp tục phiên họp: có mặt ${present}`,
    en: `Session resumed: ${present} present`,
  }),
});

/** The state as it is once somebody has come or gone. */
const afterwards = (state: CouncilSession, change: Omit<Attendance, 'sitting'>): CouncilSession => ({
  ...state,
  attendance: [...state.attendance, { ...change, sitting: sittingNow(state) }],
});

export const recordAttendance = councilSession.command('RecordAttendance', {
  input: z.strictObject({
    member: slug,
    what,
    /** who would sit for them: refused, and said so */
    proxy: slug.optional(),
  }),
  by: seated(...seatIds),
  guard: ({ state, occurredOn }) => {
    if (state.inWriting) return NO_MEETING();
    return isOpen(state) ? undefined : nextSittingRefused(state, occurredOn);
  },
  decide: ({ state, input: { member, what, proxy }, actor, at, needs, occurredOn }) => {
    if (!memberOf(state, member)) return NOT_A_MEMBER({ member }, '/member');
    if (proxy !== undefined) return NO_PROXY({ member, proxy }, '/proxy');
    if (actor.id !== member && actor.role === 'council-member') return NOT_YOUR_PLACE({}, '/member');
    const arrived = what === 'arrived';
    const here = presentIn(isOpen(state) ? state : onTheDay(state, occurredOn));
    if (here.includes(member) === arrived) return [];
    const facts: NewEvent[] = [attendanceRecorded({ member, what })];
    if (!isOpen(state)) return facts;
    const next = afterwards(state, { account: member, arrived, when: at });
    const now = quorumOf(next, undefined, rulesOf(state, needs.year));
    if (!now.enough && !state.suspended) facts.push(sessionSuspended({ present: now.present, needed: now.needed }));
    if (now.enough && state.suspended) facts.push(sessionResumed({ present: now.present }));
    return facts;
  },
  words: { vi: 'Điểm danh', en: 'Record attendance' },
});
