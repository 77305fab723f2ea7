import { randomUUID } from 'node:crypto';
import { ANY, binaryEvent, ErrorType, NO_STREAM, STREAM_EXISTS } from '@kurrent/kurrentdb-client';
import { describe, expect, it } from 'vitest';
import { fakeAndClient, refusal, stored, thing } from './in-tests.ts';

const credentials = { username: 'somebody', password: 'ignored without TLS' };

// The client puts appends on one call, unless it is given credentials.
describe.each([
  ['many appends on one call', {}],
  ['one append a call', { credentials }],
])('%s', (_, way) => {
  it('writes at the expected revision and says where', async () => {
    const { client } = await fakeAndClient();
    const first = await client.appendToStream('a', [thing(1), thing(2)], { streamState: NO_STREAM, ...way });
    const second = await client.appendToStream('a', thing(3), { streamState: 1n, ...way });
    expect([first.nextExpectedRevision, second.nextExpectedRevision]).toEqual([1n, 2n]);
    expect(second.position?.commit).toBeGreaterThan(first.position?.commit as bigint);
    expect((await stored(client, 'a')).map((e) => e.position?.commit)).toContain(second.position?.commit);
  });

  it.each([
    [NO_STREAM, 'there', 1n, NO_STREAM],
    [0n, 'there', 1n, 0n],
    [5n, 'there', 1n, 5n],
    [5n, 'nothing', NO_STREAM, 5n],
    [STREAM_EXISTS, 'nothing', NO_STREAM, STREAM_EXISTS],
  ] as const)('refuses %s on a stream with %s', async (streamState, there, actualState, expectedState) => {
    const { client } = await fakeAndClient();
    if (there === 'there') await client.appendToStream('a', [thing(1), thing(2)], way);
    expect(await refusal(client.appendToStream('a', thing(3), { streamState, ...way }))).toMatchObject({
      type: ErrorType.WRONG_EXPECTED_VERSION,
      streamName: 'a',
      actualState,
      expectedState,
    });
  });

  it('takes any and stream_exists on a stream that is there', async () => {
    const { client } = await fakeAndClient();
    await client.appendToStream('a', thing(1), { streamState: ANY, ...way });
    const answer = await client.appendToStream('a', thing(2), { streamState: STREAM_EXISTS, ...way });
    expect(answer.nextExpectedRevision).toBe(1n);
  });

  it('answers the same ids at an old revision with the original place, whatever they hold', async () => {
    const { client } = await fakeAndClient();
    const [id, other] = [randomUUID(), randomUUID()];
    const append = (n: number) =>
      client.appendToStream('a', [thing(n, id), thing(n, other)], { streamState: NO_STREAM, ...way });
    const first = await append(1);
    await client.appendToStream('a', thing(9), { streamState: 1n, ...way });
    expect(await append(2)).toEqual(first);
    expect((await stored(client, 'a')).map((e) => e.data)).toEqual([{ n: 1 }, { n: 1 }, { n: 9 }]);
  });

  it('knows an id again under any, and not when part of the append is new', async () => {
    const { client } = await fakeAndClient();
    const id = randomUUID();
    const first = await client.appendToStream('a', thing(1, id), way);
    await client.appendToStream('a', thing(2), way);
    expect(await client.appendToStream('a', thing(1, id), way)).toEqual(first);
    expect((await refusal(client.appendToStream('a', [thing(1, id), thing(3)], way))).type).toBe(
      ErrorType.WRONG_EXPECTED_VERSION,
    );
    expect(await stored(client, 'a')).toHaveLength(2);
  });

  it('refuses an append at an old revision of which only a part is known', async () => {
    const { client } = await fakeAndClient();
    const id = randomUUID();
    await client.appendToStream('a', [thing(1, id), thing(2)], { streamState: NO_STREAM, ...way });
    const part = client.appendToStream('a', [thing(1, id), thing(3)], { streamState: NO_STREAM, ...way });
    expect(await refusal(part)).toMatchObject({ type: ErrorType.WRONG_EXPECTED_VERSION, actualState: 1n });
  });

  it('writes a known id at the current revision a second time', async () => {
    const { client } = await fakeAndClient();
    const id = randomUUID();
    await client.appendToStream('a', thing(1, id), { streamState: NO_STREAM, ...way });
    await client.appendToStream('a', thing(1, id), { streamState: 0n, ...way });
    expect((await stored(client, 'a')).map((e) => e.id)).toEqual([id, id]);
  });

  it('takes the same id in two streams', async () => {
    const { client } = await fakeAndClient();
    const id = randomUUID();
    for (const stream of ['a', 'b']) await client.appendToStream(stream, thing(1, id), { streamState: ANY, ...way });
    expect(await stored(client)).toHaveLength(2);
  });

  it('answers an empty append with success and writes nothing', async () => {
    const { client } = await fakeAndClient();
    await client.appendToStream('a', thing(1), way);
    expect(await client.appendToStream('a', [], { streamState: 0n, ...way })).toMatchObject({ success: true });
    expect(await stored(client)).toHaveLength(1);
  });

  it('limits one append, not one event, to 1 MiB', async () => {
    const { client } = await fakeAndClient();
    const half = () => binaryEvent({ type: 'Half', data: new Uint8Array(600_000) });
    await client.appendToStream('a', half(), way);
    expect(await refusal(client.appendToStream('a', [half(), half()], way))).toMatchObject({
      type: ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED,
      maxAppendSize: 1_048_576,
    });
    expect(await stored(client, 'a')).toHaveLength(1);
  });

  it('gives UUIDs back in small letters and compares them so', async () => {
    const { client } = await fakeAndClient();
    const id = randomUUID();
    await client.appendToStream('a', thing(1, id.toUpperCase()), { streamState: NO_STREAM, ...way });
    await client.appendToStream('a', thing(2), { streamState: 0n, ...way });
    await client.appendToStream('a', thing(1, id), { streamState: NO_STREAM, ...way });
    expect((await stored(client, 'a'))[0]?.id).toBe(id);
    expect(await stored(client, 'a')).toHaveLength(2);
  });

  it('takes streams and types of the system', async () => {
    const { client } = await fakeAndClient();
    await client.appendToStream('$mine', { ...thing(1), type: '$thing' }, way);
    expect(await stored(client, '$mine')).toHaveLength(1);
  });

  it('lets one of many at the same revision through', async () => {
    const { client } = await fakeAndClient();
    const answers = await Promise.allSettled(
      Array.from({ length: 40 }, (_, n) => client.appendToStream('a', thing(n), { streamState: NO_STREAM, ...way })),
    );
    expect(answers.filter((a) => a.status === 'fulfilled')).toHaveLength(1);
    expect(await stored(client, 'a')).toHaveLength(1);
  });
});

it('keeps an append together that came in several messages', async () => {
  const { client } = await fakeAndClient();
  const events = Array.from({ length: 50 }, (_, n) => thing(n));
  await client.appendToStream('a', events, { streamState: NO_STREAM, batchAppendSize: 200 });
  expect((await stored(client, 'a')).map((e) => e.data)).toEqual(events.map((e) => e.data));
});

it('knows no call with many appends before release 21', async () => {
  const { client } = await fakeAndClient({ version: '20.10.5.0' });
  await client.appendToStream('a', thing(1));
  expect(await stored(client, 'a')).toHaveLength(1);
});
