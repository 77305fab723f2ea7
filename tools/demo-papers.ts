// npm run demo:papers -- <folder> [--address http://127.0.0.1:7070]: writes each text that a running demo can make of its
// sessions and products as PDF.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cyclePapers, sessionPapers } from '../papers/papers.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { address: { type: 'string', default: process.env.OCOP_ADDRESS ?? 'http://127.0.0.1:7070' } },
});
const [folder] = positionals;
const headers = { authorization: 'Bearer demo-province' };

type Listed = { readonly items: readonly { readonly id: string }[] };

async function ids(list: string): Promise<readonly string[]> {
  const response = await fetch(`${values.address}/v1/${list}`, { headers });
  if (!response.ok) throw new Error(`${list}: the server answered ${response.status}`);
  return ((await response.json()) as Listed).items.map(({ id }) => id);
}

async function writeAll(into: string): Promise<number> {
  mkdirSync(into, { recursive: true });
  let written = 0;
  for (const [resource, list, papers] of [
    ['council-sessions', 'council-sessions?year=66-2022', sessionPapers],
    ['product-cycles', 'product-cycles?year=66-2022&limit=200', cyclePapers],
  ] as const)
    for (const id of await ids(list))
      for (const paper of Object.keys(papers)) {
        const response = await fetch(`${values.address}/v1/${resource}/${id}/papers/${paper}`, { headers });
        // What is not recorded yet makes no paper.
        if (response.status === 409) continue;
        if (!response.ok) throw new Error(`${resource}/${id}/papers/${paper}: ${await response.text()}`);
        writeFileSync(join(into, `${paper}-${id}.pdf`), Buffer.from(await response.arrayBuffer()));
        written += 1;
      }
  return written;
}

if (folder === undefined) {
  process.stderr.write('Usage: npm run demo:papers -- <folder>\n');
  process.exitCode = 1;
} else
  try {
    process.stdout.write(`${await writeAll(folder)} papers written to ${folder}\n`);
  } catch (error) {
    const isAway = error instanceof TypeError && error.cause !== undefined;
    const why = isAway
      ? `No server answers at ${values.address}. Start the demo with npm start.`
      : (error as Error).message;
    process.stderr.write(`${why}\n`);
    process.exitCode = 1;
  }
