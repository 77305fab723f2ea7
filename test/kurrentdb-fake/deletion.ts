// Delete (the stream can be begun again) and Tombstone (it cannot).
import type { ServerUnaryCall, sendUnaryData } from '@grpc/grpc-js';
import { accessDenied, refused, streamDeleted, unauthenticated, wrongExpectedVersion } from './answers.ts';
import type { Expected } from './judge.ts';
import { nameOf } from './messages.ts';
import { streams } from './protocol.ts';
import { rightsOf } from './rights.ts';
import { isGivenUp, type Serving } from './serving.ts';

type Req = InstanceType<typeof streams.DeleteReq> | InstanceType<typeof streams.TombstoneReq>;
type Resp = InstanceType<typeof streams.DeleteResp> | InstanceType<typeof streams.TombstoneResp>;

/** Numbers that stand for an expectation without a revision. */
const WITHOUT_REVISION = { 'no-stream': -1, any: -2, 'stream-exists': -4 } as const;

export function deletion(serving: Serving, how: 'soft' | 'tombstone') {
  return async (call: ServerUnaryCall<Req, Resp>, callback: sendUnaryData<Resp>): Promise<void> => {
    const { faults, store } = serving;
    await faults.silence();
    if (isGivenUp(call)) return;
    const rights = rightsOf(serving.users, call.metadata);
    if (!rights.known) return callback(unauthenticated());
    if (!rights.mayWrite) return callback(accessDenied());
    const refusal = faults.refusal();
    if (refusal) return callback(refused(refusal, serving.port()));
    const options = call.request.getOptions();
    const stream = nameOf(options?.getStreamIdentifier());
    const expected = expectedOf(options);
    const written = await store.remove(stream, expected, how);
    await faults.silence();
    if (written.kind === 'deleted') return callback(streamDeleted(stream));
    if (written.kind === 'wrong') {
      const number = typeof expected === 'number' ? expected : WITHOUT_REVISION[expected];
      return callback(wrongExpectedVersion(stream, number, written.current));
    }
    const place = `${written.position}`;
    if (how === 'tombstone') {
      const position = new streams.TombstoneResp.Position().setCommitPosition(place).setPreparePosition(place);
      return callback(null, new streams.TombstoneResp().setPosition(position));
    }
    const position = new streams.DeleteResp.Position().setCommitPosition(place).setPreparePosition(place);
    callback(null, new streams.DeleteResp().setPosition(position));
  };
}

function expectedOf(options: ReturnType<Req['getOptions']>): Expected {
  if (options?.hasRevision()) return Number(options.getRevision());
  if (options?.hasNoStream()) return 'no-stream';
  return options?.hasStreamExists() ? 'stream-exists' : 'any';
}
