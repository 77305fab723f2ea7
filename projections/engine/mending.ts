// What people may have done to read models that run: each is put on record before it is done.
import type { DatabaseSync } from 'node:sqlite';
import type { Log, Mended, ProjectionControl } from './control.ts';
import { type Generation, reloadTroubles } from './generation.ts';
import { latestInterventions, recordIntervention } from './interventions.ts';
import type { Projection } from './projection.ts';

type Parts = {
  db: DatabaseSync;
  projections: readonly Projection[];
  current: ReadonlyMap<string, Generation>;
  clock: () => string;
  log: Log;
  buildAnew: (projection: Projection) => Promise<void>;
  takeAnew: (g: Generation, stream: string) => Promise<void>;
};

export function mending(parts: Parts): Pick<ProjectionControl, 'rebuild' | 'retry' | 'skip' | 'interventions'> {
  const { db, projections, current, clock, log } = parts;

  async function takeAnew(g: Generation, stream: string): Promise<Mended> {
    await parts.takeAnew(g, stream);
    return g.quarantine.has(stream) ? 'still-failing' : 'mended';
  }

  return {
    async rebuild(name, by) {
      const projection = projections.find((p) => p.name === name);
      if (!projection) throw new Error(`there is no read model ${name}`);
      recordIntervention(db, projection, { what: 'rebuild', at: clock(), by });
      await parts.buildAnew(projection);
    },
    async retry(name, stream, by) {
      const g = current.get(name);
      if (!g?.quarantine.has(stream)) return 'not-quarantined';
      recordIntervention(db, g.projection, { what: 'retry', stream, at: clock(), by });
      return takeAnew(g, stream);
    },
    async skip(name, stream, { reason, by }) {
      const g = current.get(name);
      const failed = g?.quarantine.get(stream);
      if (!g || !failed) return 'not-quarantined';
      const { revision } = failed;
      recordIntervention(db, g.projection, { what: 'skip', stream, revision, reason, at: clock(), by });
      reloadTroubles(db, g);
      log.warn({ projection: name, stream, revision, by }, 'an event is left out by request');
      return takeAnew(g, stream);
    },
    interventions: () => latestInterventions(db),
  };
}
