import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { rehearsal } from '../rehearsal/rehearsal.ts';
import { demoIn } from '../test/moving/installation.ts';
import { rehearsingAside } from './rehearse-aside.ts';

const folder = mkdtempSync(join(tmpdir(), 'ocop-rehearsal-'));
beforeAll(async () => {
  await demoIn(folder);
  vi.stubEnv('OCOP_DATA', folder);
}, 60_000);
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

test('a process of its own goes through the year, also after one that could not', async () => {
  const rehearse = rehearsingAside();
  const [impossible, told] = await Promise.allSettled([
    rehearse('66-2055', ['650-01']),
    rehearse('66-2022', ['650-01', '650-02']),
  ]);
  expect(impossible).toMatchObject({ status: 'rejected' });
  if (told.status === 'rejected') throw told.reason;
  expect(rehearsal.parse(told.value)).toMatchObject({ year: '66-2022', products: 2 });
}, 60_000);
