// Many callers at one stream, over HTTP: one key is one act whatever comes with it, and of those who saw the same state
// one alone decides on it.
import { equal, ok } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { etag } from '../../api/headers.ts';
import { COMMUNE, served } from '../../api/world.fixture.ts';
import { getCommand } from '../../domain/registry.ts';
import type { Counts, Suite } from '../../tools/attack/suite.ts';
import { addProduct } from '../world.ts';

export const suite: Suite = {
  about: 'many callers at the same stream and key over HTTP: one act each, and nobody decides on what they did not see',
  run: () => attackByRacing({ rounds: 100, callers: 20 }),
};

type Answer = { status: number; outcome?: string; code?: string; revision?: number };

export async function attackByRacing({ rounds, callers }: { rounds: number; callers: number }): Promise<Counts> {
  const s = await served(() => ({ requestsPerMinute: 0 }));
  const counts = { rounds, callers, 'acts done': 0, 'told that it is done': 0, 'keys of other content': 0, stale: 0 };
  const post = async (path: string, body: unknown, headers: Record<string, string>): Promise<Answer> => {
    const response = await fetch(`${s.url}/v1/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${COMMUNE}`, 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return { status: response.status, ...((await response.json()) as object) };
  };
  const all = <T>(send: (n: number) => Promise<T>): Promise<T[]> =>
    Promise.all(Array.from({ length: callers }, (_, n) => send(n)));

  async function oneKey(product: string): Promise<void> {
    const key = randomUUID();
    const body = { province: '66', place: '650-01', kind: 'cooperative' };
    const answers = await all((n) =>
      post(`producers/${product}/register-producer`, { ...body, name: `Tên ${n % 2}` }, { 'idempotency-key': key }),
    );
    const done = answers.filter(({ outcome }) => outcome === 'appended');
    equal(done.length, 1, `one key is one act: ${JSON.stringify(answers)}`);
    const again = answers.filter(({ outcome }) => outcome === 'already-applied');
    ok(again.every(({ revision }) => revision === done[0]?.revision));
    const other = answers.filter(({ code }) => code === 'COMMAND_ID_REUSED');
    equal(done.length + again.length + other.length, callers, JSON.stringify(answers));
    equal((await s.store.readStream(`producer-${product}`)).length, 1);
    counts['acts done']++;
    counts['told that it is done'] += again.length;
    counts['keys of other content'] += other.length;
  }

  async function oneState(product: string): Promise<void> {
    await addProduct(s, product);
    const id = `66-2022-${product}-1`;
    const give = (command: string, input: object, by = COMMUNE) =>
      s.give({ by, command: getCommand('productCycle', command), id, input });
    await give('StartCycle', {});
    await give('IdentifyPotential', {});
    await give('RegisterIdea', { summary: 'Ý tưởng' }, `demo-htx-${product}`);
    await give('ListIdea', { list: { number: '01', date: '2022-02-10' } });
    const { seen } = await s.executor.look(getCommand('productCycle', 'SelectIdea').aggregate, id);
    const before = (await s.store.readStream(`productCycle-${id}`)).length;
    const answers = await all((n) =>
      post(
        `product-cycles/${id}/${n % 2 === 0 ? 'select-idea' : 'reject-idea'}`,
        n % 2 === 0 ? {} : { reason: 'Chưa rõ thị trường' },
        { authorization: 'Bearer demo-krong-nang', 'if-match': etag(seen), 'idempotency-key': randomUUID() },
      ),
    );
    const done = answers.filter(({ outcome }) => outcome === 'appended');
    equal(done.length, 1, `one decides: ${JSON.stringify(answers)}`);
    const rest = answers.filter((a) => a.outcome !== 'appended');
    ok(
      rest.every(({ status, outcome }) => [409, 412].includes(status) || outcome === 'nothing-to-do'),
      JSON.stringify(rest),
    );
    const after = await s.store.readStream(`productCycle-${id}`);
    equal(new Set(after.slice(before).map(({ commandId }) => commandId)).size, 1, 'one act stands there');
    counts['acts done']++;
    counts.stale += rest.length;
  }

  try {
    for (let round = 0; round < rounds; round++) {
      await oneKey(`ho-${round}`);
      await oneState(`dua-${round}`);
    }
    return counts;
  } finally {
    await s.close();
    await s.store.close();
  }
}
