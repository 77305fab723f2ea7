// People at work while processes die under them: the same command with the same key until it is answered.
import { randomUUID } from 'node:crypto';
import { type Act, pathOf, requestOf, type Walk } from '../../demo/walk.ts';
import { eventually } from '../temporal-world.ts';

const PATIENCE_MS = 150_000;

/** @param address asked anew for each try: people go to another server when theirs is gone */
export async function giveUntilAnswered(address: () => string, act: Act): Promise<void> {
  const key = randomUUID();
  await eventually(
    async () => {
      try {
        const path = `${address()}/v1/${pathOf(act)}`;
        const headers = {
          authorization: `Bearer ${act.by}`,
          'content-type': 'application/json',
          'idempotency-key': key,
        };
        const look = await fetch(path, { headers });
        await look.body?.cancel();
        const seen = look.headers.get('etag');
        const match = seen === null ? {} : { 'if-match': seen };
        const response = await fetch(`${path}/${act.command.route}`, {
          method: 'POST',
          headers: { ...headers, ...match },
          body: JSON.stringify(requestOf(act)),
        });
        return response.ok ? 'done' : `${response.status} ${(await response.text()).slice(0, 400)}`;
      } catch (error) {
        return (error as Error).message;
      }
    },
    (answer) => answer === 'done',
    PATIENCE_MS,
  );
}

/**
 * Waits until the timeline holds what the walk must leave behind, each fact once. Who opens a step, a person or the
 * process, and so where it stands, depends on who died when; that it is there once does not. After Temporal was killed the last
 * fact has come late by most of a minute on a busy machine.
 */
export async function expectWalked(address: string, walk: Walk): Promise<void> {
  const expected = walk.way.flatMap((act) => act.facts.map((f) => f.type));
  await eventually(
    async () => (await procedure(address, walk.cycle)).sort().join(' '),
    (types) => types === expected.sort().join(' '),
    150_000,
  );
}

/** What the timeline holds of a walk besides quiet facts; a walk has far fewer than a page of them. */
async function procedure(address: string, cycle: string): Promise<string[]> {
  const headers = { authorization: 'Bearer demo-province' };
  const response = await fetch(`${address}/v1/product-cycles/${cycle}/timeline?limit=200`, { headers });
  if (!response.ok) return [`${response.status}`, await response.text()];
  const { items } = (await response.json()) as { items: { type: string; quiet: boolean }[] };
  return items.filter((f) => !f.quiet).map((f) => f.type);
}
