import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { binaryEvent, ErrorType, NO_STREAM } from '@kurrent/kurrentdb-client';
import { describe, expect, it } from 'vitest';
import type { Fault } from './faults.ts';
import { all, connect, fakeAndClient, listen, refusal, stored, thing } from './in-tests.ts';

const credentials = { username: 'a', password: 'b' };

describe.each([
  ['unavailable', ErrorType.UNAVAILABLE, ErrorType.UNAVAILABLE],
  // Among many appends on one call it has no type: only the sentence says what it is.
  ['not-ready', ErrorType.UNKNOWN, ErrorType.UNAVAILABLE],
  ['not-leader', ErrorType.NOT_LEADER, ErrorType.NOT_LEADER],
  ['deadline', ErrorType.DEADLINE_EXCEEDED, ErrorType.DEADLINE_EXCEEDED],
] as const)('%s', (kind, ofAppend, ofOthers) => {
  it('refuses each operation so many times, and writes nothing', async () => {
    const { client, fake } = await fakeAndClient();
    await client.appendToStream('a', thing(1), { streamState: NO_STREAM });
    fake.misbehave({ kind, times: 3 });
    expect((await refusal(client.appendToStream('a', thing(2)))).type).toBe(ofAppend);
    expect((await refusal(client.appendToStream('a', thing(2), { credentials }))).type).toBe(ofOthers);
    expect((await refusal(client.deleteStream('a'))).type).toBe(ofOthers);
    expect(await stored(client, 'a')).toHaveLength(1);
    await client.appendToStream('a', thing(2), { streamState: 0n });
  });

  it('refuses reads and subscriptions', async () => {
    const { client, fake } = await fakeAndClient();
    await client.appendToStream('a', thing(1));
    fake.misbehave({ kind });
    const { heard, until } = listen(client.subscribeToAll());
    await until((h) => h.length > 0);
    expect(heard).toEqual([`error ${ofOthers}`]);
    expect((await refusal(all(client.readStream('a')))).type).not.toBe(ErrorType.STREAM_NOT_FOUND);
    fake.misbehave(undefined);
    expect(await all(connect(fake.url).readStream('a'))).toHaveLength(1);
  });
});

it('says in its sentence that it is not ready', async () => {
  const { client, fake } = await fakeAndClient();
  fake.misbehave({ kind: 'not-ready' });
  expect((await refusal(client.appendToStream('a', thing(1)))).message).toContain('Server Is Not Ready');
});

it('names itself as the leader', async () => {
  const { client, fake } = await fakeAndClient();
  fake.misbehave({ kind: 'not-leader', times: 1 });
  expect(await refusal(client.appendToStream('a', thing(1)))).toMatchObject({
    leader: { address: '127.0.0.1', port: fake.port },
  });
  await client.appendToStream('a', thing(1));
});

it('keeps a new client from learning what the server can while it is out of reach', async () => {
  const { client, fake } = await fakeAndClient();
  fake.misbehave({ kind: 'unavailable' });
  expect((await refusal(client.appendToStream('a', thing(1)))).code).toBe(14);
});

describe.each([[{}], [{ credentials }]])('a lost answer %j', (way) => {
  it('breaks the call after the append was written', async () => {
    const { client, fake } = await fakeAndClient();
    const event = thing(1, randomUUID());
    const append = () => client.appendToStream('a', event, { streamState: NO_STREAM, ...way });
    fake.misbehave({ kind: 'lose-reply', times: 1 });
    expect((await refusal(append())).type).toBe(ErrorType.UNAVAILABLE);
    expect(await append()).toMatchObject({ success: true, nextExpectedRevision: 0n });
    expect(await stored(client, 'a')).toHaveLength(1);
  });

  it('never comes, though the append was written', async () => {
    const { client, fake } = await fakeAndClient();
    fake.misbehave({ kind: 'lose-reply-silently', times: 1 });
    let answered = false;
    const lost = client.appendToStream('a', thing(1), { streamState: NO_STREAM, ...way });
    lost.then(
      () => {
        answered = true;
      },
      () => undefined,
    );
    // Its own call goes on, and later appends are answered before the lost one.
    const live = listen(client.subscribeToAll());
    await live.untilHeard('a@0');
    await client.appendToStream('a', thing(2), { streamState: 0n, ...way });
    expect(answered).toBe(false);
  });
});

