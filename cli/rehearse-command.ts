import { Command } from 'commander';
import {
  calendarsFor,
  calendarYears,
  programmeYear,
  withDaysOff,
  yearId,
  yearOf,
} from '../domain/programme-year/programme-year.ts';
import { readHistory } from '../eventstore/history.ts';
import type { EventStore } from '../eventstore/port.ts';
import { inWords } from '../rehearsal/in-words.ts';
import { rehearse } from '../rehearsal/rehearse.ts';
import { placesOf, readSettings } from '../settings/settings.ts';
import { openScratchStore } from './compose.ts';
import { openToRead } from './export-command.ts';
import { print } from './say.ts';

export function rehearseCommand(): Command {
  return new Command('rehearse')
    .argument('<year>', 'province and year, as 66-2022')
    .description(
      'go through a planned year before it begins: what is reminded when, whom it reaches, and whom nobody; works beside a server',
    )
    .option('--json', 'every reminder with who would receive it')
    .option('--communes <codes>', 'only these, as 650-01,650-02')
    .option('--lang <lang>', 'vi or en', 'vi')
    .action(async (id: string, o: { json?: boolean; lang: string; communes?: string }) => {
      if (!yearId.safeParse(id).success) throw new Error(`${id} is no programme year: 66-2022`);
      const real = await openToRead(placesOf(readSettings(process.env)));
      const scratch = openScratchStore();
      try {
        const rehearsal = await rehearse({
          real,
          scratch,
          yearId: id,
          year: await plannedYear(real, id),
          communes: o.communes?.split(','),
        });
        print(rehearsal, o.json, inWords(rehearsal, o.lang === 'en' ? 'en' : 'vi'));
        if (rehearsal.stopped.length > 0) process.exitCode = 1;
      } finally {
        await scratch.close();
        await real.close();
      }
    });
}

/** With the days off as they are known now. */
async function plannedYear(store: EventStore, id: string) {
  const year = (await readHistory(store, programmeYear, id)).state;
  if (!year.plan) throw new Error(`Year ${id} is not planned yet.`);
  const { calendar, nextCalendar } = calendarsFor(yearOf(id));
  const days = {
    calendar: (await readHistory(store, calendar.aggregate, calendar.id)).state,
    nextCalendar: (await readHistory(store, nextCalendar.aggregate, nextCalendar.id)).state,
  };
  return withDaysOff(year, calendarYears(yearOf(id), days));
}
