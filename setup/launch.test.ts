import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const RUN = fileURLToPath(new URL('./run.mjs', import.meta.url));
const PARENT_WATCH = new URL('./parent-watch.ts', import.meta.url).href;

let folder: string;
let launchers: ChildProcess[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ocop-launch-'));
  launchers = [];
});

afterEach(() => {
  for (const launcher of launchers) launcher.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** Launches a script that says its pid and then lives until something ends it; resolves once it runs. */
async function launchScript(body: string): Promise<{ launcher: ChildProcess; pid: number }> {
  const script = join(folder, 'script.ts');
  writeFileSync(script, `${body}\nsetInterval(() => undefined, 1000);\nconsole.log(process.pid);\n`);
  const launcher = spawn(process.execPath, [RUN, script], { stdio: ['ignore', 'pipe', 'ignore'] });
  launchers.push(launcher);
  const [line] = await once(createInterface({ input: launcher.stdout as NodeJS.ReadableStream }), 'line');
  return { launcher, pid: Number(line) };
}

test('a signal reaches the program once, however often Ctrl-C is reported, and its exit code is ours', async () => {
  const { launcher } = await launchScript(`
    let interrupts = 0;
    process.on('SIGINT', () => {
      interrupts += 1;
      setTimeout(() => process.exit(40 + interrupts), 300);
    });`);
  launcher.kill('SIGINT');
  launcher.kill('SIGINT');
  const [code] = await once(launcher, 'exit');
  expect(code).toBe(41);
}, 120_000);

test('the program learns when its launcher is killed', async () => {
  const farewell = join(folder, 'farewell');
  const { launcher, pid } = await launchScript(`
    import { exitWithParent } from ${JSON.stringify(PARENT_WATCH)};
    import { writeFileSync } from 'node:fs';
    exitWithParent(() => {
      writeFileSync(${JSON.stringify(farewell)}, String(process.env.OCOP_PARENT_PIPE));
      process.exit(0);
    });`);
  launcher.kill('SIGKILL');
  await expect.poll(() => isAlive(pid), { timeout: 5000, interval: 50 }).toBe(false);
  expect(existsSync(farewell) && readFileSync(farewell, 'utf8')).toBe('undefined');
}, 120_000);

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('what speaks to a server over HTTP wants no Temporal here', async () => {
  const script = join(folder, 'asks.ts');
  writeFileSync(script, `console.log('asked', ...process.argv.slice(2));\n`);
  const env = { ...process.env, OCOP_TEMPORAL_BINARY: join(folder, 'none') };
  const child = spawn(process.execPath, [RUN, '--over-http', script, '--json'], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  launchers.push(child);
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(said).toBe('asked --json\n');
});
