// Whether one office's history can be taken in beside another's, and what of it stays behind. Nothing is written here.
import { civilCalendar } from '../domain/calendar/civil-calendar.ts';
import { demoClock } from '../domain/demo-clock/demo-clock.ts';
import { movedStreams } from '../domain/joining/moved-streams.ts';
import { type Aggregate, splitStream } from '../domain/kernel/aggregate.ts';
import { fold } from '../domain/kernel/fold.ts';
import { logKeys } from '../domain/log-keys/log-keys.ts';
import { officeClock } from '../domain/office-clock/office-clock.ts';
import { productCycle } from '../domain/product-cycle/product-cycle.ts';
import { canonical } from '../eventstore/canonical.ts';
import type { EventToAppend } from '../eventstore/envelope.ts';
import { toFact } from '../eventstore/history.ts';
import { readEvents } from './event-lines.ts';
import type { ImportSource } from './import-source.ts';
import { MovingRefused } from './refused.ts';

type Head = { readonly revision: number; readonly head: string };
type History = { readonly installation: string; readonly events: number; readonly head: string };
type Read = {
  readonly history: History;
  readonly streams: ReadonlyMap<string, Head>;
  /** the events of a few streams whose content counts here */
  readonly kept: ReadonlyMap<string, readonly EventToAppend[]>;
  /** per stream the products and producers it names */
  readonly named: ReadonlyMap<string, readonly string[]>;
};

export type CheckedJoin = {
  readonly ours: History;
  readonly theirs: History;
  readonly leftOut: readonly ({ readonly stream: string } & Head)[];
};

/** Throws `MovingRefused` with every stream that keeps the two histories apart. */
export function checkJoin(ours: ImportSource, theirs: ImportSource): CheckedJoin {
  const [here, there] = [read(ours), read(theirs)];
  if (here.history.installation === there.history.installation)
    throw new MovingRefused('JOIN_IMPOSSIBLE', 'Both exports are of one installation. Name the other office’s.');
  for (const [source, { streams }] of [
    [ours, here],
    [theirs, there],
  ] as const)
    if ([...streams.keys()].some((s) => isOf(demoClock, s)))
      throw new MovingRefused('JOIN_IMPOSSIBLE', `${source.path} is a demo. What is illustrative joins nothing.`);
  const same = [...there.streams.keys()].filter((s) => here.streams.has(s));
  const to = movesOf(there);
  const stays = (s: string) =>
    isOf(officeClock, s) || isOf(logKeys, s) || sameCalendar(s, here, there) || there.streams.has(to.get(s) ?? '');
  const apart = same.filter((s) => !stays(s) || here.streams.has(to.get(s) ?? ''));
  if (apart.length > 0)
    throw new MovingRefused(
      'JOIN_SAME_NAMES',
      `Both offices have ${apart.sort().join(', ')}. The joining office registers its own under other names, says so with move-stream, and exports again; calendars are made the same by completing them. Nothing was written.`,
    );
  const left = new Set(same);
  const dangling = [...there.named].filter(([s, names]) => !left.has(s) && names.some((n) => left.has(n)));
  if (dangling.length > 0)
    throw new MovingRefused(
      'JOIN_SAME_NAMES',
      `${dangling.map(([s, names]) => `${s} (${names.filter((n) => left.has(n)).join(', ')})`).join('; ')} still name what goes on under another name: they would mean our own. Move them as well. Nothing was written.`,
    );
  const leftOut = same.map((stream) => ({ stream, ...(there.streams.get(stream) as Head) }));
  return { ours: here.history, theirs: there.history, leftOut };
}

const isOf = (aggregate: Aggregate, stream: string): boolean => stream.startsWith(aggregate.stream(''));

function read(source: ImportSource): Read {
  const streams = new Map<string, Head>();
  const kept = new Map<string, EventToAppend[]>();
  const named = new Map<string, string[]>();
  let [installation, head, events] = ['', '', 0];
  const told = {
    header: ({ epoch }: { epoch: string }) => {
      installation = epoch;
    },
  };
  for (const { event } of readEvents(source.events, told)) {
    const { stream, revision, hash } = event;
    streams.set(stream, { revision, head: hash });
    if (isOf(civilCalendar, stream) || isOf(movedStreams, stream))
      kept.set(stream, [...(kept.get(stream) ?? []), event]);
    const names = namesIn(event);
    if (names.length > 0) named.set(stream, [...new Set([...(named.get(stream) ?? []), ...names])]);
    events += 1;
    head = hash;
  }
  if (events === 0) throw new MovingRefused('JOIN_IMPOSSIBLE', `${source.path} holds no events.`);
  return { history: { installation, events, head }, streams, kept, named };
}

/** The product and producer that an event names, a grant its producer; a cycle's id names its product as well. */
function namesIn({ stream, data }: EventToAppend): readonly string[] {
  const { product, producer, role, unit } = (data ?? {}) as Record<string, unknown>;
  const { id } = splitStream(stream);
  const ofCycle = isOf(productCycle, stream) ? [`product-${id.replace(/^\d{2}-\d{4}-/, '').replace(/-\d+$/, '')}`] : [];
  return [
    ...ofCycle,
    ...(typeof product === 'string' ? [`product-${product}`] : []),
    ...(typeof producer === 'string' ? [`producer-${producer}`] : []),
    ...(role === 'producer' ? [`producer-${unit}`] : []),
  ];
}

const folded = <S>(aggregate: Aggregate<S>, events: readonly EventToAppend[]): S =>
  fold(
    aggregate,
    events.map((e) => toFact(aggregate, e)),
  );

const movesOf = ({ kept }: Read): ReadonlyMap<string, string> =>
  new Map(
    [...kept]
      .filter(([stream]) => isOf(movedStreams, stream))
      .flatMap(([, events]) => Object.entries(folded(movedStreams, events).to)),
  );

/** A civil year is one for both offices: where they say the same of it, ours stands for both. */
function sameCalendar(stream: string, here: Read, there: Read): boolean {
  if (!isOf(civilCalendar, stream)) return false;
  const said = [here, there].map(({ kept }) => {
    const { days, confirmed } = folded(civilCalendar, kept.get(stream) ?? []);
    return canonical({ days, confirmed });
  });
  return said[0] === said[1];
}
