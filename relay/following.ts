// Reads the store on from the checkpoint, or from its beginning where the checkpoint does not fit, and hands on what it
// finds. The checkpoint never passes a hint that Temporal has not accepted.
import { served, workflowIdOf } from '../activities/processes.ts';
import { postOffice } from '../domain/post-office/post-office.ts';
import type { StoredEvent } from '../eventstore/envelope.ts';
import type { EventStore } from '../eventstore/port.ts';
import type { Checkpoint, RelayMemory } from './checkpoint.ts';
import { type Delivery, pauseFor, type RelayLog } from './delivery.ts';
import { concerns, concernsEverybody, endsStream, isOwnAct, isServed } from './hints.ts';
import type { HintSink } from './temporal-hints.ts';

const POST = postOffice.stream('');

type Parts = {
  store: EventStore;
  sink: HintSink;
  memory: RelayMemory;
  shape: number;
  log: RelayLog;
  /** how far behind what Temporal accepted the saved checkpoint stays, ms: it may have lost its last moments too */
  overlapMs: number;
  delivery: Delivery;
  /** the streams for which something is due now; without it everybody whom a clock concerns is told at once */
  whoIsDue?: (() => Promise<ReadonlySet<string>>) | undefined;
  stopping: AbortSignal;
};

export type Following = {
  /** Reads on from the checkpoint, or everything; answers, once at the head, how many streams were hinted. */
  run(fromStart: boolean): Promise<number>;
  /** Hints every open stream that no workflow runs for: one that was ended from outside is begun anew. */
  checkDrift(): Promise<void>;
  /** Reads on elsewhere when Temporal's database is not the one it was. */
  check(): Promise<void>;
  save(): void;
  /** the newest position that was read */
  position(): string | undefined;
  recovering(): boolean;
  /** Resolves when nothing is read any more, after `stopping` has aborted. */
  ended(): Promise<void>;
};

