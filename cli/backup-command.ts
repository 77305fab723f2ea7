import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { takeBackup } from '../moving/backup.ts';
import { MovingRefused } from '../moving/refused.ts';
import { restoreBackup } from '../moving/restore.ts';
import { type Places, placesOf, readSettings } from '../settings/settings.ts';
import { lockStore, openersOf, openStore, RELEASE, snapshot } from './compose.ts';
import { realTime } from './export-command.ts';
import { recordAgain } from './forget-command.ts';
import { print, say } from './say.ts';
import { bringFiles, sendFiles } from './stored-files.ts';

export function backupCommand(): Command {
  return new Command('backup')
    .argument('<folder>', 'a folder of its own is made in it for each backup')
    .description('copy store, vault and papers of one moment, also while a server runs, and read the copy back')
    .option('--json')
    .addHelpText('after', '\nThe backup holds personal data. Put it back with: ocop restore <its folder>')
    .action(async (into: string, o: { json?: boolean }) => {
      const places = placesOf(readSettings(process.env));
      if (isElsewhere(places)) return leaveToTheServers('backup');
      if (!existsSync(places.store))
        throw new MovingRefused('STORE_MISSING', `There is no store at ${places.store} to back up.`);
      await bringFiles(places, say);
      const { folder, manifest } = await takeBackup(resolve(into), {
        places,
        snapshot,
        openCopy: (file) => openStore({ ...places, store: file }, { readOnly: true }),
        release: RELEASE,
        now: realTime,
        say,
      });
      print({ ok: true, folder, ...manifest }, o.json, `${folder}: backup checked`);
    });
}

export function restoreCommand(): Command {
  return new Command('restore')
    .argument('<backup>', 'the folder of one backup')
    .description('put a backup in place of the store, the vault and the papers of the data folder')
    .option('--replace', 'move what is there aside (it is not deleted)')
    .option('--json')
    .action(async (backup: string, o: { replace?: boolean; json?: boolean }) => {
      const places = placesOf(readSettings(process.env));
      if (isElsewhere(places)) return leaveToTheServers('restore');
      const { manifest, replaced, erasures } = await restoreBackup(resolve(backup), {
        places,
        ...openersOf(places, realTime),
        replace: o.replace === true,
        lock: lockStore,
        now: realTime,
        say,
      });
      await sendFiles(places, say);
      const recorded = await recordAgain(places, erasures.unknown);
      const forgotten =
        erasures.erased > 0
          ? `\n${erasures.erased} values in it that were forgotten since were erased, and ${recorded} decisions to do so recorded again.`
          : '';
      const aside = replaced ? `\nWhat was there is in ${replaced}; delete it when you no longer need it.` : '';
      print(
        {
          ok: true,
          folder: places.folder,
          replaced: replaced ?? null,
          takenAt: manifest.takenAt,
          erased: erasures.erased,
        },
        o.json,
        `The backup of ${manifest.takenAt} is in ${places.folder}.${forgotten}${aside}\nNow: ocop verify, then ocop serve; read models, relay and workflows rebuild by themselves.`,
      );
    });
}

const isElsewhere = ({ storeUrl, vaultUrl }: Places): boolean => storeUrl !== '' || vaultUrl !== '';

function leaveToTheServers(what: 'backup' | 'restore'): void {
  say(
    `ocop ${what} is for the embedded store. KurrentDB and PostgreSQL (OCOP_STORE_URL, OCOP_VAULT_URL) have backups of their own; the portable one is: ocop export <folder>`,
  );
  process.exitCode = 2;
}
