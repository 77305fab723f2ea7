// A stand-in for KurrentDB that speaks its gRPC protocol, for tests and for machines that have no server.
import { Server, ServerCredentials, type UntypedServiceImplementation } from '@grpc/grpc-js';
import { unavailable } from './answers.ts';
import { batchAppend } from './append-batch.ts';
import { appendUnary } from './append-unary.ts';
import { deletion } from './deletion.ts';
import { type Fault, newFaults } from './faults.ts';
import { gossipRead, supportedMethods } from './node-facts.ts';
import { GossipService, ServerFeaturesService, type Service, StreamsService } from './protocol.ts';
import { read } from './read.ts';
import type { Users } from './rights.ts';
import type { Serving } from './serving.ts';
import { openStore } from './store.ts';

export type { Fault };

export type FakeOptions = {
  /** 0: any */
  port?: number;
  /** file that survives the process; absent: memory */
  file?: string;
  tls?: { key: string; cert: string };
  /** users with what they may do; absent: insecure server, everybody may do everything */
  users?: Users;
  /** what ServerFeatures reports, default '24.6.0.0' */
  version?: string;
  /** events of its own now and then among ours, as a real server writes them */
  systemEvents?: boolean;
  /** how long a disk takes to keep what came meanwhile, all of it together; absent: until the end of the turn */
  commitMs?: number;
};

export type Fake = {
  readonly url: string;
  readonly port: number;
  misbehave(fault: Fault | undefined): void;
  /** calls taken since the start; subscriptions are counted when they are asked for */
  counts(): { appends: number; reads: number; subscriptions: number };
  /** Drops everything and starts as empty or from a file: a backup restored under running clients. */
  replaceWith(file?: string): Promise<void>;
  stop(): Promise<void>;
};

/** Larger than what may be appended: the refusal of an append comes from the server, not from gRPC. */
const MAX_MESSAGE = 17 * 1024 * 1024;

export async function startFake(options: FakeOptions = {}): Promise<Fake> {
  const { tls, version = '24.6.0.0' } = options;
  const store = openStore(options);
  let port = options.port ?? 0;
  const serving: Serving = {
    store,
    faults: newFaults(() => endAll(serving.subscriptions)),
    users: options.users,
    counts: { appends: 0, reads: 0, subscriptions: 0 },
    subscriptions: new Set(),
    appending: new Set(),
    port: () => port,
  };
  const server = new Server({ 'grpc.max_receive_message_length': MAX_MESSAGE, 'grpc.max_send_message_length': -1 });
  add(server, StreamsService, {
    read: read(serving),
    append: appendUnary(serving),
    batchAppend: batchAppend(serving),
    delete: deletion(serving, 'soft'),
    tombstone: deletion(serving, 'tombstone'),
  });
  add(server, ServerFeaturesService, { getSupportedMethods: reachable(serving, () => supportedMethods(version)) });
  add(server, GossipService, { read: reachable(serving, () => gossipRead(port)) });
  port = await bind(server, port, tls);
  return {
    url: `kurrentdb://127.0.0.1:${port}${tls ? '?tls=true&tlsVerifyCert=false' : '?tls=false'}`,
    port,
    misbehave: serving.faults.set,
    counts: () => ({ ...serving.counts }),
    replaceWith: async (file) => {
      store.replaceWith(file);
      endAll(serving.subscriptions);
      endAll(serving.appending);
    },
    stop: async () => {
      // Asked to stop first: only so is it known when the port is free.
      const stopped = new Promise<void>((resolve) => server.tryShutdown(() => resolve()));
      server.forceShutdown();
      store.close();
      await stopped;
    },
  };
}

function endAll(calls: Set<() => void>): void {
  for (const end of [...calls]) end();
}

/** A call that concerns no stream. */
function reachable<T>({ faults }: Serving, answer: () => T) {
  return async (_call: unknown, callback: (error: object | null, answer?: T) => void): Promise<void> => {
    await faults.silence();
    if (faults.outOfReach()) callback(unavailable());
    else callback(null, answer());
  };
}

function add(server: Server, service: Service, methods: Record<string, unknown>): void {
  server.addService(service as never, methods as UntypedServiceImplementation);
}

function bind(server: Server, port: number, tls: FakeOptions['tls']): Promise<number> {
  const credentials = tls
    ? ServerCredentials.createSsl(null, [{ private_key: Buffer.from(tls.key), cert_chain: Buffer.from(tls.cert) }])
    : ServerCredentials.createInsecure();
  return new Promise((resolve, reject) =>
    server.bindAsync(`127.0.0.1:${port}`, credentials, (error, bound) => (error ? reject(error) : resolve(bound))),
  );
}