export function followStore(parts: Parts): Following {
  const { store, sink, memory, log, delivery, stopping } = parts;
  /** what was read, oldest first, as far as it is not yet saved as accepted */
  let read: { position: string; hash: string; at: number }[] = [];
  let recovering = false;
  let namespace = '';
  let generation = new AbortController();
  let reading: Promise<void> = Promise.resolve();
  /** who waits until what is written has been read; a later run answers those of an earlier one */
  const asking: ((hinted: number) => void)[] = [];
  const answer = (hinted: number): void => {
    for (const done of asking.splice(0)) done(hinted);
  };

  function take(event: StoredEvent, live: boolean): void {
    const { stream, revision, position, hash, commandId: because } = event;
    read.push({ position, hash, at: performance.now() });
    const hint = { revision, position, because };
    if (isServed(stream)) {
      const ends = endsStream(event);
      const opened = live && ends === false && event.actor.kind === 'workflow' && !memory.isOpen(stream);
      memory.note(stream, revision, ends);
      // What one process opens of another's and closes at once, as a letter that goes out, nobody has to follow.
      const isSettled = live && ends === true && delivery.drop(stream);
      if (live && !isSettled && !isOwnAct(event)) {
        if (opened) delivery.hold(stream, hint);
        else delivery.enqueue(stream, hint);
      }
    }
    if (!live) return;
    const others = concerns(event)
      .flatMap((prefix) => memory.open(prefix))
      .filter((open) => open.stream !== stream);
    if (parts.whoIsDue && concernsEverybody(event)) void tellEverybody(others, event, parts.whoIsDue);
    else
      for (const open of others) {
        const told = { revision: open.revision, position, because };
        // Many facts of one instant are told, and the post looks for them once.
        if (open.stream.startsWith(POST)) delivery.hold(open.stream, told);
        else delivery.enqueue(open.stream, told);
      }
  }

  /** Whom it makes something due for at once; the others when the clock stands still, as their timers have changed. */
  async function tellEverybody(
    others: readonly { stream: string; revision: number }[],
    { position, commandId: because }: StoredEvent,
    whoIsDue: () => Promise<ReadonlySet<string>>,
  ): Promise<void> {
    for (const { stream, revision } of others) delivery.enqueueUnhurried(stream, { revision, position, because });
    const due = await whoIsDue().catch(() => undefined);
    for (const { stream, revision } of others)
      if (!due || due.has(stream)) delivery.enqueue(stream, { revision, position, because });
  }

  /** The newest position before every hint that is still on its way, and at least `overlapMs` old. */
  function save(): void {
    const pending = delivery.firstWaiting();
    const old = performance.now() - parts.overlapMs;
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

  /** @param anew whether runs that are there are to be ended first */
  async function follow(after: string | undefined, anew: boolean, signal: AbortSignal): Promise<void> {
    recovering = after === undefined;
    let since = performance.now();
    for await (const delivered of store.subscribe({ ...(after === undefined ? {} : { after }), signal })) {
      if (delivered.kind === 'event') {
        take(delivered.event, !recovering);
        if (performance.now() - since > 1000) {
          since = performance.now();
          save();
        }
      } else answer(recovering ? hintEveryOpenStream(anew) : 0);
    }
  }

  /** What was asked of Temporal once: streams whose procedure is over, at the revision they had then. */
  const over = new Map<string, number>();

  const openStreams = () => served.flatMap((prefix) => memory.open(prefix));

  function hintEveryOpenStream(anew: boolean): number {
    recovering = false;
    const open = openStreams();
    if (anew) delivery.beginAnew(open.map(({ stream }) => stream));
    // Before every position: what is not yet accepted of a recovery is recovered again.
    for (const { stream, revision } of open) delivery.enqueue(stream, { revision, position: '' });
    log.info({ streams: open.length }, 'relay: every open stream is hinted');
    return open.length;
  }

  /** Comes back by itself after trouble with store or Temporal. */
  async function readOn(fromStart: boolean, signal: AbortSignal): Promise<void> {
    for (let pause = 200, all = fromStart; !signal.aborted; pause = Math.min(pause * 2, 10_000)) {
      try {
        namespace = await sink.namespaceId();
        const checkpoint = memory.checkpoint();
        const on = !all && (await fits(checkpoint));
        if (signal.aborted) return;
        const older = !checkpoint || (checkpoint.namespace === namespace && checkpoint.shape !== parts.shape);
        if (!on) {
          memory.forget();
          log.info({ reason: all ? 'asked to recover' : 'no checkpoint that fits' }, 'relay: reading the whole store');
        }
        read = [];
        // Asked to recover, a run that stands still is not left standing.
        await follow(on ? checkpoint?.position : undefined, older || all, signal);
        all = false;
      } catch (error) {
        // Every open stream is hinted by then, or has to be yet.
        all &&= recovering;
        log.warn({ error: (error as Error).message }, 'relay: interrupted; trying again');
        await pauseFor(pause, signal);
      }
    }
  }

  function run(fromStart: boolean): Promise<number> {
    generation.abort();
    generation = new AbortController();
    const signal = AbortSignal.any([stopping, generation.signal]);
    return new Promise((resolve) => {
      asking.push(resolve);
      reading = readOn(fromStart, signal);
    });
  }

  return {
    run,
    async check() {
      const present = await sink.namespaceId().catch(() => namespace);
      if (namespace !== '' && present !== namespace && !recovering && !stopping.aborted) void run(false);
    },
    async checkDrift() {
      if (recovering || stopping.aborted) return;
      const running = await sink.running();
      const unlisted = openStreams().filter(
        ({ stream, revision }) =>
          !running.has(workflowIdOf(stream)) && !delivery.has(stream) && over.get(stream) !== revision,
      );
      const missing: typeof unlisted = [];
      for (const open of unlisted) {
        const run = await sink.runOf(open.stream);
        if (run === 'over') over.set(open.stream, open.revision);
        if (run === 'none') missing.push(open);
      }
      for (const { stream, revision } of missing) delivery.enqueue(stream, { revision, position: '' });
      if (missing.length > 0) log.warn({ streams: missing.length }, 'relay: open streams that no workflow runs for');
    },
    save,
    position: () => read[read.length - 1]?.position ?? memory.checkpoint()?.position,
    recovering: () => recovering,
    async ended() {
      await reading;
      answer(0);
    },
  };
}
