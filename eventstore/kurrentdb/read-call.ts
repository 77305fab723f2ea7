// The read call of the protocol: one stream or all, forwards or backwards, once or live, and cancelled when given up.
import shared from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import grpc from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb.js';
import streams, {
  type ReadReq,
  type ReadResp,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import type { Connection } from './connect.ts';
import { closedError, DeadlineExceeded, withDeadline } from './deadline.ts';
import { placeOf } from './encode.ts';

export type Question =
  | { readonly of: 'stream'; readonly stream: string; readonly from: number; readonly count?: number }
  | {
      readonly of: 'all';
      /** inclusive forwards, exclusive backwards and when `live`; from the beginning (backwards: the end) when absent */
      readonly from?: string;
      readonly backwards?: boolean;
      readonly live?: boolean;
      readonly prefixes?: readonly string[];
      /** system events as well: what stands at a position must not be passed over */
      readonly everything?: boolean;
      readonly count?: number;
    };

const NOT_OF_THE_SYSTEM = '^[^$]';
/** Events looked at before a page that holds none of ours is answered. */
const SEARCH_WINDOW = 500;
/** As many windows lie between two checkpoints. */
const CHECKPOINT_EVERY = 10;
const EVERYTHING = String(Number.MAX_SAFE_INTEGER);

/**
 * What the server says, a handful at a time. It is asked for more only when the last handful was taken, so that a slow
 * consumer holds little. Ends when the server ends it or the signal aborts; throws what the client throws, and
 * `DeadlineExceeded` when nothing comes for `waitMs()` ms.
 */
export async function* ask(a: {
  connection: Connection;
  question: Question;
  /** ms; for ever when undefined */
  waitMs: () => number | undefined;
  signal?: AbortSignal;
}): AsyncGenerator<readonly ReadResp[]> {
  const { connection, signal } = a;
  const { life } = connection;
  if (life.over) throw closedError();
  if (signal?.aborted) return;
  const wire = connection.wire();
  const request = requestOf(a.question);
  const begun = wire.inner.GRPCStreamCreator(grpc.StreamsClient, 'read', (client) =>
    client.read(request, ...(wire.inner.callArguments({ requiresLeader: true }, { deadline: Infinity }) as [])),
  )();
  const call = await withDeadline({
    ms: a.waitMs() ?? connection.timeLimitMs,
    life,
    work: begun,
    late: (unwanted) => unwanted.cancel(),
  });
  let failure: unknown;
  let ended = false;
  let wake = () => {};
  const end = () => {
    ended = true;
    wake();
  };
  const cancel = () => {
    call.cancel();
    wake();
  };
  call.on('readable', () => wake());
  call.on('end', end);
  call.on('error', (error: unknown) => {
    failure = error;
    end();
  });
  const forget = life.onEnd(() => queueMicrotask(cancel));
  signal?.addEventListener('abort', cancel);
  try {
    while (!life.over && !signal?.aborted) {
      const said: ReadResp[] = [];
      for (let one = call.read(); one !== null; one = call.read()) said.push(one as ReadResp);
      if (said.length > 0) {
        wire.heardAt = performance.now();
        yield said;
        continue;
      }
      if (failure !== undefined) throw failure;
      if (ended) return;
      await new Promise<void>((resolve, reject) => {
        const ms = a.waitMs();
        const timer = ms === undefined ? undefined : setTimeout(() => reject(new DeadlineExceeded(ms)), ms);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
        if (ended || life.over || signal?.aborted) wake();
      });
    }
    // What was cut short must not pass for an answer.
    if (life.over) throw closedError();
  } finally {
    signal?.removeEventListener('abort', cancel);
    forget();
    call.cancel();
  }
}

function requestOf(question: Question): ReadReq {
  const { Options } = streams.ReadReq;
  const options = new Options();
  options.setUuidOption(new Options.UUIDOption().setString(new shared.Empty()));
  options.setResolveLinks(false);
  options.setReadDirection(Options.ReadDirection.FORWARDS);
  if (question.of === 'stream') {
    options.setNoFilter(new shared.Empty());
    options.setCount(String(question.count ?? EVERYTHING));
    options.setStream(
      new Options.StreamOptions()
        .setStreamIdentifier(
          new shared.StreamIdentifier().setStreamName(Buffer.from(question.stream).toString('base64')),
        )
        .setRevision(String(question.from)),
    );
    return new streams.ReadReq().setOptions(options);
  }
  if (question.backwards) options.setReadDirection(Options.ReadDirection.BACKWARDS);
  if (question.live) options.setSubscription(new Options.SubscriptionOptions());
  else options.setCount(String(question.count ?? EVERYTHING));
  if (question.everything) options.setNoFilter(new shared.Empty());
  else options.setFilter(filterOf(question.prefixes));
  const all = new Options.AllOptions();
  if (question.from !== undefined) {
    const { commit, prepare } = placeOf(question.from);
    all.setPosition(new Options.Position().setCommitPosition(commit).setPreparePosition(prepare));
  } else if (question.backwards) all.setEnd(new shared.Empty());
  else all.setStart(new shared.Empty());
  options.setAll(all);
  return new streams.ReadReq().setOptions(options);
}

function filterOf(prefixes: readonly string[] = []) {
  const { FilterOptions } = streams.ReadReq.Options;
  const wanted = new FilterOptions.Expression();
  if (prefixes.length > 0) wanted.setPrefixList([...prefixes]);
  else wanted.setRegex(NOT_OF_THE_SYSTEM);
  return new FilterOptions()
    .setStreamIdentifier(wanted)
    .setMax(SEARCH_WINDOW)
    .setCheckpointintervalmultiplier(CHECKPOINT_EVERY);
}
