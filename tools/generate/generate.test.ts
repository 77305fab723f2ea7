// What is generated fits the code it was generated from.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IDependency } from 'dependency-cruiser';
import { afterAll, expect, test } from 'vitest';
import { commands } from '../../domain/aggregates.generated.ts';
import { aggregates } from '../../domain/registry.ts';
import { aggregatesSource } from './aggregates.ts';
import { derived } from './derived.ts';
import { drawn, importsOf } from './layers-drawing.ts';
import { refusalFinder } from './refusals-of.ts';

const root = join(import.meta.dirname, '../..');
const temporary = mkdtempSync(join(tmpdir(), 'ocop-generate-'));
/** All histories are told and all imports read for it: once is enough. */
let once: ReturnType<typeof derived> | undefined;
const made = () => {
  once ??= derived();
  return once;
};
afterAll(() => rmSync(temporary, { recursive: true }));

test('generating again gives the same bytes (else: npm run generate)', async () => {
  for (const [path, text] of await made()) expect(readFileSync(join(root, path), 'utf8'), path).toBe(text);
}, 120_000);

test('the pages name every command, event and responsibility there is', async () => {
  const pages = await made();
  for (const a of aggregates) {
    for (const name of a.commands.keys()) expect(pages.get('docs/reference/commands.md')).toContain(`### ${name}\n`);
    for (const name of a.events.keys()) expect(pages.get('docs/reference/events.md')).toContain(`| \`${name}\` |`);
  }
  expect(pages.get('docs/reference/permissions.md')).toContain(
    '| `recognise` | Công nhận sao, cấp giấy chứng nhận | province | signer (province), province-officer (province) |',
  );
  for (const page of pages.values()) expect(page).not.toMatch(/undefined|\[object|NaN/);
}, 120_000);

test('the list of commands is the one the aggregates know', () => {
  expect([...commands].map((c) => c.name).sort()).toEqual(aggregates.flatMap((a) => [...a.commands.keys()]).sort());
});

test('a new file that declares a command is found; tests and the kernel are not', () => {
  mkdirSync(join(temporary, 'domain/kernel'), { recursive: true });
  mkdirSync(join(temporary, 'domain/fair'));
  const file = (name: string, text: string) => writeFileSync(join(temporary, 'domain', name), text);
  file('fair/fair.ts', `export const fair = aggregate<Fair>({\n});\n`);
  file('fair/open-fair.ts', `export const openFair = fair.command('OpenFair', {\n});\n`);
  file('fair/close-fair.ts', `const fairClosed = fair.event<{ a: 1 }>('FairClosed', {\n});\n`);
  file('fair/words.ts', `export const words = fair.commandment('x');\n`);
  file('fair/fair.test.ts', `export const openFair = fair.command('OpenFair', {\n});\n`);
  file('kernel/example.ts', `export const thing = aggregate({\n});\n`);
  const source = aggregatesSource(temporary);
  expect(source.match(/^import .*$/gm)).toEqual([
    `import './fair/close-fair.ts';`,
    `import { fair } from './fair/fair.ts';`,
    `import { openFair } from './fair/open-fair.ts';`,
    `import type { Aggregate, Command } from './kernel/aggregate.ts';`,
  ]);
});

test('refusals are found through the functions a command calls, in its file and others, and nowhere else', () => {
  const codes = refusalFinder([
    {
      path: 'domain/a.ts',
      text: `import { late } from './b.ts';\nconst NO = refusal('NO', 'invalid', {});\nconst UNUSED = refusal('UNUSED', 'invalid', {});\nexport const go = thing.command('Go', {\n  guard: () => late() ?? NO(), // not UNUSED\n  words: { en: 'UNUSED' },\n});\n`,
    },
    {
      path: 'domain/b.ts',
      text: `const LATE = refusal('LATE', 'conflict', {});\nexport function late() {\n  return LATE();\n}\n`,
    },
  ]);
  expect(codes('Go')).toEqual(['LATE', 'NO']);
  expect(codes('Stay')).toEqual([]);
});

test('the drawing of the layers leaves out what a longer way says, and tells code from types', () => {
  const of = (source: string, ...resolved: [string, 'type-only' | 'local'][]) => ({
    source,
    dependencies: resolved.map(([to, type]) => ({ resolved: to, dependencyTypes: [type] }) as IDependency),
  });
  const imports = importsOf([
    of('api/a.ts', ['vault/port.ts', 'type-only'], ['eventstore/port.ts', 'local'], ['domain/x.ts', 'local']),
    of('eventstore/port.ts', ['domain/x.ts', 'local'], ['node_modules/zod/index.js', 'local']),
    of('vault/port.ts', ['domain/x.ts', 'type-only'], ['vault/own.ts', 'local']),
    of('vault/port.test.ts', ['cli/main.ts', 'local']),
    of('vault/own.ts', ['domain/y.ts', 'local']),
    of('tools/run.ts', ['cli/main.ts', 'local']),
  ]);
  expect(drawn(imports).split('\n').slice(2, -1)).toEqual([
    '  api --> eventstore',
    '  api -.-> vault',
    '  eventstore --> domain',
    '  vault --> domain',
  ]);
});
