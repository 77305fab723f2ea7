// An export that somebody has changed somewhere: it is refused before anything is made, or what is made is what was
// exported.
import { equal, ok } from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodedError } from '../../domain/kernel/coded-error.ts';
import { findExport } from '../../moving/import-source.ts';
import { verifyExport } from '../../moving/verify.ts';
import type { Places } from '../../settings/settings.ts';
import type { Counts, Suite } from '../../tools/attack/suite.ts';
import { demoIn, exportTo, importFrom, placesIn, verified } from '../moving/installation.ts';
import { anySeed, chances, oneOf } from './parts/chances.ts';

export const suite: Suite = {
  about: 'exports changed anywhere: refused before anything is made, or what is made is what was exported',
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ocop-exports-'));
    try {
      return await attackExports({
        office: await demoIn(join(folder, 'office')),
        folder,
        rounds: 150,
        seed: anySeed(),
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

type Chance = () => number;
const inLines = (change: (lines: string[], at: number, chance: Chance) => void) => (bytes: Buffer, chance: Chance) => {
  const lines = bytes.toString('latin1').split('\n');
  change(lines, Math.floor(chance() * lines.length), chance);
  return Buffer.from(lines.join('\n'), 'latin1');
};
const changes: Readonly<Record<string, (bytes: Buffer, chance: Chance) => Buffer>> = {
  'a bit': (bytes, chance) => {
    const at = Math.floor(chance() * bytes.length);
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] as number) ^ (1 << Math.floor(chance() * 8));
    return changed;
  },
  'cut off': (bytes, chance) => bytes.subarray(0, Math.floor(chance() * bytes.length)),
  'something after it': (bytes) => Buffer.concat([bytes, Buffer.from('{"a":1}\n')]),
  'a line gone': inLines((lines, at) => lines.splice(at, 1)),
  'a line twice': inLines((lines, at) => lines.splice(at, 0, lines[at] as string)),
  'two lines changed round': inLines((lines, at, chance) => {
    const other = Math.floor(chance() * lines.length);
    [lines[at], lines[other]] = [lines[other] as string, lines[at] as string];
  }),
  'another figure': inLines((lines, at) => {
    lines[at] = (lines[at] as string).replace(/\d/, (digit) => String((Number(digit) + 1) % 10));
  }),
  'a word longer': inLines((lines, at) => {
    lines[at] = (lines[at] as string).replace(/"([a-z]+)"/, '"$1x"');
  }),
};

type Attack = { office: Places; folder: string; rounds: number; seed: number };

export async function attackExports({ office, folder, rounds, seed }: Attack): Promise<Counts> {
  const chance = chances(seed);
  const counts: Record<string, number> = { seed, rounds, 'the same all the same': 0 };
  const exported = join(folder, 'exported');
  await exportTo(exported, office);
  const { historyDigest } = await verified(office);
  const files = readdirSync(exported, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(exported, name)).isFile(),
  );
  for (let round = 0; round < rounds; round++) {
    const at = join(folder, `export-${round}`);
    cpSync(exported, at, { recursive: true });
    const file = oneOf(chance, files);
    const kind = oneOf(chance, Object.keys(changes));
    const bytes = readFileSync(join(at, file));
    const change = () => writeFileSync(join(at, file), (changes[kind] as (typeof changes)[string])(bytes, chance));
    const fresh = placesIn(join(folder, `fresh-${round}`));
    if (chance() < 0.25) {
      const what = `seed ${seed}, round ${round}: ${kind} in ${file}, while it is taken over`;
      const changed = await outcomeOf(() => importFrom(at, fresh, false, change), what);
      if (changed instanceof CodedError) await importFrom(exported, fresh, true);
      await holdsTheSame(fresh, historyDigest, what);
      const how = changed instanceof CodedError ? 'refused' : 'taken over unharmed';
      counts[`changed meanwhile, ${how}`] = (counts[`changed meanwhile, ${how}`] ?? 0) + 1;
      for (const made of [at, fresh.folder]) rmSync(made, { recursive: true, force: true });
      continue;
    }
    change();
    const what = `seed ${seed}, round ${round}: ${kind} in ${file}`;
    const found = await outcomeOf(async () => {
      const { counts: graded } = await verifyExport(findExport(at), () => {});
      return graded.manipulation + graded.gap > 0 ? 'found' : 'nothing';
    }, what);
    const imported = await outcomeOf(() => importFrom(at, fresh, false), what);
    if (imported instanceof CodedError) {
      ok(!existsSync(fresh.store) && !existsSync(fresh.vault), `${what}: refused (${imported.code}), and yet made`);
      ok(found !== 'nothing', `${what}: refused (${imported.code}), but verify finds nothing`);
      counts[imported.code] = (counts[imported.code] ?? 0) + 1;
    } else {
      await holdsTheSame(fresh, historyDigest, what);
      counts['the same all the same'] = (counts['the same all the same'] ?? 0) + 1;
    }
    for (const made of [at, fresh.folder]) rmSync(made, { recursive: true, force: true });
  }
  return counts;
}

async function holdsTheSame(places: Places, historyDigest: string, what: string): Promise<void> {
  const report = await verified(places);
  equal(report.historyDigest, historyDigest, what);
  equal(report.counts.manipulation + report.counts.gap, 0, `${what}: ${JSON.stringify(report.findings)}`);
}

/** A refusal with a code is an answer; any other error is a defect. */
async function outcomeOf<T>(work: () => Promise<T>, what: string): Promise<T | CodedError<string>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CodedError) return error;
    throw new Error(`${what}: ${(error as Error).message}`, { cause: error });
  }
}
