// A sitting by written opinions becomes a meeting when opinions differ or whoever presides finds the matter complex
// (26/2026/QĐ-TTg, art. 7.6): everybody scores again, there.
import { z } from 'zod';
import { seated } from '../kernel/command.ts';
import { longText, shownDay } from '../kernel/fields.ts';
import { markOf } from '../kernel/mark.ts';
import { personal, personalRef } from '../kernel/personal.ts';
import { refusal } from '../kernel/refusal.ts';
import { day } from '../time/civil-date.ts';
import { MEETING_IN_PAST } from './convening.ts';
import { rulesOf } from './council-rules.ts';
import { councilSession, isOpen, seatIds } from './council-session.ts';
import { quorumOf } from './quorum.ts';
import { lastClosed, nextSittingRefused, quorumRefused } from './sitting.ts';

const A_MEETING_ALREADY = refusal('A_MEETING_ALREADY', 'conflict', {
  vi: 'Phiên này đã là phiên họp.',
  en: 'It is a meeting already.',
});

const turnedIntoMeeting = councilSession.event('TurnedIntoMeeting', {
  version: 1,
  schema: z.strictObject({ meetsOn: day, reason: personalRef }),
  evolve: (state, { meetsOn }, meta) => ({
    ...state,
    meetsOn,
    inWriting: false,
    sittings: isOpen(state) ? lastClosed(state, markOf(meta)) : state.sittings,
    agenda: state.agenda.map((item) =>
      item.closed ? item : { ...item, sealed: {}, ...(item.opening ? { discussed: markOf(meta) } : {}) },
    ),
  }),
  sentence: ({ meetsOn }) => ({
    vi: `Chuyển từ lấy ý kiến bằng văn bản sang họp ngày ${shownDay(meetsOn)}`,
    en: `Turned from written opinions into a meeting on ${shownDay(meetsOn)}`,
  }),
});

export const turnIntoMeeting = councilSession.command('TurnIntoMeeting', {
  input: z.strictObject({ meetsOn: day, reason: personal(longText) }),
  by: seated(...seatIds),
  restsOn: 'what-was-seen',
  guard: ({ state, occurredOn }) => (state.inWriting ? nextSittingRefused(state, occurredOn) : A_MEETING_ALREADY()),
  decide: ({ state, input, actor, needs, occurredOn: on }) =>
    (input.meetsOn < on ? MEETING_IN_PAST({ on: input.meetsOn, before: on }, '/meetsOn') : undefined) ??
    quorumRefused(quorumOf(state, undefined, rulesOf(state, needs.year)), undefined, actor.id) ?? [
      turnedIntoMeeting(input),
    ],
  words: { vi: 'Chuyển sang họp', en: 'Turn into a meeting' },
});
