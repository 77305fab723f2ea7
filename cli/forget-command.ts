// `ocop forget`: somebody's data are erased for good, and that they were is a fact. Also what a restore does about it.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { splitStream } from '../domain/kernel/aggregate.ts';
import { forgettingGrounds, readForgotten } from '../domain/kernel/forgettable.ts';
import { eraseFile } from '../domain/product-cycle/erasing-files.ts';
import { erasedBy } from '../domain/product-cycle/files.ts';
import { findAggregate } from '../domain/registry.ts';
import type { StoredEvent } from '../eventstore/envelope.ts';
import { type Places, placesOf, readSettings } from '../settings/settings.ts';
import { openOffice } from './compose.ts';
import { askSeeing, findRunningServer } from './running-server.ts';
import { print } from './say.ts';

type Options = { ground: string; document: string; date: string; facts?: string; json?: boolean };

const names = Object.entries(forgettingGrounds).map(([id, { vi, en }]) => `${id}: ${vi} / ${en}`);

export function forgetCommand(): Command {
  return new Command('forget')
    .argument('<resource>', 'whose data, as in the API: producers/htx-ca-phe-mau')
    .argument('<fields...>', 'which data: name, contact, registration, reason, …')
    .description('erase personal data for good; that it was done, by whom and by which paper, is recorded')
    .addOption(new Option('--ground <why>', 'why').choices(Object.keys(forgettingGrounds)).makeOptionMandatory())
    .requiredOption('--document <number>', 'the request or decision it is done by')
    .requiredOption('--date <day>', 'the day of that paper, YYYY-MM-DD')
    .option('--facts <revisions>', 'only in these facts of its history, as 0,3')
    .option('--json')
    .addHelpText(
      'after',
      `\nGrounds:\n  ${names.join('\n  ')}\nIt cannot be taken back. Backups and exports made before still hold the data: ocop restore and ocop import erase\nthem again where the store that is there knows of it; delete those you do not need.`,
    )
    .action(async (resource: string, fields: string[], o: Options) => {
      const places = placesOf(readSettings(process.env));
      const server = await findRunningServer(places);
      if (!server) throw new Error('The server is not running. Start it, then forget.');
      const { etag } = await askSeeing(server, resource);
      const { ground, document: number, date } = o;
      const revisions = o.facts === undefined ? {} : { revisions: o.facts.split(',').map(Number) };
      const input = { fields, ...revisions, ground, document: { number, date } };
      const { body } = await askSeeing(server, `${resource}/forget-values`, { input, seen: etag });
      const copies = olderVaults(places);
      const where = copies.length > 0 ? `\nStill in what a restore moved aside; delete it: ${copies.join(', ')}` : '';
      print(
        { ok: true, ...(body as object), olderVaults: copies },
        o.json,
        `Erased: ${fields.join(', ')} of ${resource}. Backups and exports made before still hold it.${where}`,
      );
    });
}

/** What restores have moved aside holds vaults of before. */
const olderVaults = ({ folder }: Places): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.startsWith('replaced-'))
    .map((name) => join(folder, name));

/**
 * Decisions of the store that was replaced, recorded in the restored one where it has what they are about; the values
 * are erased already.
 * @returns how many were recorded
 */
export async function recordAgain(places: Places, decisions: readonly StoredEvent[]): Promise<number> {
  if (decisions.length === 0) return 0;
  const office = await openOffice(places);
  try {
    let recorded = 0;
    for (const decision of decisions)
      for (const { name, input, part } of again(decision)) {
        const command = findAggregate(decision.stream)?.commands.get(name);
        if (!command) continue;
        const { outcome } = await office.executor.execute({
          command,
          id: splitStream(decision.stream).id,
          input,
          commandId: `restored/${decision.id}/${part}`,
          caller: { kind: 'installation', id: 'ocop-restore' },
        });
        if (outcome === 'appended') recorded += 1;
      }
    return recorded;
  } finally {
    await office.close();
  }
}

/** The commands that decide the same once more. */
function again({ type, data }: StoredEvent): readonly { name: string; input: unknown; part: number }[] {
  const erased = erasedBy({ type, data });
  if (erased) return [{ name: eraseFile.name, input: erased, part: 0 }];
  const said = readForgotten({ type, data });
  if (!said) return [];
  const { ground, document } = said;
  return [...Map.groupBy(said.values, ({ revision }) => revision)].map(([revision, values]) => ({
    name: 'ForgetValues',
    input: { fields: values.map(({ field }) => field), revisions: [revision], ground, document },
    part: revision,
  }));
}
