// BatchAppend: many appends on one call, each answered by its correlation id.
import type { ServerDuplexStream } from '@grpc/grpc-js';
import { batch, type Failure, MAX_APPEND_SIZE, refused, unauthenticated, unavailable } from './answers.ts';
import type { Expected } from './judge.ts';
import type { NewEvent } from './log.ts';
import { identifierOf, nameOf, proposed, sizeOnDisk, uuidOf } from './messages.ts';
import { nothing, shared, streams } from './protocol.ts';
import { rightsOf } from './rights.ts';
import type { Serving } from './serving.ts';
import type { Written } from './store.ts';

type Req = InstanceType<typeof streams.BatchAppendReq>;
type Resp = InstanceType<typeof streams.BatchAppendResp>;
type Options = InstanceType<typeof streams.BatchAppendReq.Options>;
type Pending = { stream: string; expected: Expected; until: number; events: NewEvent[]; size: number };

export function batchAppend(serving: Serving) {
  const { store, faults, counts } = serving;
  return (call: ServerDuplexStream<Req, Resp>): void => {
    const rights = rightsOf(serving.users, call.metadata);
    const pending = new Map<string, Pending>();
    let unanswered = 0;
    let over = false;
    let noMoreComes = false;

    const breakOff = (failure: Failure): void => {
      if (over) return;
      over = true;
      serving.appending.delete(cut);
      call.emit('error', failure);
    };
    const cut = (): void => breakOff(unavailable());
    serving.appending.add(cut);
    const endWhenAnswered = (): void => {
      if (!noMoreComes || unanswered > 0 || over) return;
      over = true;
      serving.appending.delete(cut);
      call.end();
    };
    const reply = async (req: Req, stream: string, fill: (resp: Resp) => Resp): Promise<void> => {
      await faults.silence();
      if (over || call.cancelled) return;
      const resp = new streams.BatchAppendResp().setCorrelationId(req.getCorrelationId());
      call.write(fill(resp.setStreamIdentifier(identifierOf(stream))));
    };

    const take = async (req: Req): Promise<void> => {
      const fail = (stream: string, error: ReturnType<typeof batch.timeout>): Promise<void> =>
        reply(req, stream, (resp) => resp.setError(error));
      const id = uuidOf(req.getCorrelationId());
      const options = req.getOptions();
      if (options) {
        const stream = nameOf(options.getStreamIdentifier());
        if (!rights.mayWrite) return await fail(stream, batch.accessDenied());
        const until = deadlineOf(options);
        if (until <= Date.now()) return await fail(stream, batch.timeout());
        if (!pending.has(id)) pending.set(id, { stream, expected: expectedOf(options), until, events: [], size: 0 });
      }
      const append = pending.get(id);
      if (!append) return;
      for (const message of req.getProposedMessagesList()) {
        let event: NewEvent;
        try {
          event = proposed(message);
        } catch (error) {
          pending.delete(id);
          return await fail(append.stream, batch.badRequest((error as Error).message));
        }
        append.events.push(event);
        append.size += sizeOnDisk(event);
      }
      if (append.size > MAX_APPEND_SIZE) {
        pending.delete(id);
        return await fail(append.stream, batch.maxAppendSizeExceeded());
      }
      if (!req.getIsFinal()) return;
      pending.delete(id);
      counts.appends++;
      const refusal = faults.refusal();
      if (refusal === 'not-ready') return await fail(append.stream, batch.notReady());
      if (refusal === 'deadline') return await fail(append.stream, batch.timeout());
      if (refusal) return breakOff(refused(refusal, serving.port()));
      const written = await store.append(append.stream, append.expected, append.events);
      const loss = written.kind === 'written' ? faults.loss() : undefined;
      if (loss === 'lose-reply') return breakOff(unavailable());
      if (loss) return;
      await reply(req, append.stream, (resp) => answer(resp, append, written));
    };

    if (!rights.known) {
      breakOff(unauthenticated());
      return;
    }
    call.on('data', async (req: Req) => {
      unanswered++;
      // Awaited only when there is one, so that appends keep their order.
      const silence = faults.silence();
      if (silence) await silence;
      if (!over && !call.cancelled) await take(req);
      unanswered--;
      endWhenAnswered();
    });
    call.on('end', () => {
      noMoreComes = true;
      endWhenAnswered();
    });
    call.on('cancelled', () => {
      over = true;
      serving.appending.delete(cut);
    });
  };
}

function answer(resp: Resp, append: Pending, written: Written): Resp {
  if (written.kind === 'deleted') return resp.setError(batch.streamDeleted(identifierOf(append.stream)));
  if (written.kind === 'wrong')
    return resp.setError(batch.wrongExpectedVersion(wrongVersion(append.expected, written.current)));
  const success = new streams.BatchAppendResp.Success();
  if (written.revision < 0) success.setNoStream(nothing());
  else success.setCurrentRevision(`${written.revision}`);
  if (written.position === undefined) return resp.setSuccess(success.setNoPosition(nothing()));
  const position = new shared.AllStreamPosition()
    .setCommitPosition(`${written.position}`)
    .setPreparePosition(`${written.position}`);
  return resp.setSuccess(success.setPosition(position));
}

function wrongVersion(expected: Expected, current: number) {
  const details = new shared.WrongExpectedVersion();
  if (current < 0) details.setCurrentNoStream(nothing());
  else details.setCurrentStreamRevision(`${current}`);
  if (expected === 'any') return details.setExpectedAny(nothing());
  if (expected === 'no-stream') return details.setExpectedNoStream(nothing());
  if (expected === 'stream-exists') return details.setExpectedStreamExists(nothing());
  return details.setExpectedStreamPosition(`${expected}`);
}

function expectedOf(options: Options): Expected {
  if (options.hasAny()) return 'any';
  if (options.hasNoStream()) return 'no-stream';
  if (options.hasStreamExists()) return 'stream-exists';
  return Number(options.getStreamPosition());
}

function deadlineOf(options: Options): number {
  const duration = options.getDeadline();
  if (duration) return Date.now() + duration.getSeconds() * 1000 + duration.getNanos() / 1e6;
  return options.getDeadline21100()?.toDate().getTime() ?? Number.POSITIVE_INFINITY;
}
