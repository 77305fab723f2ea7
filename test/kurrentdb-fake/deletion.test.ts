import { randomUUID } from 'node:crypto';
import { ErrorType, NO_STREAM, STREAM_EXISTS } from '@kurrent/kurrentdb-client';
import { expect, it } from 'vitest';
import { all, fakeAndClient, listen, refusal, stored, thing } from './in-tests.ts';

it('begins a soft-deleted stream again behind its last revision', async () => {
  const { client } = await fakeAndClient();
  await client.appendToStream('a', [thing(1), thing(2)]);
  await client.deleteStream('a');
  expect((await refusal(all(client.readStream('a')))).type).toBe(ErrorType.STREAM_NOT_FOUND);
  const answer = await client.appendToStream('a', thing(3), { streamState: NO_STREAM });
  expect(answer.nextExpectedRevision).toBe(2n);
  expect((await all(client.readStream('a'))).map((e) => e.event?.data)).toEqual([{ n: 3 }]);
});

it('answers a resend to a soft-deleted stream with success, without a position', async () => {
  const { client } = await fakeAndClient();
  const id = randomUUID();
  await client.appendToStream('a', thing(1, id), { streamState: NO_STREAM });
  await client.deleteStream('a');
  const again = await client.appendToStream('a', thing(1, id), { streamState: NO_STREAM });
  expect(again).toMatchObject({ success: true, position: undefined });
  expect((await refusal(client.appendToStream('a', thing(2), { streamState: STREAM_EXISTS }))).type).toBe(
    ErrorType.STREAM_DELETED,
  );
});

it('keeps the events of a soft-deleted stream in $all', async () => {
  const { client } = await fakeAndClient();
  await client.appendToStream('a', thing(1));
  await client.deleteStream('a');
  expect((await stored(client)).map((e) => e.streamId)).toEqual(['a', '$$a']);
});

it('never begins a tombstoned stream again', async () => {
  const { client } = await fakeAndClient();
  await client.appendToStream('a', thing(1));
  const live = listen(client.subscribeToStream('a'));
  await live.untilHeard('caught up');
  await client.tombstoneStream('a');
  await live.untilHeard(`error ${ErrorType.STREAM_DELETED}`);
  for (const call of [
    () => client.appendToStream('a', thing(2)),
    () => client.appendToStream('a', thing(2), { credentials: { username: 'a', password: 'b' } }),
    () => all(client.readStream('a')),
    () => client.deleteStream('a'),
  ])
    expect(await refusal(call())).toMatchObject({ type: ErrorType.STREAM_DELETED, streamName: 'a' });
});

it('deletes at the expected revision only, and nothing that is not there', async () => {
  const { client } = await fakeAndClient();
  await client.appendToStream('a', [thing(1), thing(2)]);
  expect(await refusal(client.deleteStream('a', { expectedRevision: 0n }))).toMatchObject({
    type: ErrorType.WRONG_EXPECTED_VERSION,
    actualState: 1n,
  });
  expect((await refusal(client.deleteStream('b'))).type).toBe(ErrorType.WRONG_EXPECTED_VERSION);
  expect((await client.deleteStream('a', { expectedRevision: 1n })).position).toBeDefined();
});

it('cuts a stream where its metadata says', async () => {
  const { client } = await fakeAndClient();
  await client.appendToStream('a', [thing(1), thing(2), thing(3)]);
  await client.setStreamMetadata('a', { truncateBefore: 2 });
  expect((await all(client.readStream('a'))).map((e) => e.event?.revision)).toEqual([2n]);
  expect((await all(client.readStream('a', { direction: 'backwards', fromRevision: 'end' }))).length).toBe(1);
});
