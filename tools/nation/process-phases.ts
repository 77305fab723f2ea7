// What carries the cycles: the relay from nothing, Temporal rebuilt after its loss, and the post of a morning.

import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { postErrands } from '../../activities/post-errands.ts';
import { whatIsDue, workflowIdOf } from '../../activities/processes.ts';
import { SHAPE } from '../../activities/shape.ts';
import { DEMO_NOW } from '../../demo/load.ts';
import { simulatedProcess } from '../../demo/simulated-process.ts';
import { letters } from '../../domain/letters/letters.ts';
import { postOffice } from '../../domain/post-office/post-office.ts';
import { productCycle } from '../../domain/product-cycle/product-cycle.ts';
import type { EventStore } from '../../eventstore/port.ts';
import { openRelayMemory } from '../../relay/checkpoint.ts';
import { openStreams } from '../../relay/open-streams.ts';
import { startRelay } from '../../relay/relay.ts';
import { type HintSink, temporalHints } from '../../relay/temporal-hints.ts';
import { removeDatabase } from '../../sqlite/remove-database.ts';
import { keepsInMemory, type World, world } from '../../test/world.ts';
import { barePerSecond } from '../bench/bare-cycles.ts';
import { closing } from '../bench/closing.ts';
import { deleteDatabase, startServer } from '../bench/process.ts';
import { silentLog } from '../bench/silent-log.ts';
import { untilTimersAreSet } from '../bench/timers.ts';
import { type Measured, type Phase, storeFile, timed, withStore } from './phase.ts';

const NAMESPACE = 'ocop';
const [AT_ONCE, MOST_BARE, LISTED_MS] = [100, 500, 60_000];
const HOUR_AFTER_THE_MORNING = '2022-06-21T02:00:00.000Z';
const NEVER_MS = 2 ** 31 - 1;

/** Temporal is left out: what is measured is reading to the head and naming every open stream once. */
export const relay: Phase = ({ folder }) =>
  withStore(storeFile(folder), async (store) => {
    const told: string[] = [];
    const sink: HintSink = {
      send: async (stream) => void told.push(stream),
      endRun: async () => {},
      runOf: async () => 'none',
      running: async () => new Set(),
      namespaceId: async () => 'nation',
    };
    const file = join(folder, 'relay-alone.sqlite');
    removeDatabase(file);
    const time = await timed('relay from nothing', async () => {
      const memory = openRelayMemory(file);
      const started = await startRelay({ store, sink, memory, shape: SHAPE, log: silentLog, driftMs: NEVER_MS });
      await started.idle();
      await started.stop();
    });
    const open = await openStreams(store)();
    const missed = open.filter((stream) => !told.includes(stream)).length;
    if (missed > 0) throw new Error(`${missed} open streams were not told`);
    return [...time, { name: 'open streams', value: open.length, unit: '' }];
  });

/** As after the loss of Temporal's database; every cycle that waits for a day must have set its timer again. */
export const temporalRebuilt: Phase = ({ folder }) =>
  withStore(storeFile(folder), (store) =>
    closing(async (onEnd) => {
      const w = world({ store, clock: { now: DEMO_NOW } });
      const open = (await openStreams(store)()).filter((stream) => stream.startsWith(productCycle.stream('')));
      const waiting = await thatWait(w, open);
      removeDatabase(join(folder, 'relay.sqlite'));
      deleteDatabase(folder);
      const server = await startServer(folder);
      onEnd(server.stop);
      const bare = await server.attachBare(() => {});
      onEnd(bare.stop);
      const names = open.slice(0, MOST_BARE);
      await barePerSecond({ server, bare, names: names.map((name) => `warm/${name}`).slice(0, AT_ONCE) });
      const bareRate = await barePerSecond({ server, bare, names });
      const before = (await store.head())?.position;
      const process_ = await server.attach({ ...w, folder, storeFile: storeFile(folder), close: async () => {} });
      onEnd(process_.stop);
      const begun = Date.now();
      let until = begun;
      const time = await timed('Temporal rebuilt', async () => {
        const started = await process_.begin();
        await started.idle();
        for (let i = 0; i < waiting.length; i += AT_ONCE) {
          const ids = waiting.slice(i, i + AT_ONCE).map(workflowIdOf);
          until = Math.max(until, await untilTimersAreSet(server.client, ids));
        }
      });
      const running = await runningOf(temporalHints(server.client, NAMESPACE), open);
      if ((await store.head())?.position !== before) throw new Error('something was done twice: facts were written');
      const rate = (open.length * 1000) / (until - begun);
      return [
        ...time,
        { name: 'open cycles, none missed', value: open.length, unit: '' },
        { name: 'of them waiting for something', value: running, unit: '' },
        { name: 'cycles rebuilt', value: rate, unit: '/s' },
        { name: 'of bare workflows', value: rate / bareRate, unit: '×' },
      ];
    }),
  );

async function thatWait({ executor, now }: World, streams: readonly string[]): Promise<readonly string[]> {
  const waiting: string[] = [];
  for (const stream of streams) if ((await whatIsDue(executor, stream, now())).length > 0) waiting.push(stream);
  return waiting;
}

/** Temporal's lists lag behind; a procedure may be over where no fact says so. @returns how many run */
async function runningOf(sink: HintSink, open: readonly string[]): Promise<number> {
  for (const giveUpAt = Date.now() + LISTED_MS; ; await pause(500)) {
    const running = await sink.running();
    const others = open.filter((stream) => !running.has(workflowIdOf(stream)));
    const ends = await Promise.all(others.map((stream) => sink.runOf(stream)));
    if (ends.every((end) => end === 'over')) return open.length - others.length;
    if (Date.now() > giveUpAt)
      throw new Error(`${ends.filter((end) => end === 'none').length} open cycles were missed`);
  }
}

/** The next morning's letters of every province, on a copy: one letter for each reader who has something to be told. */
export const digests: Phase = ({ folder }) =>
  withStore(join(folder, 'copy.sqlite'), async (store) => {
    const clock = { now: DEMO_NOW };
    const vault = keepsInMemory();
    const { executor } = world({ store, clock, vault });
    const channel = {
      name: 'test',
      send: async () => ({ outcome: 'sent' as const }),
      check: async () => 'test',
      close: () => {},
    };
    const parts = { channel, publicUrl: () => 'https://ocop.example', isDemo: () => true, reveal: vault.reveal };
    const process_ = simulatedProcess(executor, clock, postErrands(executor, parts));
    const offices = await executor.ids(postOffice);
    for (const id of offices) process_.hint(postOffice.stream(id));
    const time = await timed('letters of a morning', () => process_.runUntil(HOUR_AFTER_THE_MORNING));
    return [...time, { name: 'readers with a letter', value: await readersWritten(store), unit: '' }];
  });

async function readersWritten(store: EventStore): Promise<number> {
  const page = await store.readAll({ prefixes: [letters.stream('')], limit: 1_000_000 });
  return new Set(page.map(({ stream }) => stream)).size;
}

/** As many deadlines at one instant as there are cycles; the figure of `npm run bench -- herd`. */
export const herd: Phase = async ({ size }): Promise<readonly Measured[]> => {
  process.env.OCOP_BENCH_HERD ??= String(size.cycles);
  const { herd } = await import('../bench/herd.ts');
  const [figure] = await herd.measure((line) => void process.stderr.write(`${line}\n`));
  if (!figure) return [];
  return [
    { name: 'deadlines at one instant', value: size.cycles, unit: '' },
    { name: 'reminded, each once', value: figure.value, unit: '/s' },
    { name: 'of bare timers', value: figure.ratio, unit: '×' },
  ];
};
