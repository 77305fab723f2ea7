// `ocop files …`: what the server does with the files of dossiers besides taking and giving them.
import { Command, InvalidArgumentError } from 'commander';
import { placesOf, readSettings } from '../settings/settings.ts';
import type { Swept } from './files-side.ts';
import { findRunningServer, runOperation } from './running-server.ts';
import { print } from './say.ts';

const SHOWN = 20;

export function filesCommand(): Command {
  const files = new Command('files').description('the files of dossiers');
  files
    .command('sweep')
    .description('remove files that no fact names, and those that the law had erased; the server does so every day')
    .option('--dry-run', 'only say which they are')
    .option('--days <days>', 'how old they are at least; without: OCOP_FILES_SWEPT_AFTER_DAYS', days)
    .option('--json')
    .action(async ({ dryRun = false, days, json }: { dryRun?: boolean; days?: number; json?: boolean }) => {
      const server = await findRunningServer(placesOf(readSettings(process.env)));
      if (!server) throw new Error('The server is not running. Start it, then sweep.');
      const input = { dryRun, ...(days === undefined ? {} : { days }) };
      const swept = (await runOperation(server, 'sweep-files', input)) as Swept;
      print({ ok: true, ...swept }, json, textOf(swept));
    });
  return files;
}

function textOf({ erased, orphans, removed }: Swept): string {
  const listed = orphans.slice(0, SHOWN).map(({ sha256, bytes, touchedAt }) => {
    return `${sha256}  ${bytes} bytes  since ${new Date(touchedAt).toISOString()}`;
  });
  const more = orphans.length > SHOWN ? [`… and ${orphans.length - SHOWN} more`] : [];
  return [
    ...listed,
    ...more,
    `${orphans.length} files that no fact names, ${removed} removed; ${erased} erased by law removed`,
  ].join('\n');
}

function days(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('give a number of days, 1 or more');
  return Number(text);
}
