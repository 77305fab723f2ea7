// Told to stop while it is loaded, a server ends at once, by the signal itself: nothing is open yet, and a handler would
// be come to late. That it ends well as the first process of a container is seen by `npm run test:containers`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const program = fileURLToPath(new URL('./ocop.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'ocop-stop-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Tells, as each file of the program is loaded, whether a handler would put a stop off. */
const WATCH = `import { registerHooks } from 'node:module';
registerHooks({ load(url, context, next) {
  if (/\\/cli\\/(main|serve|compose)\\.ts$/.test(url)) console.error('loads', url.split('/').at(-1), process.listenerCount('SIGTERM'));
  return next(url, context);
} });`;
const env = { ...process.env, OCOP_DATA: join(folder, 'data'), OCOP_PORT: '0', OCOP_TEMPORAL_ADDRESS: '127.0.0.1:9' };

test.each(['main.ts', 'compose.ts', 'serve.ts'])('a stop ends it while %s is loaded', async (file) => {
  const args = ['--import', `data:text/javascript,${encodeURIComponent(WATCH)}`, program, 'serve'];
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(child, 'close');
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
    if (said.includes(`loads ${file}`)) child.kill('SIGTERM');
  });
  expect(await ended).toEqual([null, 'SIGTERM']);
  expect(said).toContain(`loads ${file} 0`);
});
