// That a certificate runs out is told before: as often as the plan says, and on the day by which the law wants its issuer
// to have warned, whatever the plan says (148/QĐ-TTg: 30 days; 26/2026/QĐ-TTg by assumption `expiry-notice`).
import { z } from 'zod';
import { addressee, named, why } from '../access/addressee.ts';
import { workflow } from '../kernel/command.ts';
import { document, paper, shownDay } from '../kernel/fields.ts';
import { markOf } from '../kernel/mark.ts';
import { cycleParts } from '../product-cycle/product-cycle.ts';
import { dayOfTerm } from '../product-cycle/renewal.ts';
import { policiesOf } from '../programme-year/due.ts';
import type { ProgrammeYear } from '../programme-year/programme-year.ts';
import { dueBy } from '../programme-year/watched-date.ts';
import { lawOn } from '../rulebooks/registry.ts';
import { addDays, type Day, day, startOfDay } from '../time/civil-date.ts';
import { addWorkingDays, isWorkingDay } from '../time/working-days.ts';
import { byIssuer, type Certificate, certificate } from './certificate.ts';
import { issuersOn } from './issuers.ts';
import { notStanding } from './refusals.ts';

const expiryWarned = certificate.event('ExpiryWarned', {
  version: 1,
  schema: z.strictObject({
    daysBefore: z.int().min(1),
    until: day,
    /** the law wants this one */
    legal: z.literal(true).optional(),
    to: z.array(addressee),
    why,
  }),
  quiet: true,
  tells: ({ to, why, until, legal }) => ({
    kind: 'reminder',
    to,
    why,
    dueOn: until,
    ...(legal ? { urgent: true } : {}),
  }),
  stillSo: ({ until, ended }, of) => !ended && until === of.until,
  // Of another term it says nothing.
  evolve: (state, { daysBefore, until }) =>
    state.until === until ? { ...state, warned: [...state.warned, daysBefore] } : state,
  sentence: ({ daysBefore, until, legal, to }) => ({
    vi: `Báo trước ${daysBefore} ngày${legal ? ' (theo quy định)' : ''}: giấy chứng nhận hết hiệu lực ngày ${shownDay(until)} → ${named(to, 'vi') || 'chưa rõ người nhận'}`,
    en: `Warned ${daysBefore} days before${legal ? ' (as the law wants)' : ''}: the certificate runs out on ${shownDay(until)} → ${named(to, 'en') || 'nobody known'}`,
  }),
});

const expiryNoticeServed = certificate.event('ExpiryNoticeServed', {
  version: 1,
  schema: z.strictObject({ letter: document, until: day }),
  beside: true,
  restsOn: ({ issued }) => issued,
  evolve: (state, { until }, meta) => (state.until === until ? { ...state, served: markOf(meta) } : state),
  sentence: ({ letter, until }) => ({
    vi: `Đã gửi chủ thể thông báo hết hiệu lực ngày ${shownDay(until)}: ${paper(letter)}`,
    en: `The producer was served notice that it runs out on ${shownDay(until)}: ${paper(letter)}`,
  }),
  correctable: ['letter'],
});

type Warning = { readonly daysBefore: number; readonly on: Day; readonly legal: boolean };

/** Its warnings, the earliest first; one that falls on a day off comes on the working day before, never later. */
export function warningsOf({ until }: Certificate, year: ProgrammeYear): readonly Warning[] {
  if (until === undefined) return [];
  const { noticeDays } = lawOn(until).certificate;
  const days = new Set([...policiesOf(year)['certificate-warning-days'], noticeDays]);
  return [...days]
    .sort((a, b) => b - a)
    .map((daysBefore) => {
      const planned = addDays(until, -daysBefore);
      const on = isWorkingDay(planned, year.calendar) ? planned : addWorkingDays(planned, -1, year.calendar);
      return { daysBefore, on, legal: daysBefore === noticeDays };
    });
}

/** The next one, or the latest of several that were missed; the law’s own is given before any that came later. */
export function nextWarning(state: Certificate, year: ProgrammeYear, today: Day): Warning | undefined {
  const { issued, from = '', until = '', warned, ended } = state;
  if (!issued || ended || today > until) return undefined;
  const last = Math.min(...warned, Number.POSITIVE_INFINITY);
  const open = warningsOf(state, year).filter(({ daysBefore, on }) => daysBefore < last && on > from);
  const missed = open.filter(({ on }) => on <= today);
  return missed.find(({ legal }) => legal) ?? missed.at(-1) ?? open[0];
}

/** As its day begins, so that the morning’s letters tell it. */
export const warnAt = ({ on }: Warning): string => startOfDay(on);

export const warnOfExpiry = certificate.command('WarnOfExpiry', {
  input: z.strictObject({}),
  by: workflow,
  guard: ({ state, at, today, needs }) => {
    const next = nextWarning(state, needs.year, today);
    return dueBy(next && warnAt(next), at);
  },
  decide: ({ id, state, needs, today }) => {
    const next = nextWarning(state, needs.year, today);
    const { until } = state;
    if (!next || until === undefined) return [];
    const { cycle, product } = needs;
    const producer = product.producer ?? cycle.producer ?? '';
    const last = dayOfTerm('renewal-closes', until, lawOn(until));
    return [
      expiryWarned({
        daysBefore: next.daysBefore,
        until,
        ...(next.legal ? { legal: true } : {}),
        to: [{ role: 'producer', unit: producer }, ...issuersOn(today, { id, state, needs })],
        why: {
          vi: `giấy chứng nhận ${state.number} của ${cycleParts(id).product} hết hiệu lực ngày ${shownDay(until)}${last ? `; hồ sơ công nhận lại nộp chậm nhất ${shownDay(last)}` : ''}`,
          en: `certificate ${state.number} of ${cycleParts(id).product} runs out on ${shownDay(until)}${last ? `; its renewal is filed by ${shownDay(last)}` : ''}`,
        },
      }),
    ];
  },
  words: { vi: 'Báo trước khi hết hiệu lực', en: 'Warn that it runs out' },
});

/** The issuer’s letter, where it must be able to prove that the producer was warned. */
export const recordExpiryNotice = certificate.command('RecordExpiryNotice', {
  input: z.strictObject({ letter: document }),
  by: byIssuer,
  guard: ({ state }) => notStanding(state),
  decide: ({ state, input }) => [expiryNoticeServed({ ...input, until: state.until ?? '' })],
  words: { vi: 'Ghi nhận đã gửi thông báo hết hiệu lực', en: 'Record the notice of expiry' },
});
