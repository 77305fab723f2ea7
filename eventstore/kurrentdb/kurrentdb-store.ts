import { type AppendResult, type EventStore, StoreError } from '../port.ts';
import { adopt } from './adopt.ts';
import { append } from './append.ts';
import { type Connection, connect } from './connect.ts';
import { closedError, lifetime, withDeadline } from './deadline.ts';
import { refuseOtherEncryption } from './encryption.ts';
import { epochOf, mark, readMarks } from './epoch.ts';
import { readAll, readAt, readLast, readStream } from './read.ts';
import { retrying } from './retrying.ts';
import { subscribe } from './subscribe.ts';
import { targetOf } from './target.ts';

const TIME_LIMIT_MS = 5000;
/** The first that tells when a subscription has caught up. */
const OLDEST_SERVER = [23, 10] as const;
/** How long closing waits for appends that are on their way. */
const CLOSING_MS = 1000;

/**
 * Opens the store behind a connection string. What stands in an event's `basis` cannot be checked here: the server
 * knows no condition on other streams. Each rule that rests on one says what puts it right.
 *
 * @param options.timeLimitMs ms after which a silent server is `STORE_UNAVAILABLE`
 * @throws StoreError that names the hosts, never the password, and says what to do
 */
export async function openKurrentStore(url: string, options: { timeLimitMs?: number } = {}): Promise<EventStore> {
  const { timeLimitMs = TIME_LIMIT_MS } = options;
  const target = targetOf(url);
  const connection = connect(target, timeLimitMs);
  try {
    // Both at once: who says nothing to the one says nothing to the other, and is waited for only once.
    const [epoch] = await Promise.all([greet(connection), refuseOtherEncryption(target, timeLimitMs)]);
    return storeOn(connection, epoch);
  } catch (error) {
    void connection.close();
    throw error;
  }
}

/** The epoch of the store, once it is known that it can be used. */
async function greet(connection: Connection): Promise<string> {
  await refuseOldServer(connection);
  const epoch = await epochOf(connection);
  // The right to read everything is asked for now, not by the first read model.
  await readLast(connection);
  return epoch;
}

async function refuseOldServer(connection: Connection): Promise<void> {
  const version = await retrying(connection, async ({ wire, left }) => {
    const { serverVersion } = await withDeadline({ ms: left(), life: connection.life, work: wire.inner.capabilities });
    return serverVersion;
  });
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10) || 0);
  if (major > OLDEST_SERVER[0] || (major === OLDEST_SERVER[0] && minor >= OLDEST_SERVER[1])) return;
  throw new StoreError(
    'STORE_SERVER_TOO_OLD',
    `The event store at ${connection.where} is of version ${version}; ${OLDEST_SERVER.join('.')} or later is needed. Upgrade the server.`,
  );
}

function storeOn(connection: Connection, epoch: string): EventStore {
  const writing = new Set<Promise<unknown>>();
  let closing: Promise<void> | undefined;
  const followers = new AbortController();

  async function write(work: () => Promise<AppendResult>): Promise<AppendResult> {
    if (closing) throw closedError();
    const mine = work();
    writing.add(mine);
    try {
      return await mine;
    } finally {
      writing.delete(mine);
    }
  }
  const read = async <T>(work: () => Promise<T>): Promise<T> => {
    if (closing) throw closedError();
    return await work();
  };

  async function end(): Promise<void> {
    followers.abort();
    const written = Promise.allSettled(writing);
    await withDeadline({ ms: CLOSING_MS, life: lifetime(), work: written }).catch(() => {});
    await connection.close();
  }

  return {
    epoch,
    checksBasis: false,
    append: (stream, expected, events) => write(() => append({ connection, stream, expected, events })),
    adopt: (events) => write(() => adopt(connection, events)),
    readStream: (stream, from = 0) => read(() => readStream(connection, stream, from)),
    // One question to the server rather than two: what is known comes with what is new.
    readAfter: (stream, { revision, hash }) =>
      read(async () => {
        const [there, ...newer] = await readStream(connection, stream, revision);
        return there?.hash === hash ? newer : undefined;
      }),
    readAll: (options = {}) => read(() => readAll(connection, options)),
    async *subscribe(options) {
      if (closing) return;
      const signal = AbortSignal.any([options.signal, followers.signal]);
      yield* subscribe({ connection, epoch }, { ...options, signal });
    },
    head: () =>
      read(async () => {
        const head = await readLast(connection);
        return head && { position: head.position, hash: head.hash };
      }),
    at: (position) => read(() => readAt(connection, position)),
    marks: () => read(() => readMarks(connection)),
    mark: (name) => read(() => mark(connection, name)),
    // The server watches over its own files.
    probeWrite: async () => {},
    inspect: () => read(async () => []),
    close() {
      closing ??= end();
      return closing;
    },
  };
}
