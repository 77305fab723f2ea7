import { BACKWARDS, END, ErrorType, eventTypeFilter, type Position, streamNameFilter } from '@kurrent/kurrentdb-client';
import { expect, it } from 'vitest';
import { all, fakeAndClient, refusal, thing } from './in-tests.ts';

async function threeIn(stream: string) {
  const started = await fakeAndClient();
  await started.client.appendToStream(stream, [thing(0), thing(1), thing(2)]);
  return started;
}

const ONE_STREAM = [
  ['from the start', {}, [0n, 1n, 2n]],
  ['from a revision', { fromRevision: 1n }, [1n, 2n]],
  ['a part', { fromRevision: 1n, maxCount: 1 }, [1n]],
  ['behind the last revision', { fromRevision: 7n }, []],
  ['backwards from the end', { direction: BACKWARDS, fromRevision: END }, [2n, 1n, 0n]],
  ['backwards from a revision', { direction: BACKWARDS, fromRevision: 1n }, [1n, 0n]],
  ['backwards the last one', { direction: BACKWARDS, fromRevision: END, maxCount: 1 }, [2n]],
  ['backwards from behind the last revision', { direction: BACKWARDS, fromRevision: 7n }, [2n, 1n, 0n]],
] as const;

it('reads a stream from any place in either direction', async () => {
  const { client } = await threeIn('a');
  for (const [how, options, revisions] of ONE_STREAM)
    expect(
      (await all(client.readStream('a', options))).map((e) => e.event?.revision),
      how,
    ).toEqual(revisions);
});

it('gives an event back as it was written', async () => {
  const { client } = await fakeAndClient();
  const before = Date.now();
  await client.appendToStream('tỉnh-Bến Tre', { ...thing(7), type: 'ĐãMở', metadata: { by: 'chị Hà' } });
  const [found] = await all(client.readStream('tỉnh-Bến Tre'));
  expect(found?.event).toMatchObject({
    streamId: 'tỉnh-Bến Tre',
    type: 'ĐãMở',
    isJson: true,
    data: { n: 7 },
    metadata: { by: 'chị Hà' },
  });
  // The client's reads tell whole seconds.
  expect(Math.abs((found?.event?.created.getTime() ?? 0) - before)).toBeLessThan(60_000);
});

it('says that a stream is not there', async () => {
  const { client } = await fakeAndClient();
  expect((await refusal(all(client.readStream('a')))).type).toBe(ErrorType.STREAM_NOT_FOUND);
});

it('gives positions that rise with gaps', async () => {
  const { client } = await threeIn('a');
  const positions = (await all(client.readAll())).map((e) => e.event?.position);
  expect(positions.every((p) => p?.commit === p?.prepare)).toBe(true);
  const commits = positions.map((p) => Number(p?.commit));
  expect(commits[0]).toBeGreaterThan(1);
  expect(commits.slice(1).every((commit, i) => commit > (commits[i] as number) + 1)).toBe(true);
});

it('reads $all from a position with the event there, backwards without it', async () => {
  const { client } = await threeIn('a');
  const fromPosition = (await all(client.readAll()))[1]?.event?.position as Position;
  const revisions = async (options: object) => (await all(client.readAll(options))).map((e) => e.event?.revision);
  expect(await revisions({ fromPosition })).toEqual([1n, 2n]);
  expect(await revisions({ fromPosition, direction: BACKWARDS })).toEqual([0n]);
  expect(await revisions({ fromPosition: END, direction: BACKWARDS, maxCount: 1 })).toEqual([2n]);
});

it('looks out of reach to a read of $all from a position between two events', async () => {
  const { client } = await threeIn('a');
  const at = ((await all(client.readAll()))[1]?.event?.position?.commit as bigint) + 1n;
  const call = all(client.readAll({ fromPosition: { commit: at, prepare: at } }));
  expect((await refusal(call)).type).toBe(ErrorType.UNAVAILABLE);
  const beyond = { commit: at + 1_000_000n, prepare: at + 1_000_000n };
  expect(await all(client.readAll({ fromPosition: beyond }))).toEqual([]);
});

const FILTERS = [
  ['prefixes of streams', streamNameFilter({ prefixes: ['a-', 'b-'] }), ['a-1', 'b-1']],
  ['an expression on streams', streamNameFilter({ regex: '^[bc]-' }), ['b-1', 'c-1']],
  ['prefixes of types', eventTypeFilter({ prefixes: ['Th'] }), ['a-1', 'b-1', 'c-1']],
  ['no type of the system', eventTypeFilter({ regex: '^[^$].*' }), ['a-1', 'b-1', 'c-1']],
] as const;

it('filters $all by streams and by types', async () => {
  const { client } = await fakeAndClient();
  for (const stream of ['a-1', 'b-1', 'c-1']) await client.appendToStream(stream, thing(1));
  await client.appendToStream('$x', { ...thing(1), type: '$thing' });
  for (const [by, filter, streams] of FILTERS)
    expect(
      (await all(client.readAll({ filter }))).map((e) => e.event?.streamId),
      by,
    ).toEqual(streams);
});

it('writes events of its own among ours, of which a filter on types lets one through', async () => {
  const { client } = await fakeAndClient({ systemEvents: true });
  for (let n = 0; n < 20; n++) await client.appendToStream('a', thing(n));
  const everything = (await all(client.readAll())).map((e) => e.event);
  const system = everything.filter((e) => e?.streamId.startsWith('$'));
  expect(everything.length - system.length).toBe(20);
  expect(everything.findIndex((e) => e?.streamId.startsWith('$'))).toBeLessThan(10);
  const through = (await all(client.readAll({ filter: eventTypeFilter({ regex: '^[^$].*' }) }))).map((e) => e.event);
  expect(through.some((e) => e?.streamId.startsWith('$'))).toBe(true);
  expect(through.length).toBeLessThan(everything.length);
});
