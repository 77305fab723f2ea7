// The read models of this release, opened over one store.
import type { EventStore } from '../eventstore/port.ts';
import type { Log, ProjectionControl } from './engine/control.ts';
import { createProjections, type Queries } from './engine/create-projections.ts';
import { productBoard } from './product-board/projection.ts';
import { timelineProjection } from './timeline/projection.ts';

/** All there are, by the name under which they are asked. */
export const readModels = { board: productBoard, timeline: timelineProjection };

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
