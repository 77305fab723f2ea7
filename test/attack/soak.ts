// Twelve people at work, and readers, while node, Temporal and both are killed in turn, the disk is full twice, and a
// backup is restored in the middle.
import { deepEqual, equal, ok } from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import getPort from 'get-port';
import type { Counts, Suite } from '../../tools/attack/suite.ts';
import { ocop } from '../moving/installation.ts';
import { expectKept } from './parts/soak/afterwards.ts';
import { makeDisk } from './parts/soak/disk.ts';
import { watchReadiness } from './parts/soak/readiness.ts';
import { type Sample, type Supervised, supervise } from './parts/soak/supervised.ts';
import { walkedInTheEnd } from './parts/soak/walked.ts';
import { type Acknowledged, startWriters } from './parts/soak/writers.ts';

export const suite: Suite = {
  about: 'twelve writers, kills of each part every minute, a full disk twice, a restore in the middle',
  onlyWhenNamed: true,
  run: (say, minutes = 20) => attackBySoaking({ say, minutes, writers: 12 }),
};

const KILL_EVERY_MS = 20_000;
const FULL_FOR_MS = 20_000;
const READY_AGAIN_MS = 120_000;
const KINDS = ['node', 'temporal', 'both'] as const;

type Soak = { say: (line: string) => void; minutes: number; writers: number };

export async function attackBySoaking({ say, minutes, writers }: Soak): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), 'ocop-soak-'));
  const disk = makeDisk(folder);
  const env = { ...disk.env, OCOP_DATA: disk.data };
  const office = supervise(env, await getPort());
  const counts: Record<string, number> = { minutes, 'kills of node': 0, 'kills of temporal': 0, 'kills of both': 0 };
  const samples: Sample[] = [];
  let wrong = (): readonly string[] => [];
  try {
    say(`on ${disk.about}`);
    await office.ready(180_000);
    const people = startWriters(office.address, writers);
    const watch = watchReadiness(office.address);
    wrong = () => [...people.refused, ...watch.lies];
    const sampling = setInterval(() => {
      const sample = office.sample();
      if (sample) samples.push(sample);
    }, 2000);
    const begun = performance.now();
    const length = minutes * 60_000;
    let gone: { from: number; until: number } | undefined;

    const fullDisk = async (): Promise<void> => {
      disk.fill();
      say(`${at()}: the disk is full`);
      await pause(FULL_FOR_MS / 2);
      // Once it is also started on the full disk.
      if (counts['full disks']) office.kill('both');
      await pause(FULL_FOR_MS / 2);
      disk.free();
      await office.ready(READY_AGAIN_MS);
      say(`${at()}: there is room again, and it is ready`);
      counts['full disks'] = (counts['full disks'] ?? 0) + 1;
    };
    const restore = async (): Promise<void> => {
      // Of what is answered from here on, the backup may hold it or not.
      const from = performance.now();
      const taken = await ocop(disk.data, 'backup', join(folder, 'backups'), '--json');
      equal(taken.code, 0, taken.err);
      await office.rest();
      people.beginAnew();
      const { folder: backup } = JSON.parse(taken.out) as { folder: string };
      const restored = await ocop(disk.data, 'restore', backup, '--replace');
      equal(restored.code, 0, restored.err);
      // What was still on its way to the server that rested is answered by nobody any more.
      gone = { from, until: performance.now() };
      office.resume();
      await office.ready(READY_AGAIN_MS);
      say(`${at()}: the backup is restored, and it is ready`);
      counts.restores = (counts.restores ?? 0) + 1;
    };
    const at = () => `${((performance.now() - begun) / 1000).toFixed(0)} s`;
    const until = (share: number) => pause(Math.max(0, begun + share * length - performance.now()));

    const killing = new AbortController();
    let killed = kills(office, killing.signal, counts);
    await until(0.25);
    await fullDisk();
    await until(0.5);
    killing.abort();
    await killed;
    await office.ready(READY_AGAIN_MS);
    await restore();
    const second = new AbortController();
    killed = kills(office, second.signal, counts);
    await until(0.7);
    await fullDisk();
    await until(1);
    second.abort();
    await killed;
    await office.ready(READY_AGAIN_MS);

    await people.stop();
    await watch.stop();
    clearInterval(sampling);
    const after = gone?.until ?? 0;
    const whole = people.finished.filter((walk) =>
      people.acknowledged.some((a) => a.sentAt > after && a.act.id === walk.entry[0]?.id),
    );
    counts['s waited for the last walk'] = await walkedInTheEnd(office.address, whole);
    say(`${at()}: ${people.acknowledged.length} commands acknowledged, ${office.starts()} starts`);
    await office.rest();
    const lost = (a: Acknowledged) => gone !== undefined && a.answeredAt >= gone.from && a.sentAt <= gone.until;
    const kept = await expectKept(disk.data, people, lost);
    deepEqual(watch.lies, [], '/readyz is true to what can be done');
    const { well, not } = watch.written();
    return {
      ...counts,
      starts: office.starts(),
      acknowledged: people.acknowledged.length,
      tries: people.tries(),
      'walks to their end': people.finished.length,
      ...kept,
      'rounds of readiness': watch.rounds(),
      'probes that went well': well,
      'probes that did not': not,
      ...levels(samples),
    };
  } catch (error) {
    for (const line of wrong()) say(line);
    say(office.lastWords());
    throw error;
  } finally {
    await office.stop();
    disk.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function kills(office: Supervised, signal: AbortSignal, counts: Record<string, number>): Promise<void> {
  for (let n = 0; !signal.aborted; n++) {
    const kind = KINDS[n % KINDS.length] as (typeof KINDS)[number];
    await pause(KILL_EVERY_MS, undefined, { signal }).catch(() => {});
    // Who is killed while he starts, again and again, never comes to anything: that is not what is asked here.
    if (!signal.aborted) await office.ready(READY_AGAIN_MS);
    if (signal.aborted || !office.kill(kind)) continue;
    counts[`kills of ${kind}`] = (counts[`kills of ${kind}`] ?? 0) + 1;
  }
}

/** Memory and handles of processes of like age, in the first and in the last third of the time. */
function levels(samples: readonly Sample[]): Record<string, number> {
  const settled = samples.filter(({ ageS }) => ageS > 10 && ageS < 60);
  const third = Math.ceil(settled.length / 3);
  const mean = (of: readonly Sample[], what: (s: Sample) => number) =>
    Math.round(of.reduce((sum, s) => sum + what(s), 0) / Math.max(1, of.length));
  const [first, last] = [settled.slice(0, third), settled.slice(-third)];
  const figures = {
    'MB of memory at first': mean(first, (s) => s.rssMb),
    'MB of memory at last': mean(last, (s) => s.rssMb),
    'handles at first': mean(first, (s) => s.handles),
    'handles at last': mean(last, (s) => s.handles),
  };
  ok(figures['MB of memory at last'] < 2 * figures['MB of memory at first'] + 100, JSON.stringify(figures));
  ok(figures['handles at last'] < figures['handles at first'] + 40, JSON.stringify(figures));
  return figures;
}
