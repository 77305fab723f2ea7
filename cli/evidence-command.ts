// `ocop evidence <product-cycle>`: the running server gathers it, and it is written to one file.
import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { productCycle } from '../domain/product-cycle/product-cycle.ts';
import { placesOf, readSettings } from '../settings/settings.ts';
import { hint } from './hints.ts';
import { askText, findRunningServer } from './running-server.ts';
import { print } from './say.ts';

export function evidenceCommand(): Command {
  return new Command('evidence')
    .argument('<product-cycle>', 'id of a cycle, such as 66-2022-ca-phe-mau-1')
    .description('all that a rating rests on, as one file that anybody can read, print and check (ocop verify <file>)')
    .option('--out <file>', 'where to write it; without: chung-cu-<product-cycle>.html')
    .option('--json')
    .action(async (cycle: string, { out, json }: { out?: string; json?: boolean }) => {
      const settings = readSettings(process.env);
      const server = await findRunningServer(placesOf(settings));
      if (!server)
        throw new Error(`The server is not running, which keeps the sealed log. Start it: ${hint(settings, 'serve')}`);
      const text = await askText(server, `${productCycle.resource}/${encodeURIComponent(cycle)}/evidence`);
      const file = out ?? `chung-cu-${cycle}.html`;
      writeFileSync(file, text, { flag: 'wx' });
      print(
        { file, bytes: Buffer.byteLength(text) },
        json,
        `${file}: open it to read or print it; ocop verify ${file} checks it.`,
      );
    });
}
