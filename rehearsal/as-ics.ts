// A rehearsal as a calendar file (RFC 5545): for each role at a unit an entry of the whole day on which it would be told
// something.
import ical from 'ical-generator';
import { shownDay } from '../domain/kernel/fields.ts';
import { own } from '../domain/kernel/own.ts';
import type { Lang } from '../domain/kernel/refusal.ts';
import { roles } from '../domain/rulebooks/responsibilities.ts';
import type { Day } from '../domain/time/civil-date.ts';
import type { Rehearsal, Rehearsed } from './rehearsal.ts';
import { midnight, wholeDay } from './whole-day.ts';

type Entry = { readonly on: Day; readonly who: Rehearsed['to'][number]; readonly lines: Rehearsed[] };

export function asIcs({ year, told }: Rehearsal, lang: Lang): string {
  const vi = lang === 'vi';
  const calendar = ical({
    name: vi ? `Diễn tập năm OCOP ${year}` : `OCOP year ${year} rehearsed`,
    prodId: { company: 'OCOP', product: 'rehearsal', language: lang.toUpperCase() },
  });
  for (const { on, who, lines } of entries(told)) {
    const { role, unit, name = unit } = who;
    const count = vi ? `${lines.length} việc` : `${lines.length} ${lines.length === 1 ? 'matter' : 'matters'}`;
    calendar.createEvent({
      id: `${year}-${on}-${role}-${unit}@ocop-rehearsal`,
      // The same year rehearsed alike is the same file.
      stamp: midnight(on),
      ...wholeDay(on),
      summary: `${vi ? 'Diễn tập' : 'Rehearsal'}: ${count} – ${own(roles, role)?.[lang] ?? role}, ${name}`,
      description: lines.map((line) => lineOf(line, lang)).join('\n'),
    });
  }
  return `${calendar.toString()}\r\n`;
}

function entries(told: readonly Rehearsed[]): readonly Entry[] {
  const found = new Map<string, Entry>();
  for (const line of told)
    for (const who of line.to) {
      const key = `${line.on} ${who.role} ${who.unit}`;
      const entry = found.get(key) ?? { on: line.on, who, lines: [] };
      entry.lines.push(line);
      found.set(key, entry);
    }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}

function lineOf({ which, why, dueOn, place, to }: Rehearsed, lang: Lang): string {
  const nobody = to.every(({ accounts }) => accounts.length === 0);
  const unheard = lang === 'vi' ? ' – không có ai nhận' : ' – received by nobody';
  const late = lang === 'vi' ? 'quá hạn' : 'overdue';
  return `${which ?? late}: ${why[lang]} (${shownDay(dueOn)}, ${place})${nobody ? unheard : ''}`;
}
