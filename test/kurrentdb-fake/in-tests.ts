// The real client against a fake of its own, for the tests of this folder.
import type { EventEmitter } from 'node:events';
import { type AllStreamResolvedEvent, type JSONEventData, jsonEvent, KurrentDBClient } from '@kurrent/kurrentdb-client';
import { afterEach } from 'vitest';
import { type Fake, type FakeOptions, startFake } from './fake.ts';

type Event = NonNullable<AllStreamResolvedEvent['event']>;

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  // What was opened last is closed first: a client before its server.
  for (const close of open.splice(0).reverse()) await close();
});

export function closeAfterTest(close: () => Promise<unknown>): void {
  open.push(close);
}

export function connect(url: string): KurrentDBClient {
  const client = KurrentDBClient.connectionString(url);
  closeAfterTest(() => client.dispose());
  return client;
}

export async function fakeAndClient(options: FakeOptions = {}): Promise<{ fake: Fake; client: KurrentDBClient }> {
  const fake = await startFake(options);
  closeAfterTest(fake.stop);
  return { fake, client: connect(fake.url) };
}

export const thing = (n: number, id?: string): JSONEventData =>
  jsonEvent({ type: 'Thing', data: { n }, ...(id === undefined ? {} : { id }) });

export async function all<T>(from: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of from) found.push(one);
  return found;
}

/** The events of a stream, or of all, without the native bridge: its first read takes half a second. */
export async function stored(client: KurrentDBClient, stream?: string): Promise<Event[]> {
  const events: Event[] = [];
  const subscription = stream === undefined ? client.subscribeToAll() : client.subscribeToStream(stream);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  // The plain type: the two kinds of subscription have no call in common.
  (subscription as EventEmitter)
    .on('data', ({ event }: { event?: Event }) => event && events.push(event))
    .on('caughtUp', () => resolve())
    .on('error', reject);
  await promise;
  await subscription.unsubscribe();
  return events;
}

/** What a call is refused with. */
export async function refusal(call: Promise<unknown>): Promise<Record<string, unknown>> {
  try {
    await call;
  } catch (error) {
    return error as Record<string, unknown>;
  }
  throw new Error('it was not refused');
}

/** Everything that a subscription says, in its order. */
export function listen(subscription: EventEmitter) {
  const heard: string[] = [];
  const waiting = new Set<() => void>();
  const say = (what: string): void => {
    heard.push(what);
    for (const look of waiting) look();
  };
  subscription
    .on('data', ({ event }: Partial<AllStreamResolvedEvent>) => say(`${event?.streamId}@${event?.revision}`))
    .on('caughtUp', () => say('caught up'))
    .on('fellBehind', () => say('fell behind'))
    .on('error', (error: Error & { type?: string }) => say(`error ${error.type}`));
  const until = (condition: (heard: readonly string[]) => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!condition(heard)) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  return { heard, say, until, untilHeard: (what: string) => until((h) => h.includes(what)) };
}
