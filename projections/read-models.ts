// The read models of this release, opened over one store.
import { own } from '../domain/kernel/own.ts';
import type { EventStore } from '../eventstore/port.ts';
import { certificateList } from './certificate-list/projection.ts';
import { councilSessions } from './council-sessions/projection.ts';
import { digests } from './digests.generated.ts';
import { dueDatesProjection } from './due-dates/projection.ts';
import { dutiesProjection } from './duties-board/projection.ts';
import type { Log, ProjectionControl } from './engine/control.ts';
import { createProjections, type Queries } from './engine/create-projections.ts';
import type { Projection } from './engine/projection.ts';
import { productBoard } from './product-board/projection.ts';
import { timelineProjection } from './timeline/projection.ts';

/** All there are, by the name under which they are asked: one line makes another one. */
export const definitions = {
  board: productBoard,
  duties: dutiesProjection,
  timeline: timelineProjection,
  sessions: councilSessions,
  certificates: certificateList,
  dueDates: dueDatesProjection,
};

/** As they run: their version holds what this release makes of known histories. */
export const readModels = digested(definitions);

function digested<P extends Readonly<Record<string, Projection>>>(all: P): P {
  const withDigest = (p: Projection): Projection => {
    const digest = own(digests, p.name);
    return digest === undefined ? p : { ...p, digest };
  };
  return Object.fromEntries(Object.entries(all).map(([key, p]) => [key, withDigest(p)])) as P;
}

export type ReadModels = ProjectionControl & Queries<typeof readModels>;

type Parts = {
  store: EventStore;
  /** one file for all of them; may be deleted at any time while nothing runs, it is rebuilt */
  file: string;
  /** RFC 3339 UTC */
  clock: () => string;
  log: Log;
};

/** Returns as soon as they run; `waitFor` a position, or `health()`, tells when they have caught up. */
export async function openReadModels(parts: Parts): Promise<ReadModels> {
  const { queries, ...control } = await createProjections({ ...parts, projections: readModels });
  return { ...control, ...queries };
}
