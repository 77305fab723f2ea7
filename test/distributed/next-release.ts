// The release after this one, made of this one's source: a fact of a newer version, with the step that reads the old.
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FOLDERS } from '../../tools/check/layers.ts';

const ROOT = join(import.meta.dirname, '../..');
const COPIED = [...FOLDERS, 'setup', 'tools'].filter((name) => existsSync(join(ROOT, name)));
export const NEXT = '99.0.0';

/** @returns the folder its source stands in */
export function makeNextRelease(folder: string): string {
  mkdirSync(folder, { recursive: true });
  for (const name of COPIED) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const packageJson = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as object;
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...packageJson, version: NEXT }));
  edit(join(folder, 'domain/product-cycle/awareness.ts'), [
    ['version: 1,', 'version: 2,\n  upcast: { 1: (data) => ({ ...data, seenOnSite: false }) },'],
    [
      'z.strictObject({ remarks: personalRef.optional() })',
      'z.strictObject({ remarks: personalRef.optional(), seenOnSite: z.boolean() })',
    ],
    ['potentialIdentified(input)', 'potentialIdentified({ ...input, seenOnSite: true })'],
  ]);
  return folder;
}

function edit(file: string, changes: readonly (readonly [from: string, to: string])[]): void {
  let text = readFileSync(file, 'utf8');
  for (const [from, to] of changes) {
    if (text.split(from).length !== 2) throw new Error(`${file} does not hold “${from}” once`);
    text = text.replace(from, to);
  }
  writeFileSync(file, text);
}
