// npm run nation [-- --events 3000000 --provinces 34 --cycles 20000 --sizes 9,3,1 --phases load,… --folder <path>]: what a
// nation's history costs, and how each cost grows. With --events alone a smaller nation keeps its proportions.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { asTable, type Column } from './growth.ts';
import type { Nation } from './history.ts';
import type { Measured } from './phase.ts';
import { phases, SLOW } from './phases.ts';

const WHOLE: Nation = { events: 3_000_000, provinces: 34, cycles: 20_000 };

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: String(WHOLE.events) },
    provinces: { type: 'string' },
    cycles: { type: 'string' },
    /** what the size is divided by, one run each */
    sizes: { type: 'string', default: '9,3,1' },
    phases: { type: 'string' },
    /** where the data lies, of each run in a folder of its own that is removed afterwards */
    folder: { type: 'string', default: tmpdir() },
    /** only this one, in this process: how the phases are run */
    phase: { type: 'string' },
  },
});

const say = (line: string): void => void process.stderr.write(`${line}\n`);

function sizeOf(divisor: number): Nation {
  const events = Math.ceil(Number(values.events) / divisor);
  const share = events / WHOLE.events;
  const given = (value: string | undefined, whole: number) =>
    Math.max(1, Math.ceil(value === undefined ? whole * share : Number(value) / divisor));
  return { events, provinces: given(values.provinces, WHOLE.provinces), cycles: given(values.cycles, WHOLE.cycles) };
}

/** In a process of its own, whose last line says what was measured. */
function inProcess(phase: string, folder: string, size: Nation): readonly Measured[] {
  const { events, provinces, cycles } = size;
  const options = Object.entries({ events, provinces, cycles, sizes: 1, phase, folder });
  const program = [import.meta.filename, ...options.map(([name, value]) => `--${name}=${value}`)];
  const { status, stdout } = spawnSync(process.execPath, program, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(`${phase} failed`);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '[]') as Measured[];
}

function measure(size: Nation, names: readonly string[]): Column {
  mkdirSync(values.folder, { recursive: true });
  const folder = mkdtempSync(join(values.folder, 'ocop-nation-'));
  const measured = new Map<string, readonly Measured[]>();
  try {
    for (const phase of names) {
      const all = inProcess(phase, folder, size);
      measured.set(phase, all);
      say(
        `${phase}: ${all.map(({ name, value, unit }) => `${name} ${Number(value.toPrecision(4))} ${unit}`).join(', ')}`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { events: measured.get('load')?.find(({ name }) => name === 'events')?.value ?? size.events, measured };
}

if (values.phase !== undefined) {
  const measured = (await phases[values.phase]?.({ folder: values.folder, size: sizeOf(1) })) ?? [];
  const peak = { name: 'peak memory', value: process.resourceUsage().maxRSS / 1024, unit: 'MiB' };
  process.stdout.write(`\n${JSON.stringify([...measured, peak])}\n`);
} else {
  const known = Object.keys(phases);
  const names = values.phases?.split(',') ?? known.filter((phase) => !SLOW.has(phase));
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`There is no phase ${unknown}; there are ${known.join(', ')}`);
  const columns: Column[] = [];
  for (const divisor of values.sizes.split(',').map(Number)) {
    const size = sizeOf(divisor);
    say(`\n${size.events} events, ${size.provinces} provinces, ${size.cycles} open cycles`);
    columns.push(measure(size, names));
  }
  process.stdout.write(`${asTable(columns)}\n`);
}
