// One reader of the store for everybody who listens: what a stream has become is looked up once, however many hear of it.
import { setTimeout as pause } from 'node:timers/promises';
import type { Whose } from '../../domain/access/sight.ts';
import { splitStream } from '../../domain/kernel/aggregate.ts';
import { findAggregate } from '../../domain/registry.ts';
import type { ApiParts } from '../parts.ts';
import { whoseOf } from '../seeing.ts';

/** A resource as it is now. `position`: a list that is asked for with it as `Ocop-After` holds it. */
export type Change = {
  readonly resource: string;
  readonly id: string;
  readonly revision: number;
  readonly position: string;
  readonly stream: string;
  readonly whose: Whose;
};
/** @param upTo everything until there has been told */
export type Hear = (changes: readonly Change[], upTo: string) => void;

export type Hub = {
  /** Undefined: nothing has happened yet. Resolves once it hears of everything after that. */
  join(hear: Hear): Promise<{ position: string | undefined }>;
  leave(hear: Hear): void;
  /** What changed after a position; undefined where that is too much to tell, or the position is not this store's. */
  since(position: string): Promise<readonly Change[] | undefined>;
};

/** Facts that come together are told together: one command writes several, an import thousands. */
const TOGETHER_MS = 100;
const AGAIN_MS = 1000;
const PAGE = 500;
/** More than that is read anew sooner than told piece by piece. */
const MOST_SINCE = 5000;

type Parts = Pick<ApiParts, 'executor' | 'events' | 'log'>;
type Moved = { readonly stream: string; readonly position: string };

export function openHub(parts: Parts): Hub {
  const { events, executor, log } = parts;
  const hearing = new Set<Hear>();
  let reading: AbortController | undefined;
  let begun: Promise<void> = Promise.resolve();
  let told: string | undefined;

  async function changeOf({ stream, position }: Moved): Promise<Change[]> {
    const aggregate = findAggregate(stream);
    if (!aggregate) return [];
    const history = await executor.look(aggregate, splitStream(stream).id);
    const { id, revision } = history;
    if (revision < 0) return [];
    return [{ resource: aggregate.resource, id, revision, position, stream, whose: await whoseOf(parts, history) }];
  }

  /** The newest of each stream. */
  async function changesOf(moved: readonly Moved[]): Promise<readonly Change[]> {
    const newest = new Map(moved.map((one) => [one.stream, one]));
    const changes: Change[] = [];
    for (const one of newest.values()) changes.push(...(await changeOf(one)));
    return changes;
  }

  async function readFrom(after: string | undefined, signal: AbortSignal): Promise<void> {
    const failing = new AbortController();
    const until = AbortSignal.any([signal, failing.signal]);
    let waiting: Moved[] = [];
    let isTelling = false;
    let failed: unknown;
    async function tell(): Promise<void> {
      await pause(TOGETHER_MS, undefined, { signal: until });
      while (waiting.length > 0 && !until.aborted) {
        const moved = waiting;
        waiting = [];
        const changes = await changesOf(moved);
        told = moved.at(-1)?.position;
        for (const hear of [...hearing]) hear(changes, told ?? '');
      }
      isTelling = false;
    }
    for await (const delivered of events.subscribe({ ...(after === undefined ? {} : { after }), signal: until })) {
      if (delivered.kind !== 'event') continue;
      waiting.push({ stream: delivered.event.stream, position: delivered.event.position });
      if (isTelling) continue;
      isTelling = true;
      tell().catch((error) => {
        failed = error;
        failing.abort();
      });
    }
    if (failed !== undefined && !signal.aborted) throw failed;
  }

  async function keepReading(signal: AbortSignal): Promise<void> {
    while (!signal.aborted)
      try {
        await readFrom(told, signal);
      } catch (error) {
        if (signal.aborted) return;
        log.warn({ error: (error as Error).message }, 'changes: the store does not answer; trying again');
        await pause(AGAIN_MS, undefined, { signal }).catch(() => {});
      }
  }

  return {
    async join(hear) {
      hearing.add(hear);
      if (!reading) {
        const own = new AbortController();
        reading = own;
        begun = events.head().then((head) => {
          told = head?.position;
          void keepReading(own.signal);
        });
        begun.catch(() => {
          if (reading === own) reading = undefined;
        });
      }
      await begun;
      return { position: told };
    },
    leave(hear) {
      hearing.delete(hear);
      if (hearing.size > 0) return;
      reading?.abort();
      reading = undefined;
    },
    async since(position) {
      if (!(await events.at(position))) return undefined;
      const moved: Moved[] = [];
      for (let after = position; ; ) {
        const page = await events.readAll({ after, limit: PAGE });
        moved.push(...page);
        if (moved.length > MOST_SINCE) return undefined;
        if (page.length < PAGE) return changesOf(moved);
        after = page.at(-1)?.position ?? after;
      }
    },
  };
}
