// What the driver costs beside the bare client of the same server: KURRENTDB_URL's, or the protocol fake in a process of
// its own, which shares this machine's processors with us.
import { KurrentDBClient, NO_STREAM, START } from '@kurrent/kurrentdb-client';
import type { EventToAppend } from '../../eventstore/envelope.ts';
import { openKurrentStore } from '../../eventstore/kurrentdb/kurrentdb-store.ts';
import type { EventStore } from '../../eventstore/port.ts';
import { startFakeProcess } from '../../test/kurrentdb-fake/as-process.ts';
import { closing } from './closing.ts';
import { atLeast, atMost, type Bench, percentile } from './figure.ts';
import { compare, inRounds, perSecond, together } from './rounds.ts';
import { asMessage, historyOf } from './store/history.ts';
import { inTurn } from './store/side.ts';

const [ROUNDS, CALLERS, EACH, READ] = [7, 64, 20, 20_000];
const PAGE = 1000;
/** What a server's disk takes, about: who keeps more in flight gets more of each commit. */
const COMMIT_MS = 4;

export const kurrentdb: Bench = {
  names: ['kurrentdb-64-callers', 'kurrentdb-64-callers-p99', 'kurrentdb-catch-up', 'kurrentdb-read-all'],
  about: `the KurrentDB driver with ${CALLERS} callers, catching up and reading everything, against the bare client`,
  measure: (say) =>
    closing(async (onEnd) => {
      const url = process.env.KURRENTDB_URL ?? (await fake(onEnd));
      say(`  at ${process.env.KURRENTDB_URL === undefined ? 'the protocol fake' : 'KURRENTDB_URL'}`);
      const store = await openKurrentStore(url);
      onEnd(() => store.close());
      const client = KurrentDBClient.connectionString(url);
      onEnd(() => client.dispose());
      const run = `${Date.now()}`;
      for (const events of historyOf({ name: `${run}-read`, streams: READ / 100, each: 100 }))
        await store.adopt(events);

      const rounds = await inRounds(ROUNDS, say, async (no) => {
        const streams = (side: string) => historyOf({ name: `${run}-${no}-${side}`, streams: CALLERS, each: EACH });
        const ours = await appended(streams('ours'), (event) => appendOurs(store, event));
        const bare = await appended(streams('bare'), (event) => appendBare(client, event));
        return {
          ours: ours.perSecond,
          bare: bare.perSecond,
          oursP99: ours.p99,
          bareP99: bare.p99,
          followed: await perSecond(READ, () => follow(store)),
          bareFollowed: await perSecond(READ, () => followBare(client)),
          read: await perSecond(READ, () => readAll(store)),
          bareRead: await perSecond(READ, () => readAllBare(client)),
        };
      });
      const [appends, events] = ['appends/s', 'events/s'];
      const callers = `bare client, ${CALLERS} callers`;
      return [
        {
          name: 'kurrentdb-64-callers',
          unit: appends,
          baseline: callers,
          goal: atLeast(0.8),
          ...compare(rounds, 'ours', 'bare'),
        },
        {
          name: 'kurrentdb-64-callers-p99',
          unit: 'ms',
          baseline: callers,
          goal: atMost(2),
          ...compare(rounds, 'oursP99', 'bareP99'),
        },
        {
          name: 'kurrentdb-catch-up',
          unit: events,
          baseline: 'subscribeToAll of the bare client',
          goal: atLeast(0.8),
          ...compare(rounds, 'followed', 'bareFollowed'),
        },
        {
          name: 'kurrentdb-read-all',
          unit: events,
          baseline: 'readAll of the bare client',
          goal: atLeast(0.8),
          ...compare(rounds, 'read', 'bareRead'),
        },
      ];
    }),
};

async function fake(onEnd: (end: () => unknown) => void): Promise<string> {
  const started = await startFakeProcess({ commitMs: COMMIT_MS });
  onEnd(started.stop);
  return started.url;
}

type Streams = readonly (readonly EventToAppend[])[];

/** A stream's appends follow each other; each caller has one stream. */
async function appended(streams: Streams, append: (event: EventToAppend) => Promise<unknown>) {
  const took: number[] = [];
  const rate = await perSecond(CALLERS * EACH, () =>
    together(CALLERS, streams, (events) =>
      inTurn(events, async (event) => {
        const begun = performance.now();
        await append(event);
        took.push(performance.now() - begun);
      }),
    ),
  );
  return { perSecond: rate, p99: percentile(took, 0.99) };
}

async function appendOurs(store: EventStore, event: EventToAppend): Promise<void> {
  const { stream, revision } = event;
  const { outcome } = await store.append(stream, revision === 0 ? 'no-stream' : revision - 1, [event]);
  if (outcome !== 'appended') throw new Error(`${stream}@${revision}: ${outcome}`);
}

async function appendBare(client: KurrentDBClient, event: EventToAppend): Promise<void> {
  const { type, data, metadata } = asMessage(event);
  const said = { id: event.id, type, contentType: 'application/json', data: data as object, metadata } as const;
  const streamState = event.revision === 0 ? NO_STREAM : BigInt(event.revision - 1);
  await client.appendToStream(event.stream, said as Parameters<typeof client.appendToStream>[1], { streamState });
}

async function follow(store: EventStore): Promise<void> {
  const enough = new AbortController();
  let seen = 0;
  for await (const { kind } of store.subscribe({ signal: enough.signal }))
    if (kind === 'event' && ++seen === READ) enough.abort();
}

const OF_US = { filterOn: 'streamName', regex: '^[^$]', checkpointInterval: 10, maxSearchWindow: 500 } as const;

async function followBare(client: KurrentDBClient): Promise<void> {
  let seen = 0;
  const following = client.subscribeToAll({ fromPosition: START, filter: OF_US as never });
  for await (const _ of following) if (++seen === READ) break;
  await following.unsubscribe();
}

async function readAll(store: EventStore): Promise<void> {
  let seen = 0;
  for (let after: string | undefined; seen < READ; ) {
    const events = await store.readAll({ ...(after === undefined ? {} : { after }), limit: PAGE });
    seen += events.length;
    after = events.at(-1)?.position;
  }
}

/** In one call: it knows no pages. */
async function readAllBare(client: KurrentDBClient): Promise<void> {
  let seen = 0;
  const options = { fromPosition: START, filter: OF_US, maxCount: READ } as never;
  for await (const _ of client.readAll(options)) seen += 1;
  if (seen < READ) throw new Error(`${seen} of ${READ} events were read`);
}
