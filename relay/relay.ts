// Event store → Temporal, the only part that starts workflows. Hints are coalesced to the newest revision per stream;
// a failure retries that stream alone, and the checkpoint never passes a hint that Temporal has not accepted.

import { served } from '../activities/processes.ts';
import type { StoredEvent } from '../eventstore/envelope.ts';
import type { EventStore } from '../eventstore/port.ts';
import type { Checkpoint, RelayMemory } from './checkpoint.ts';
import { concerns, endsStream, isOwnAct, isServed } from './hints.ts';
import type { HintSink } from './temporal-hints.ts';

export type RelayLog = { info(what: object, message: string): void; warn(what: object, message: string): void };

type Parts = {
  store: EventStore;
  sink: HintSink;
  memory: RelayMemory;
  shape: number;
  log: RelayLog;
  /** hints under way at once */
  width?: number;
  /** how far behind what Temporal accepted the saved checkpoint stays, ms: it may have lost its last moments too */
  overlapMs?: number;
};

export type Relay = {
  /** Notices a Temporal that has lost its database; called by itself every few seconds. */
  check(): Promise<void>;
  /** Reads to the head and hints every open stream once: the recovery after any loss of Temporal. */
  recover(): Promise<{ hinted: number }>;
  /** Resolves when everything written so far has been accepted by Temporal. */
  idle(): Promise<void>;
  state(): {
    position: string | undefined;
    waiting: number;
    failing: { stream: string; message: string }[];
    recovering: boolean;
  };
  stop(): Promise<void>;
};

type Hint = { revision: number; position: string; hash: string };

