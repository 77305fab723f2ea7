// What is derived from the code: the tables of the docs, the drawing of the layers, the list of the domain's rooms, the
// digests of the read models. npm test fails when any of it would come out differently.
import { join } from 'node:path';
import { aggregatesSource } from './aggregates.ts';

export const root = join(import.meta.dirname, '../..');
export const ROOMS = 'domain/aggregates.generated.ts';

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
