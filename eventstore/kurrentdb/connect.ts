// The connections to the server: clients, each replaced when it has gone deaf, and what may be written through one at once.
import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import type { StreamsClient } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb.js';
import { type Lifetime, lifetime, withDeadline } from './deadline.ts';
import { type Target, urlInvalid } from './target.ts';

/**
 * The client cancels nothing, and its reads pass a native bridge that can be neither bounded nor given up. What is
 * used here besides its public methods is what those are made of: the channel that follows the leader, the headers
 * with the credentials, and the version the server told.
 */
type Inner = {
  readonly capabilities: Promise<{ readonly serverVersion: string }>;
  callArguments(options: { requiresLeader: boolean }, call: { deadline: number }): Parameters<ReadCall>[1][];
  GRPCStreamCreator<S>(
    stub: typeof StreamsClient,
    name: string,
    begin: (streams: StreamsClient) => S,
  ): () => Promise<S>;
  getChannel(): Promise<{ close(): void }>;
};
type ReadCall = StreamsClient['read'];

/**
 * Appends on the wire at once. The client's write queue rejects into nowhere, which ends the process, when the stream
 * breaks while more than sixteen messages wait.
 */
const MOST_IN_FLIGHT = 15;
/** As many callers as meet in a busy minute find a place at once; a further wire is begun only when those before are full. */
const MOST_WIRES = 5;
const DISPOSE_MS = 1000;
/** Channels whose options agree share one connection, also one that went dead: a wire has a number of its own. */
const KEEP_ALIVE_TIMEOUT_MS = 10_000;

export type Wire = {
  readonly client: KurrentDBClient;
  readonly inner: Inner;
  /** when the server last said anything, as `performance.now()` tells it */
  heardAt: number;
  /** when a place among the appends in flight was last left, likewise */
  leftAt: number;
  /** appends in flight, and those that wait for a place */
  crowd(): number;
  /** waits for such a place; answers how to leave it */
  enter(): Promise<() => void>;
};

export type Connection = {
  readonly where: string;
  readonly timeLimitMs: number;
  readonly life: Lifetime;
  wire(): Wire;
  /** The wire on which an append waits the least. */
  wireToWrite(): Wire;
  /**
   * A new client in place of one that was asked then and has heard nothing for long. A broken connection is noticed
   * by its keepalive after some 20 s, and a first question that is never answered stays the answer to all later ones.
   */
  renew(deaf: Wire, since: number): void;
  /** Likewise where no place was left since then: answers that never come keep theirs, while reads go on. */
  renewIfFull(full: Wire, since: number): void;
  close(): Promise<void>;
};

export function connect(target: Target, timeLimitMs: number): Connection {
  const life = lifetime();
  const current: [Wire, ...Wire[]] = [wireTo(target)];
  function replace(wire: Wire): void {
    const at = current.indexOf(wire);
    if (at < 0 || life.over) return;
    current[at] = wireTo(target);
    void hangUp(wire);
  }
  return {
    where: target.where,
    timeLimitMs,
    life,
    wire: () => current[0],
    wireToWrite() {
      const free = current.find((wire) => wire.crowd() < MOST_IN_FLIGHT);
      if (free || life.over) return free ?? current[0];
      if (current.length === MOST_WIRES) return current.reduce((a, b) => (b.crowd() < a.crowd() ? b : a));
      const another = wireTo(target);
      current.push(another);
      return another;
    },
    renew(deaf, since) {
      const halfway = (since + performance.now()) / 2;
      if (deaf.heardAt <= halfway) replace(deaf);
    },
    renewIfFull(full, since) {
      if (full.leftAt <= since) replace(full);
    },
    async close() {
      life.end();
      await Promise.all(current.map(hangUp));
    },
  };
}

let wires = 0;

function wireTo(target: Target): Wire {
  const client = clientOf(target.withKeepAliveTimeout(KEEP_ALIVE_TIMEOUT_MS + (wires++ % 1000)));
  const waiting: (() => void)[] = [];
  let inFlight = 0;
  const leave = () => {
    wire.leftAt = performance.now();
    const next = waiting.shift();
    if (next) next();
    else inFlight -= 1;
  };
  const wire: Wire = {
    client,
    inner: client as unknown as Inner,
    heardAt: -1,
    leftAt: -1,
    crowd: () => inFlight + waiting.length,
    async enter() {
      if (inFlight < MOST_IN_FLIGHT) inFlight += 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      return leave;
    },
  };
  return wire;
}

/** What the client says of a string it cannot read is not repeated: it quotes the string, password and all. */
function clientOf(url: string): KurrentDBClient {
  try {
    return KurrentDBClient.connectionString(url);
  } catch (thrown) {
    throw urlInvalid(
      /file/i.test((thrown as Error).message) ? 'a certificate or key file it names is not there' : 'it cannot be read',
    );
  }
}

/** Cancels what runs and closes the channel; neither may keep anybody waiting. */
async function hangUp({ client, inner }: Wire): Promise<void> {
  const none = lifetime();
  await withDeadline({ ms: DISPOSE_MS, life: none, work: client.dispose() }).catch(() => {});
  const hang = (channel: { close(): void }) => channel.close();
  await withDeadline({ ms: DISPOSE_MS, life: none, work: inner.getChannel(), late: hang }).then(hang, () => {});
}
