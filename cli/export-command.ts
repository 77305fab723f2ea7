import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import type { EventStore } from '../eventstore/port.ts';
import { eventLine } from '../moving/event-lines.ts';
import { exportFolder } from '../moving/export-folder.ts';
import { EVENT_LINES, writeLines } from '../moving/line-file.ts';
import { MovingRefused } from '../moving/refused.ts';
import { refuseWithoutVault } from '../moving/together.ts';
import { historyPages } from '../moving/walk-history.ts';
import { type Places, placesOf, readSettings } from '../settings/settings.ts';
import { openStore, openVault, RELEASE } from './compose.ts';
import { endUnwritten, print, say } from './say.ts';
import { bringFiles } from './stored-files.ts';

export function exportCommand(): Command {
  return new Command('export')
    .argument('[folder]', 'with it: events, vault and papers into this folder; without: events to standard output')
    .description('write every event as JSON lines, with the vault and the papers beside them where a folder is given')
    .option('--json', 'with a folder: print what was written as JSON')
    .addHelpText(
      'after',
      '\nWorks while a server runs. Interrupted, the same command goes on where it was. The folder holds personal data.',
    )
    .action(async (folder: string | undefined, o: { json?: boolean }) => {
      const places = placesOf(readSettings(process.env));
      const store = await openToRead(places);
      try {
        if (folder === undefined) say(`${await exportToOutput(store)} events`);
        else await toFolder(resolve(folder), store, places, o);
      } finally {
        await store.close();
      }
    });
}

/** The store of the settings, for looking only; a missing one is not made. */
export async function openToRead(places: Places): Promise<EventStore> {
  if (!isThere(places)) throw new MovingRefused('STORE_MISSING', `There is no store at ${places.store}.`);
  return openStore(places, { readOnly: true });
}

export const isThere = (places: Places): boolean => places.storeUrl !== '' || existsSync(places.store);
export const hasVault = (places: Places): boolean => places.vaultUrl !== '' || existsSync(places.vault);
export const realTime = (): string => new Date().toISOString();

async function toFolder(folder: string, store: EventStore, places: Places, o: { json?: boolean }): Promise<void> {
  const vault = hasVault(places) ? await openVault(places, realTime, { readOnly: true }) : undefined;
  try {
    await refuseWithoutVault(store, vault);
    await bringFiles(places, say);
    const { files: papers, checkpoints } = places;
    const manifest = await exportFolder(folder, {
      store,
      vault,
      papers,
      checkpoints,
      release: RELEASE,
      now: realTime,
      say,
    });
    const { events, vault: sealed, files } = manifest;
    print(
      { ok: true, folder, ...manifest },
      o.json,
      `${folder}: ${events.count} events, ${sealed.rows} values, ${files.count} papers; check it with: ocop verify ${folder}`,
    );
  } finally {
    await vault?.close();
  }
}

async function exportToOutput(store: EventStore): Promise<number> {
  const out = process.stdout;
  out.on('error', (error) => endUnwritten(error, 1));
  const writer = await writeLines(EVENT_LINES, { epoch: store.epoch, release: RELEASE }, async (text) => {
    if (!out.write(text)) await once(out, 'drain');
  });
  const head = await store.head();
  for await (const page of historyPages(store, { until: head?.position })) await writer.write(page.map(eventLine));
  return (await writer.end()).count;
}
