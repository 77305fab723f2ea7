// The read models as they stood at the end of a past day: made of what had been recorded by then, in a file of their own, and
// kept for whoever asks again. Nothing that is recorded later changes them, as no fact is recorded before the ones it follows.
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { StoredEvent } from '../eventstore/envelope.ts';
import type { EventStore } from '../eventstore/port.ts';
import { removeDatabase } from '../sqlite/remove-database.ts';
import type { Log } from './engine/control.ts';
import { openReadModels, type ReadModels } from './read-models.ts';

/** Days whose read models lie there at once; whoever asks for another one takes the place of the one unasked for longest. */
const MOST_KEPT = 4;
/** How long whoever asks first waits before they are told to come again. */
const PATIENCE_MS = 5000;
const PAGE = 500;

export type Past = {
  readonly models: ReadModels;
  /** facts recorded since, and those of them that are dated by then */
  readonly later: { readonly facts: number; readonly ofThen: number };
};
export type PastModels = {
  /** Undefined while they are being made. @param at RFC 3339 UTC, in the past */
  at(at: string): Promise<Past | undefined>;
  stop(): Promise<void>;
};

type Parts = { store: EventStore; folder: string; log: Log };

/** @param folder for their files alone: emptied, as nobody knows of what is left there from another run */
export function openPastModels({ store, folder, log }: Parts): PastModels {
  rmSync(folder, { recursive: true, force: true });
  const kept = new Map<string, Promise<Opened>>();
  let opening: Promise<unknown> = Promise.resolve();
  let stopped = false;

  /** One after the other: each reads the whole history. */
  function open(at: string): Promise<Opened> {
    const opened = opening
      .catch(() => {})
      .then(async (): Promise<Opened> => {
        if (stopped) throw new Error('the past read models stopped');
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        const past = storeAsOf(store, at);
        const file = join(folder, `${at.replace(/[:.]/g, '-')}.sqlite`);
        const models = await openReadModels({ store: past.store, file, clock: () => at, log });
        while (!stopped && !models.health().every(({ state }) => state === 'live')) await pause(20);
        return { past: { models, later: past.later }, file };
      });
    opening = opened;
    return opened;
  }

  async function close(opened: Promise<Opened>): Promise<void> {
    const found = await opened.catch(() => undefined);
    if (!found) return;
    await found.past.models.stop();
    removeDatabase(found.file);
  }

  return {
    async at(at) {
      const known = kept.get(at) ?? open(at);
      kept.delete(at);
      kept.set(at, known);
      known.catch(() => kept.delete(at));
      const [oldest] = kept;
      if (kept.size > MOST_KEPT && oldest) {
        kept.delete(oldest[0]);
        void close(oldest[1]);
      }
      return Promise.race([known.then(({ past }) => past), pause(PATIENCE_MS, undefined, { ref: false })]);
    },
    async stop() {
      stopped = true;
      await Promise.all([...kept.values()].map(close));
    },
  };
}

type Opened = { readonly past: Past; readonly file: string };

/** A store as if nothing had been recorded after a moment. */
function storeAsOf(store: EventStore, at: string) {
  const later = { facts: 0, ofThen: 0 };
  let counted = '';
  const isKnown = ({ recordedAt }: StoredEvent): boolean => recordedAt <= at;
  function count(events: readonly StoredEvent[]): void {
    for (const event of events) {
      if (event.position <= counted) continue;
      counted = event.position;
      if (isKnown(event)) continue;
      later.facts += 1;
      if (event.occurredAt <= at) later.ofThen += 1;
    }
  }
  const past: EventStore = {
    ...store,
    readStream: async (stream, from) => (await store.readStream(stream, from)).filter(isKnown),
    async readAll({ after, limit = PAGE, ...which } = {}) {
      const found: StoredEvent[] = [];
      for (let from = after; ; ) {
        const page = await store.readAll({ ...which, limit, ...(from === undefined ? {} : { after: from }) });
        count(page);
        found.push(...page.filter(isKnown));
        from = page.at(-1)?.position;
        if (page.length < limit || found.length >= limit) return found.slice(0, limit);
      }
    },
    async *subscribe({ signal, after }) {
      yield { kind: 'caught-up', position: after };
      if (!signal.aborted) await once(signal, 'abort');
    },
  };
  return { store: past, later };
}
