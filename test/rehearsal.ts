// A world in which the process is carried out without Temporal: people give their commands on their days, and what comes
// due before and after is done at its own instant.
import { simulatedProcess } from '../demo/simulated-process.ts';
import type { Act } from '../demo/walk.ts';
import type { Command } from '../domain/kernel/aggregate.ts';
import type { World } from './world.ts';

export type Given = { on: string; by: string; command: Command; id: string; input?: unknown };

export type Rehearsal = {
  /** lets the days pass up to 09:00 of a day, or to an instant; each stream named is looked at anew */
  until(dayOrInstant: string, ...streams: readonly string[]): Promise<void>;
  give(given: Given): Promise<void>;
  walk(acts: readonly Act[]): Promise<void>;
};

export function rehearsing(w: World): Rehearsal {
  const process = simulatedProcess(w.executor, w.clock);
  const self: Rehearsal = {
    async until(when, ...streams) {
      for (const stream of streams) process.hint(stream);
      await process.runUntil(when.length === 10 ? `${when}T02:00:00.000Z` : when);
    },
    async give({ on, command, id, ...given }) {
      await self.until(on);
      await w.give({ ...given, command, id });
      await self.until(on, command.aggregate.stream(id));
    },
    async walk(acts) {
      for (const { on = w.now(), ...act } of acts) await self.give({ ...act, on });
    },
  };
  return self;
}
