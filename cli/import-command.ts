import { resolve } from 'node:path';
import { Command } from 'commander';
import { findExport } from '../moving/import-source.ts';
import { importExport } from '../moving/take-over.ts';
import { refuseWithoutStore } from '../moving/together.ts';
import { makeDataFolder } from '../settings/data-folder.ts';
import { type Places, placesOf, readSettings } from '../settings/settings.ts';
import type { Vault } from '../vault/port.ts';
import { openStore, openVault } from './compose.ts';
import { hasVault, isThere, realTime } from './export-command.ts';
import { print, say } from './say.ts';

export function importCommand(): Command {
  return new Command('import')
    .argument('<export>', 'a folder written by ocop export, or a file of its events alone')
    .description(
      'take over an exported history with its ids, order and hashes, into the store and vault of the settings',
    )
    .option('--json')
    .addHelpText(
      'after',
      '\nThe whole export is checked before anything is written. Interrupted, the same command goes on where it was; repeated, it finds nothing to do.',
    )
    .action(async (path: string, o: { json?: boolean }) => {
      const places = placesOf(readSettings(process.env));
      const source = findExport(resolve(path));
      if (!source.folder) say('Events alone: the personal values they refer to stay behind, and so do the papers.');
      const make = async () => {
        makeDataFolder(places);
        if (hasVault(places)) await usingVault(places, refuseWithoutStore);
        return openStore(places);
      };
      const imported = await importExport(source, {
        find: async () => (isThere(places) ? openStore(places) : undefined),
        make,
        openVault: async () => {
          makeDataFolder(places);
          return openVault(places, realTime);
        },
        papers: places.files,
        now: realTime,
        say,
      });
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

async function usingVault(places: Places, work: (vault: Vault) => Promise<void>): Promise<void> {
  const vault = await openVault(places, realTime);
  await work(vault).finally(() => vault.close());
}
