// npm run test:containers [-- --keep --only alone --only together --only upgrade]: the image and the compose file,
// unmodified, on a Docker engine of its own. Walks the demo, kills each container once, freezes each server, scales, takes
// down and up, moves the data out, changes the release under way, and prints a table.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../../setup/node24.mjs';
import { buildImages, walkAlone } from './alone.ts';
import { makeBases } from './bases.ts';
import { builtCompose } from './compose-program.ts';
import { startEngine } from './engine.ts';
import { run } from './run.ts';
import { newTable } from './table.ts';
import { walkTogether } from './together.ts';
import { walkUpgrade } from './upgrade.ts';

const { values } = parseArgs({ options: { keep: { type: 'boolean' }, only: { type: 'string', multiple: true } } });
const keep = values.keep === true;
const walked = (phase: 'alone' | 'together' | 'upgrade') => values.only?.includes(phase) ?? true;
const scratch = process.env.OCOP_CONTAINERS_SCRATCH ?? mkdtempSync(join(tmpdir(), 'ocop-containers-'));
mkdirSync(scratch, { recursive: true });
const table = newTable();

/** The release as it is committed, and nothing that lies about beside it. */
async function checkout(): Promise<string> {
  const release = join(scratch, 'release');
  rmSync(release, { recursive: true, force: true });
  mkdirSync(release);
  await run('sh', ['-c', 'git -C "$0" archive HEAD | tar -x -C "$1"', root, release]);
  return release;
}

async function all(): Promise<void> {
  const engine = await startEngine(join(scratch, 'engine'));
  try {
    const release = await checkout();
    const about = { commit: await run('git', ['-C', root, 'rev-parse', '--short', 'HEAD']), node: process.version };
    await table.row('engine', async () => `Docker ${engine.about}; release ${about.commit}, Node ${about.node}`);
    const compose = await builtCompose(engine, join(scratch, 'compose'));
    await table.row('compose', async () => await compose.version());
    const bases = (which: Parameters<typeof makeBases>[1]) =>
      table.row(
        `images it is ${which}`,
        async () => `stand-ins for ${(await makeBases({ folder: scratch, engine }, which)).join(', ')}`,
      );
    await bases('built on');
    await buildImages({ engine, release, table });
    if (walked('alone')) await walkAlone({ engine, release, table });
    await bases('run beside');
    const parts = { engine, compose, release, scratch, table };
    if (walked('together')) await walkTogether(parts);
    if (walked('upgrade')) await walkUpgrade(parts);
  } finally {
    await engine.stop();
  }
}

let failed: Error | undefined;
await all().catch((error: Error) => {
  failed = error;
});
console.log(`\n${new Date().toISOString().slice(0, 10)}\n\n${table.text()}`);
if (failed) console.error(`\n${failed.message}`);
if (!keep && !process.env.OCOP_CONTAINERS_SCRATCH) rmSync(scratch, { recursive: true, force: true });
else console.log(`kept: ${scratch}`);
process.exit(failed ? 1 : 0);
