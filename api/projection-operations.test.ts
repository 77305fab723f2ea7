// An event that a read model cannot take in, seen to over HTTP.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createProjections } from '../projections/engine/create-projections.ts';
import { allWith, disturbed } from '../projections/engine/stage.fixture.ts';
import { quietLog, scratch } from '../projections/history.fixture.ts';
import type { Operation } from './parts.ts';
import { projectionOperations } from './projection-operations.ts';
import { COMMUNE, type Served, served } from './world.fixture.ts';

const operations: Record<string, Operation> = {};
const { file, remove } = scratch();
let s: Served;
let stop: () => Promise<void>;
let stream: string;

beforeAll(async () => {
  s = await served(() => ({ operations }));
  await s.ask(`/v1/product-cycles/${s.cycle}/start-cycle`, { by: COMMUNE, body: { entry: 'idea' } });
  stream = `productCycle-${s.cycle}`;
  const failing = allWith('timeline', (of) =>
    disturbed(of, (t) => {
      if (t.event.type === 'CycleStarted' && t.status === 'sound') throw new Error('cannot read this');
    }),
  );
  const p = await createProjections({ store: s.store, file, projections: failing, clock: s.now, log: quietLog() });
  stop = p.stop;
  Object.assign(operations, projectionOperations(p));
  expect(await p.waitFor((await s.store.head())?.position ?? '', 5000)).toBe(true);
});
afterAll(async () => {
  await s.close();
  await stop();
  remove();
});

const operate = (name: string, body: unknown, by = 'demo-admin') => s.ask(`/v1/operations/${name}`, { by, body });
const timeline = async () => {
  const { result } = (await operate('projections', {})).body;
  return result.projections.find((p: { name: string }) => p.name === 'timeline');
};

test('only an administrator, only what is there', async () => {
  for (const name of ['projections', 'projection-rebuild', 'projection-retry', 'projection-skip'])
    expect(await operate(name, {}, COMMUNE), name).toMatchObject({ status: 403, body: { code: 'ROLE_MISSING' } });
  expect(await operate('projection-rebuild', { name: 'nothing' })).toMatchObject({ status: 422 });
  expect(await operate('projection-skip', { stream })).toMatchObject({ status: 422 });
  expect(await operate('projection-skip', { stream: 'productCycle-x', reason: 'x' })).toMatchObject({
    status: 409,
    body: { code: 'NOT_QUARANTINED' },
  });
});

test('an event that fails is listed, tried again, and left out with who, when and why', async () => {
  expect(await timeline()).toMatchObject({ quarantined: [{ stream, revision: 0, error: 'Error: cannot read this' }] });
  const tried = (outcome: string) => ({
    status: 200,
    body: { result: { tried: [{ name: 'timeline', stream, outcome }] } },
  });
  expect(await operate('projection-retry', {})).toMatchObject(tried('still-failing'));
  const reason = 'known defect';
  expect(await operate('projection-skip', { stream, reason })).toMatchObject(tried('mended'));
  const by = { at: s.now(), by: 'demo-admin' };
  expect(await timeline()).toMatchObject({ quarantined: [], skipped: [{ stream, revision: 0, reason, ...by }] });
  expect(await operate('projection-rebuild', { name: 'timeline' })).toMatchObject({
    status: 200,
    body: { result: { name: 'timeline', state: 'live', skipped: [{ reason }] } },
  });
  expect((await operate('projections', {})).body.result.interventions).toEqual([
    { name: 'timeline', what: 'rebuild', ...by },
    { name: 'timeline', what: 'skip', stream, revision: 0, reason, ...by },
    { name: 'timeline', what: 'retry', stream, ...by },
  ]);
  const log = s.logged.join('');
  for (const operation of ['projection-retry', 'projection-skip', 'projection-rebuild'])
    expect(log).toContain(`"operation":"${operation}","by":"demo-admin"`);
  expect(log).not.toContain(reason);
});
