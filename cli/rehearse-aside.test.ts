import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { planOf } from '../demo/year-plan.ts';
import { yearPlan } from '../domain/programme-year/year-plan.ts';
import { rehearsal } from '../rehearsal/rehearsal.ts';
import { demoIn } from '../test/moving/installation.ts';
import { rehearsingAside } from './rehearse-aside.ts';

const folder = mkdtempSync(join(tmpdir(), 'ocop-rehearsal-'));
beforeAll(async () => {
  await demoIn(folder);
  vi.stubEnv('OCOP_DATA', folder);
}, 120_000);
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

test('a process of its own goes through the year by a plan that is not saved, also after one that could not', async () => {
  const { windows, ...standing } = planOf(2022);
  const idea = { from: '2022-03-01', until: '2022-03-11' };
  const plan = yearPlan.parse({ ...standing, windows: { ...windows, idea } });
  const rehearse = rehearsingAside();
  const [impossible, told] = await Promise.allSettled([
    rehearse('66-2055', { communes: ['650-01'] }),
    rehearse('66-2022', { communes: ['650-01', '650-02'], plan }),
  ]);
  expect(impossible).toMatchObject({ status: 'rejected' });
  if (told.status === 'rejected') throw told.reason;
  expect(rehearsal.parse(told.value)).toMatchObject({ year: '66-2022', products: 2 });
  expect(told.value.told.some(({ dueOn }) => dueOn === idea.until)).toBe(true);
}, 120_000);
