// docs/guarantees.md names the tests that hold each promise: they are there, and a run of everything runs them.
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const table = readFileSync(join(root, 'docs/guarantees.md'), 'utf8');
const rows = table.split('\n').filter((line) => /^\| \d+ \|/.test(line));
const inRepository = (pattern: string) => globSync(pattern, { cwd: root }).filter((f) => !f.includes('node_modules'));

/** `x/y.test.ts`, `x/y.ts` that a test runs, `x/*.test.ts`, a folder `x/`, or a name in the folder of the one before it. */
function named(row: string): readonly string[] {
  let folder = '';
  return [...row.matchAll(/`([^`\s]+?(?:\.ts|\/))`/g)].map(([, path = '']) => {
    const whole = path.includes('/') ? path : `${folder}/${path}`;
    folder = dirname(whole);
    return whole;
  });
}

test('it promises what it promised, each held by tests', () => {
  expect(rows.length).toBeGreaterThanOrEqual(10);
  for (const row of rows) expect(named(row).length, row).toBeGreaterThan(0);
});

test.each(rows.flatMap((row) => named(row).map((path) => [path])))('%s is there and is run', (path) => {
  const files = inRepository(path.endsWith('/') ? `${path}*.ts` : path);
  expect(files).not.toEqual([]);
  // What is no test itself is run by one beside it that names it.
  for (const file of files.filter((f) => !path.endsWith('/') && !f.endsWith('.test.ts'))) {
    const name = file.split('/').at(-1) ?? '';
    const runs = inRepository(join(dirname(file), '*.ts')).filter((f) => f !== file);
    expect(runs.some((f) => readFileSync(join(root, f), 'utf8').includes(`/${name}'`))).toBe(true);
  }
  // A test that nobody switched off; what needs a server elsewhere says so where it is skipped.
  for (const file of files.filter((f) => f.endsWith('.test.ts')))
    expect(readFileSync(join(root, file), 'utf8')).not.toMatch(/\b(describe|test)\.(only|todo)\(|describe\.skip\(/);
});
