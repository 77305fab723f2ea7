// A subscription: what is there, one message that it has caught up, then what comes. As the server of KurrentDB does it,
// who cannot keep up with the live events falls behind, catches up again and is told so again.
import { randomUUID } from 'node:crypto';
import { invalidPosition, streamDeleted, unavailable } from './answers.ts';
import { filterOf } from './filter.ts';
import { LAST_REVISION, type Log, type Recorded, STREAM_DELETED } from './log.ts';
import { checkpointMessage, nameOf } from './messages.ts';
import type { Outgoing } from './outgoing.ts';
import { streams } from './protocol.ts';
import { isPlace, message, type ReadOptions } from './reading.ts';
import type { Serving } from './serving.ts';

/** Events considered at a time, and live events kept for a slow reader. */
const PAGE = 32;

/** What is subscribed to: the events after a place, and what there is to say about them. */
type Source = {
  /** index of the first event that is wanted */
  readonly from: number;
  events(): readonly Recorded[];
  wanted(record: Recorded): boolean;
  /** events considered between two checkpoints; none without a filter */
  readonly checkpointEvery: number | undefined;
};

export async function subscribe(s: { serving: Serving; options: ReadOptions; out: Outgoing }): Promise<void> {
  const { serving, options, out } = s;
  const { store } = serving;
  let wake: (() => void) | undefined;
  const cut = (): void => out.fail(unavailable());
  serving.subscriptions.add(cut);
  const forget = store.onWrite(() => wake?.());
  out.onOver(() => {
    serving.subscriptions.delete(cut);
    forget();
    wake?.();
  });
  const confirmation = new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId(randomUUID());
  await out.send(new streams.ReadResp().setConfirmation(confirmation));
  // Taken once: another log means another server, which ends every subscription.
  const log = store.log();
  const name = options.hasAll() ? undefined : nameOf(options.getStream()?.getStreamIdentifier());
  if (name !== undefined && log.lastRevision(name) === LAST_REVISION) return out.fail(streamDeleted(name));
  const source = name === undefined ? allOf(log, options) : streamOf(log, name, options);
  if (!source) return out.fail(invalidPosition());
  const { checkpointEvery, wanted } = source;

  let next = source.from;
  let told = 0;
  const checkpoint = async (): Promise<void> => {
    const position = source.events()[next - 1]?.position;
    if (checkpointEvery === undefined || position === undefined || position <= told) return;
    told = position;
    await out.send(checkpointMessage(position));
  };
  const pass = async (): Promise<boolean> => {
    const record = source.events()[next++] as Recorded;
    if (!wanted(record)) return !out.over;
    if (!(await out.send(message(record, options)))) return false;
    if (name === undefined || record.type !== STREAM_DELETED) return true;
    out.fail(streamDeleted(name));
    return false;
  };
  const catchUp = async (): Promise<boolean> => {
    const begun = next;
    while (next < source.events().length) {
      if (!(await pass())) return false;
      if (checkpointEvery && (next - begun) % checkpointEvery === 0) await checkpoint();
    }
    if (next > begun) await checkpoint();
    return await out.send(new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp()));
  };

  if (!(await catchUp())) return;
  let considered = 0;
  while (!out.over) {
    const waiting = source.events().length - next;
    if (waiting === 0)
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (out.over) resolve();
      });
    else if (waiting > PAGE) {
      await out.send(new streams.ReadResp().setFellBehind(new streams.ReadResp.FellBehind()));
      await checkpoint();
      if (!(await catchUp())) return;
    } else {
      if (!(await pass())) return;
      if (checkpointEvery && ++considered >= checkpointEvery) {
        considered = 0;
        await checkpoint();
      }
    }
  }
}

/** Exclusive: the event at the position is known already. Undefined when the position is no place in the log. */
function allOf(log: Log, options: ReadOptions): Source | undefined {
  const at = options.getAll();
  const position = at?.getPosition();
  let from = at?.hasEnd() ? log.records.length : 0;
  if (position) {
    const commit = BigInt(position.getCommitPosition());
    if (!isPlace(log, commit)) return undefined;
    from = log.indexAt(Number(commit) + 1);
  }
  const filter = options.getFilter();
  const checkpointEvery = filter && Math.max(1, filter.getCheckpointintervalmultiplier()) * (filter.getMax() || PAGE);
  return { from, events: () => log.records, wanted: filterOf(filter), checkpointEvery };
}

function streamOf(log: Log, name: string, options: ReadOptions): Source {
  const at = options.getStream();
  let from = at?.hasRevision() ? Number(at.getRevision()) + 1 : 0;
  if (at?.hasEnd()) from = log.lastRevision(name) + 1;
  const wanted = (record: Recorded): boolean => record.revision >= from && record.revision >= log.truncatedBefore(name);
  return {
    from: Math.min(from, log.stream(name).length),
    events: () => log.stream(name),
    wanted,
    checkpointEvery: undefined,
  };
}
