// A tiny nation runs through: two provinces, whose every stream is read, told and written about.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asTable, exponentOf } from './growth.ts';
import type { Measured } from './phase.ts';
import { phases } from './phases.ts';

const folder = mkdtempSync(join(tmpdir(), 'ocop-nation-'));
const run = async (phase: string): Promise<ReadonlyMap<string, number>> => {
  const measured = await phases[phase]?.({ folder, size: { events: 12_000, provinces: 2, cycles: 80 } });
  return new Map(measured?.map(({ name, value }) => [name, value]));
};
let loaded: ReadonlyMap<string, number>;

beforeAll(async () => {
  loaded = await run('load');
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('it has as many events as were asked for, in streams of two provinces', () => {
  expect(loaded.get('events')).toBeGreaterThanOrEqual(12_000);
  expect(loaded.get('streams')).toBeGreaterThan(1000);
});

test('read models take every copy in, and the relay tells every open stream of both', {
  timeout: 120_000,
}, async () => {
  await run('models');
  expect((await run('lists')).get('lists, p99')).toBeGreaterThan(0);
  expect((await run('relay')).get('open streams')).toBeGreaterThan(2 * 77);
});

test('the letters of a morning reach readers of each province', { timeout: 120_000 }, async () => {
  await run('snapshot');
  expect((await run('digests')).get('readers with a letter')).toBeGreaterThan(2);
});

test('what grows in proportion has the exponent 1, and what grows with the square 2', () => {
  const points = [100, 300, 900];
  expect(exponentOf(points.map((x) => [x, 7 * x]))).toBeCloseTo(1);
  expect(exponentOf(points.map((x) => [x, x * x]))).toBeCloseTo(2);
  expect(exponentOf([[100, 5]])).toBeUndefined();
  const time = (value: number): readonly Measured[] => [{ name: 'time', value, unit: 's' }];
  const columns = points.map((events) => ({ events, measured: new Map([['load', time(events / 10)]]) }));
  expect(asTable(columns).split('\n').at(-1)).toBe('| load | time | 10 s | 30 s | 90 s | 1.00 |');
});
