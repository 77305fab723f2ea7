// npm run generate: writes what is derived from the code (tables of the docs, the list of the domain's rooms,
// the digests of the read models) and the golden fixtures that are missing. npm test fails when any of it would come out differently.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { aggregatesSource } from './aggregates.ts';

const root = join(import.meta.dirname, '../..');

/** Path from the root → content. The list of rooms comes first: everything else is derived from what it loads. */
export async function derived(): Promise<ReadonlyMap<string, string>> {
  const { digestsSource } = await import('./digests.ts');
  const { architecturePage } = await import('./layers-drawing.ts');
  const { referencePages } = await import('./reference.ts');
  const pages = await referencePages(root);
  return new Map([
    [ROOMS, aggregatesSource(root)],
    ['projections/digests.generated.ts', await digestsSource(root)],
    ['docs/architecture.md', await architecturePage(root)],
    ...[...pages].map(([name, text]) => [`docs/reference/${name}`, text] as const),
  ]);
}

const ROOMS = 'domain/aggregates.generated.ts';

function write(path: string, text: string): void {
  const file = join(root, path);
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  console.log(`wrote ${path}`);
}

if (import.meta.main) {
  write(ROOMS, aggregatesSource(root));
  const { writeMissingGolden } = await import('./golden.ts');
  for (const name of await writeMissingGolden(join(root, 'test/golden'))) console.log(`wrote test/golden/${name}`);
  for (const [path, text] of await derived()) write(path, text);
}
