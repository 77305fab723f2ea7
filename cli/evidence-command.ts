// `ocop evidence <product-cycle>`: the running server gathers it, and it is written to one file.
import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { placesOf, readSettings } from '../settings/settings.ts';
import { findRunningServer } from './running-server.ts';
import { print } from './say.ts';

export function evidenceCommand(): Command {
  return new Command('evidence')
    .argument('<product-cycle>', 'id of a cycle, such as 66-2022-ca-phe-mau-1')
    .description('all that a rating rests on, as one file that anybody can read, print and check (ocop verify <file>)')
    .option('--out <file>', 'where to write it; without: chung-cu-<product-cycle>.html')
    .option('--json')
    .action(async (cycle: string, { out, json }: { out?: string; json?: boolean }) => {
      const server = await findRunningServer(placesOf(readSettings(process.env)));
      if (!server) throw new Error('The server is not running, which keeps the sealed log: start it (npm start).');
      const answer = await fetch(`${server.address}/v1/product-cycles/${encodeURIComponent(cycle)}/evidence`, {
        headers: { authorization: 'Bearer demo-admin', 'accept-language': 'en' },
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(sentenceOf(text) ?? `the server answered ${answer.status}`);
      const file = out ?? `chung-cu-${cycle}.html`;
      writeFileSync(file, text, { flag: 'wx' });
      print(
        { file, bytes: Buffer.byteLength(text) },
        json,
        `${file}: open it to read or print it; ocop verify ${file} checks it.`,
      );
    });
}

function sentenceOf(text: string): string | undefined {
  try {
    const { code, detail } = JSON.parse(text) as { code?: string; detail?: string };
    return `${code}: ${detail}`;
  } catch {
    return undefined;
  }
}
