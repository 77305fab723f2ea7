// Who stands above a unit accepts its report or sends it back, or excuses the unit from a duty.
import { z } from 'zod';
import type { Actor } from '../kernel/event.ts';
import { document, longText, paper, shownDay } from '../kernel/fields.ts';
import { markOf } from '../kernel/mark.ts';
import { personal, personalRef } from '../kernel/personal.ts';
import { isRefusal, type Refusal, refusal } from '../kernel/refusal.ts';
import { due, handOverDue } from '../programme-year/due.ts';
import { lawOn } from '../rulebooks/registry.ts';
import { holdersOf, responsibility } from '../rulebooks/responsibilities.ts';
import type { Day } from '../time/civil-date.ts';
import { about, handedOver, NO_DUTY_OPEN, named, ofDuty, told, toldEn, undone } from './reporting.ts';
import {
  type Duty,
  type DutyNamed,
  dutyIn,
  dutyNamed,
  findDuty,
  isOpen,
  type UnitDuties,
  unitDuties,
  withDuty,
} from './unit-duties.ts';

const DUTY_NOT_REPORTED = refusal('DUTY_NOT_REPORTED', 'conflict', {
  vi: 'Nhiệm vụ “{name}” chưa có báo cáo.',
  en: 'The duty “{nameEn}” has not been reported.',
});
const DUTY_ACCEPTED = refusal('DUTY_ACCEPTED', 'conflict', {
  vi: 'Báo cáo nhiệm vụ “{name}” đã được chấp nhận ngày {on}.',
  en: 'The report of the duty “{nameEn}” was accepted on {on}.',
});
const DUTY_OF_ONES_OWN = refusal('DUTY_OF_ONES_OWN', 'forbidden', {
  vi: 'Đơn vị không tự chấp nhận, trả lại hay miễn nhiệm vụ của mình: việc của cấp trên.',
  en: 'A unit does not accept, send back or excuse its own duties: who stands above it does.',
});
const NO_REPORT_WAITS = refusal('NO_REPORT_WAITS', 'conflict', {
  vi: 'Không có báo cáo nào chờ xem xét.',
  en: 'No report waits to be judged.',
});

const reportOf = (state: UnitDuties, data: DutyNamed) => dutyIn(state, data)?.reported;

const dutyAccepted = unitDuties.event('DutyAccepted', {
  version: 1,
  schema: z.strictObject(ofDuty),
  beside: true,
  restsOn: reportOf,
  evolve: (state, data, meta) => (reportOf(state, data) ? withDuty(state, data, { accepted: markOf(meta) }) : state),
  sentence: (d) => ({ vi: `Chấp nhận báo cáo nhiệm vụ ${told(d)}`, en: `Report of the duty ${toldEn(d)} accepted` }),
});

const dutySentBack = unitDuties.event('DutySentBack', {
  version: 1,
  schema: z.strictObject({ ...ofDuty, reason: personalRef, due }),
  beside: true,
  restsOn: reportOf,
  evolve: (state, data, meta) =>
    withDuty(state, data, {
      ...data.due,
      ...{ at: meta.revision, since: markOf(meta).on, reminded: [], overdue: false },
      ...{ reported: undefined, sentBack: markOf(meta) },
    }),
  sentence: (d) => ({
    vi: `Trả lại báo cáo nhiệm vụ ${told(d)}, hoàn thiện trước ${shownDay(d.due.dueOn)}`,
    en: `Report of the duty ${toldEn(d)} sent back, to be completed by ${shownDay(d.due.dueOn)}`,
  }),
});

const dutyExcused = unitDuties.event('DutyExcused', {
  version: 1,
  schema: z.strictObject({ ...ofDuty, reason: personalRef, document: document.optional() }),
  beside: true,
  evolve: (state, data, meta) => withDuty(state, data, { excused: markOf(meta) }),
  correctable: ['document'],
  sentence: (d) => ({
    vi: `Miễn nhiệm vụ ${told(d)}${d.document ? ` theo ${paper(d.document)}` : ''}`,
    en: `Excused from the duty ${toldEn(d)}${d.document ? ` by ${paper(d.document)}` : ''}`,
  }),
});

type Here = { state: UnitDuties; actor: Actor; occurredOn: Day };

/** Who reports for a unit does not judge what it reported; its leader, who signs, does. */
const ofOnesOwn = ({ state, actor, occurredOn }: Here): Refusal | undefined =>
  actor.unit === state.unit?.code && holdersOf(lawOn(occurredOn), 'report-duty').some(({ role }) => role === actor.role)
    ? DUTY_OF_ONES_OWN()
    : undefined;

/** A report that waits to be judged, or why there is none. */
function reported(state: UnitDuties, input: DutyNamed): Duty | Refusal {
  const duty = findDuty(state, input);
  if (isRefusal(duty)) return duty;
  if (duty.accepted) return DUTY_ACCEPTED({ ...named(duty), on: shownDay(duty.accepted.on) }, '/duty');
  return duty.reported ? duty : DUTY_NOT_REPORTED(named(duty), '/duty');
}

const judging = (c: Here): Refusal | undefined =>
  ofOnesOwn(c) ?? (c.state.duties.some((d) => d.reported && !d.accepted) ? undefined : NO_REPORT_WAITS());

export const acceptDuty = unitDuties.command('AcceptDuty', {
  input: z.strictObject(dutyNamed),
  by: responsibility('judge-duty'),
  restsOn: 'what-was-seen',
  guard: judging,
  decide: ({ state, input }) => {
    const duty = reported(state, input);
    return isRefusal(duty) ? duty : [dutyAccepted(about(duty))];
  },
  words: { vi: 'Chấp nhận báo cáo nhiệm vụ', en: 'Accept a report' },
});

/** The unit has at least what whoever is handed something has. */
export const sendBackDuty = unitDuties.command('SendBackDuty', {
  input: z.strictObject({ ...dutyNamed, reason: personal(longText) }),
  by: responsibility('judge-duty'),
  restsOn: 'what-was-seen',
  guard: (c) => judging(c) ?? handedOver(c.state),
  decide: ({ state, input: { reason, ...input }, today, needs }) => {
    const duty = reported(state, input);
    if (isRefusal(duty)) return duty;
    const least = handOverDue(today, needs.year);
    const { dueOn, basis } = duty;
    return [dutySentBack({ ...about(duty), reason, due: dueOn < least.dueOn ? least : { dueOn, basis } })];
  },
  words: { vi: 'Trả lại báo cáo nhiệm vụ', en: 'Send a report back' },
});

export const excuseDuty = unitDuties.command('ExcuseDuty', {
  input: z.strictObject({ ...dutyNamed, reason: personal(longText), document: document.optional() }),
  by: responsibility('judge-duty'),
  restsOn: 'what-was-seen',
  guard: (c) => ofOnesOwn(c) ?? handedOver(c.state) ?? (c.state.duties.some(isOpen) ? undefined : NO_DUTY_OPEN()),
  decide: ({ state, input: { reason, document, ...input } }) => {
    const duty = undone(state, input);
    if (isRefusal(duty)) return duty;
    return [dutyExcused({ ...about(duty), reason, ...(document ? { document } : {}) })];
  },
  words: { vi: 'Miễn nhiệm vụ', en: 'Excuse from a duty' },
});
