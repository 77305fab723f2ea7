// A unit reports what it did, with the paper.
import { z } from 'zod';
import { document, longText, paper, shownDay } from '../kernel/fields.ts';
import { markOf } from '../kernel/mark.ts';
import { personal, personalRef } from '../kernel/personal.ts';
import { isRefusal, type Refusal, refusal } from '../kernel/refusal.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { type Day, day, dayOf } from '../time/civil-date.ts';
import {
  type Duty,
  type DutyNamed,
  dutyIn,
  dutyNamed,
  findDuty,
  isOpen,
  nameIt,
  type UnitDuties,
  unitDuties,
  withDuty,
} from './unit-duties.ts';

const DUTIES_HANDED_OVER = refusal('DUTIES_HANDED_OVER', 'conflict', {
  vi: 'Đơn vị đã kết thúc; nhiệm vụ còn lại do {to} thực hiện.',
  en: 'The unit has ended; what it still had to do is done by {to}.',
});
const DUTY_NOT_YET = refusal('DUTY_NOT_YET', 'invalid', {
  vi: 'Nhiệm vụ “{name}” từ ngày {from} mới thực hiện.',
  en: 'The duty “{nameEn}” is not to be done before {from}.',
});
const DUTY_REPORTED = refusal('DUTY_REPORTED', 'conflict', {
  vi: 'Nhiệm vụ “{name}” đã báo cáo ngày {on}; muốn sửa thì đính chính, hoặc cấp trên trả lại.',
  en: 'The duty “{nameEn}” was reported on {on}; correct that, or have it sent back.',
});
const DUTY_EXCUSED = refusal('DUTY_EXCUSED', 'conflict', {
  vi: 'Đơn vị đã được miễn nhiệm vụ “{name}” ngày {on}.',
  en: 'The unit was excused from the duty “{nameEn}” on {on}.',
});
export const NO_DUTY_OPEN = refusal('NO_DUTY_OPEN', 'conflict', {
  vi: 'Không còn nhiệm vụ nào chưa báo cáo.',
  en: 'No duty is left to be reported.',
});

export const named = ({ name }: Duty) => ({ name: name.vi, nameEn: name.en });
const words = z.strictObject({ vi: z.string(), en: z.string() });
export const ofDuty = { ...dutyNamed, name: words };
export const told = ({ name, onBehalfOf }: { name: { vi: string }; onBehalfOf?: string | undefined }) =>
  `“${name.vi}”${onBehalfOf ? ` (thay ${onBehalfOf})` : ''}`;
export const toldEn = ({ name, onBehalfOf }: { name: { en: string }; onBehalfOf?: string | undefined }) =>
  `“${name.en}”${onBehalfOf ? ` (for ${onBehalfOf})` : ''}`;

const notYet = (duty: Duty, on: Day, field: string): Refusal | undefined =>
  on < duty.from ? DUTY_NOT_YET({ ...named(duty), from: shownDay(duty.from) }, field) : undefined;

const dutyReported = unitDuties.event('DutyReported', {
  version: 1,
  schema: z.strictObject({ ...ofDuty, document, remarks: personalRef.optional(), dueOn: day }),
  beside: true,
  restsOn: (before, data) => dutyIn(before, data)?.sentBack,
  evolve: (state, data, meta) => withDuty(state, data, { reported: markOf(meta) }),
  correctable: ['document'],
  recheck: (data, before, { occurredOn }) => {
    const duty = dutyIn(before, data);
    return (duty && notYet(duty, occurredOn, '/rightDay')) ?? data;
  },
  sentence: (d, { occurredAt }) => {
    const late = dayOf(occurredAt) > d.dueOn;
    return {
      vi: `Báo cáo nhiệm vụ ${told(d)}: ${paper(d.document)}${late ? `, muộn so với hạn ${shownDay(d.dueOn)}` : ''}`,
      en: `Duty ${toldEn(d)} reported: ${paper(d.document)}${late ? `, later than ${shownDay(d.dueOn)}` : ''}`,
    };
  },
});

/** What is handed over is reported where it went to. */
export const handedOver = ({ handedOver: over }: UnitDuties): Refusal | undefined =>
  over && DUTIES_HANDED_OVER({ to: over.to.join(', ') });

/** A duty that is still to be done, or why there is none. */
export function undone(state: UnitDuties, input: DutyNamed): Duty | Refusal {
  const duty = findDuty(state, input);
  if (isRefusal(duty) || isOpen(duty)) return duty;
  return duty.excused
    ? DUTY_EXCUSED({ ...named(duty), on: shownDay(duty.excused.on) }, '/duty')
    : DUTY_REPORTED({ ...named(duty), on: shownDay(duty.reported?.on ?? '') }, '/duty');
}

export const about = (duty: Duty) => ({ ...nameIt(duty), name: duty.name });

export const reportDuty = unitDuties.command('ReportDuty', {
  input: z.strictObject({ ...dutyNamed, document, remarks: personal(longText).optional() }),
  by: responsibility('report-duty'),
  guard: ({ state }) => handedOver(state) ?? (state.duties.some(isOpen) ? undefined : NO_DUTY_OPEN()),
  decide: ({ state, input, occurredOn }) => {
    const duty = undone(state, input);
    if (isRefusal(duty)) return duty;
    const { document, remarks } = input;
    const said = { ...about(duty), document, ...(remarks ? { remarks } : {}), dueOn: duty.dueOn };
    return notYet(duty, occurredOn, '/duty') ?? [dutyReported(said)];
  },
  words: { vi: 'Báo cáo nhiệm vụ', en: 'Report a duty' },
});
