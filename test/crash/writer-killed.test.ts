// A process that writes with 64 callers is killed (SIGKILL) at 50 random moments; the next one opens the same file and
// goes on. Nothing acknowledged is lost, nothing is doubled, every hash fits.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { openSqliteStore } from '../../eventstore/sqlite/sqlite-store.ts';
import { wholeHistory } from './events.ts';

const KILLS = 50;
const seed = Number(process.env.OCOP_SEED ?? Math.floor(Math.random() * 2 ** 31));
const folder = mkdtempSync(join(tmpdir(), 'ocop-killed-'));
const file = join(folder, 'events.db');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** mulberry32 */
function randomOf(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One life of the writer. @param ends ms after its start or, when `begun`, after it has opened the store */
async function life(n: number, ends: { ms: number; begun: boolean }, acknowledged: Map<string, string>): Promise<void> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'writer-process.ts'), file, String(n)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (text) => {
    errors += text;
  });
  const lines = createInterface({ input: child.stdout });
  const begun = once(lines, 'line');
  lines.on('line', (line) => {
    // The kill may cut the last line short; half a line acknowledges nothing.
    const [, place, hash] = /^(\S+) ([0-9a-f]{64})$/.exec(line) ?? [];
    if (place === undefined || hash === undefined) return;
    if (acknowledged.has(place)) errors += `${place} was acknowledged twice`;
    acknowledged.set(place, hash);
  });
  const over = Promise.all([once(child, 'exit'), once(lines, 'close')]);
  if (ends.begun) await Promise.race([begun, over]);
  await Promise.race([setTimeout(ends.ms), over]);
  child.kill('SIGKILL');
  const [[code, signal]] = await over;
  expect({ code, signal, errors }).toEqual({ code: null, signal: 'SIGKILL', errors: '' });
}

test(`${KILLS} kills under 64 callers (OCOP_SEED=${seed})`, async () => {
  const random = randomOf(seed);
  const acknowledged = new Map<string, string>();
  for (let n = 1; n <= KILLS; n++) {
    // Every fifth ends around the moment when the store is being opened, or recovered.
    const begun = n % 5 !== 0;
    await life(n, { begun, ms: begun ? random() * 500 : 100 + random() * 200 }, acknowledged);
  }

  const store = openSqliteStore(file);
  const history = await wholeHistory(store);
  const lost = [...acknowledged].filter(([place, hash]) => history.get(place) !== hash);
  expect(lost).toEqual([]);
  // What was written but not yet acknowledged when a life ended: at most one append of each caller.
  expect(history.size - acknowledged.size).toBeLessThanOrEqual(KILLS * 64);
  expect(acknowledged.size).toBeGreaterThan(KILLS);
  expect(await store.inspect()).toEqual([]);
  await store.close();
  console.log(`${acknowledged.size} acknowledged appends survived ${KILLS} kills (OCOP_SEED=${seed})`);
}, 180_000);
