// A Temporal elsewhere over TLS: its certificate is judged, ours is shown, and nothing goes to it in the clear.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server } from 'node:tls';
import { Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import getPort from 'get-port';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSettings } from '../../settings/settings.ts';
import { temporalAccessIn } from '../../settings/temporal-access.ts';
import { selfSigned } from '../self-signed.ts';
import { NAMESPACE, silenceSdk, startServer } from '../temporal-world.ts';

const folder = mkdtempSync(join(tmpdir(), 'ocop-temporal-tls-'));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
let temporal: Awaited<ReturnType<typeof startServer>>;
let front: Server;
let address: string;
let env: Record<string, string>;
let strangers: string;

beforeAll(async () => {
  silenceSdk();
  temporal = await startServer();
  const [its, ours, another] = await Promise.all([1, 2, 3].map(() => selfSigned(Date.now(), undefined, false)));
  if (!its || !ours || !another) throw new Error('three are made');
  const [host = '', port = ''] = temporal.address.split(':');
  front = createServer(
    { key: its.key, cert: its.cert, ca: ours.cert, requestCert: true, rejectUnauthorized: true, ALPNProtocols: ['h2'] },
    (socket) => {
      const behind = connect(Number(port), host);
      for (const end of [socket, behind]) end.on('error', () => behind.destroy(socket.destroy() as never));
      socket.pipe(behind).pipe(socket);
    },
  );
  front.on('tlsClientError', () => {});
  const at = await getPort();
  await new Promise<void>((resolve) => front.listen(at, '127.0.0.1', resolve));
  address = `127.0.0.1:${at}`;
  strangers = file('stranger.pem', another.cert);
  env = {
    OCOP_TEMPORAL_ADDRESS: address,
    OCOP_TEMPORAL_TLS: 'yes',
    OCOP_TEMPORAL_CA_FILE: file('ca.pem', its.cert),
    OCOP_TEMPORAL_CERT_FILE: file('ours.pem', ours.cert),
    OCOP_TEMPORAL_KEY_FILE: file('ours-key.pem', ours.key),
    OCOP_TEMPORAL_API_KEY_FILE: file('api-key', 'khoa-api\n'),
  };
}, 120_000);
afterAll(async () => {
  front?.close();
  await temporal?.stop();
  rmSync(folder, { recursive: true, force: true });
}, 120_000);

const accessIn = (change: Record<string, string> = {}) => temporalAccessIn(readSettings({ ...env, ...change }));
const timeout = '5s';

/** As the relay reaches it, and as the worker does. */
async function reached(access: object): Promise<readonly boolean[]> {
  const client = Connection.connect({ address, connectTimeout: timeout, interceptors: [], ...access }).then(
    async (connection) => {
      const { namespaceInfo } = await connection.workflowService.describeNamespace({ namespace: NAMESPACE });
      await connection.close();
      return namespaceInfo?.name === NAMESPACE;
    },
  );
  const worker = NativeConnection.connect({ address, ...access }).then(async (connection) => {
    await connection.close();
    return true;
  });
  return Promise.all([client.catch(() => false), worker.catch(() => false)]);
}

test('it is reached with its certificate known and ours shown, and with a key of its API beside', async () => {
  expect(accessIn().apiKey).toBe('khoa-api');
  expect(await reached(accessIn())).toEqual([true, true]);
}, 120_000);

test.each([
  ['in the clear', () => ({})],
  ['where its certificate is signed by somebody else', () => accessIn({ OCOP_TEMPORAL_CA_FILE: strangers })],
  ['without a certificate of ours', () => accessIn({ OCOP_TEMPORAL_CERT_FILE: '', OCOP_TEMPORAL_KEY_FILE: '' })],
])(
  'it is not reached %s',
  async (_, access) => {
    expect(await reached(access())).toEqual([false, false]);
  },
  60_000,
);

test.each([
  ['OCOP_TEMPORAL_CA_FILE', { OCOP_TEMPORAL_ADDRESS: '' }],
  ['OCOP_TEMPORAL_CA_FILE', { OCOP_TEMPORAL_TLS: '' }],
  ['OCOP_TEMPORAL_KEY_FILE', { OCOP_TEMPORAL_KEY_FILE: '' }],
  ['OCOP_TEMPORAL_CERT_FILE', { OCOP_TEMPORAL_CERT_FILE: '' }],
  ['OCOP_TEMPORAL_API_KEY_FILE', { OCOP_TEMPORAL_API_KEY_FILE: '/nowhere/key' }],
  ['OCOP_TEMPORAL_TLS', { OCOP_TEMPORAL_TLS: 'no' }],
])('%s is told where settings contradict each other', (name, change) => {
  expect(() => accessIn(change)).toThrow(name);
});
