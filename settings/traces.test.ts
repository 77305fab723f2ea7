// Where traces go: settings that contradict each other are told by name, before anything is opened.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readSettings } from './settings.ts';
import { tracesIn } from './traces.ts';

const folder = mkdtempSync(join(tmpdir(), 'ocop-traces-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const key = join(folder, 'key');
const empty = join(folder, 'empty');
writeFileSync(key, 'Bearer abc\n');
writeFileSync(empty, '\n');
const read = (env: Record<string, string>) => tracesIn(readSettings(env));
const NEAR = 'http://127.0.0.1:4318/v1/traces';

test('none, an address, an address with a key', () => {
  expect(read({})).toBeUndefined();
  expect(read({ OCOP_TRACES_URL: NEAR })).toEqual({ url: NEAR, key: undefined });
  expect(read({ OCOP_TRACES_URL: NEAR, OCOP_TRACES_KEY_FILE: key })).toEqual({ url: NEAR, key: 'Bearer abc' });
});

test.each([
  ['OCOP_TRACES_KEY_FILE', { OCOP_TRACES_KEY_FILE: key }],
  ['OCOP_TRACES_URL', { OCOP_TRACES_URL: 'http://collector.example/v1/traces', OCOP_TRACES_KEY_FILE: key }],
  ['OCOP_TRACES_URL', { OCOP_TRACES_URL: 'collector:4318' }],
  ['OCOP_TRACES_URL', { OCOP_TRACES_URL: 'https://me:secret@collector.example/v1/traces' }],
  ['OCOP_TRACES_KEY_FILE', { OCOP_TRACES_URL: NEAR, OCOP_TRACES_KEY_FILE: empty }],
  ['OCOP_TRACES_KEY_FILE', { OCOP_TRACES_URL: NEAR, OCOP_TRACES_KEY_FILE: join(folder, 'none') }],
])('%s is told', (name, env) => {
  expect(() => read(env as Record<string, string>)).toThrow(name);
});
