import { END, ErrorType, type KurrentDBClient, type Position, streamNameFilter } from '@kurrent/kurrentdb-client';
import { expect, it } from 'vitest';
import { fakeAndClient, listen, stored, thing } from './in-tests.ts';

const append = async (client: KurrentDBClient, stream: string, count: number): Promise<void> => {
  for (let n = 0; n < count; n++) await client.appendToStream(stream, thing(n));
};
const head = async (client: KurrentDBClient) => (await stored(client)).at(-1)?.position as Position;

it('gives what is there, says that it has caught up, then what comes', async () => {
  const { client, fake } = await fakeAndClient();
  await append(client, 'a', 2);
  const { heard, untilHeard } = listen(client.subscribeToAll());
  await untilHeard('caught up');
  await client.appendToStream('b', thing(1));
  await untilHeard('b@0');
  expect(heard).toEqual(['a@0', 'a@1', 'caught up', 'b@0']);
  expect(fake.counts()).toMatchObject({ appends: 3, subscriptions: 1 });
});

it('begins after a position, where a read begins with it', async () => {
  const { client } = await fakeAndClient();
  await append(client, 'a', 3);
  const fromPosition = (await stored(client))[1]?.position as Position;
  const { heard, untilHeard } = listen(client.subscribeToAll({ fromPosition }));
  await untilHeard('caught up');
  expect(heard).toEqual(['a@2', 'caught up']);
});

it('begins at the end when asked to', async () => {
  const { client } = await fakeAndClient();
  await append(client, 'a', 3);
  const { heard, untilHeard } = listen(client.subscribeToAll({ fromPosition: END }));
  await untilHeard('caught up');
  await append(client, 'b', 1);
  await untilHeard('b@0');
  expect(heard).toEqual(['caught up', 'b@0']);
});

it('refuses a position between two events', async () => {
  const { client } = await fakeAndClient();
  await append(client, 'a', 3);
  const at = ((await stored(client))[1]?.position?.commit as bigint) + 1n;
  const { heard, until } = listen(client.subscribeToAll({ fromPosition: { commit: at, prepare: at } }));
  await until((h) => h.length > 0);
  expect(heard).toEqual([`error ${ErrorType.UNKNOWN}`]);
});

it('follows one stream from after a revision, also one that is not there yet', async () => {
  const { client } = await fakeAndClient();
  await append(client, 'a', 3);
  const one = listen(client.subscribeToStream('a', { fromRevision: 1n }));
  const other = listen(client.subscribeToStream('b'));
  await Promise.all([one.untilHeard('caught up'), other.untilHeard('caught up')]);
  await append(client, 'b', 1);
  await append(client, 'a', 1);
  await Promise.all([one.untilHeard('a@3'), other.untilHeard('b@0')]);
  expect(one.heard).toEqual(['a@2', 'caught up', 'a@3']);
  expect(other.heard).toEqual(['caught up', 'b@0']);
});

it('tells how far it has looked once in so many events and when it has caught up, later only while something is written', async () => {
  const { client } = await fakeAndClient();
  await append(client, 'other', 20);
  const before = (await stored(client)).map((e) => e.position?.commit);
  const checkpoints: bigint[] = [];
  const filter = streamNameFilter({
    prefixes: ['mine'],
    maxSearchWindow: 4,
    checkpointInterval: 2,
    checkpointReached: async (_, { commit }) => {
      checkpoints.push(commit);
      live.say(`checkpoint ${checkpoints.length}`);
    },
  });
  const live = listen(client.subscribeToAll({ filter }));
  await live.untilHeard('caught up');
  expect(checkpoints).toEqual([before[7], before[15], before[19]]);
  await append(client, 'other', 7);
  await client.appendToStream('mine', thing(1));
  const eighth = (await head(client)).commit;
  await append(client, 'other', 7);
  await client.appendToStream('mine', thing(2));
  await live.untilHeard('checkpoint 5');
  expect(live.heard.slice(2)).toEqual([
    'checkpoint 3',
    'caught up',
    'mine@0',
    'checkpoint 4',
    'mine@1',
    'checkpoint 5',
  ]);
  expect(checkpoints.slice(3)).toEqual([eighth, (await head(client)).commit]);
});

it('falls behind when more is written at once than it keeps, and catches up again', async () => {
  const { client } = await fakeAndClient();
  const { heard, until, untilHeard } = listen(client.subscribeToAll());
  await untilHeard('caught up');
  await client.appendToStream(
    'a',
    Array.from({ length: 40 }, (_, n) => thing(n)),
  );
  await until((h) => h.filter((what) => what === 'caught up').length === 2);
  expect(heard).toEqual(['caught up', 'fell behind', ...Array.from({ length: 40 }, (_, n) => `a@${n}`), 'caught up']);
});

it('misses and doubles nothing while others write', async () => {
  const { client } = await fakeAndClient({ systemEvents: true });
  const writing = Promise.all(['a', 'b', 'c'].map((stream) => append(client, stream, 100)));
  const { heard, until } = listen(client.subscribeToAll());
  await writing;
  await until((h) => h.filter((what) => /^[abc]@/.test(what)).length === 300);
  for (const stream of ['a', 'b', 'c'])
    expect(heard.filter((what) => what.startsWith(`${stream}@`))).toEqual(
      Array.from({ length: 100 }, (_, n) => `${stream}@${n}`),
    );
});
