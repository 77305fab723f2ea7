// Reading once. Nothing here passes the client's own reads: they go through a native bridge that stalls some 44 ms in
// four to eight of ten, and cannot be given up.
import type { StoredEvent } from '../envelope.ts';
import type { ReadAll } from '../port.ts';
import type { Connection } from './connect.ts';
import { fromRecorded, isOurs, isPosition } from './encode.ts';
import { refusesPlace, replaced } from './faults.ts';
import { ask, type Question } from './read-call.ts';
import { retrying } from './retrying.ts';

const PAGE = 500;

/** Every event the answer holds, one after the other; who has enough stops asking. */
async function* answers(connection: Connection, question: Question, ms: number): AsyncGenerator<StoredEvent> {
  let waitMs = ms;
  for await (const said of ask({ connection, question, waitMs: () => waitMs })) {
    // Who answers is not silent: a long answer may take longer than a silence may last.
    waitMs = connection.timeLimitMs / 2;
    for (const one of said) {
      const event = one.getEvent()?.getEvent();
      if (event) yield fromRecorded(event);
    }
  }
}

async function all<T>(from: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of from) found.push(one);
  return found;
}

/** A stream as it stands, also what does not belong in it: absent, it is empty. */
export async function streamOnce(s: {
  connection: Connection;
  stream: string;
  from: number;
  count?: number;
  ms: number;
}): Promise<StoredEvent[]> {
  const { stream, from } = s;
  const question: Question = { of: 'stream', stream, from, ...(s.count === undefined ? {} : { count: s.count }) };
  return await all(answers(s.connection, question, s.ms));
}

export const readStream = (connection: Connection, stream: string, from: number): Promise<StoredEvent[]> =>
  retrying(connection, ({ left }) => streamOnce({ connection, stream, from, ms: left() }));

async function lastOnce(connection: Connection, ms: number, before?: string): Promise<StoredEvent | undefined> {
  const question: Question = { of: 'all', backwards: true, ...(before === undefined ? {} : { from: before }) };
  for await (const event of answers(connection, question, ms)) if (isOurs(event)) return event;
  return undefined;
}

/** The last of our events, or the last before a position. */
export const readLast = (connection: Connection, before?: string): Promise<StoredEvent | undefined> =>
  retrying(connection, ({ left }) => lastOnce(connection, left(), before));

/**
 * Up to what was the head when it began: while others write, a reader of everything would never be done. The server is
 * asked for no more than is wanted: what it has sent ahead of a reader who turns away was read and carried for nothing.
 */
export function readAll(connection: Connection, { after, limit = PAGE, prefixes }: ReadAll): Promise<StoredEvent[]> {
  return retrying(connection, async ({ before, left }) => {
    const head = await lastOnce(connection, left());
    const found: StoredEvent[] = [];
    if (!head || limit <= 0) return found;
    let from = after;
    try {
      while (from === undefined || from < head.position) {
        // From the event that is known already, which is among the answers.
        const count = limit - found.length + (from === undefined ? 0 : 1);
        const question = { of: 'all', count, ...(from && { from }), ...(prefixes && { prefixes }) } as const;
        let answered = 0;
        for await (const event of answers(connection, question, left())) {
          answered += 1;
          if (event.position > head.position) return found;
          if (from !== undefined && event.position <= from) continue;
          from = event.position;
          if (isOurs(event) && isWanted(event, prefixes)) found.push(event);
          if (found.length === limit) return found;
        }
        // Among as many as were asked for were some that are not ours.
        if (answered < count) return found;
      }
    } catch (error) {
      throw after !== undefined && refusesPlace(error, before > 0) ? replaced(connection.where) : error;
    }
    return found;
  });
}

export const isWanted = ({ stream }: StoredEvent, prefixes: readonly string[] | undefined): boolean =>
  prefixes === undefined || prefixes.some((prefix) => stream.startsWith(prefix));

/** The event at exactly this position. Where none begins the server fails, or answers another one. */
export async function readAt(connection: Connection, position: string): Promise<StoredEvent | undefined> {
  if (!isPosition(position)) return undefined;
  return await retrying(connection, async ({ before, left }) => {
    const head = await lastOnce(connection, left());
    if (!head || position > head.position) return undefined;
    if (position === head.position) return head;
    try {
      const [event] = await all(answers(connection, { of: 'all', from: position, everything: true, count: 1 }, left()));
      return event?.position === position && isOurs(event) ? event : undefined;
    } catch (error) {
      if (!refusesPlace(error, before > 0)) throw error;
      return undefined;
    }
  });
}
