// npm run generate: writes what is derived (derived.ts) and the golden fixtures that are missing. It writes whenever it is
// loaded: who loads it, and whether as the main module, is set-up's affair.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { aggregatesSource } from './aggregates.ts';
import { derived, ROOMS, root } from './derived.ts';

function write(path: string, text: string): void {
  const file = join(root, path);
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  console.log(`wrote ${path}`);
}

write(ROOMS, aggregatesSource(root));
const { writeMissingGolden } = await import('./golden.ts');
for (const name of await writeMissingGolden(join(root, 'test/golden'))) console.log(`wrote test/golden/${name}`);
for (const [path, text] of await derived()) write(path, text);
