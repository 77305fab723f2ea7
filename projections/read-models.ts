// The read models of this release, opened over one store.
import type { EventStore } from '../eventstore/port.ts';
import type { Log, ProjectionControl } from './engine/control.ts';
import { createProjections } from './engine/create-projections.ts';
import type { Board } from './product-board/board.ts';
import { productBoard } from './product-board/projection.ts';
import { timelineProjection } from './timeline/projection.ts';
import type { Timeline } from './timeline/timeline.ts';

export type ReadModels = ProjectionControl & { readonly board: Board; readonly timeline: Timeline };

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
  const { queries, ...control } = await createProjections({
    ...parts,
    projections: { board: productBoard, timeline: timelineProjection },
  });
  return { ...control, ...queries };
}
