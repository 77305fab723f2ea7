import { ErrorType, type KurrentDBClient, NO_STREAM } from '@kurrent/kurrentdb-client';
import { expect, it } from 'vitest';
import { selfSigned } from '../self-signed.ts';
import { startFake } from './fake.ts';
import { all, closeAfterTest, connect, listen, refusal, thing } from './in-tests.ts';

const users = {
  office: { password: 'p:w é', mayReadAll: true, mayWrite: true },
  writer: { password: 'pw', mayReadAll: false, mayWrite: true },
  chief: { password: 'pw', mayReadAll: true, mayWrite: true },
  reader: { password: 'pw', mayReadAll: true, mayWrite: false },
};

async function clientOf(credentials: string): Promise<KurrentDBClient> {
  const fake = await startFake({ users, tls: await selfSigned(Date.now()) });
  closeAfterTest(fake.stop);
  return connect(fake.url.replace('://', `://${credentials}@`));
}

it('lets somebody do everything over TLS', async () => {
  const client = await clientOf('chief:pw');
  await client.appendToStream('a', thing(1), { streamState: NO_STREAM });
  expect(await all(client.readAll())).toHaveLength(1);
  await listen(client.subscribeToAll()).untilHeard('a@0');
});

it('refuses a wrong password and somebody unknown', async () => {
  for (const credentials of ['chief:wrong', 'constructor:pw']) {
    const client = await clientOf(credentials);
    expect((await refusal(client.appendToStream('a', thing(1)))).type).toBe(ErrorType.ACCESS_DENIED);
    expect((await refusal(all(client.readStream('a')))).type).toBe(ErrorType.ACCESS_DENIED);
  }
});

it('refuses to read $all without the right, and reads streams', async () => {
  const client = await clientOf('writer:pw');
  await client.appendToStream('a', thing(1));
  expect(await all(client.readStream('a'))).toHaveLength(1);
  expect((await refusal(all(client.readAll()))).type).toBe(ErrorType.ACCESS_DENIED);
  await listen(client.subscribeToAll()).untilHeard(`error ${ErrorType.ACCESS_DENIED}`);
});

it('refuses to write without the right, on either way', async () => {
  const client = await clientOf('reader:pw');
  const credentials = { username: 'reader', password: 'pw' };
  for (const way of [{}, { credentials }])
    expect((await refusal(client.appendToStream('a', thing(1), way))).type).toBe(ErrorType.ACCESS_DENIED);
  expect((await refusal(client.deleteStream('a'))).type).toBe(ErrorType.ACCESS_DENIED);
  expect(await all(client.readAll())).toEqual([]);
});

it('takes the credentials of one call before those of the client', async () => {
  const client = await clientOf('reader:pw');
  const credentials = { username: 'office', password: 'p:w é' };
  expect((await client.appendToStream('a', thing(1), { credentials })).success).toBe(true);
  expect(await all(client.readStream('a', { credentials }))).toHaveLength(1);
});
