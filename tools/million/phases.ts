// What is measured, each in a process of its own so that its memory is its own.

import { statSync } from 'node:fs';
import { join } from 'node:path';
import { figuresAside } from '../../cli/figures-aside.ts';
import { type EventToAppend, hashFits, sealEvent } from '../../eventstore/envelope.ts';
import { eventPages } from '../../eventstore/every-event.ts';
import type { EventStore } from '../../eventstore/port.ts';
import { snapshotSqlite } from '../../eventstore/sqlite/snapshot.ts';
import { openSqliteStore } from '../../eventstore/sqlite/sqlite-store.ts';
import { type FiguresOf, verifyStore } from '../../moving/verify.ts';
import { openReadModels } from '../../projections/read-models.ts';
import { placesOf } from '../../settings/settings.ts';
import { silentLog } from '../bench/silent-log.ts';
import { longHistory } from './history.ts';

type Phase = (folder: string, events: number) => Promise<Figures>;
/** what was measured, with its unit */
export type Figures = Record<string, string>;

const BATCH = 500;
const fileIn = (folder: string) => join(folder, 'events.sqlite');

export const phases: Record<string, Phase> = {
  async 'nothing but the process'() {
    return {};
  },
  async load(folder, events) {
    const store = openSqliteStore(fileIn(folder));
    let batch: EventToAppend[] = [];
    let ms = 0;
    const write = async () => {
      ms += await timed(() => store.adopt(batch));
      batch = [];
    };
    for await (const event of longHistory(events)) if (batch.push(event) === BATCH) await write();
    if (batch.length > 0) await write();
    await store.close();
    const { size } = statSync(fileIn(folder));
    return {
      'taking over, in batches of 500': `${seconds(ms)}, ${perSecond(events, ms)}`,
      'size of the file': `${(size / 2 ** 20).toFixed(0)} MiB, ${(size / events).toFixed(0)} bytes an event`,
    };
  },
  async 'open with the check at start'(folder) {
    const times: number[] = [];
    for (let n = 0; n < 5; n++) {
      let store: EventStore | undefined;
      times.push(
        await timed(async () => {
          store = openSqliteStore(fileIn(folder));
          await store.head();
        }),
      );
      await store?.close();
    }
    return { 'five times': times.map((ms) => `${ms.toFixed(0)} ms`).join(', ') };
  },
  async 'complete check'(folder, events) {
    const store = openSqliteStore(fileIn(folder), { readOnly: true });
    const wrong: string[] = [];
    const inspected = await timed(async () => void wrong.push(...(await store.inspect())));
    let count = 0;
    const hashed = await timed(() =>
      walk(store, (page) => {
        count += page.length;
        for (const e of page) if (!hashFits(e)) wrong.push(`${e.stream}@${e.revision}`);
      }),
    );
    await store.close();
    if (count !== events || wrong.length > 0) throw new Error(`${count} events; ${wrong.join(', ')}`);
    return {
      'the file (inspect)': seconds(inspected),
      'every hash': `${seconds(hashed)}, ${perSecond(count, hashed)}`,
    };
  },
  async replay(folder) {
    const store = openSqliteStore(fileIn(folder), { readOnly: true });
    let count = 0;
    const read = await timed(() =>
      walk(store, (page) => {
        count += page.length;
      }),
    );
    const heard = await timed(async () => {
      for await (const delivery of store.subscribe({ signal: new AbortController().signal }))
        if (delivery.kind === 'caught-up') break;
    });
    await store.close();
    return { 'in pages': perSecond(count, read), subscription: perSecond(count, heard) };
  },
  async verification(folder, events) {
    const store = openSqliteStore(fileIn(folder), { readOnly: true });
    const places = placesOf({ OCOP_DATA: folder, OCOP_STORE_URL: '', OCOP_VAULT_URL: '' });
    const lines: string[] = [];
    const both = { store, vault: undefined, papers: undefined, say: (line: string) => void lines.push(line) };
    const begun = process.cpuUsage();
    const ms = await timed(async () => {
      const figures = (of: FiguresOf) => figuresAside(of, places);
      const report = await verifyStore({ ...both, beside: { figures } });
      if (report.events !== events) throw new Error(`${report.events} events were verified`);
    });
    const { user, system } = process.cpuUsage(begun);
    await store.close();
    return {
      'ocop verify': `${seconds(ms)}, ${perSecond(events, ms)}, ${((user + system) / 1e6).toFixed(1)} s of both cores`,
      'of that hashes, tree and order': lines.find((line) => line.startsWith('Verifying the store:')) ?? '',
    };
  },
  async snapshot(folder) {
    return {
      'copied and synced': seconds(await timed(() => snapshotSqlite(fileIn(folder), join(folder, 'copy.sqlite')))),
    };
  },
  async 'read models from nothing'(folder) {
    const store = openSqliteStore(fileIn(folder));
    const { position } = (await store.head()) ?? { position: '' };
    const ms = await timed(async () => {
      const clock = () => new Date().toISOString();
      const models = await openReadModels({ store, file: join(folder, 'read-models.sqlite'), clock, log: silentLog });
      if (!(await models.waitFor(position, 3_600_000))) throw new Error('the read models were not built');
      const bad = models.health().flatMap((h) => h.quarantined);
      await models.stop();
      if (bad.length > 0) throw new Error(`${bad.length} streams were put aside: ${bad[0]?.stream} ${bad[0]?.error}`);
    });
    await store.close();
    return { 'board and timeline': `${seconds(ms)}, ${perSecond(Number(position), ms)}` };
  },
  async 'append behind it'(folder) {
    const [callers, appends] = [64, 20_000];
    const store = openSqliteStore(fileIn(folder));
    const events = Array.from({ length: appends }, (_, n) => newEvent(n));
    let next = 0;
    const ms = await timed(async () => {
      await Promise.all(
        Array.from({ length: callers }, async () => {
          for (let e = events[next++]; e; e = events[next++]) await store.append(e.stream, 'no-stream', [e]);
        }),
      );
    });
    await store.close();
    return { [`${callers} callers, ${appends} appends`]: perSecond(appends, ms) };
  },
};

async function walk(
  store: EventStore,
  each: (page: Awaited<ReturnType<EventStore['readAll']>>) => void,
): Promise<void> {
  for await (const page of eventPages(store)) each(page);
}

const newEvent = (n: number): EventToAppend =>
  sealEvent({
    v: 1,
    stream: `bench-${n}`,
    revision: 0,
    type: 'Noted',
    schemaVersion: 1,
    data: { text: 'x'.repeat(300), n },
    occurredAt: '2022-01-01T00:00:00.000Z',
    recordedAt: '2022-01-01T00:00:00.000Z',
    actor: { kind: 'person', id: 'a' },
    commandId: `bench/${n}`,
    commandHash: 'h',
    correlationId: 'c',
    app: 'million',
  });

async function timed(work: () => unknown): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
const perSecond = (count: number, ms: number): string => `${Math.round((count / ms) * 1000)} events/s`;
