import { resolve } from 'node:path';
import { Command } from 'commander';
import { recordJoining } from '../domain/joining/joining.ts';
import { type Document, document } from '../domain/kernel/fields.ts';
import { refusalSentence } from '../domain/kernel/refusal.ts';
import type { CheckedJoin } from '../moving/check-join.ts';
import { findExport, type ImportSource } from '../moving/import-source.ts';
import { joinExports } from '../moving/join.ts';
import { MovingRefused } from '../moving/refused.ts';
import { importExport, type Parts } from '../moving/take-over.ts';
import { refuseWithoutStore } from '../moving/together.ts';
import { makeDataFolder } from '../settings/data-folder.ts';
import { type Places, placesOf, readSettings } from '../settings/settings.ts';
import type { Vault } from '../vault/port.ts';
import { openOffice, openStore, openVault } from './compose.ts';
import { hasVault, isThere, realTime } from './export-command.ts';
import { print, say } from './say.ts';
import { sendFiles } from './stored-files.ts';

export function importCommand(): Command {
  return new Command('import')
    .argument('<export>', 'a folder written by ocop export, or a file of its events alone')
    .description(
      'take over an exported history with its ids, order and hashes, into the store and vault of the settings',
    )
    .option('--join <export>', 'take the history of another office in beside it, into a new data folder')
    .option('--decision <number>', 'with --join: the decision by which the two become one')
    .option('--decided-on <day>', 'with --join: the day of that decision, YYYY-MM-DD')
    .option('--province <code>', 'with --join: the province that goes on')
    .option('--json')
    .addHelpText(
      'after',
      '\nThe whole export is checked before anything is written. Interrupted, the same command goes on where it was; repeated, it finds nothing to do.',
    )
    .action(async (path: string, o: ImportOptions) => {
      const places = placesOf(readSettings(process.env));
      const source = findExport(resolve(path));
      if (!source.folder) say('Events alone: the personal values they refer to stay behind, and so do the papers.');
      const make = async () => {
        makeDataFolder(places);
        if (hasVault(places)) await usingVault(places, refuseWithoutStore);
        return openStore(places);
      };
      const parts = {
        find: async () => (isThere(places) ? openStore(places) : undefined),
        make,
        openVault: async () => {
          makeDataFolder(places);
          return openVault(places, realTime);
        },
        papers: places.files,
        checkpoints: places.checkpoints,
        now: realTime,
        say,
      };
      if (o.join !== undefined) return joinWith(source, findExport(resolve(o.join)), { parts, places, o });
      const imported = await importExport(source, parts);
      await sendFiles(places, say);
      const { events, there } = imported;
      const what =
        events === there
          ? `Nothing to do: the store has all ${events} events already.`
          : `${events - there} events imported${there > 0 ? `, after ${there} that were there already` : ''}.`;
      print(
        { ok: true, ...imported },
        o.json,
        `${what}${source.folder ? '' : '\nThe values of the vault are still missing: import the folder of the export as well.'}\nNow: ocop verify (it must tell the same history digest as ocop verify ${source.path}), then ocop serve; read models, relay and workflows rebuild by themselves.`,
      );
    });
}

type ImportOptions = {
  json?: boolean;
  join?: string;
  decision?: string;
  decidedOn?: string;
  province?: string;
};

type Joining = { parts: Parts; places: Places; o: ImportOptions };

async function joinWith(ours: ImportSource, theirs: ImportSource, { parts, places, o }: Joining): Promise<void> {
  const decision = { number: o.decision, date: o.decidedOn };
  const said = document.safeParse(decision);
  if (!said.success || o.province === undefined)
    throw new MovingRefused(
      'JOIN_IMPOSSIBLE',
      'A joining needs its decision: --decision <number> --decided-on <YYYY-MM-DD> --province <code>.',
    );
  const { province } = o;
  const record = (joined: CheckedJoin) => recordJoin({ ...joined, province, decision: said.data }, places);
  const done = await joinExports({ ours, theirs }, { ...parts, record });
  const { leftOut } = done.checked;
  print(
    { ok: true, ...done },
    o.json,
    `Joined: ${done.ours.events} events of ours, ${done.theirs.events} of the other office beside them${leftOut.length > 0 ? `; left out: ${leftOut.map((l) => l.stream).join(', ')}` : ''}.\nNow: ocop verify, then ocop serve. The old installations stay as they are: keep them as archives, and let nobody work there any more.`,
  );
}

/** The one fact of its own that a joined store begins with; told again it changes nothing. */
async function recordJoin(
  { ours, theirs, ...said }: CheckedJoin & { province: string; decision: Document },
  places: Places,
): Promise<void> {
  const office = await openOffice(places);
  try {
    const result = await office.executor.execute({
      command: recordJoining,
      id: `${ours.installation.slice(0, 8)}-${theirs.installation.slice(0, 8)}`,
      input: { ours, theirs, ...said },
      commandId: `join/${ours.head}/${theirs.head}`,
      caller: { kind: 'installation', id: 'ocop-import' },
    });
    if (result.outcome === 'refused') throw new MovingRefused('JOIN_IMPOSSIBLE', refusalSentence(result.refusal, 'en'));
  } finally {
    await office.close();
  }
}

async function usingVault(places: Places, work: (vault: Vault) => Promise<void>): Promise<void> {
  const vault = await openVault(places, realTime);
  await work(vault).finally(() => vault.close());
}
