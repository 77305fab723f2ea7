// The errors of the server, with the codes, sentences and trailers by which the client tells them apart.
import { status as code, Metadata, type StatusObject } from '@grpc/grpc-js';
import type { Refusing } from './faults.ts';
import { nothing, packed, shared, status } from './protocol.ts';

export type Failure = Pick<StatusObject, 'code' | 'details' | 'metadata'>;

export const MAX_APPEND_SIZE = 1_048_576;

function failure(kind: code, details: string, trailers: Record<string, string> = {}): Failure {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(trailers)) metadata.set(name, value);
  return { code: kind, details, metadata };
}

export const unavailable = (why = 'Connection dropped'): Failure => failure(code.UNAVAILABLE, why);
export const accessDenied = (): Failure =>
  failure(code.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });
export const unauthenticated = (): Failure => failure(code.UNAUTHENTICATED, 'Bad gRPC response. HTTP status code: 401');
export const streamDeleted = (stream: string): Failure =>
  failure(code.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });
export const wrongExpectedVersion = (stream: string, expected: number, current: number): Failure =>
  failure(
    code.FAILED_PRECONDITION,
    `Delete failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${expected}, Actual version: ${current}`,
    {
      exception: 'wrong-expected-version',
      'stream-name': stream,
      'expected-version': `${expected}`,
      'actual-version': `${current}`,
    },
  );
export const maxAppendSizeExceeded = (): Failure =>
  failure(code.INVALID_ARGUMENT, `Maximum Append Size of ${MAX_APPEND_SIZE} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': `${MAX_APPEND_SIZE}`,
  });
/** What a read of `$all` says of a position between two events: nothing that could be told from trouble. */
export const unreadablePosition = (): Failure => failure(code.UNKNOWN, 'Unexpected ReadAllResult: Error');
export const invalidPosition = (): Failure =>
  failure(code.INVALID_ARGUMENT, 'Trying to read from an invalid position.');
export const invalidArgument = (what: string): Failure => failure(code.INVALID_ARGUMENT, what);

export function refused(by: Refusing, port: number): Failure {
  if (by === 'unavailable') return unavailable();
  if (by === 'not-ready') return unavailable('Server Is Not Ready');
  if (by === 'deadline') return failure(code.DEADLINE_EXCEEDED, 'Deadline Exceeded');
  return failure(code.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': '127.0.0.1',
    'leader-endpoint-port': `${port}`,
  });
}

/** Errors of one append among others on the same call. */
export const batch = {
  notReady: () => answer('Server Is Not Ready', nothing(), 'google.protobuf.Empty'),
  timeout: () => answer('Timeout', new shared.Timeout(), 'event_store.client.Timeout'),
  accessDenied: () => answer('Access Denied', new shared.AccessDenied(), 'event_store.client.AccessDenied'),
  badRequest: (why: string) => answer(why, new shared.BadRequest().setMessage(why), 'event_store.client.BadRequest'),
  streamDeleted: (identifier: InstanceType<typeof shared.StreamIdentifier>) =>
    answer(
      'Stream is deleted',
      new shared.StreamDeleted().setStreamIdentifier(identifier),
      'event_store.client.StreamDeleted',
    ),
  maxAppendSizeExceeded: () =>
    answer(
      'Maximum Append Size Exceeded',
      new shared.MaximumAppendSizeExceeded().setMaxappendsize(MAX_APPEND_SIZE),
      'event_store.client.MaximumAppendSizeExceeded',
    ),
  wrongExpectedVersion: (details: InstanceType<typeof shared.WrongExpectedVersion>) =>
    answer('Wrong Expected Version', details, 'event_store.client.WrongExpectedVersion'),
};

function answer(message: string, details: Parameters<typeof packed>[0], typeName: string) {
  return new status.Status().setCode(2).setMessage(message).setDetails(packed(details, typeName)) as InstanceType<
    typeof status.Status
  >;
}
