// Event store → Merkle log: follows the store and takes the hash of each event in. Over an event that is not what its hash
// was made of it does not go: what is sealed to the outside is what was written.
import { setTimeout as pause } from 'node:timers/promises';
import { ENVELOPE_VERSION, hashFits, type StoredEvent } from '../eventstore/envelope.ts';
import type { EventStore } from '../eventstore/port.ts';
import { type Log, logIn } from './log.ts';
import { leafOf } from './log-entry.ts';
import type { LogHead, MerkleFile } from './merkle-file.ts';
import { continueTiles, type RightEdge, WIDTH } from './tiles.ts';

export type NotaryLog = { info(what: object, message: string): void; warn(what: object, message: string): void };

/** Why the notary went no further; it stays so until somebody has repaired it and the process is started anew. */
export type Halt =
  | { readonly why: 'hash-differs' | 'newer-envelope'; readonly at: string }
  /** a checkpoint of this store says otherwise, or more, than the store now holds */
  | { readonly why: 'sealed-otherwise' | 'shorter-than-sealed'; readonly at: string };

export type NotaryState = {
  /** entries of the log */
  readonly size: number;
  /** the newest position that was taken in */
  readonly position: string | undefined;
  readonly caughtUp: boolean;
  readonly halted: Halt | undefined;
  /** an outage of store or disk that it waits out */
  readonly trouble: string | undefined;
};

export type Notary = Log & {
  state(): NotaryState;
  stop(): Promise<void>;
};

type Parts = {
  readonly store: Pick<EventStore, 'epoch' | 'at' | 'subscribe'>;
  readonly file: MerkleFile;
  readonly log: NotaryLog;
  /** Told one after the other of what the log grew by; it answers why the notary is to go no further, if so. */
  readonly grown?: ((events: readonly StoredEvent[], caughtUp: boolean) => Promise<Halt | undefined>) | undefined;
  /** Told of each change, before anybody is told of what the log grew by. */
  readonly changed?: ((state: NotaryState) => void) | undefined;
};

const MOST_AT_ONCE = 1000;
/** What comes one by one is written together after so long. */
const SOON_MS = 100;

export function startNotary({ store, file, log, grown, changed = () => {} }: Parts): Notary {
  const stopping = new AbortController();
  const { signal } = stopping;
  let head: LogHead | undefined;
  let edge: RightEdge = continueTiles([]);
  let size = 0;
  let waiting: StoredEvent[] = [];
  let first = new Map<number, string>();
  let caughtUp = false;
  let halted: Halt | undefined;
  let trouble: string | undefined;
  let soon: NodeJS.Timeout | undefined;
  let telling: Promise<void> = Promise.resolve();
  let generation = new AbortController();
  const state = (): NotaryState => ({ size: head?.size ?? 0, position: head?.position, caughtUp, halted, trouble });

  async function goOnOrBeginAnew(): Promise<string | undefined> {
    head = file.head();
    const fits = head?.epoch === store.epoch && (await store.at(head.position))?.hash === head.hash;
    if (!fits) {
      if (head) log.info({ size: head.size }, 'notary: the log does not fit this store; it is made anew');
      file.forget();
      head = undefined;
    }
    edge = continueTiles(file.edge());
    size = head?.size ?? 0;
    [waiting, first, caughtUp] = [[], new Map(), false];
    return head?.position;
  }

  /** What was taken in is written, and then told: the telling waits for nobody who reads on. */
  function keep(): void {
    clearTimeout(soon);
    soon = undefined;
    const last = waiting.at(-1);
    const taken = waiting;
    if (last) {
      const next = { epoch: store.epoch, position: last.position, hash: last.hash, size };
      file.save(next, edge.changed(), first);
      head = next;
      [waiting, first] = [[], new Map()];
    }
    changed(state());
    if (grown && (last || caughtUp)) telling = telling.then(() => tell(taken));
  }

  async function tell(taken: readonly StoredEvent[]): Promise<void> {
    if (halted) return;
    try {
      halted = await grown?.(taken, caughtUp);
      if (halted) {
        changed(state());
        generation.abort();
      }
    } catch (error) {
      generation.abort(error);
    }
  }

  function keepSoon(): void {
    soon ??= setTimeout(() => {
      try {
        keep();
      } catch (error) {
        generation.abort(error);
      }
    }, SOON_MS);
  }

  function faultOf(event: StoredEvent): Halt | undefined {
    const at = `${event.stream}@${event.revision}`;
    if (event.v > ENVELOPE_VERSION) return { why: 'newer-envelope', at };
    return hashFits(event) ? undefined : { why: 'hash-differs', at };
  }

  async function follow(after: string | undefined): Promise<void> {
    generation = new AbortController();
    const { signal: ours } = generation;
    const until = AbortSignal.any([signal, ours]);
    for await (const delivered of store.subscribe({ ...(after === undefined ? {} : { after }), signal: until })) {
      if (delivered.kind === 'caught-up') {
        caughtUp = true;
        keep();
        continue;
      }
      const fault = faultOf(delivered.event);
      if (fault) {
        keep();
        halted ??= fault;
        break;
      }
      take(delivered.event);
      if (waiting.length >= MOST_AT_ONCE) keep();
      else keepSoon();
    }
    if (ours.aborted && !halted) throw ours.reason;
    keep();
    await telling;
  }

  function take(event: StoredEvent): void {
    if (size % WIDTH === 0) first.set(size / WIDTH, event.position);
    edge.add(leafOf(size, event.hash));
    size += 1;
    waiting.push(event);
  }

  async function live(): Promise<void> {
    for (let wait = 200; !signal.aborted && !halted; wait = Math.min(wait * 2, 10_000)) {
      try {
        const after = await goOnOrBeginAnew();
        trouble = undefined;
        await follow(after);
      } catch (error) {
        clearTimeout(soon);
        soon = undefined;
        trouble = (error as Error).message;
        changed(state());
        log.warn({ error: trouble }, 'notary: interrupted; trying again');
      }
      if (!halted) await pause(wait, undefined, { signal }).catch(() => {});
    }
    changed(state());
    if (halted) log.warn(halted, 'notary: it goes no further');
  }

  const living = live();
  return {
    ...logIn(file),
    state,
    async stop() {
      stopping.abort();
      await living;
      file.close();
    },
  };
}
