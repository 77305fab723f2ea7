// A nation's history of real events: the demo province as it is, the same again under other codes and names for each
// further province, and then its products, producers, cycles and certificates again and again, each event sealed anew.
// (A manifest's digest covers names: of the copies it is found not to fit.)
import { DEMO_NOW, loadDemo } from '../../demo/load.ts';
import { stories } from '../../demo/stories.ts';
import { producerOf, productOf } from '../../demo/story.ts';
import { type EventToAppend, type StoredEvent, sealEvent } from '../../eventstore/envelope.ts';
import { eventPages } from '../../eventstore/every-event.ts';
import { endsStream } from '../../relay/hints.ts';
import { world } from '../../test/world.ts';
import { type Naming, patternOf } from './naming.ts';

export type Nation = {
  /** at least as many; the last copy is not cut in its middle */
  readonly events: number;
  readonly provinces: number;
  /** that are open at the end: more provinces bring more by themselves, and further copies bring products that are done */
  readonly cycles: number;
};

const OF_THE_WHOLE = /^(demoClock|calendar)-/;
const OF_A_PRODUCT = /^(product|producer|productCycle|certificate)-/;
const ACCOUNT = 'account-demo-';
const CYCLE = 'productCycle-';

type Pattern = {
  readonly stream: string;
  readonly again: boolean;
  readonly sealedAs: (naming: Naming) => EventToAppend;
};

/** One province's long history. */
export const longHistory = (events: number): AsyncGenerator<EventToAppend> =>
  nationHistory({ events, provinces: 1, cycles: Number.POSITIVE_INFINITY });

export async function* nationHistory({ events, provinces, cycles }: Nation): AsyncGenerator<EventToAppend> {
  const demo = await demoEvents();
  const open = openCyclesOf(demo);
  const { patterns, isDone } = patternsOf(demo, open);
  yield* demo;
  const theirs = patterns.filter(({ stream }) => !OF_THE_WHOLE.test(stream));
  for (let province = 1; province < provinces; province++)
    for (const { sealedAs } of theirs) yield sealedAs({ province, copy: 0 });
  let [given, openNow] = [demo.length + (provinces - 1) * theirs.length, provinces * open.size];
  const again = patterns.filter((pattern) => pattern.again);
  const done = again.filter(isDone);
  for (let no = 0; given < events; no++) {
    const copied = openNow < cycles ? again : done;
    for (const { sealedAs } of copied)
      yield sealedAs({ province: no % provinces, copy: Math.floor(no / provinces) + 1 });
    given += copied.length;
    if (copied === again) openNow += open.size;
  }
}

function patternsOf(demo: readonly EventToAppend[], open: ReadonlySet<string>) {
  const names = stories.map((story) => ({ product: productOf(story), producer: producerOf(story).id }));
  const cut = patternOf([...new Set(names.flatMap(({ product, producer }) => [product, producer]))]);
  const underWay = new Set(
    names
      .filter(({ product }) => [...open].some((stream) => isOfProduct(stream, product)))
      .map(({ product }) => product),
  );
  const busy = new Set(names.filter(({ product }) => underWay.has(product)).flatMap((n) => [n.product, n.producer]));
  const patterns = demo.map(({ id, hash, ...event }): Pattern => {
    const named = cut(JSON.stringify(event));
    return {
      stream: event.stream,
      again: OF_A_PRODUCT.test(event.stream) || (event.stream.startsWith(ACCOUNT) && named.holds(event.stream)),
      sealedAs: (naming) => sealEvent(JSON.parse(named.under(naming))),
    };
  });
  const isDone = ({ stream }: Pattern) => ![...busy].some((name) => isOfProduct(stream, name) || stream.endsWith(name));
  return { patterns, isDone };
}

/** `productCycle-66-2021-<product>-1`, `certificate-66-2021-<product>-1` */
const isOfProduct = (stream: string, product: string): boolean => new RegExp(`-\\d{4}-${product}-\\d+$`).test(stream);

function openCyclesOf(events: readonly EventToAppend[]): ReadonlySet<string> {
  const open = new Set<string>();
  for (const event of events) {
    if (!event.stream.startsWith(CYCLE)) continue;
    const ends = endsStream({ ...event, position: '' });
    if (ends === false) open.add(event.stream);
    if (ends) open.delete(event.stream);
  }
  return open;
}

async function demoEvents(): Promise<readonly EventToAppend[]> {
  const clock = { now: DEMO_NOW };
  const { store, executor } = world({ clock });
  await loadDemo({ executor, clock, offsetMs: 0 });
  const events: EventToAppend[] = [];
  for await (const page of eventPages(store)) events.push(...page.map(withoutPosition));
  await store.close();
  return events;
}

const withoutPosition = ({ position, ...event }: StoredEvent): EventToAppend => event;
