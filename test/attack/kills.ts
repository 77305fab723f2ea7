// People at work while node, Temporal or both are killed at moments drawn by lot, also while they start: nothing that was
// acknowledged is lost or doubled, and every walk that people finished comes to its end by itself.
import { deepEqual, ok } from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import getPort from 'get-port';
import type { Counts, Suite } from '../../tools/attack/suite.ts';
import { ocop } from '../moving/installation.ts';
import { anySeed, chances, oneOf } from './parts/chances.ts';
import { expectKept } from './parts/soak/afterwards.ts';
import { supervise } from './parts/soak/supervised.ts';
import { walkedInTheEnd } from './parts/soak/walked.ts';
import { startWriters } from './parts/soak/writers.ts';

export const suite: Suite = {
  about: 'kills of node, Temporal and both at any moment, under eight writers',
  run: (say, minutes = 5) => attackByKilling({ say, seed: anySeed(), writers: 8, until: { minutes } }),
};

const LONGEST_PEACE_MS = 8000;
const READY_AGAIN_MS = 120_000;
const KINDS = ['node', 'temporal', 'both'] as const;
type Kind = (typeof KINDS)[number];

type Killing = {
  say: (line: string) => void;
  seed: number;
  writers: number;
  until: { kills: number } | { minutes: number };
  /** which of them by turns of the lot; each of them where it is not said */
  kinds?: readonly Kind[];
};

async function attackByKilling({ say, seed, writers, until, kinds = KINDS }: Killing): Promise<Counts> {
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
    const begun = performance.now();
    const goesOn = () => ('kills' in until ? kills < until.kills : performance.now() - begun < until.minutes * 60_000);
    while (goesOn()) {
      // One in four is killed while it comes back; never twice on end, or it would never come to anything.
      if (kills % 2 === 0 || chance() > 0.5) await office.ready(READY_AGAIN_MS);
      await pause(chance() ** 2 * LONGEST_PEACE_MS);
      const kind = oneOf(chance, kinds);
      if (!office.kill(kind)) continue;
      kills++;
      counts[`kills of ${kind}`] = (counts[`kills of ${kind}`] ?? 0) + 1;
    }
    await office.ready(READY_AGAIN_MS);
    await people.stop();
    const late = await walkedInTheEnd(office.address, people.finished);
    say(`${kills} kills, ${people.acknowledged.length} commands acknowledged, ${office.starts()} starts`);
    await office.rest();
    const { events, kept, 'names read': names } = await expectKept(data, people.acknowledged, () => false);
    const verified = await ocop(data, 'verify');
    ok((verified.code ?? 99) <= 1, `ocop verify: ${verified.code}\n${verified.out}`);
    deepEqual(people.refused, [], 'nobody was refused');
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
