import type { ProjectionHealth } from './control.ts';
import type { Feed } from './feed.ts';
import type { Generation } from './generation.ts';
import { uninspected } from './inspect.ts';
import { type Projection, versionOf } from './projection.ts';
import type { Frozen } from './resume.ts';

export type Growth = { readonly generation: Generation | undefined; readonly fault: string | undefined };

type Parts = {
  projection: Projection;
  current: Generation | undefined;
  feed: Feed | undefined;
  growth: Growth | undefined;
  frozen: Frozen | undefined;
};

export function healthOf({ projection, current, feed, growth, frozen }: Parts): ProjectionHealth {
  const fault = feed?.fault ?? growth?.fault;
  const shown = current ?? frozen ?? growth?.generation;
  return {
    name: projection.name,
    version: versionOf(projection),
    state: growth ? (current || frozen ? 'rebuilding' : 'building') : 'live',
    position: shown?.position,
    caughtUp: feed?.caughtUp ?? false,
    inspected: current !== undefined && !uninspected(current),
    quarantined: [...(current?.quarantine.values() ?? [])],
    skipped: current?.skipped ?? [],
    ...(fault === undefined ? {} : { fault }),
  };
}
