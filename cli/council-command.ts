// `ocop council …`: how a member scores and seals, and whoever presides opens, until there is a page for it.
import { readFileSync, writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { z } from 'zod';
import { councilSession } from '../domain/council-session/council-session.ts';
import { type SheetContent, sheetContent } from '../domain/council-session/sealing.ts';
import { isRefusal, refusalSentence } from '../domain/kernel/refusal.ts';
import { type CriteriaSet, leavesOf } from '../domain/rulebooks/criteria-set.ts';
import { showPoints } from '../domain/rulebooks/explain-rating.ts';
import { setNamed } from '../domain/rulebooks/rate-sheets.ts';
import { type SheetTotal, sheetProblems, totalOf } from '../domain/rulebooks/score-sheet.ts';
import { closeTo, keyFile, makeKey, openWith, type Subject, unwrapKey } from './chair-key.ts';
import { askSeeing, askText, type RunningServer, serverOf } from './running-server.ts';
import { print } from './say.ts';
import { type Drafts, draftsOnDevice, draftsWithServer } from './sheet-draft.ts';

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
      const { state } = await sessionAt(await serverOf(o), session, o.as);
      const set = setOf(state, { session, cycle });
      if (file === undefined) return print(emptyForm(set), true, '');
      const { total, parts } = sumOf(readSheet(file), set);
      print({ ok: true, total, parts }, o.json, `${showPoints(total, 'vi')} điểm / points; not sealed yet`);
    },
  );

  acting(
    'draft <session> <cycle> [sheet]',
    'keep a sheet as far as you have come, for yourself alone; without one: print it',
  )
    .option('--passphrase-file <file>', 'where the chair holds the key: what wraps the draft on this machine')
    .option('--drop', 'let it go')
    .action(async (session: string, cycle: string, file: string | undefined, o: Given & Wrapped & { drop?: true }) => {
      const server = await serverOf(o);
      const drafts = draftsIn(
        server,
        (await sessionAt(server, session, o.as)).state,
        { session, cycle, member: o.as },
        o,
      );
      if (o.drop) {
        await drafts.drop();
        return print({ ok: true, kept: false }, o.json, 'The draft is gone.');
      }
      if (file !== undefined) {
        await drafts.keep(readSheet(file));
        return print({ ok: true, kept: true }, o.json, 'Kept, for you alone. It goes when you seal the sheet.');
      }
      const sheet = await drafts.read();
      if (!sheet) throw new Error(`There is no draft of ${cycle}.`);
      print(sheet, true, '');
    });

  acting('seal <session> <cycle> [sheet]', 'seal a sheet, or its draft: nobody reads it before the product is opened')
    .option('--reason <text>', 'why it takes the place of the one sealed before')
    .option('--passphrase-file <file>', 'of a draft on this machine')
    .action(
      async (session: string, cycle: string, file: string | undefined, o: Given & Wrapped & { reason?: string }) => {
        const server = await serverOf(o);
        const { state } = await sessionAt(server, session, o.as);
        const { publicKey } = state;
        const set = setOf(state, { session, cycle });
        const drafts = draftsIn(server, state, { session, cycle, member: o.as }, o);
        const sheet = file === undefined ? await drafts.read() : readSheet(file);
        if (!sheet) throw new Error(`There is no draft of ${cycle}: name the file of the sheet.`);
        sumOf(sheet, set);
        const said = publicKey ? { closed: closeTo(publicKey, { session, cycle, member: o.as }, sheet) } : { sheet };
        const body = { cycle, ...said, ...(o.reason === undefined ? {} : { reason: o.reason }) };
        const done = await askSeeing(server, `${pathOf(session)}/seal-sheet`, { input: body, by: o.as });
        const { receipt } = answer.parse(done.body);
        // What lies with the server goes there.
        if (publicKey) await drafts.drop();
        print({ ok: true, receipt }, o.json, `Sealed. Receipt: ${receipt}`);
      },
    );

  acting('key <session> <file>', 'make the session’s key: for its chair, who alone can then open sheets')
    .requiredOption('--passphrase-file <file>', 'a file whose first line is the passphrase')
    .action(async (session: string, path: string, o: Given & { passphraseFile: string }) => {
      const server = await serverOf(o);
      const { file, recovery } = makeKey(firstLineOf(o.passphraseFile));
      // The key first: a session whose key is nowhere could never be opened.
      writeFileSync(path, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
      const { etag } = await askSeeing(server, pathOf(session), { by: o.as });
      const input = { publicKey: file.publicKey };
      await askSeeing(server, `${pathOf(session)}/set-session-key`, { input, by: o.as, seen: etag });
      const told = `The key is in ${path}. Print this recovery share and lock it away; it is shown once: ${recovery}`;
      print({ ok: true, publicKey: file.publicKey, recovery }, o.json, told);
    });

  acting('minutes <session> [file]', 'print the minutes; with a file (.html or .json): write them there')
    .option('--no <number>', 'which of them; 0: what they would say now')
    .action(async (session: string, file: string | undefined, o: Given & { no?: string }) => {
      const form = o.json || file?.endsWith('.json') ? 'json' : file?.endsWith('.html') ? 'html' : 'text';
      const query = new URLSearchParams({ as: form, ...(o.no === undefined ? {} : { no: o.no }) });
      const text = await askText(await serverOf(o), `${pathOf(session)}/minutes?${query}`, { by: o.as });
      if (file === undefined) return void process.stdout.write(text);
      writeFileSync(file, text);
      print({ ok: true, file }, o.json, `Written to ${file}.`);
    });

  acting('open <session> <cycle>', 'open all sheets of a product: for whoever presides')
    .option('--key <file>', 'the session’s key, where the chair holds it')
    .option('--passphrase-file <file>', 'a file whose first line is its passphrase, or the recovery share')
    .action(async (session: string, cycle: string, o: Given & { key?: string; passphraseFile?: string }) => {
      const server = await serverOf(o);
      const { etag, state } = await sessionAt(server, session, o.as);
      const opened = state.publicKey ? { opened: await openedBy(server, { session, cycle, by: o.as }, o) } : {};
      await askSeeing(server, `${pathOf(session)}/open-scores`, { input: { cycle, ...opened }, by: o.as, seen: etag });
      const after = await sessionAt(server, session, o.as);
      const opening = after.state.agenda.find((item) => item.cycle === cycle)?.opening;
      const lines = (opening?.scored ?? []).map((s) => `${s.member}: ${showPoints(s.total, 'vi')}`);
      const unfit = (opening?.unfit ?? []).map((member) => `${member}: không khớp niêm phong / not as sealed`);
      print({ ok: true, ...opening }, o.json, [...lines, ...unfit].join('\n'));
    });
  return command;
}

