// Told to stop at any moment of its start, a server ends by itself and well. As the first process of a container it
// would otherwise not end at all.
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

/** Tells, as each file of the program is loaded, whether a stop would be heard. */
const WATCH = `import { registerHooks } from 'node:module';
registerHooks({ load(url, context, next) {
  if (/\\/cli\\/(main|serve|compose)\\.ts$/.test(url)) console.error('loads', url.split('/').at(-1), process.listenerCount('SIGTERM'));
  return next(url, context);
} });`;
const env = { ...process.env, OCOP_DATA: join(folder, 'data'), OCOP_PORT: '0', OCOP_TEMPORAL_ADDRESS: '127.0.0.1:9' };

test.each(['main.ts', 'compose.ts', 'serve.ts'])('it hears of a stop while %s is loaded', async (file) => {
  const args = ['--import', `data:text/javascript,${encodeURIComponent(WATCH)}`, program, 'serve'];
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(child, 'close');
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
    if (said.includes(`loads ${file}`)) child.kill('SIGTERM');
  });
  expect(await ended).toEqual([0, null]);
  expect(said).toContain(`loads ${file} 1`);
});
