// The single file: it needs nothing of ours beside it, and says of an export what `ocop verify` says.
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { canonical } from '../../eventstore/canonical.ts';
import { findExport } from '../../moving/import-source.ts';
import { EVENT_LINES, writeLines } from '../../moving/line-file.ts';
import { verifyExport } from '../../moving/verify.ts';
import { demoIn, exportTo, verified } from '../../test/moving/installation.ts';
import { longHistory } from '../nation/history.ts';
import { buildVerify } from './verify.ts';

const root = mkdtempSync(join(tmpdir(), 'ocop-alone-'));
const file = join(root, 'ocop-verify.mjs');
const run = (...args: string[]) =>
  spawnSync(process.execPath, [file, ...args], { encoding: 'utf8', cwd: root, env: {} });

beforeAll(() => buildVerify(file), 60_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('it imports nothing but what Node has', () => {
  const imported = [...readFileSync(file, 'utf8').matchAll(/^import .*? from "([^"]+)";$/gm)].map(([, name]) => name);
  expect(imported.length).toBeGreaterThan(5);
  expect(imported.filter((name = '') => !isBuiltin(name))).toEqual([]);
});

test('a long history is read by two threads of the one file, which find what one finds', {
  timeout: 120_000,
}, async () => {
  const long = join(root, 'long.jsonl');
  const writer = await writeLines(EVENT_LINES, { epoch: 'x', release: 'x' }, (text) => appendFileSync(long, text));
  for await (const event of longHistory(16_000)) await writer.write([canonical(event)]);
  await writer.end();
  const alone = await verifyExport(findExport(long), () => {});
  const { stdout } = run(long, '--json');
  expect(alone.rederived.derived).toBeGreaterThan(1000);
  expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(alone)));
});

test('it verifies an export, and says what cannot be', { timeout: 120_000 }, async () => {
  const places = await demoIn(join(root, 'office'));
  const folder = join(root, 'export');
  await exportTo(folder, places);
  const { status, stdout } = run(folder, '--json');
  const { historyDigest, root: hash } = await verified(places);
  expect([status, JSON.parse(stdout)]).toEqual([
    0,
    expect.objectContaining({ historyDigest, root: hash, findings: [] }),
  ]);
  writeFileSync(join(root, 'x.pdf'), '%PDF-1.7');
  expect(run(join(root, 'x.pdf'))).toMatchObject({ status: 69, stderr: expect.stringContaining('EXPORT_NOT_OURS') });
});