type Wrapped = { passphraseFile?: string };

/** Where a draft lies turns on who holds the key. */
function draftsIn(
  server: Pick<RunningServer, 'address'>,
  { publicKey }: { publicKey?: string | undefined },
  of: Subject,
  { passphraseFile }: Wrapped,
): Drafts {
  if (!publicKey) return draftsWithServer(server, of);
  return draftsOnDevice(of, () => {
    if (!passphraseFile) throw new Error('The chair holds the key: drafts stay here, wrapped by --passphrase-file.');
    return firstLineOf(passphraseFile);
  });
}

const firstLineOf = (file: string): string => readFileSync(file, 'utf8').split(/\r?\n/)[0] as string;

const handedOut = z.object({ envelopes: z.array(z.object({ member: z.string(), envelope: z.string().nullable() })) });

/** What is in the envelopes of a product, opened here: the key never leaves this machine. */
async function openedBy(
  server: Pick<RunningServer, 'address'>,
  { session, cycle, by }: Of & { by: string },
  o: { key?: string; passphraseFile?: string },
) {
  if (!o.key || !o.passphraseFile)
    throw new Error('The chair holds the key of this session: name its file (--key) and --passphrase-file.');
  const key = unwrapKey(keyFile.parse(JSON.parse(readFileSync(o.key, 'utf8'))), firstLineOf(o.passphraseFile));
  if (!key) throw new Error('Neither the passphrase nor the recovery share of this key. Nothing was opened.');
  const { body } = await askSeeing(server, `${pathOf(session)}/envelopes/${encodeURIComponent(cycle)}`, { by });
  return handedOut.parse(body).envelopes.flatMap(({ member, envelope }) => {
    const opened = envelope === null ? undefined : openWith(key, { session, cycle, member }, envelope);
    // What does not open counts as a sheet that does not fit.
    return opened && /^[0-9a-f]{64}$/.test(opened.salt) ? [{ member, ...opened }] : [];
  });
}

const answer = z.object({ receipt: z.string() });
const seen = z.object({
  state: z.object({
    publicKey: z.string().optional(),
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

async function sessionAt(server: Pick<RunningServer, 'address'>, session: string, by: string) {
  const { body, etag } = await askSeeing(server, pathOf(session), { by });
  return { ...seen.parse(body), etag };
}

const pathOf = (session: string): string => `${councilSession.resource}/${encodeURIComponent(session)}`;

type Of = { session: string; cycle: string };

/** The criteria a product of the session is scored by. */
function setOf({ agenda }: z.infer<typeof seen>['state'], { session, cycle }: Of): CriteriaSet {
  const item = agenda.find((one) => one.cycle === cycle);
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

/** What a sheet adds up to. Throws with every fault of one that is none of the set. */
function sumOf({ choices }: SheetContent, set: CriteriaSet): SheetTotal {
  const problems = sheetProblems(choices, set);
  if (problems.length > 0) throw new Error(problems.map((p) => refusalSentence(p, 'vi')).join('\n'));
  const sum = totalOf(choices, set);
  if (isRefusal(sum)) throw new Error(refusalSentence(sum, 'vi'));
  return sum;
}
