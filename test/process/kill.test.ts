// The whole process tree is killed (SIGKILL) at 20 random moments while products walk: nothing lost, nothing doubled.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type Walk, type WalkStep, walkOf } from '../../demo/walk.ts';
import { hashFits } from '../../eventstore/envelope.ts';
import { openSqliteStore } from '../../eventstore/sqlite/sqlite-store.ts';
import { freePort } from '../../tools/temporal/dev-server.ts';
import { eventually } from '../temporal-world.ts';
import { isAlive, type Product, processesOf, startProduct } from './product.ts';

const KILLS = 20;
const data = mkdtempSync(join(tmpdir(), 'ocop-kill-'));
let product: Product | undefined;
afterAll(async () => {
  if (product) killTree(product);
  rmSync(data, { recursive: true, force: true });
});

type Fact = { type: string; quiet: boolean };

test('twenty kills during the walk', async () => {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const walks: Walk[] = [];
  let kills = 0;
  let over = false;

  /** People go on as if nothing had happened: the same command with the same key until it is answered. */
  async function give(step: WalkStep): Promise<void> {
    const key = randomUUID();
    await eventually(
      async () => {
        try {
          const path = `${address}/v1/${step.resource}/${step.id}`;
          const headers = {
            authorization: `Bearer ${step.by}`,
            'content-type': 'application/json',
            'idempotency-key': key,
          };
          const look = await fetch(path, { headers });
          await look.body?.cancel();
          const seen = look.headers.get('etag');
          const match = seen === null ? {} : { 'if-match': seen };
          const response = await fetch(`${path}/${step.command}`, {
            method: 'POST',
            headers: { ...headers, ...match },
            body: JSON.stringify(step.body),
          });
          return response.ok ? 'done' : `${response.status} ${(await response.text()).slice(0, 400)}`;
        } catch (error) {
          return (error as Error).message;
        }
      },
      (answer) => answer === 'done',
      150_000,
    );
  }

  async function people(): Promise<void> {
    for (let n = 1; !over; n++) {
      const walk = walkOf(`kill${n}`);
      walks.push(walk);
      for (const step of walk.steps) await give(step);
    }
  }

  const life = async () => {
    product = await startProduct({ OCOP_DATA: data, OCOP_PORT: String(port), OCOP_REQUESTS_PER_MINUTE: '0' });
  };
  await life();
  const walking = people();
  while (kills < KILLS) {
    await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 900));
    await killTree(product as Product);
    kills += 1;
    await life();
  }
  over = true;
  await walking;

  for (const walk of walks) {
    const expected = walk.steps.flatMap((s) => (s.resource === 'product-cycles' ? s.facts.map((f) => f.type) : []));
    await eventually(
      async () => (await procedure(address, walk.cycle)).sort().join(' '),
      // Who opens a step, a person or the process, and so where it stands, depends on the kill; that it is there once does not.
      (types) => types === expected.sort().join(' '),
      30_000,
    );
  }
  await killTree(product as Product);
  const store = openSqliteStore(join(data, 'events.sqlite'));
  const seen = new Set<string>();
  for (let after: string | undefined; ; ) {
    const events = await store.readAll({ limit: 2000, ...(after === undefined ? {} : { after }) });
    if (events.length === 0) break;
    for (const e of events) {
      expect(hashFits(e)).toBe(true);
      expect(seen.has(`${e.stream}@${e.revision}`)).toBe(false);
      seen.add(`${e.stream}@${e.revision}`);
    }
    after = events.at(-1)?.position;
  }
  await store.close();
}, 300_000);

async function killTree(p: Product): Promise<void> {
  const family = processesOf(p.launcher.pid as number);
  for (const pid of family) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  await eventually(
    () => family.filter(isAlive),
    (alive) => alive.length === 0,
    5000,
  );
}

/** What the timeline holds of a walk besides quiet facts; a walk has far fewer than a page of them. */
async function procedure(address: string, cycle: string): Promise<string[]> {
  const headers = { authorization: 'Bearer demo-province' };
  const response = await fetch(`${address}/v1/product-cycles/${cycle}/timeline?limit=200`, { headers });
  if (!response.ok) return [`${response.status}`, await response.text()];
  const { items } = (await response.json()) as { items: Fact[] };
  return items.filter((f) => !f.quiet).map((f) => f.type);
}
