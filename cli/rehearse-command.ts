import { readFileSync, writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { Command } from 'commander';
import { yearId } from '../domain/programme-year/programme-year.ts';
import { type YearPlan, yearPlan } from '../domain/programme-year/year-plan.ts';
import { asIcs } from '../rehearsal/as-ics.ts';
import { asXlsx } from '../rehearsal/as-xlsx.ts';
import { inWords } from '../rehearsal/in-words.ts';
import { plannedYear } from '../rehearsal/planned-year.ts';
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
    .option('--xlsx <file>', 'write it as a workbook, too')
    .option('--ics <file>', 'write it as a calendar, too')
    .option('--on-engine', 'let the workflows themselves carry it out, on a Temporal of its own in virtual time')
    .option(
      '--plan <file>',
      'by a plan that is not saved, as JSON (- for what is piped in) instead of the one that stands',
    )
    .option('--communes <codes>', 'only these, as 650-01,650-02')
    .option('--lang <lang>', 'vi or en', 'vi')
    .action(async (id: string, o: RehearseOptions) => {
      if (!yearId.safeParse(id).success) throw new Error(`${id} is no programme year: 66-2022`);
      const settings = readSettings(process.env);
      const unsaved = o.plan === undefined ? undefined : await planIn(o.plan);
      const real = await openToRead(placesOf(settings));
      const scratch = openScratchStore();
      // Temporal's client and compiler are loaded by nobody else.
      const engine = o.onEngine ? await (await import('./rehearse-on-engine.ts')).startEngine(settings) : undefined;
      try {
        const rehearsal = await rehearse({
          real,
          scratch,
          yearId: id,
          year: await plannedYear(real, id, unsaved),
          communes: o.communes?.split(','),
          process: engine && ((office) => engine.carryOut(scratch, office)),
        });
        const lang = o.lang === 'en' ? 'en' : 'vi';
        if (o.xlsx !== undefined) writeFileSync(o.xlsx, await asXlsx(rehearsal, lang));
        if (o.ics !== undefined) writeFileSync(o.ics, asIcs(rehearsal, lang));
        print(rehearsal, o.json, inWords(rehearsal, lang));
        if (rehearsal.stopped.length > 0) process.exitCode = 1;
      } finally {
        await engine?.stop();
        await scratch.close();
        await real.close();
      }
    });
}

const planIn = async (file: string): Promise<YearPlan> =>
  yearPlan.parse(JSON.parse(file === '-' ? await text(process.stdin) : readFileSync(file, 'utf8')));

type RehearseOptions = {
  json?: boolean;
  plan?: string;
  lang: string;
  communes?: string;
  xlsx?: string;
  ics?: string;
  onEngine?: boolean;
};
