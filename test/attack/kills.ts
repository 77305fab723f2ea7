// People at work while node, Temporal or both are killed at moments drawn by lot, also while they start: nothing that was
// acknowledged is lost or doubled, and every walk that people finished comes to its end by itself.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import getPort from 'get-port';
import type { Counts, Suite } from '../../tools/attack/suite.ts';
import { anySeed, chances, oneOf } from './parts/chances.ts';
import { expectKept } from './parts/soak/afterwards.ts';
import { supervise } from './parts/soak/supervised.ts';
import { walkedInTheEnd } from './parts/soak/walked.ts';
import { startWriters } from './parts/soak/writers.ts';

export const suite: Suite = {
  about: 'kills of node, Temporal and both at any moment, under eight writers',
  run: (say, minutes = 5) => attackByKilling({ say, seed: anySeed(), writers: 8, minutes }),
};

const LONGEST_PEACE_MS = 8000;
const READY_AGAIN_MS = 120_000;
const KINDS = ['node', 'temporal', 'both'] as const;

type Killing = { say: (line: string) => void; seed: number; writers: number; minutes: number };

async function attackByKilling({ say, seed, writers, minutes }: Killing): Promise<Counts> {
  const chance = chances(seed);
  const data = mkdtempSync(join(tmpdir(), 'ocop-kills-'));
  const office = supervise({ OCOP_DATA: data }, await getPort());
  const counts: Record<string, number> = { seed };
  let kills = 0;
  let refused: readonly string[] = [];
  try {
    await office.ready(180_000);
    const people = startWriters(office.address, writers);
    refused = people.refused;
    const until = performance.now() + minutes * 60_000;
    while (performance.now() < until) {
      // One in four is killed while it comes back; never twice on end, or it would never come to anything.
      if (kills % 2 === 0 || chance() > 0.5) await office.ready(READY_AGAIN_MS);
      await pause(chance() ** 2 * LONGEST_PEACE_MS);
      const kind = oneOf(chance, KINDS);
      if (!office.kill(kind)) continue;
      kills++;
      counts[`kills of ${kind}`] = (counts[`kills of ${kind}`] ?? 0) + 1;
    }
    await office.ready(READY_AGAIN_MS);
    await people.stop();
    const late = await walkedInTheEnd(office.address, people.finished);
    say(`${kills} kills, ${people.acknowledged.length} commands acknowledged, ${office.starts()} starts`);
    await office.rest();
    const { events, kept, 'names read': names } = await expectKept(data, people, () => false);
    return {
      ...counts,
      starts: office.starts(),
      acknowledged: people.acknowledged.length,
      tries: people.tries(),
      'walks to their end': people.finished.length,
      's waited for the last of them': late,
      events,
      kept,
      'names read': names,
    };
  } catch (error) {
    say(`seed ${seed}`);
    for (const line of refused) say(line);
    say(office.lastWords());
    throw error;
  } finally {
    await office.stop();
    rmSync(data, { recursive: true, force: true });
  }
}
