import { CodedError } from '../../domain/kernel/coded-error.ts';

export type StartErrorCode =
  | 'TEMPORAL_BINARY_MISSING'
  | 'TEMPORAL_PORT_TAKEN'
  | 'TEMPORAL_ENDED_AT_START'
  | 'TEMPORAL_NOT_READY';

/** Temporal could not be started. The message is for a person and carries the last lines of the server's own log. */
export class TemporalStartError extends CodedError<StartErrorCode> {}
