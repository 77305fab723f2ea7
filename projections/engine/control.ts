import { CodedError } from '../../domain/kernel/coded-error.ts';

export type Quarantined = {
  readonly stream: string;
  /** revision of the event that could not be taken in; later ones of the stream wait behind it */
  readonly revision: number;
  readonly error: string;
};

export type Skipped = {
  readonly stream: string;
  readonly revision: number;
  readonly reason: string;
  readonly at: string;
  /** who had it left out */
  readonly by: string;
};

/** What somebody had done to a read model, and why: kept in its file as long as that lasts. */
export type Intervention = {
  readonly name: string;
  readonly what: 'rebuild' | 'retry' | 'skip';
  readonly stream?: string;
  readonly revision?: number;
  readonly reason?: string;
  readonly at: string;
  readonly by: string;
};

export type ProjectionHealth = {
  readonly name: string;
  /** the declared one, and the digest of what it makes of history */
  readonly version: string;
  /** `building`: nothing can be read yet; `rebuilding`: the tables of before are read until the new ones are complete */
  readonly state: 'live' | 'building' | 'rebuilding';
  /** position of the last event taken in */
  readonly position: string | undefined;
  /** false while history is being caught up with */
  readonly caughtUp: boolean;
  /** false while the hashes of what was built fast are still being checked */
  readonly inspected: boolean;
  readonly quarantined: readonly Quarantined[];
  readonly skipped: readonly Skipped[];
  /** why it stands still at the moment; it tries again by itself */
  readonly fault?: string;
};

export type Mended = 'mended' | 'still-failing' | 'not-quarantined';

export type ProjectionControl = {
  /** Whether every read model has taken in the event at that position, within so many ms. */
  waitFor(position: string, ms: number): Promise<boolean>;
  /** Builds one anew beside the present tables; resolves once switched. `by`: whose wish it is, as in the two below. */
  rebuild(name: string, by: string): Promise<void>;
  retry(name: string, stream: string, by: string): Promise<Mended>;
  /** Leaves out the event that failed, as long as the version lasts, and goes on with the later ones of its stream. */
  skip(name: string, stream: string, why: { reason: string; by: string }): Promise<Mended>;
  /** The newest first. */
  interventions(): readonly Intervention[];
  health(): readonly ProjectionHealth[];
  /** After it no query may be asked. */
  stop(): Promise<void>;
};

/** Fields first, message last, as pino takes them. */
export type Log = {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};

/** Asked before its tables are complete: an outage of some seconds, not an answer. */
export class ReadModelBuilding extends CodedError<'READ_MODEL_BUILDING'> {
  constructor(projection: string, options?: ErrorOptions) {
    super('READ_MODEL_BUILDING', `The read model ${projection} is still being built. Ask again in a moment.`, options);
  }
}
