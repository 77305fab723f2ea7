// Whether /readyz tells what can be done: each round it is asked, a command and a list are tried, and it is asked again.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

type Part = { name: string; ok: boolean; since: string };
type Told = { at: number; parts: readonly Part[] } | undefined;

export type ReadinessWatch = {
  readonly lies: string[];
  rounds(): number;
  /** rounds in which commands went well, and in which they did not */
  written(): { well: number; not: number };
  stop(): Promise<void>;
};

const EVERY_MS = 400;
/** Parts are asked every second, and one that is silent is known for it after two: so long may it not know yet. */
const MAY_NOT_KNOW_MS = 5000;

export function watchReadiness(address: string): ReadinessWatch {
  const lies: string[] = [];
  const counts = { well: 0, not: 0 };
  let rounds = 0;
  let over = false;
  /** since when what is told and what can be done differ, ms; undefined: they do not */
  const differs = new Map<string, number>();

  async function told(): Promise<Told> {
    try {
      const response = await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(3000) });
      const { parts } = (await response.json()) as { parts: Part[] };
      return { at: performance.now(), parts };
    } catch {
      return undefined;
    }
  }
  const okOf = (t: Told, ...names: string[]): boolean | undefined =>
    t && names.every((name) => t.parts.filter((p) => p.name.startsWith(name)).every((p) => p.ok));

  const tryIt = (path: string, init: RequestInit = {}): Promise<number | undefined> =>
    fetch(`${address}/v1/${path}`, {
      ...init,
      headers: {
        authorization: 'Bearer demo-admin',
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
      signal: AbortSignal.timeout(10_000),
    }).then(
      async (r) => {
        await r.body?.cancel();
        return r.status;
      },
      () => undefined,
    );

  function compare(what: string, before: Told, after: Told, names: string[], status: number | undefined): void {
    // Without an answer the process was on its way out or in: there was nobody to tell anything.
    if (!before || !after || status === undefined) return void differs.delete(what);
    const [first, last] = [okOf(before, ...names), okOf(after, ...names)];
    const well = status < 500;
    if (first === well || last === well) return void differs.delete(what);
    const since = differs.get(what) ?? before.at;
    differs.set(what, since);
    if (after.at - since < MAY_NOT_KNOW_MS) return;
    lies.push(`${what} ${well ? 'goes well' : `fails (${status})`}, told is ${JSON.stringify(after.parts)}`);
    differs.delete(what);
  }

  const watching = (async () => {
    for (; !over; rounds++) {
      const before = await told();
      const body = { grant: 'probe', province: '66', role: 'auditor', unit: '66', from: '2022-01-01' };
      const command = await tryIt(`accounts/demo-probe-${rounds}/grant-role`, {
        method: 'POST',
        body: JSON.stringify(body),
      });
      const list = await tryIt('product-cycles?limit=5');
      const after = await told();
      if (command !== undefined) counts[command < 300 ? 'well' : 'not']++;
      compare('a command', before, after, ['store', 'vault'], command);
      compare('a list', before, after, ['read-model'], list);
      await pause(EVERY_MS);
    }
  })();
  return {
    lies,
    rounds: () => rounds,
    written: () => counts,
    async stop() {
      over = true;
      await watching;
    },
  };
}
