// The web application, built when its sources have changed: into the cache, where a second clone finds it as well.
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { SetupError, say, took } from './announce.mjs';
import { cacheFolder, withLock } from './cache.mjs';
import { lastLines, runChild } from './child.mjs';
import { root } from './node24.mjs';

/** What it is made of: itself, the rules it shares with the server, and the packages. */
const MADE_OF = ['web', 'domain', 'package-lock.json', 'setup/web-build.ts'];

/** Whether what is run serves pages to people. */
export const servesPages = ([, script = '', command, ...rest]: readonly string[]): boolean =>
  /cli\/(ocop|main)\.ts$/.test(script) && command === 'serve' && !/--only[= ](worker|relay)/.test(rest.join(' '));

/** The setting by which the server finds it. */
export async function webEnv(env = process.env): Promise<Record<string, string>> {
  return env.OCOP_WEB ? {} : { OCOP_WEB: await ensureWeb(env) };
}

async function ensureWeb(env: NodeJS.ProcessEnv): Promise<string> {
  const started = performance.now();
  const cache = cacheFolder(env);
  const folder = join(cache, `web-${digestOf(MADE_OF)}`);
  if (existsSync(folder)) {
    say(`web application: built before (${took(started)})`);
    return folder;
  }
  await withLock({ file: join(cache, 'web.lock'), announce: say, what: 'web application' }, async () => {
    if (existsSync(folder)) return;
    say('web application: its sources are new here, building it, some seconds …');
    const making = mkdtempSync(join(cache, 'web-making-'));
    try {
      await build(making);
      renameSync(making, folder);
    } finally {
      rmSync(making, { recursive: true, force: true });
    }
    say(`web application: built (${took(started)})`);
  });
  return folder;
}

async function build(folder: string): Promise<void> {
  const built = await runChild(process.execPath, ['setup/web-build.ts', folder], { cwd: root });
  if (built.ok) return;
  const lines = [
    `the web application could not be built: node setup/web-build.ts ${built.because ?? `ended with ${built.code}`}.`,
    lastLines(built.output, 15),
    'What to do: mend what it says; or set OCOP_WEB to a folder that holds it built.',
  ];
  throw new SetupError(lines.join('\n'));
}

function digestOf(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of paths.flatMap(filesUnder)) hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest('hex').slice(0, 16);
}

function filesUnder(path: string): string[] {
  if (/\.\w+$/.test(path)) return [path];
  return readdirSync(join(root, path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(test|fixture)\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}
