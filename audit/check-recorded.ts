// When an event says it was recorded, beside what was recorded after it.
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/;
/** Clocks of two nodes may differ; by more than this they do not, or somebody should know. */
const DAY_MS = 86_400_000;
const MOST_KEPT = 10_000;

type Recorded = { readonly stream: string; readonly revision: number; readonly recordedAt: string };

export const isInstant = (text: unknown): boolean =>
  typeof text === 'string' && INSTANT.test(text) && !Number.isNaN(Date.parse(text));

export type Ahead = {
  add(event: Recorded): void;
  /** events that say they were recorded more than a day after everything that follows them */
  found(): readonly Recorded[];
};

/** Holds those alone that nothing has caught up with yet: of a sound history, the last. */
export function watchAhead(): Ahead {
  const kept: (Recorded & { readonly ms: number })[] = [];
  return {
    add({ stream, revision, recordedAt }) {
      const ms = Date.parse(recordedAt);
      if (Number.isNaN(ms)) return;
      for (let last = kept.at(-1); last && last.ms <= ms + DAY_MS; last = kept.at(-1)) kept.pop();
      if (kept.length < MOST_KEPT) kept.push({ stream, revision, recordedAt, ms });
    },
    found: () => kept.slice(0, -1),
  };
}
