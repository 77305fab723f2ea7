// What the client throws, told apart as the port does.
import { convertToCommandError, ErrorType } from '@kurrent/kurrentdb-client';
import { StoreError } from '../port.ts';
import { DeadlineExceeded } from './deadline.ts';

type ClientError = Error & { type?: string; code?: number; details?: string };

const PASSING_TYPES: readonly (string | undefined)[] = [
  ErrorType.UNAVAILABLE,
  ErrorType.DEADLINE_EXCEEDED,
  ErrorType.CANCELLED,
  ErrorType.NOT_LEADER,
  ErrorType.TIMEOUT,
];
/** gRPC: cancelled, deadline exceeded, resource exhausted, unavailable. They come without a type of the client's. */
const PASSING_CODES: readonly (number | undefined)[] = [1, 4, 8, 14];
/** What a server that is starting, or between two leaders, says without a type of its own. */
const PASSING_WORDS = /server is (not ready|too busy|busy)|no leader info|failed to discover/i;

const UNAUTHENTICATED = 16;

const WHAT_TO_DO = 'See that it runs and can be reached, or correct the host in OCOP_STORE_URL.';

export const typed = (error: unknown): ClientError => {
  try {
    return convertToCommandError(error as Error) as ClientError;
  } catch {
    return error as ClientError;
  }
};

/** Another attempt may succeed. */
export function passes(thrown: unknown): boolean {
  if (thrown instanceof DeadlineExceeded) return true;
  if (thrown instanceof StoreError) return false;
  const error = typed(thrown);
  return (
    PASSING_TYPES.includes(error.type) || PASSING_CODES.includes(error.code) || PASSING_WORDS.test(error.message ?? '')
  );
}

/** What a server says where no event begins: unknown, invalid argument, out of range. */
const NO_PLACE_CODES: readonly (number | undefined)[] = [2, 3, 11];
/** Internal and data loss: it may have stumbled over the place or over itself. */
const STUMBLED_CODES: readonly (number | undefined)[] = [13, 15];

/** No event begins at the place asked for. A deadline exceeded and a broken connection never say so. */
export function refusesPlace(thrown: unknown, again: boolean): boolean {
  const { code } = typed(thrown);
  return (NO_PLACE_CODES.includes(code) && !passes(thrown)) || (again && STUMBLED_CODES.includes(code));
}

export const isType = (thrown: unknown, type: ErrorType): boolean => typed(thrown).type === type;

export const replaced = (where: string): StoreError =>
  new StoreError(
    'STORE_REPLACED',
    `The event store at ${where} holds another history than before: what was read last is not there any more. A backup was restored; what was built from the old history must be built again.`,
  );

/** @param where hosts of the store: the connection string itself holds a password */
export function faultOf(thrown: unknown, where: string): StoreError {
  if (thrown instanceof DeadlineExceeded)
    return new StoreError('STORE_UNAVAILABLE', `The event store at ${where} does not answer. ${WHAT_TO_DO}`);
  if (thrown instanceof StoreError) return thrown;
  const error = typed(thrown);
  const because = { cause: error };
  switch (error.type) {
    case ErrorType.ACCESS_DENIED:
      return error.code === UNAUTHENTICATED
        ? new StoreError(
            'STORE_CREDENTIALS_WRONG',
            `The event store at ${where} does not accept the user and password. Correct them in OCOP_STORE_URL.`,
            because,
          )
        : new StoreError(
            'STORE_RIGHTS_MISSING',
            `The event store at ${where} refuses this user. Give it the right to read $all, and to read and write its streams.`,
            because,
          );
    case ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED:
      return new StoreError('EVENT_TOO_LARGE', `The event store at ${where} takes no append of this size.`, because);
    case ErrorType.STREAM_DELETED:
    case ErrorType.STREAM_TOMBSTONED:
      return new StoreError(
        'STORE_DAMAGED',
        `A stream was deleted in the event store at ${where}: its facts are gone. Restore a backup.`,
        because,
      );
    default:
      return new StoreError(
        'STORE_UNAVAILABLE',
        `The event store at ${where} cannot be used: ${error.message}. ${WHAT_TO_DO}`,
        because,
      );
  }
}
