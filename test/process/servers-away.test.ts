// A process that is there before its servers waits for them: alive, not ready, and it says for whom; once, not each time.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import getPort from 'get-port';
import { afterAll, expect, test } from 'vitest';
import { startFakeProcess } from '../kurrentdb-fake/as-process.ts';
import { eventually } from '../temporal-world.ts';

const program = fileURLToPath(new URL('../../cli/ocop.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'ocop-waiting-'));
const LONG_MS = 60_000;
const ending: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const end of ending.reverse()) await end();
  rmSync(folder, { recursive: true, force: true });
}, LONG_MS);

type Part = { name: string; ok: boolean; note: string };

test('it waits for the store, then says that Temporal is missing, each once', { timeout: 3 * LONG_MS }, async () => {
  const [port, storePort] = [await getPort(), await getPort()];
  // What Temporal is asked at: it hangs up, and counts.
  let knocks = 0;
  const deaf = createServer((socket) => {
    knocks += 1;
    socket.destroy();
  }).listen(0, '127.0.0.1');
  await once(deaf, 'listening');
  ending.push(async () => deaf.close());

  const child = spawn(process.execPath, [program, 'serve'], {
    env: {
      ...process.env,
      OCOP_DATA: join(folder, 'data'),
      OCOP_PORT: String(port),
      OCOP_LOG: '-',
      OCOP_STORE_URL: `kurrentdb://127.0.0.1:${storePort}?tls=false`,
      OCOP_TEMPORAL_ADDRESS: `127.0.0.1:${(deaf.address() as AddressInfo).port}`,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  ending.push(async () => void child.kill('SIGKILL'));
  let log = '';
  child.stderr.on('data', (chunk) => {
    log += chunk;
  });
  child.stdout.resume();
  const ask = async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { 'accept-language': 'en' } });
    return { status: answer.status, again: answer.headers.get('retry-after'), body: await answer.json() };
  };
  const parts = async (): Promise<readonly Part[]> =>
    ask('/readyz').then(
      ({ body }) => (body as { parts: Part[] }).parts,
      () => [],
    );

  const waiting = await eventually(parts, (seen) => seen.some((p) => p.name === 'store'), LONG_MS);
  expect(waiting).toEqual([
    expect.objectContaining({ name: 'store', ok: false, note: expect.stringContaining(`127.0.0.1:${storePort}`) }),
  ]);
  expect(await ask('/readyz')).toMatchObject({ status: 503 });
  expect(await ask('/healthz')).toMatchObject({ status: 200, body: { alive: true } });
  expect(await ask('/v1/product-cycles')).toMatchObject({ status: 503, again: '1', body: { code: 'STARTING' } });

  const store = await startFakeProcess({ port: storePort });
  ending.push(store.stop);
  const begun = await eventually(parts, (seen) => seen.some((p) => p.name === 'temporal'), LONG_MS);
  expect(begun.filter((p) => !p.ok).map((p) => p.name)).toEqual(['temporal']);
  await eventually(
    () => log,
    (text) => text.includes('Temporal is out of reach'),
    LONG_MS,
  );
  // Each attempt to connect knocks some three times: one attempt more.
  const before = knocks;
  await eventually(
    () => knocks - before,
    (n) => n >= 4,
    LONG_MS,
  );
  expect(log.match(/waiting for a server/g)).toHaveLength(1);
  expect(log.match(/Temporal is out of reach/g)).toHaveLength(1);
  expect(log).not.toContain('"stack"');

  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
});
