// A rule that nothing can break is no rule: each one is broken once here.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkLayers } from './layers.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ocop-layers-'));
  write('domain/a.ts', `import { b } from './b.ts';\nexport const a = b;\n`);
  write('domain/b.ts', `import type { T } from './c.ts';\nexport const b: T = 1;\n`);
  write('domain/c.ts', `import { ids } from './kernel/ids.ts';\nexport type T = number;\nexport const c = ids;\n`);
  write('domain/kernel/ids.ts', `export const ids = 1;\n`);
  write('eventstore/port.ts', `import { a } from '../domain/a.ts';\nexport const port = a;\n`);
  write(
    'eventstore/sqlite/store.ts',
    `import { DatabaseSync } from 'node:sqlite';\nimport { port } from '../port.ts';\nexport const store = [port, DatabaseSync];\n`,
  );
  write(
    'activities/act.ts',
    `import { port } from '../eventstore/port.ts';\nexport const act = port;\nexport type Act = 1;\n`,
  );
  write(
    'workflows/flow.ts',
    `import type { Act } from '../activities/act.ts';\nimport { ids } from '../domain/kernel/ids.ts';\nexport const flow: Act = ids as Act;\n`,
  );
  write('cli/compose.ts', `import { store } from '../eventstore/sqlite/store.ts';\nexport const office = store;\n`);
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
const problems = async () => (await checkLayers({ root, atLeast: 9 })).problems;

test('a house that keeps the rules passes, and what was seen is said', async () => {
  expect(await checkLayers({ root, atLeast: 9 })).toEqual({ modules: 9, problems: [] });
});

