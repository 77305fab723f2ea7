// In the order in which they run.
import type { Phase } from './phase.ts';
import { digests, herd, relay, temporalRebuilt } from './process-phases.ts';
import { asked, fromNothing, rebuiltWithReaders, start } from './reading-phases.ts';
import { append, load, open, replay, snapshot, verify } from './store-phases.ts';

export const phases: Readonly<Record<string, Phase>> = {
  process: async () => [],
  load,
  open,
  replay,
  models: fromNothing,
  start,
  lists: asked,
  rebuild: rebuiltWithReaders,
  relay,
  snapshot,
  append,
  digests,
  verify,
  temporal: temporalRebuilt,
  herd,
};

/** Whose time is mostly a wait for an instant: only when asked for. */
export const SLOW: ReadonlySet<string> = new Set(['herd']);