describe('silence', () => {
  const soon = { deadline: 150 };

  it('answers nothing, and the client gives up where it heeds a deadline', async () => {
    const { client, fake } = await fakeAndClient();
    await client.appendToStream('a', thing(1));
    fake.misbehave({ kind: 'silent' });
    const call = client.appendToStream('a', thing(2), { credentials, ...soon });
    expect((await refusal(call)).type).toBe(ErrorType.DEADLINE_EXCEEDED);
    expect((await refusal(client.deleteStream('a', soon))).type).toBe(ErrorType.DEADLINE_EXCEEDED);
    // The client gives up a moment before the server has heard of it.
    await pause(300);
    fake.misbehave(undefined);
    expect((await stored(client, 'a')).map((e) => e.data)).toEqual([{ n: 1 }]);
  });

  it('is over when it is told so: what is still wanted is carried out, what is too late is not', async () => {
    const { client, fake } = await fakeAndClient();
    await client.appendToStream('a', thing(1));
    fake.misbehave({ kind: 'silent' });
    const patient = client.appendToStream('a', thing(2), { deadline: 60_000 });
    const hasty = refusal(client.appendToStream('a', thing(3), soon));
    const reading = all(client.readStream('a'));
    // The client gives up nothing by itself here: the deadline passes on another call.
    await refusal(client.deleteStream('b', { deadline: 200 }));
    fake.misbehave(undefined);
    expect((await patient).success).toBe(true);
    expect((await hasty).type).toBe(ErrorType.DEADLINE_EXCEEDED);
    expect((await reading).length).toBeGreaterThan(0);
    expect((await stored(client, 'a')).map((e) => e.data)).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it('makes a subscription silent in the middle of its events', async () => {
    const { client, fake } = await fakeAndClient();
    const large = () => binaryEvent({ type: 'Large', data: new Uint8Array(50_000) });
    for (let n = 0; n < 20; n++) await client.appendToStream('a', Array.from({ length: 20 }, large));
    const { heard, untilHeard } = listen(client.subscribeToAll());
    await untilHeard('a@0');
    fake.misbehave({ kind: 'silent' });
    const wait = () => refusal(client.deleteStream('b', soon));
    // What was on its way still comes.
    await wait();
    await wait();
    const arrived = heard.length;
    await wait();
    expect(heard).toHaveLength(arrived);
    expect(arrived).toBeLessThan(400);
    fake.misbehave(undefined);
    await untilHeard('caught up');
    expect(heard).toHaveLength(401);
  });

  it('tells a live subscription nothing', async () => {
    const { client, fake } = await fakeAndClient();
    const { heard, untilHeard } = listen(client.subscribeToAll());
    await untilHeard('caught up');
    fake.misbehave({ kind: 'silent' });
    const held = client.appendToStream('a', thing(1));
    await refusal(client.deleteStream('b', soon));
    expect(heard).toEqual(['caught up']);
    fake.misbehave(undefined);
    await held;
    await untilHeard('a@0');
  });
});

it('cuts every running subscription once', async () => {
  const { client, fake } = await fakeAndClient();
  const [one, other] = [listen(client.subscribeToAll()), listen(client.subscribeToStream('a'))];
  await Promise.all([one.untilHeard('caught up'), other.untilHeard('caught up')]);
  fake.misbehave({ kind: 'cut-subscriptions' });
  for (const { untilHeard } of [one, other]) await untilHeard(`error ${ErrorType.UNAVAILABLE}`);
  const again = listen(client.subscribeToAll());
  await again.untilHeard('caught up');
  await client.appendToStream('a', thing(1));
  await again.untilHeard('a@0');
});

it('comes back from a backup: calls break, and later events are gone', async () => {
  const { client, fake } = await fakeAndClient();
  await client.appendToStream('a', thing(1));
  const live = listen(client.subscribeToAll());
  await live.untilHeard('caught up');
  await fake.replaceWith();
  await live.untilHeard(`error ${ErrorType.UNAVAILABLE}`);
  expect((await refusal(all(connect(fake.url).readStream('a')))).type).toBe(ErrorType.STREAM_NOT_FOUND);
});

it('is misused by a fault of no times: nothing happens', async () => {
  const { client, fake } = await fakeAndClient();
  const none: Fault = { kind: 'unavailable', times: 0 };
  fake.misbehave(none);
  expect((await client.appendToStream('a', thing(1))).success).toBe(true);
});