describe('a violation is found', () => {
  test.each([
    ['domain-is-pure', 'domain/bad.ts', `import { readFileSync } from 'node:fs';\nexport const x = readFileSync;\n`],
    ['domain-is-pure', 'domain/bad.ts', `import { createHash } from 'crypto';\nexport const x = createHash;\n`],
    [
      'domain-is-pure',
      'domain/bad.ts',
      `import type { act } from '../activities/act.ts';\nexport type X = typeof act;\n`,
    ],
    ['domain-is-pure', 'domain/bad.ts', `import Holidays from 'date-holidays';\nexport const x = Holidays;\n`],
    ['domain-is-pure', 'domain/bad.ts', `export const x = () => import('../eventstore/port.ts');\n`],
    [
      'the-kernel-knows-no-rulebook',
      'domain/kernel/ids.ts',
      `import { r } from '../rulebooks/r.ts';\nexport const ids = r;\n`,
    ],
    [
      'the-kernel-knows-no-rulebook',
      'domain/kernel/bad.ts',
      `import type { r } from '../rulebooks/r.ts';\nexport type X = typeof r;\n`,
    ],
    [
      'traces-are-loaded-when-asked-for',
      'cli/bad.ts',
      `import { trace } from '@opentelemetry/api';\nexport const x = trace;\n`,
    ],
    ['no-circles', 'domain/c.ts', `import { a } from './a.ts';\nexport type T = number;\nexport const c = a;\n`],
    ['no-circles', 'domain/c.ts', `import type { a } from './a.ts';\nexport type T = typeof a;\n`],
    [
      'no-circles',
      'eventstore/port.ts',
      `import type { store } from './sqlite/store.ts';\nexport const port: typeof store = 1;\n`,
    ],
    ['no-circles', 'test/a.ts', `import type { b } from './b.ts';\nexport type A = typeof b;\n`],
    ['no-circles', 'cli/compose.ts', `import type { own } from './own.ts';\nexport const office: typeof own = 1;\n`],

    [
      'the-event-store-knows-the-domain-only',
      'eventstore/bad.ts',
      `import { act } from '../activities/act.ts';\nexport const x = act;\n`,
    ],
    ['the-event-store-knows-the-domain-only', 'eventstore/bad.ts', `export { v } from '../vault/v.ts';\n`],
    [
      'the-file-beneath-knows-nobody',
      'sqlite/bad.ts',
      `import { ids } from '../domain/kernel/ids.ts';\nexport const x = ids;\n`,
    ],
    [
      'the-vault-knows-the-domain-only',
      'vault/bad.ts',
      `import { act } from '../activities/act.ts';\nexport const x = act;\n`,
    ],
    [
      'the-vault-takes-types-from-the-event-store',
      'vault/bad.ts',
      `import { port } from '../eventstore/port.ts';\nexport const x = port;\n`,
    ],
    [
      'what-serves-is-served-by-nobody-above',
      'activities/bad.ts',
      `import { office } from '../cli/compose.ts';\nexport const x = office;\n`,
    ],
    [
      'read-models-serve-nobody-in-particular',
      'projections/bad.ts',
      `import { act } from '../activities/act.ts';\nexport const x = act;\n`,
    ],
    ['workflows-take-types-only', 'workflows/bad.ts', `import { a } from '../domain/a.ts';\nexport const x = a;\n`],
    [
      'workflows-are-replayable',
      'workflows/bad.ts',
      `import { randomUUID } from 'node:crypto';\nexport const x = randomUUID;\n`,
    ],
    [
      'workflows-take-types-only',
      'workflows/bad.ts',
      `import { act } from '../activities/act.ts';\nexport const x = act;\n`,
    ],
    [
      'one-file-speaks-temporal',
      'workflows/bad.ts',
      `import { sleep } from '@temporalio/workflow';\nexport const x = sleep;\n`,
    ],
    [
      'moving-is-no-command-line',
      'moving/bad.ts',
      `import { office } from '../cli/compose.ts';\nexport const x = office;\n`,
    ],
    [
      'adapters-are-chosen-in-one-place',
      'api/bad.ts',
      `import { store } from '../eventstore/sqlite/store.ts';\nexport const x = store;\n`,
    ],
    [
      'adapters-are-chosen-in-one-place',
      'cli/bad.ts',
      `import type { store } from '../eventstore/sqlite/store.ts';\nexport type X = typeof store;\n`,
    ],
    ['everything-imported-is-there', 'api/bad.ts', `import { x } from './gone.ts';\nexport const y = x;\n`],
  ])('%s (%s)', async (rule, path, text) => {
    write('domain/rulebooks/r.ts', `export const r = 1;\n`);
    write('cli/own.ts', `import { office } from './compose.ts';\nexport const own = office;\n`);
    write('test/b.ts', `import type { A } from './a.ts';\nexport const b = (a: A): A => a;\n`);
    write('vault/v.ts', `import type { port } from '../eventstore/port.ts';\nexport const v: typeof port = 1;\n`);
    write('node_modules/@temporalio/workflow/package.json', '{ "name": "@temporalio/workflow", "version": "1.0.0" }');
    write('node_modules/@opentelemetry/api/index.js', 'exports.trace = 1;\n');
    write('node_modules/@temporalio/workflow/index.js', 'exports.sleep = 1;\n');
    write(path, text);
    expect((await problems()).map((p) => p.split(':')[0])).toContain(rule);
  });
});

test('tests may import anything', async () => {
  write('domain/a.test.ts', `import { store } from '../eventstore/sqlite/store.ts';\nexport const x = store;\n`);
  write('workflows/flow.test.ts', `import { act } from '../activities/act.ts';\nexport const x = act;\n`);
  expect(await problems()).toEqual([]);
});

describe('a check that saw nothing fails', () => {
  test('no module at all', async () => {
    rmSync(root, { recursive: true });
    mkdirSync(root);
    expect(await checkLayers({ root })).toMatchObject({
      modules: 0,
      problems: [expect.stringContaining('only 0 modules')],
    });
  });
  test('fewer than there must be', async () => {
    expect((await checkLayers({ root })).problems).toEqual(['only 9 modules were seen (at least 50 are there)']);
  });
  test('modules without their imports', async () => {
    for (const name of ['d', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q'])
      write(`domain/${name}.ts`, 'export const x = 1;\n');
    expect((await problems())[0]).toMatch(/imports were seen in 23 modules/);
  });
});
