// What a command sets off beyond its own stream: how many cycles are open that would look again.
import { civilCalendar } from '../domain/calendar/civil-calendar.ts';
import type { Command } from '../domain/kernel/aggregate.ts';
import { isRefusal } from '../domain/kernel/refusal.ts';
import { programmeYear, provinceOf, yearOf } from '../domain/programme-year/programme-year.ts';
import { dayOf } from '../domain/time/civil-date.ts';
import type { ApiParts } from './parts.ts';

export async function reachOf(parts: ApiParts, { aggregate }: Command, id: string): Promise<{ openCycles?: number }> {
  const among =
    aggregate === programmeYear
      ? { place: provinceOf(id), year: yearOf(id) }
      : aggregate === civilCalendar
        ? {}
        : undefined;
  if (!among) return {};
  const page = await parts.board.list({ ...among, state: 'open', today: dayOf(parts.clock()), limit: 1 });
  return isRefusal(page) ? {} : { openCycles: page.total };
}
