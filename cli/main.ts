// `ocop …`: exit 0 done, 1 refused or not possible, 2 wrong use; `verify` says its own in its help.

import { existsSync, rmSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { DEMO_CLOCK_ID, demoClock } from '../domain/demo-clock/demo-clock.ts';
import { refuseHalfRestored } from '../moving/restore.ts';
import { joinTogether } from '../moving/together.ts';
import { placesOf, readSettings } from '../settings/settings.ts';
import { removeDatabase } from '../sqlite/remove-database.ts';
import { sweepVault } from '../vault/sweep-vault.ts';
import { INVITATION_PATH } from './account-operations.ts';
import { backupCommand, restoreCommand } from './backup-command.ts';
import { certificatesCommand } from './certificates-command.ts';
import { clockCommand } from './clock-command.ts';
import { openStore, openTogether, RELEASE, reindexStore } from './compose.ts';
import { councilCommand } from './council-command.ts';
import { loadDemoInto } from './demo.ts';
import { examine, shownSettings } from './doctor.ts';
import { evidenceCommand } from './evidence-command.ts';
import { exportCommand, realTime } from './export-command.ts';
import { feedCommand } from './feed-command.ts';
import { filesCommand } from './files-command.ts';
import { forgetCommand } from './forget-command.ts';
import { demoHint, hint } from './hints.ts';
import { importCommand } from './import-command.ts';
import { init } from './init.ts';
import { notaryCommand } from './notary-command.ts';
import { PARTS, type Part } from './parts.ts';
import { personCommand } from './person-command.ts';
import { projectionsCommand } from './projections-command.ts';
import { rehearseCommand } from './rehearse-command.ts';
import { rulebookCommand } from './rulebook.ts';
import { findRunningServer, runOperation } from './running-server.ts';
import { print, say } from './say.ts';
import { userCommand } from './user-command.ts';
import { verifyCommand } from './verify-command.ts';

const settings = () => readSettings(process.env);
const program = new Command('ocop')
  .description('The OCOP cycle engine')
  .version(RELEASE)
  .showHelpAfterError()
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .hook('preAction', (_, command) => {
    const touchesData = command.parent === program && !['restore', 'doctor', 'verify'].includes(command.name());
    if (touchesData) refuseHalfRestored(placesOf(settings()));
  });

program
  .command('serve')
  .description('run the engine: API, read models, Temporal, worker and relay')
  .option('--demo', 'load the demo year when there is no store yet')
  .addOption(new Option('--only <part>', 'one part, beside others on the same servers').choices(PARTS))
  .action(async (o: { demo?: boolean; only?: Part }) => {
    // Temporal's client and compiler are loaded by nobody else.
    const { serve } = await import('./serve.ts');
    const tell = (line: string) => void process.stdout.write(`${line}\n`);
    await serve(settings(), { demo: o.demo === true, only: o.only, say: tell });
  });

program
  .command('init <units>')
  .description('set up an empty real province from a units file (JSON)')
  .option('--admin <account>', 'the account that may grant roles, a pseudonym', 'quan-tri')
  .option('--json')
  .action(async (units: string, o: { admin: string; json?: boolean }) => {
    const given = settings();
    const first = [{ account: o.admin, role: 'admin' as const }];
    const made = await init(placesOf(given), units, first, given.OCOP_ACCOUNTS_KEY);
    const link = `${settings().OCOP_PUBLIC_URL || `http://127.0.0.1:${settings().OCOP_PORT}`}${INVITATION_PATH}${made.invitation}`;
    print(
      { ok: true, ...made, link },
      o.json,
      `${made.units} units registered; start it with: ${hint(given, 'serve')}\nIts administrator (${made.admin}) signs in for the first time within seven days, once, at:\n  ${link}`,
    );
  });

program
  .command('demo')
  .description('load the demo year, start it over, or move its clock on')
  .option('--reset', 'delete the demo data and load them anew')
  .option('--forward <days>', 'move the demo clock on, as 7d', days)
  .option('--json')
  .action(async (o: { reset?: boolean; forward?: number; json?: boolean }) => {
    const places = placesOf(settings());
    const server = await findRunningServer(places);
    if (o.forward !== undefined) {
      if (!server)
        throw new Error(`The demo is not running. Start it with ${demoHint(settings())}, then move its clock on.`);
      const moved = (await runOperation(server, 'demo-forward', { days: o.forward }).catch((error: Error) => {
        if (!error.message.startsWith('UNKNOWN_COMMAND')) throw error;
        throw new Error(
          `The server at ${server.address} serves a real province, and only the demo's clock can be moved.`,
        );
      })) as { clock: string; undone: number };
      print(
        moved,
        o.json,
        `Demo clock: ${moved.clock}${moved.undone ? ` (${moved.undone} acts not done in time)` : ''}`,
      );
      return;
    }
    if (server) throw new Error(`The server at ${server.address} has this store open. Stop it first.`);
    if (o.reset && places.storeUrl !== '')
      throw new Error('--reset deletes files; what is on servers (OCOP_STORE_URL) is deleted there.');
    if (existsSync(places.store)) {
      if (!o.reset)
        throw new Error(`${places.folder} holds data already. Use --reset to delete the demo data and start over.`);
      await refuseUnlessDemo(places);
      for (const made of [places.files, places.checkpoints, places.demoKeys, `${places.temporal}.version`])
        rmSync(made, { recursive: true, force: true });
      // The store last: only it says that all of it was a demo, to whoever goes on when this was interrupted.
      for (const file of [
        places.vault,
        places.accounts,
        places.readModels,
        places.relay,
        places.notary,
        places.temporal,
        places.store,
      ])
        removeDatabase(file);
    }
    if (!(await loadDemoInto(places, say))) throw new Error('The store holds data already; nothing was loaded.');
    print({ ok: true }, o.json, `Demo year loaded; start it with: ${hint(settings(), 'serve')}`);
  });

program
  .command('recover')
  .description('rebuild the processes in Temporal from the event store')
  .option('--json')
  .action(async (o: { json?: boolean }) => {
    const places = placesOf(settings());
    const server = await findRunningServer(places);
    if (!server) {
      removeDatabase(places.relay);
      return print(
        { ok: true, at: 'next start' },
        o.json,
        'The server is not running; at its next start it reads the whole store and starts every open process anew.',
      );
    }
    const result = (await runOperation(server, 'recover', {}).catch((error: Error) => {
      if (!error.message.startsWith('UNKNOWN_COMMAND')) throw error;
      throw new Error(`The process at ${server.address} has no relay. Give the data folder of the one that has.`);
    })) as { hinted: number; trouble?: string };
    if (result.trouble) throw new Error(`Temporal is out of reach (${result.trouble}); nothing was handed to it.`);
    print({ ok: true, ...result }, o.json, `${result.hinted} open streams handed to Temporal`);
  });

program
  .command('reindex')
  .description('make the index of the embedded store anew, where ocop verify or /readyz says that it is damaged')
  .option('--json')
  .action((o: { json?: boolean }) => {
    const { store } = placesOf(settings());
    const left = reindexStore(store);
    if (left.length > 0) throw new Error(`${store} is damaged beyond its index (${left[0]}). Restore a backup.`);
    print({ ok: true }, o.json, 'The index was made anew, and the store is whole. Now: ocop verify, then ocop serve.');
  });

program
  .command('rejoin')
  .description('after a loss: take the vault and the papers that are here for those of the store, whatever they hold')
  .option('--json')
  .action(async (o: { json?: boolean }) => {
    const places = placesOf(settings());
    if (await findRunningServer(places)) throw new Error('The server is running. Stop it first.');
    const { store, vault } = await openTogether(places, realTime, joinTogether);
    const { epoch } = store;
    const { forgotten } = await sweepVault(vault, store, undefined);
    await vault.close();
    await store.close();
    print(
      { ok: true, installation: epoch, forgotten },
      o.json,
      `Store, vault and papers belong together; see what is missing with: ${hint(settings(), 'verify')}`,
    );
  });

program
  .command('doctor')
  .description('every setting and the state of each part')
  .option('--json')
  .action(async (o: { json?: boolean }) => {
    const all = { settings: shownSettings(settings()), findings: await examine(settings()) };
    const lines = [
      ...all.settings.map((s) => `${s.name}=${s.value || '(empty)'}\n    ${s.meaning}`),
      '',
      ...all.findings.map((f) => `${f.ok ? 'ok     ' : 'TROUBLE'} ${f.part}: ${f.note}`),
    ];
    print(all, o.json, lines.join('\n'));
    if (all.findings.some((f) => !f.ok)) process.exitCode = 1;
  });

for (const command of [exportCommand(), importCommand(), backupCommand(), restoreCommand()])
  program.addCommand(command.copyInheritedSettings(program));
program.addCommand(forgetCommand().copyInheritedSettings(program));
program.addCommand(filesCommand().copyInheritedSettings(program));
program.addCommand(councilCommand().copyInheritedSettings(program));
program.addCommand(clockCommand().copyInheritedSettings(program));
program.addCommand(projectionsCommand().copyInheritedSettings(program));
program.addCommand(userCommand().copyInheritedSettings(program));
program.addCommand(personCommand().copyInheritedSettings(program));
program.addCommand(notaryCommand().copyInheritedSettings(program));
program.addCommand(evidenceCommand());
program.addCommand(verifyCommand());
program.addCommand(rehearseCommand());
program.addCommand(certificatesCommand());
program.addCommand(feedCommand());
program.addCommand(rulebookCommand());

function days(text: string): number {
  const match = /^(\d{1,3})d?$/.exec(text);
  if (!match) throw new InvalidArgumentError('give days, as 7d');
  return Number(match[1]);
}

async function refuseUnlessDemo(places: ReturnType<typeof placesOf>): Promise<void> {
  const store = await openStore(places);
  const { length } = await store.readStream(demoClock.stream(DEMO_CLOCK_ID)).finally(() => store.close());
  if (length === 0) throw new Error(`${places.folder} holds a real province, not the demo. Nothing was deleted.`);
}

try {
  await program.parseAsync();
} catch (error) {
  const { message, code, words } = error as Error & { code?: string; words?: { vi: string; en: string } };
  say(`${code ? `${code}: ` : ''}${words ? `${words.vi}\n${words.en}` : message}`);
  // What was opened before the fault must not keep the process alive.
  process.exit(1);
}