export async function startRelay(parts: Parts): Promise<Relay> {
  const { store, sink, memory, log, width = 24, overlapMs = 30_000 } = parts;
  const stopping = new AbortController();
  const waiting = new Map<string, Hint>();
  const underWay = new Map<string, Hint>();
  const failing = new Map<string, string>();
  const settled: (() => void)[] = [];
  /** what was read, oldest first, as far as it is not yet saved as accepted */
  let read: { position: string; hash: string; at: number }[] = [];
  let recovering = false;
  /** streams whose run may be of an older shape */
  const replace = new Set<string>();
  let namespace = '';
  let generation = new AbortController();
  let reading: Promise<void> = Promise.resolve();
  /** who waits until what is written has been read; a later run answers those of an earlier one */
  const asking: ((hinted: number) => void)[] = [];
  const answer = (hinted: number): void => {
    for (const done of asking.splice(0)) done(hinted);
  };

  function enqueue(stream: string, hint: Hint): void {
    const known = waiting.get(stream);
    waiting.set(stream, known && known.revision > hint.revision ? { ...known, position: known.position } : hint);
    pump();
  }

  function pump(): void {
    for (const [stream, hint] of waiting) {
      if (underWay.size >= width) return;
      if (underWay.has(stream)) continue;
      waiting.delete(stream);
      underWay.set(stream, hint);
      void deliver(stream, hint);
    }
    if (waiting.size === 0 && underWay.size === 0) for (const done of settled.splice(0)) done();
  }

  async function deliver(stream: string, hint: Hint): Promise<void> {
    for (let pause = 100; !stopping.signal.aborted; pause = Math.min(pause * 2, 5000)) {
      try {
        if (replace.has(stream)) await sink.replaceOlderShape(stream);
        replace.delete(stream);
        await sink.send(stream, hint.revision);
        failing.delete(stream);
        break;
      } catch (error) {
        if (!failing.has(stream))
          log.warn({ stream, error: (error as Error).message }, 'a hint was not accepted by Temporal; trying again');
        failing.set(stream, (error as Error).message);
        await pauseFor(pause, stopping.signal);
      }
    }
    underWay.delete(stream);
    pump();
  }

  function take(event: StoredEvent, live: boolean): void {
    const { stream, revision, position, hash } = event;
    read.push({ position, hash, at: performance.now() });
    if (isServed(stream)) {
      const ended = endsStream(event);
      if (ended !== undefined) memory.note(stream, revision, ended);
      if (live && !isOwnAct(event)) enqueue(stream, { revision, position, hash });
    }
    if (!live) return;
    for (const prefix of concerns(event))
      for (const open of memory.open(prefix))
        if (open.stream !== stream) enqueue(open.stream, { revision: open.revision, position, hash });
  }

  /** The newest position before every hint that is still on its way, and at least `overlapMs` old. */
  function save(): void {
    const pending = [...waiting.values(), ...underWay.values()].map((h) => h.position).sort()[0];
    const old = performance.now() - overlapMs;
    const accepted = read.filter((r) => r.at <= old && (pending === undefined || r.position < pending));
    const last = accepted[accepted.length - 1];
    if (!last || recovering) return;
    memory.save({ epoch: store.epoch, position: last.position, hash: last.hash, namespace, shape: parts.shape });
    read = read.filter((r) => r.position > last.position);
  }

  async function fits(checkpoint: Checkpoint | undefined): Promise<boolean> {
    if (
      !checkpoint ||
      checkpoint.epoch !== store.epoch ||
      checkpoint.namespace !== namespace ||
      checkpoint.shape !== parts.shape
    )
      return false;
    return (await store.at(checkpoint.position))?.hash === checkpoint.hash;
  }

  async function follow(
    after: string | undefined,
    older: boolean,
    signal: AbortSignal,
    onCaughtUp: (hinted: number) => void,
  ): Promise<void> {
    recovering = after === undefined;
    let since = performance.now();
    for await (const delivery of store.subscribe({ ...(after === undefined ? {} : { after }), signal })) {
      if (delivery.kind === 'event') {
        take(delivery.event, !recovering);
        if (performance.now() - since > 1000) {
          since = performance.now();
          save();
        }
      } else if (recovering) {
        recovering = false;
        const open = served.flatMap((prefix) => memory.open(prefix));
        if (older) for (const { stream } of open) replace.add(stream);
        // Before every position: what is not yet accepted of a recovery is recovered again.
        for (const { stream, revision } of open) enqueue(stream, { revision, position: '', hash: '' });
        log.info({ streams: open.length }, 'relay: every open stream is hinted');
        onCaughtUp(open.length);
      } else onCaughtUp(0);
    }
  }

  /** Reads on from the checkpoint, or everything; comes back by itself after trouble with store or Temporal. */
  function run(fromStart: boolean): Promise<number> {
    generation.abort();
    generation = new AbortController();
    const signal = AbortSignal.any([stopping.signal, generation.signal]);
    return new Promise((resolve) => {
      asking.push(resolve);
      reading = (async () => {
        for (let pause = 200, all = fromStart; !signal.aborted; pause = Math.min(pause * 2, 10_000)) {
          try {
            namespace = await sink.namespaceId();
            const checkpoint = memory.checkpoint();
            const on = !all && (await fits(checkpoint));
            if (signal.aborted) return;
            const older = !checkpoint || (checkpoint.namespace === namespace && checkpoint.shape !== parts.shape);
            if (!on) {
              memory.forget();
              log.info(
                { reason: all ? 'asked to recover' : 'no checkpoint that fits' },
                'relay: reading the whole store',
              );
            }
            read = [];
            await follow(on ? checkpoint?.position : undefined, older, signal, answer);
            all = false;
          } catch (error) {
            log.warn({ error: (error as Error).message }, 'relay: interrupted; trying again');
            await pauseFor(pause, signal);
          }
        }
      })();
    });
  }

  /** Temporal may have come back with another database while we ran: then nothing of what it accepted is there. */
  async function check(): Promise<void> {
    const present = await sink.namespaceId().catch(() => namespace);
    if (namespace !== '' && present !== namespace && !recovering && !stopping.signal.aborted) void run(false);
  }

  const saving = setInterval(save, 1000);
  const checking = setInterval(check, 5000);
  saving.unref();
  checking.unref();
  void run(false);

  return {
    check,
    async recover() {
      return { hinted: await run(true) };
    },
    async idle() {
      const head = await store.head();
      while (
        head &&
        (recovering || (read[read.length - 1]?.position ?? memory.checkpoint()?.position ?? '') < head.position)
      )
        await pauseFor(5, stopping.signal);
      if (waiting.size + underWay.size > 0) await new Promise<void>((resolve) => settled.push(resolve));
    },
    state: () => ({
      position: read[read.length - 1]?.position ?? memory.checkpoint()?.position,
      waiting: waiting.size + underWay.size,
      failing: [...failing].map(([stream, message]) => ({ stream, message })),
      recovering,
    }),
    async stop() {
      clearInterval(saving);
      clearInterval(checking);
      save();
      stopping.abort();
      await reading;
      answer(0);
      memory.close();
    },
  };
}

function pauseFor(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}
