// Read models over one store and one file: each resumes from its checkpoint, or is built anew where that does not fit.
import type { EventStore } from '../../eventstore/port.ts';
import { inTransaction } from '../../sqlite/transaction.ts';
import type { Log, ProjectionControl } from './control.ts';
import { type Feed, historyOf, startFeed } from './feed.ts';
import { openModelFile } from './file.ts';
import { type Generation, switchTo } from './generation.ts';
import { grow } from './grow.ts';
import { type Growth, healthOf } from './health.ts';
import { inspect, uninspected } from './inspect.ts';
import { mending } from './mending.ts';
import { type Projection, versionOf } from './projection.ts';
import { openReader } from './reader.ts';
import { resume } from './resume.ts';
import { takeStreamAnew } from './take-in.ts';
import { createWaiters } from './waiters.ts';

type Named = Readonly<Record<string, Projection<any>>>;
export type Queries<P extends Named> = { readonly [K in keyof P]: P[K] extends Projection<infer Q> ? Q : never };

type Parts<P extends Named> = {
  store: EventStore;
  file: string;
  projections: P;
  /** RFC 3339 UTC */
  clock: () => string;
  log: Log;
  /** most events of one transaction: while following, and while building */
  batch?: number;
  page?: number;
};

export async function createProjections<P extends Named>(
  parts: Parts<P>,
): Promise<ProjectionControl & { readonly queries: Queries<P> }> {
  const { store, clock, log } = parts;
  const projections: readonly Projection[] = Object.values(parts.projections);
  const { db } = openModelFile(parts.file, log);
  const reading = openReader(parts.file);
  const stopping = new AbortController();
  const { signal } = stopping;
  const { live, frozen, toBuild } = await resume(db, store, projections, log);
  const current = new Map(live.map((g) => [g.projection.name, g]));
  const growing = new Map<string, Growth>();
  const feeds = new Set<Feed>();
  const background = new Set<Promise<void>>();
  const growths = new Map<string, Promise<void>>();
  const waiters = createWaiters((position) =>
    projections.every(({ name }) => (current.get(name)?.position ?? '') >= position),
  );
  const feedOf = (g: Generation | undefined) => [...feeds].find((f) => g && f.generations.includes(g));

  function inBackground(work: Promise<void>): void {
    const watched = work
      .catch((error: Error) => {
        if (!signal.aborted) log.error({ error: error.message }, 'work on the read models failed');
      })
      .finally(() => background.delete(watched));
    background.add(watched);
  }

  function feed(generations: readonly Generation[], moved: (f: Feed) => void = () => {}): void {
    const started = startFeed({
      db,
      store,
      log,
      batch: parts.batch ?? 250,
      generations,
      moved: (f) => {
        moved(f);
        waiters.check();
      },
    });
    feeds.add(started);
  }

  /** In the same turn as the switch: the tables of those before are gone. */
  function switched(generations: readonly Generation[]): void {
    for (const g of generations) {
      const { name } = g.projection;
      const before = current.get(name);
      const fed = feedOf(before);
      if (fed) fed.generations = fed.generations.filter((other) => other !== before);
      if (fed?.generations.length === 0) {
        feeds.delete(fed);
        inBackground(fed.stop());
      }
      current.set(name, g);
      growing.delete(name);
      frozen.delete(name);
      log.info(
        { projection: name, version: versionOf(g.projection), position: g.position },
        'the read model is complete',
      );
    }
    waiters.check();
  }

  const feedUntilSwitched = (generations: readonly Generation[]): Promise<void> =>
    new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve(), { once: true });
      feed(generations, (f) => {
        if (!f.caughtUp || generations.every((g) => g.live)) return;
        inTransaction(db, () => {
          for (const g of generations) switchTo(db, g);
        });
        for (const g of generations) g.live = true;
        switched(generations);
        resolve();
      });
    });

  /** One growth per projection at a time: a second one would take the first one's tables away. */
  function growAll(wanted: readonly Projection[]): Promise<void> {
    for (const { name } of wanted) growing.set(name, { generation: undefined, fault: undefined });
    const work = grow({
      db,
      store,
      log,
      page: parts.page ?? 300,
      signal,
      projections: wanted,
      growing: (generations, fault) => {
        wanted.forEach(({ name }, i) => {
          growing.set(name, { generation: generations[i], fault });
        });
      },
      switched: (generations) => {
        switched(generations);
        feed(generations);
        inBackground(inspectAll(generations));
      },
      feedUntilSwitched,
    }).finally(() => {
      for (const { name } of wanted) growths.delete(name);
    });
    for (const { name } of wanted) growths.set(name, work);
    inBackground(work);
    return work;
  }

  const takeAnew = async (g: Generation, stream: string): Promise<void> =>
    feedOf(g)?.between(async () => takeStreamAnew(db, g, await historyOf(store, stream), log));

  const inspectAll = (generations: readonly Generation[]): Promise<void> =>
    inspect({ db, store, log, signal, generations, takeAnew });

  for (const group of Map.groupBy(live, (g) => g.position).values()) feed(group);
  for (const group of Map.groupBy(live.filter(uninspected), (g) => `${g.inspected}/${g.inspectUntil}`).values())
    inBackground(inspectAll(group));
  // Another release may know what this one's predecessor did not.
  for (const g of live) for (const stream of g.quarantine.keys()) inBackground(takeAnew(g, stream));
  if (toBuild.length > 0) growAll(toBuild);

  return {
    queries: Object.fromEntries(
      Object.entries(parts.projections).map(([key, p]) => [key, p.queries(reading.reader(p.name))]),
    ) as Queries<P>,
    waitFor: waiters.waitFor,
    ...mending({
      db,
      projections,
      current,
      clock,
      log,
      buildAnew: (projection) => growths.get(projection.name) ?? growAll([projection]),
      takeAnew,
    }),
    health: () =>
      projections.map((projection) => {
        const { name } = projection;
        const g = current.get(name);
        return healthOf({
          projection,
          current: g,
          feed: feedOf(g),
          growth: growing.get(name),
          frozen: frozen.get(name),
        });
      }),
    async stop() {
      stopping.abort();
      waiters.end();
      await Promise.all([...feeds].map((f) => f.stop()));
      await Promise.all(background);
      reading.close();
      db.close();
    },
  };
}
