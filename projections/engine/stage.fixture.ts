// A rich history, a scratch file and projections that can be disturbed.
import type { DatabaseSync } from 'node:sqlite';
import { expect, vi } from 'vitest';
import { dump, type History, type Quiet, quietLog, recogniseOne, richHistory, scratch } from '../history.fixture.ts';
import { readModels } from '../read-models.ts';
import type { ProjectionControl } from './control.ts';
import { createProjections } from './create-projections.ts';
import type { Handler, Projection, Taken } from './projection.ts';

type All = typeof readModels;
/** The keys of every read model there is: a suite that goes through them sees the next one too. */
export const everyOne = Object.keys(readModels) as (keyof All)[];
type Opened = Awaited<ReturnType<typeof createProjections<All>>>;
type Options = Partial<Parameters<typeof createProjections<All>>[0]>;

export type Stage = {
  h: History;
  file: string;
  log: Quiet;
  open(options?: Options): Promise<Opened>;
  /** what a build of its own gives for the present history */
  tablesOf(options?: Options): Promise<ReturnType<typeof dump>>;
  end(): Promise<void>;
};

export async function stage(): Promise<Stage> {
  const h = await richHistory();
  await recogniseOne(h);
  const at = scratch();
  const log = quietLog();
  const running: Opened[] = [];

  async function open(options: Options = {}): Promise<Opened> {
    const parts = { store: h.store, file: at.file, projections: readModels, clock: h.now, log, ...options };
    const opened = await createProjections(parts);
    let stopped: Promise<void> | undefined;
    const stop = () => {
      stopped ??= opened.stop();
      return stopped;
    };
    running.push({ ...opened, stop });
    return { ...opened, stop };
  }

  return {
    h,
    file: at.file,
    log,
    open,
    async tablesOf(options = {}) {
      const own = scratch();
      const p = await open({ ...options, file: own.file });
      expect(await p.waitFor(await h.head(), 5000)).toBe(true);
      await inspected(p);
      const tables = dump(own.file);
      await p.stop();
      own.remove();
      return tables;
    },
    async end() {
      for (const p of running) await p.stop();
      await h.store.close();
      at.remove();
    },
  };
}

export const caughtUp = async ({ h }: Stage, p: Pick<ProjectionControl, 'waitFor'>) =>
  expect(await p.waitFor(await h.head(), 5000)).toBe(true);

export const inspected = (p: Pick<ProjectionControl, 'health'>) =>
  vi.waitFor(() => expect(p.health().every((x) => x.inspected)).toBe(true));

/** The projection with something done before and after each event is taken in. */
export function disturbed<Q>(
  of: Projection<Q>,
  before: (t: Taken) => void,
  after: (t: Taken) => void = () => {},
): Projection<Q> {
  const handler = (db: DatabaseSync, table: (name: string) => string): Handler => {
    const own = of.handler(db, table);
    return {
      ...own,
      apply(events, histories) {
        for (const t of events) {
          before(t);
          own.apply([t], histories);
          after(t);
        }
      },
    };
  };
  return { ...of, handler };
}

/** Every read model, one of them otherwise. */
export const allWith = (key: keyof All, change: (of: Projection<any>) => Projection<any>): All => ({
  ...readModels,
  [key]: change(readModels[key]),
});

/** Every read model, with something done before any of them takes in an event. */
export const allDisturbed = (before: (t: Taken) => void): All =>
  Object.fromEntries(Object.entries(readModels).map(([key, p]) => [key, disturbed<any>(p, before)])) as All;

export const failing = (type: string) => (t: Taken) => {
  if (t.event.type === type && t.event.stream.includes('ca-phe-mau') && t.status === 'sound')
    throw new Error('cannot read this');
};

export function failOnce(): () => void {
  let failures = 0;
  return () => {
    if (failures++ === 0) throw new Error('only once');
  };
}
