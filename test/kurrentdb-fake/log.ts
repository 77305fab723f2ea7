// The log of the protocol fake: every record in the order of its position, and where each stream stands.
export type Recorded = {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly json: boolean;
  /** milliseconds */
  readonly created: number;
  readonly data: Buffer;
  readonly metadata: Buffer;
};
export type NewEvent = Pick<Recorded, 'id' | 'type' | 'json' | 'data' | 'metadata'>;

/** What stands for the largest 64-bit number: the revision of a tombstone, and where a soft-deleted stream is cut. */
export const LAST_REVISION = Number.MAX_SAFE_INTEGER;
export const STREAM_DELETED = '$streamDeleted';
export const STREAM_METADATA = '$metadata';
/** Before the first event a real server has written records of its own. */
const FIRST_POSITION = 1_713;

export type Log = {
  /** in the order of their positions */
  readonly records: readonly Recorded[];
  /** the position that the next record will have */
  end(): number;
  /** Takes room in the log without an event. */
  skip(bytes: number): void;
  /** Gives the event its place. */
  place(stream: string, revision: number, event: NewEvent, created: number): Recorded;
  /** Adds what has a place; it must be later than everything there. */
  add(record: Recorded): void;
  stream(name: string): readonly Recorded[];
  /** -1 without events, LAST_REVISION after a tombstone */
  lastRevision(name: string): number;
  /** Events below this revision are not read any more. */
  truncatedBefore(name: string): number;
  /** where an event with this id was last written */
  find(id: string): Recorded | undefined;
  /** Index of the first record at or after a position. */
  indexAt(position: number): number;
};

export const metaStreamOf = (stream: string): string => `$$${stream}`;

export function newLog(): Log {
  const records: Recorded[] = [];
  const streams = new Map<string, Recorded[]>();
  const byId = new Map<string, Recorded>();
  let end = FIRST_POSITION;

  const stream = (name: string): readonly Recorded[] => streams.get(name) ?? [];
  const indexAt = (position: number): number => {
    let low = 0;
    let high = records.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((records[middle] as Recorded).position < position) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  return {
    records,
    end: () => end,
    skip: (bytes) => {
      end += bytes;
    },
    place: (name, revision, event, created) => {
      const record = { ...event, position: end, stream: name, revision, created };
      end += sizeOf(record);
      return record;
    },
    add: (record) => {
      records.push(record);
      byId.set(record.id, record);
      const of = streams.get(record.stream);
      if (of) of.push(record);
      else streams.set(record.stream, [record]);
      end = Math.max(end, record.position + sizeOf(record));
    },
    stream,
    lastRevision: (name) => {
      const own = stream(name).at(-1)?.revision ?? -1;
      if (own === LAST_REVISION || !name.startsWith('$$')) return own;
      return stream(name.slice(2)).at(-1)?.revision === LAST_REVISION ? LAST_REVISION : own;
    },
    truncatedBefore: (name) => {
      const metadata = stream(metaStreamOf(name)).at(-1);
      return metadata?.type === STREAM_METADATA ? cutOf(metadata.data) : 0;
    },
    find: (id) => byId.get(id),
    indexAt,
  };
}

/** Positions are places in a file: records have a head and a length on both sides. */
function sizeOf({ stream, type, data, metadata }: Recorded): number {
  return 85 + Buffer.byteLength(stream) + Buffer.byteLength(type) + data.length + metadata.length;
}

function cutOf(data: Buffer): number {
  try {
    const cut = (JSON.parse(data.toString()) as { $tb?: unknown } | null)?.$tb;
    return typeof cut === 'number' ? Math.min(cut, LAST_REVISION) : 0;
  } catch {
    // Metadata that is no JSON says nothing.
    return 0;
  }
}
