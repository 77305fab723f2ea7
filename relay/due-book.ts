// What is due, and will be, for every open stream, as this process knows it. A stream is looked at again only where a fact
// has changed it or a time has come since: hundreds of cycles wait for other days, and what is due already stays so until
// its process has done it.
import { isConcerned, whatIsDue } from '../activities/processes.ts';
import { DEMO_CLOCK_ID, demoClock } from '../domain/demo-clock/demo-clock.ts';
import type { DueAction } from '../domain/kernel/due-action.ts';
import type { Executor } from '../eventstore/execute-command.ts';
import type { EventStore } from '../eventstore/port.ts';
import { concerns } from './hints.ts';
import { openStreams } from './open-streams.ts';

export type Due = DueAction & { readonly stream: string };

/** @param at RFC 3339 UTC; who asks while another does waits for it */
export type DueBook = (at: string) => Promise<readonly Due[]>;

export function openDueBook(store: EventStore, executor: Executor): DueBook {
  const known = new Map<string, readonly Due[]>();
  const changed = new Set<string>();
  let askedAt = '';
  let asking: Promise<unknown> = Promise.resolve();
  const open = openStreams(store, (event) => {
    const { stream } = event;
    // The clock moves no date: what it reaches is asked for again by its time.
    if (stream === demoClock.stream(DEMO_CLOCK_ID)) return;
    changed.add(stream);
    const concerned = concerns(event);
    if (concerned.length > 0) for (const one of known.keys()) if (isConcerned(concerned, one)) changed.add(one);
  });

  async function look(stream: string, at: string): Promise<void> {
    const actions = await whatIsDue(executor, stream, at);
    known.set(
      stream,
      actions.map((action) => ({ ...action, stream })),
    );
    changed.delete(stream);
  }

  async function ask(at: string): Promise<readonly Due[]> {
    const streams = await open();
    const still = new Set(streams);
    for (const stream of known.keys()) if (!still.has(stream)) known.delete(stream);
    const hasCome = ({ dueAt }: Due) => askedAt < dueAt && dueAt <= at;
    const stale = streams.filter((s) => changed.has(s) || !known.has(s) || known.get(s)?.some(hasCome));
    await Promise.all(stale.map((stream) => look(stream, at)));
    askedAt = at;
    return [...known.values()].flat();
  }

  return (at) => {
    const answer = asking.catch(() => {}).then(() => ask(at));
    asking = answer;
    return answer;
  };
}
