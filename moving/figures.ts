// The second reading of a verification, which finds every figure again. It needs nothing of the first, so that a long history
// is read by both at once, each on a core of its own (cli/figures-aside.ts).
import { closeSync, openSync, readSync } from 'node:fs';
import { collectFindings, type Found } from '../audit/finding.ts';
import { type Rederived, rederive } from '../audit/rederive.ts';
import type { EventToAppend } from '../eventstore/envelope.ts';
import { type EventStore, StoreError } from '../eventstore/port.ts';
import { unjudged } from './event-lines.ts';
import { EVENT_LINES, readLines } from './line-file.ts';
import { MovingRefused } from './refused.ts';
import { historyPages, inPages } from './walk-history.ts';

export type Figures = Rederived & Found;

/** A history to be read once more, and any stream of it again. */
export type Again = {
  readonly pages: AsyncIterable<readonly EventToAppend[]> | Iterable<readonly EventToAppend[]>;
  readonly before: (stream: string, revision: number) => Events | Promise<Events>;
  readonly close?: () => void;
};
type Events = readonly EventToAppend[];

/** @param seen called after each page */
export async function findFigures({ pages, before, close }: Again, seen: (events: number) => void): Promise<Figures> {
  const findings = collectFindings();
  const again = rederive({ findings, before });
  let done = 0;
  try {
    for await (const page of pages) {
      for (const event of page) {
        const waiting = again.take(event);
        if (waiting) await waiting;
      }
      done += page.length;
      seen(done);
    }
  } catch (error) {
    // Where the first reading breaks off too, which it tells.
    if (!(error instanceof MovingRefused) && !(error instanceof StoreError && error.code === 'STORE_DAMAGED'))
      throw error;
  } finally {
    close?.();
  }
  return { ...again.result, listed: findings.listed(), counts: findings.counts() };
}

export const storeAgain = (store: EventStore, until: string | undefined): Again => ({
  pages: historyPages(store, { until }),
  before: async (stream, revision) => (await store.readStream(stream)).filter((event) => event.revision < revision),
});

/** Where each event of a file stands is remembered: a correction asks for those of its stream before it. */
export function fileAgain(path: string, named: boolean): Again {
  const file = openSync(path, 'r');
  const places = new Map<string, number[]>();
  function* remembered() {
    for (const line of readLines(path, EVENT_LINES, { named })) {
      const event = unjudged(path, line);
      const known = places.get(event.stream);
      if (known) known.push(line.at, line.bytes);
      else places.set(event.stream, [line.at, line.bytes]);
      yield event;
    }
  }
  function* earlier(stream: string, revision: number) {
    const known = places.get(stream) ?? [];
    for (let i = 0; i < known.length; i += 2) {
      const text = Buffer.alloc(known[i + 1] ?? 0);
      readSync(file, text, 0, text.length, known[i] ?? 0);
      const event = JSON.parse(text.toString('utf8')) as EventToAppend;
      if (event.revision < revision) yield event;
    }
  }
  return {
    pages: inPages(remembered()),
    before: (stream, revision) => [...earlier(stream, revision)],
    close: () => closeSync(file),
  };
}
