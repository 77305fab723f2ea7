// From a fresh clone to a server that answers, with registries alone; and the same again when everything is there.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { machineEnv, root } from '../../setup/node24.mjs';
import { closing } from './closing.ts';
import { type Bench, below, median } from './figure.ts';
import { startServer } from './process.ts';

const WARM_STARTS = 3;
const READY = /^OCOP is ready at /;
const INSTALLED = /dependencies: installed/;
/** What npm and we have set for the process that measures; where registries are may be told by the environment. */
const LEFT_OUT = /^(OCOP_|NODE_COMPILE_CACHE$|npm_(?!config_(registry|userconfig|cafile|.*proxy)$))/;

/** Seconds from the command to the line. */
type Started = { readonly ready: number; readonly installed: number; stop(): Promise<void> };

export const start: Bench = {
  names: ['start-cold', 'start-warm'],
  about: 'npm start of the last commit in a fresh clone with empty caches, and again when everything is there',
  measure: (say) =>
    closing(async (onEnd) => {
      const folder = mkdtempSync(join(tmpdir(), 'ocop-bench-start-'));
      onEnd(() => rmSync(folder, { recursive: true, force: true }));
      const clone = join(folder, 'clone');
      const cloned = spawnSync('git', ['clone', '--quiet', root, clone], { encoding: 'utf8' });
      if (cloned.status !== 0) throw new Error(`the checkout cannot be cloned: ${cloned.stderr}`);
      const cold = await npmStart(folder, clone);
      await cold.stop();
      say(`  cold ${cold.ready.toFixed(1)} s, dependencies there after ${cold.installed.toFixed(1)} s`);
      const [warm, bare]: [number[], number[]] = [[], []];
      for (let no = 0; no < WARM_STARTS; no++) {
        const again = await npmStart(folder, clone);
        await again.stop();
        warm.push(again.ready);
        bare.push(await temporalAlone(join(folder, `bare-${no}`)));
        say(`  warm ${again.ready.toFixed(2)} s, Temporal alone ${bare.at(-1)?.toFixed(2)} s`);
      }
      return [
        {
          name: 'start-cold',
          unit: 's',
          value: cold.ready,
          baseline: 'npm install alone, in the same start',
          baselineValue: cold.installed,
          ratio: cold.ready / cold.installed,
          goal: below(60),
        },
        {
          name: 'start-warm',
          unit: 's',
          value: median(warm),
          baseline: 'Temporal alone on an empty database',
          baselineValue: median(bare),
          ratio: median(warm) / median(bare),
          goal: below(3),
        },
      ];
    }),
};

/** Nothing of this machine but its registries: caches and data lie in the folder. */
async function npmStart(folder: string, clone: string): Promise<Started> {
  const ours = Object.entries(machineEnv()).filter(([name]) => !LEFT_OUT.test(name));
  const env = {
    ...Object.fromEntries(ours),
    XDG_CACHE_HOME: join(folder, 'cache'),
    npm_config_cache: join(folder, 'npm-cache'),
    OCOP_DATA: join(folder, 'data'),
    OCOP_PORT: '0',
  };
  const begun = performance.now();
  const child = spawn('npm', ['start'], { cwd: clone, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const printed: string[] = [];
  let installed = Number.NaN;
  const ready = new Promise<number>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => {
        printed.push(line);
        const seconds = (performance.now() - begun) / 1000;
        if (INSTALLED.test(line)) installed = seconds;
        if (READY.test(line)) resolve(seconds);
      });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`npm start ended: ${printed.slice(-10).join('\n')}`)));
  });
  return { ready: await ready, installed, stop: () => stopped(child) };
}

async function stopped(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  // All of its group: npm hands a signal on, but not to everybody.
  process.kill(-(child.pid as number), 'SIGTERM');
  await ended;
}

async function temporalAlone(folder: string): Promise<number> {
  mkdirSync(folder);
  const begun = performance.now();
  const server = await startServer(folder);
  const seconds = (performance.now() - begun) / 1000;
  await server.stop();
  return seconds;
}
