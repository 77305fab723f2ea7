// `ocop council …`: how a member scores and seals, and whoever presides opens, until there is a page for it.
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { z } from 'zod';
import { councilSession } from '../domain/council-session/council-session.ts';
import { type SheetContent, sheetContent } from '../domain/council-session/sealing.ts';
import { isRefusal, refusalSentence } from '../domain/kernel/refusal.ts';
import { type CriteriaSet, leavesOf } from '../domain/rulebooks/criteria-set.ts';
import { showPoints } from '../domain/rulebooks/explain-rating.ts';
import { setNamed } from '../domain/rulebooks/rate-sheets.ts';
import { sheetProblems, totalOf } from '../domain/rulebooks/score-sheet.ts';
import { placesOf, readSettings } from '../settings/settings.ts';
import { askSeeing, findRunningServer, type RunningServer } from './running-server.ts';
import { print } from './say.ts';

type Given = { as: string; address?: string; json?: boolean };

export function councilCommand(): Command {
  const command = new Command('council').description('score, seal and open in a council’s session');
  const acting = (name: string, what: string) =>
    command
      .command(name)
      .description(what)
      .requiredOption('--as <account>', 'who acts: an account with a seat in the session')
      .option('--address <url>', 'the server; without it the one of this data folder')
      .option('--json');

  acting('score <session> <cycle> [sheet]', 'print an empty sheet to fill in, or check one that is filled in').action(
    async (session: string, cycle: string, file: string | undefined, o: Given) => {
      const set = await setOf(await serverOf(o), { session, cycle, by: o.as });
      if (file === undefined) return print(emptyForm(set), true, '');
      const checked = checkedSheet(file, set);
      print({ ok: true, ...checked }, o.json, `${showPoints(checked.total, 'vi')} điểm / points; not sealed yet`);
    },
  );

  acting('seal <session> <cycle> <sheet>', 'seal a sheet: nobody reads it before the product is opened')
    .option('--reason <text>', 'why it takes the place of the one sealed before')
    .action(async (session: string, cycle: string, file: string, o: Given & { reason?: string }) => {
      const server = await serverOf(o);
      checkedSheet(file, await setOf(server, { session, cycle, by: o.as }));
      const body = { cycle, sheet: readSheet(file), ...(o.reason === undefined ? {} : { reason: o.reason }) };
      const done = await askSeeing(server, `${pathOf(session)}/seal-sheet`, { input: body, by: o.as });
      const { receipt } = answer.parse(done.body);
      print({ ok: true, receipt }, o.json, `Sealed. Receipt: ${receipt}`);
    });

  acting('open <session> <cycle>', 'open all sheets of a product: for whoever presides').action(
    async (session: string, cycle: string, o: Given) => {
      const server = await serverOf(o);
      const { etag } = await askSeeing(server, pathOf(session), { by: o.as });
      await askSeeing(server, `${pathOf(session)}/open-scores`, { input: { cycle }, by: o.as, seen: etag });
      const { state } = seen.parse((await askSeeing(server, pathOf(session), { by: o.as })).body);
      const opening = state.agenda.find((item) => item.cycle === cycle)?.opening;
      const lines = (opening?.scored ?? []).map((s) => `${s.member}: ${showPoints(s.total, 'vi')}`);
      const unfit = (opening?.unfit ?? []).map((member) => `${member}: không khớp niêm phong / not as sealed`);
      print({ ok: true, ...opening }, o.json, [...lines, ...unfit].join('\n'));
    },
  );
  return command;
}

const answer = z.object({ receipt: z.string() });
const seen = z.object({
  state: z.object({
    agenda: z.array(
      z.object({
        cycle: z.string(),
        dossier: z.object({ criteriaSet: z.string() }).optional(),
        opening: z
          .object({ scored: z.array(z.object({ member: z.string(), total: z.int() })), unfit: z.array(z.string()) })
          .optional(),
      }),
    ),
  }),
});

const pathOf = (session: string): string => `${councilSession.resource}/${encodeURIComponent(session)}`;

async function serverOf({ address }: Given): Promise<Pick<RunningServer, 'address'>> {
  const server = address === undefined ? await findRunningServer(placesOf(readSettings(process.env))) : { address };
  if (!server) throw new Error('The server is not running here. Give its address: --address http://…');
  return server;
}

type Asked = { session: string; cycle: string; by: string };

/** The criteria a product of the session is scored by. */
async function setOf(server: Pick<RunningServer, 'address'>, { session, cycle, by }: Asked): Promise<CriteriaSet> {
  const { state } = seen.parse((await askSeeing(server, pathOf(session), { by })).body);
  const item = state.agenda.find((one) => one.cycle === cycle);
  if (!item?.dossier) throw new Error(`${cycle} is not on the agenda of ${session}, or its dossier was not sent yet.`);
  const set = setNamed(item.dossier.criteriaSet);
  if (isRefusal(set)) throw new Error(refusalSentence(set, 'en'));
  return set;
}

/** Every criterion with "none" chosen, and beside it what there is to choose. */
const emptyForm = (set: CriteriaSet) => ({
  choices: Object.fromEntries(leavesOf(set).map(({ code }) => [code, null])),
  options: Object.fromEntries(
    leavesOf(set).map(({ code, name, options }) => [
      `${code} ${name.vi}`,
      options.map((option) => `${option.id}: ${option.name.vi} (${showPoints(option.points, 'vi')})`),
    ]),
  ),
});

/** The sheet of a file; what the form printed beside the choices is left out. */
function readSheet(file: string): SheetContent {
  const { options: _, ...content } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  return sheetContent.parse(content);
}

function checkedSheet(file: string, set: CriteriaSet) {
  const { choices } = readSheet(file);
  const problems = sheetProblems(choices, set);
  if (problems.length > 0) throw new Error(problems.map((p) => refusalSentence(p, 'vi')).join('\n'));
  const sum = totalOf(choices, set);
  if (isRefusal(sum)) throw new Error(refusalSentence(sum, 'vi'));
  return { total: sum.total, parts: sum.parts };
}
