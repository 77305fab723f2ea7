import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { DEMO_CLOCK_ID, moveDemoClock, setDemoClock } from '../domain/demo-clock/demo-clock.ts';
import { getCommand } from '../domain/registry.ts';
import { eventually, silent } from '../test/temporal-world.ts';
import { worldWithProduct } from '../test/world.ts';
import { openRelayMemory } from './checkpoint.ts';
import { startRelay } from './relay.ts';

const folder = mkdtempSync(join(tmpdir(), 'ocop-relay-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A store with open streams, and a relay whose Temporal is simulated: it takes hints, or is away. */
async function stage() {
  const w = await worldWithProduct();
  w.at('2022-02-10');
  await w.give({ by: 'demo-krong-nang-xa-1', command: getCommand('productCycle', 'StartCycle'), id: w.cycle });
  const sent: string[] = [];
  const temporal = { away: true, running: new Set<string>(), run: (_: string): 'over' | 'none' => 'none' };
  const sink = {
    async send(stream: string) {
      if (temporal.away) throw new Error('away');
      sent.push(stream);
    },
    endRun: async () => {},
    running: async () => temporal.running,
    runOf: async (stream: string) => temporal.run(stream),
    namespaceId: async () => 'simulated',
  };
  const file = join(folder, `${Math.random()}.sqlite`);
  const start = (more: { whoIsDue?: () => Promise<ReadonlySet<string>> } = {}) =>
    startRelay({ store: w.store, sink, memory: openRelayMemory(file), shape: 1, log: silent, overlapMs: 0, ...more });
  const installation = { kind: 'installation', id: 'test' } as const;
  const clock = { id: DEMO_CLOCK_ID, commandId: 'set', caller: installation };
  await w.executor.execute({ ...clock, command: setDemoClock, input: { province: '66', offsetMs: 0 } });
  let moves = 0;
  const moveClock = () =>
    w.give({ by: 'demo-admin', command: moveDemoClock, id: DEMO_CLOCK_ID, input: { byMs: ++moves } });
  return { ...w, sent, temporal, start, file, moveClock, cycle: `productCycle-${w.cycle}` };
}

test('what Temporal did not accept of a recovery is recovered again after a restart', async () => {
  const { sent, temporal, start, file, cycle } = await stage();
  const first = await start();
  await eventually(
    () => first.state(),
    (state) => state.failing.length === 2,
  );
  await first.stop();
  const memory = openRelayMemory(file);
  expect(memory.checkpoint()).toBeUndefined();
  memory.close();
  temporal.away = false;
  const second = await start();
  await eventually(
    () => new Set(sent),
    (streams) => streams.size === 2,
  );
  expect(new Set(sent)).toEqual(new Set([cycle, 'programmeYear-66-2022']));
  await second.stop();
});

test('whoever asks to recover is answered, also when another asked meanwhile or the relay stops', async () => {
  const { temporal, start } = await stage();
  temporal.away = false;
  const relay = await start();
  expect(await Promise.all([relay.recover(), relay.recover()])).toEqual([{ hinted: 2 }, { hinted: 2 }]);
  const last = relay.recover();
  await relay.stop();
  expect([0, 2]).toContain((await last).hinted);
});

test('an open stream that no workflow runs for is hinted again; one that runs is not', async () => {
  const { sent, temporal, start, cycle } = await stage();
  temporal.away = false;
  const relay = await start();
  await relay.idle();
  sent.length = 0;
  temporal.running = new Set(['programme-year/66-2022']);
  await relay.checkDrift();
  await relay.idle();
  expect(sent).toEqual([cycle]);
  // Its procedure is over, though its last fact does not say so: it is not begun anew for that, nor asked of again.
  const asked: string[] = [];
  temporal.run = (stream) => {
    asked.push(stream);
    return 'over';
  };
  for (let minutes = 0; minutes < 3; minutes++) await relay.checkDrift();
  await relay.idle();
  expect(sent).toEqual([cycle]);
  expect(asked).toEqual([cycle]);
  await relay.stop();
});

test('a memory that is no database any more is made anew, and everything is hinted', async () => {
  const { sent, temporal, start, file, cycle } = await stage();
  temporal.away = false;
  writeFileSync(file, 'no database at all, just some words that somebody wrote over it'.repeat(100));
  const relay = await start();
  await eventually(
    () => new Set(sent),
    (streams) => streams.size === 2,
  );
  expect(new Set(sent)).toEqual(new Set([cycle, 'programmeYear-66-2022']));
  await relay.stop();
});

test('a moved clock tells at once whom it makes something due for, and the others once when it stands still', async () => {
  const { sent, temporal, start, cycle, moveClock } = await stage();
  const year = 'programmeYear-66-2022';
  temporal.away = false;
  const relay = await start({ whoIsDue: async () => new Set([cycle]) });
  await eventually(
    () => sent,
    (streams) => streams.includes(year),
  );
  await relay.idle();
  sent.length = 0;
  for (let move = 0; move < 3; move++) await moveClock();
  await eventually(
    () => sent,
    (streams) => streams.includes(cycle),
  );
  expect(sent).not.toContain(year);
  await relay.idle();
  expect(sent.filter((stream) => stream === year)).toHaveLength(1);
  await relay.stop();
});

test('a letter that goes out at once needs no workflow; one that does not has one', async () => {
  const { executor, sent, temporal, start } = await stage();
  temporal.away = false;
  const relay = await start();
  await relay.idle();
  sent.length = 0;
  const post = { kind: 'workflow', id: 'post-office/66' } as const;
  const write = (id: string, name: string, commandId: string, input: object) =>
    executor.execute({ command: getCommand('letters', name), id, input, commandId, caller: post });
  const letter = { no: 1, province: '66', template: 't', covers: ['x@1'], content: '{}' };
  for (const id of ['demo-province', 'demo-krong-nang']) await write(id, 'RequestLetter', `${id}-1`, letter);
  const own = (id: string) => `letters-${id}/RecordAttempt/1/0`;
  const tried = { no: 1, channel: 'test' };
  await write('demo-province', 'RecordAttempt', own('demo-province'), { ...tried, outcome: 'sent' });
  const failed = { ...tried, outcome: 'failed', code: 'HTTP_503' };
  await write('demo-krong-nang', 'RecordAttempt', 'post-office/66/RecordAttempt/1', failed);
  await relay.idle();
  expect(sent).toEqual(['letters-demo-krong-nang']);
  // Sent by its own process in the end, it is over; the next one is again nobody's.
  await write('demo-krong-nang', 'RecordAttempt', own('demo-krong-nang'), { ...tried, outcome: 'sent' });
  await write('demo-krong-nang', 'RequestLetter', 'x', { ...letter, no: 2, covers: ['x@2'] });
  await relay.idle();
  expect(sent).toEqual(['letters-demo-krong-nang', 'letters-demo-krong-nang']);
  await relay.stop();
});
