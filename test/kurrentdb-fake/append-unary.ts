// Append: one append per call, its events one message each. The client takes this way when it is given credentials.
import type { ServerReadableStream, sendUnaryData } from '@grpc/grpc-js';
import {
  accessDenied,
  type Failure,
  invalidArgument,
  MAX_APPEND_SIZE,
  maxAppendSizeExceeded,
  refused,
  streamDeleted,
  unauthenticated,
  unavailable,
} from './answers.ts';
import type { Expected } from './judge.ts';
import type { NewEvent } from './log.ts';
import { nameOf, proposed, sizeOnDisk } from './messages.ts';
import { shared, streams } from './protocol.ts';
import { rightsOf } from './rights.ts';
import { isGivenUp, type Serving } from './serving.ts';
import type { Written } from './store.ts';

type Req = InstanceType<typeof streams.AppendReq>;
type Resp = InstanceType<typeof streams.AppendResp>;
type Options = InstanceType<typeof streams.AppendReq.Options>;

export function appendUnary(serving: Serving) {
  const { store, faults, counts } = serving;
  return (call: ServerReadableStream<Req, Resp>, callback: sendUnaryData<Resp>): void => {
    const rights = rightsOf(serving.users, call.metadata);
    const events: NewEvent[] = [];
    let options: Options | undefined;
    let size = 0;
    let over = false;
    const settle = (failure: Failure | null, resp?: Resp): void => {
      if (over) return;
      over = true;
      serving.appending.delete(cut);
      callback(failure, resp ?? null);
    };
    const cut = (): void => settle(unavailable());
    serving.appending.add(cut);

    const finish = async (): Promise<void> => {
      await faults.silence();
      if (over || isGivenUp(call)) return;
      counts.appends++;
      if (!rights.known) return settle(unauthenticated());
      if (!rights.mayWrite) return settle(accessDenied());
      if (size > MAX_APPEND_SIZE) return settle(maxAppendSizeExceeded());
      if (!options) return settle(invalidArgument('The first message must name the stream.'));
      const refusal = faults.refusal();
      if (refusal) return settle(refused(refusal, serving.port()));
      const stream = nameOf(options.getStreamIdentifier());
      const written = await store.append(stream, expectedOf(options), events);
      const loss = written.kind === 'written' ? faults.loss() : undefined;
      if (loss === 'lose-reply') return settle(unavailable());
      if (loss) return;
      await faults.silence();
      if (written.kind === 'deleted') settle(streamDeleted(stream));
      else settle(null, answer(options, written));
    };

    call.on('data', (req: Req) => {
      options ??= req.getOptions();
      const message = req.getProposedMessage();
      if (!message) return;
      try {
        const event = proposed(message);
        size += sizeOnDisk(event);
        events.push(event);
      } catch (error) {
        settle(invalidArgument((error as Error).message));
      }
    });
    call.on('end', () => void finish());
    call.on('cancelled', () => {
      over = true;
      serving.appending.delete(cut);
    });
  };
}

function answer(options: Options, written: Exclude<Written, { kind: 'deleted' }>): Resp {
  const empty = new shared.Empty();
  if (written.kind === 'written') {
    const success = new streams.AppendResp.Success();
    if (written.revision < 0) success.setNoStream(empty);
    else success.setCurrentRevision(`${written.revision}`);
    if (written.position === undefined) return new streams.AppendResp().setSuccess(success.setNoPosition(empty));
    const position = new streams.AppendResp.Position()
      .setCommitPosition(`${written.position}`)
      .setPreparePosition(`${written.position}`);
    return new streams.AppendResp().setSuccess(success.setPosition(position));
  }
  const wrong = new streams.AppendResp.WrongExpectedVersion();
  if (written.current < 0) wrong.setCurrentNoStream(empty);
  else wrong.setCurrentRevision(`${written.current}`);
  const expected = expectedOf(options);
  if (expected === 'any') wrong.setExpectedAny(empty);
  else if (expected === 'no-stream') wrong.setExpectedNoStream(empty);
  else if (expected === 'stream-exists') wrong.setExpectedStreamExists(empty);
  else wrong.setExpectedRevision(`${expected}`);
  return new streams.AppendResp().setWrongExpectedVersion(wrong);
}

function expectedOf(options: Options): Expected {
  if (options.hasAny()) return 'any';
  if (options.hasNoStream()) return 'no-stream';
  if (options.hasStreamExists()) return 'stream-exists';
  return Number(options.getRevision());
}
