// What a command sets off beyond its own stream: how many cycles are open that would look again.
import { civilCalendar } from '../domain/calendar/civil-calendar.ts';
import type { Command } from '../domain/kernel/aggregate.ts';
import { own } from '../domain/kernel/own.ts';
import { isRefusal, type Refusal } from '../domain/kernel/refusal.ts';
import { programmeYear, provinceOf, yearOf } from '../domain/programme-year/programme-year.ts';
import { dayOf } from '../domain/time/civil-date.ts';
import type { CommandRequest } from '../eventstore/execute-command.ts';
import type { ApiParts } from './parts.ts';
import { REACH_CHANGED } from './refusals.ts';

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

/**
 * Why an act that is confirmed with its number cannot be written: the number is another one by now. Only what would be
 * written is asked for: a repeat learns what became of it.
 */
export async function unconfirmed(parts: ApiParts, request: CommandRequest): Promise<Refusal | undefined> {
  const { command, id, input } = request;
  const { confirms } = command;
  if (confirms === undefined) return undefined;
  const judged = await parts.executor.execute({ ...request, preview: true });
  if (judged.outcome !== 'preview') return undefined;
  const { openCycles: now } = await reachOf(parts, command, id);
  const shown = own(input as Record<string, unknown>, confirms);
  return now === undefined || shown === now
    ? undefined
    : REACH_CHANGED({ now, shown: shown as number }, `/${confirms}`);
}
