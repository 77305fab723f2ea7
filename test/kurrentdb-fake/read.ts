// Read: of one stream or of $all, forwards or backwards, once or as a subscription.
import { accessDenied, refused, streamDeleted, unauthenticated, unreadablePosition } from './answers.ts';
import { filterOf } from './filter.ts';
import { LAST_REVISION, type Log, type Recorded } from './log.ts';
import { identifierOf, nameOf } from './messages.ts';
import { type Outgoing, outgoing, type ReadCall } from './outgoing.ts';
import { streams } from './protocol.ts';
import { isPlace, message, type ReadOptions } from './reading.ts';
import { rightsOf } from './rights.ts';
import type { Serving } from './serving.ts';
import { subscribe } from './subscribe.ts';

type Once = { options: ReadOptions; log: Log; out: Outgoing };

export function read(serving: Serving) {
  return async (call: ReadCall): Promise<void> => {
    const { faults, counts, store } = serving;
    const out = outgoing(call, faults);
    await faults.silence();
    if (out.over) return;
    const options = call.request.getOptions() ?? new streams.ReadReq.Options();
    const isSubscription = options.hasSubscription();
    if (isSubscription) counts.subscriptions++;
    else counts.reads++;
    const rights = rightsOf(serving.users, call.metadata);
    if (!rights.known) return out.fail(unauthenticated());
    if (!rights.mayRead || (options.hasAll() && !rights.mayReadAll)) return out.fail(accessDenied());
    const refusal = faults.refusal();
    if (refusal) return out.fail(refused(refusal, serving.port()));
    if (isSubscription) return await subscribe({ serving, options, out });
    if (options.hasAll()) return await readAll({ options, log: store.log(), out });
    await readStream({ options, log: store.log(), out });
  };
}

async function readStream({ options, log, out }: Once): Promise<void> {
  const from = options.getStream();
  const name = nameOf(from?.getStreamIdentifier());
  const last = log.lastRevision(name);
  const first = log.truncatedBefore(name);
  if (last === LAST_REVISION) return out.fail(streamDeleted(name));
  if (last < 0 || first === LAST_REVISION) {
    const missing = new streams.ReadResp.StreamNotFound().setStreamIdentifier(identifierOf(name));
    await out.send(new streams.ReadResp().setStreamNotFound(missing));
    return out.end();
  }
  const asked = from?.hasRevision() ? Number(from.getRevision()) : undefined;
  const backwards = options.getReadDirection() === 1;
  const told = (options.getControlOption()?.getCompatibility() ?? 0) >= 1;
  const all = log.stream(name);
  let start: number;
  if (backwards) start = from?.hasStart() ? 0 : Math.min(asked ?? last, last);
  else start = from?.hasEnd() ? last + 1 : Math.max(asked ?? 0, first);
  if (told && !backwards && start > (asked ?? 0) && start > last)
    await out.send(new streams.ReadResp().setFirstStreamPosition(`${start}`));
  const step = backwards ? -1 : 1;
  let count = countOf(options);
  for (let i = start; i >= first && i <= last && count > 0; i += step, count--)
    if (!(await out.send(message(all[i] as Recorded, options)))) return;
  if (told) await out.send(new streams.ReadResp().setLastStreamPosition(`${last}`));
  out.end();
}

async function readAll({ options, log, out }: Once): Promise<void> {
  const from = options.getAll();
  const backwards = options.getReadDirection() === 1;
  const wanted = filterOf(options.getFilter());
  let next = backwards ? log.records.length - 1 : 0;
  if (from?.hasEnd()) next = log.records.length - 1 + (backwards ? 0 : 1);
  if (from?.hasStart()) next = backwards ? -1 : 0;
  const position = from?.getPosition();
  if (position) {
    const commit = BigInt(position.getCommitPosition());
    if (!isPlace(log, commit)) return out.fail(unreadablePosition());
    // Forwards the event at the position is the first, backwards the one before it.
    next = log.indexAt(Number(commit)) - (backwards ? 1 : 0);
  }
  const step = backwards ? -1 : 1;
  const end = log.records.length;
  let count = countOf(options);
  for (let i = next; i >= 0 && i < end && count > 0; i += step) {
    const record = log.records[i] as Recorded;
    if (!wanted(record)) continue;
    count--;
    if (!(await out.send(message(record, options)))) return;
  }
  out.end();
}

/** The largest number when there is no limit, which is more than fits. */
function countOf(options: ReadOptions): number {
  return Number(options.getCount());
}
