// Messages to a gateway over a real HTTP server that refuses, waits, breaks off, leads elsewhere and talks without end.
import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import getPort from 'get-port';
import { afterEach, describe, expect, test } from 'vitest';
import { selfSigned } from '../test/self-signed.ts';
import type { Message } from './port.ts';
import { isPrivate } from './private-address.ts';
import { webhookChannel } from './webhook.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const key = { id: 'k1', secret: 's'.repeat(32) };
const message = (more: Partial<Message> = {}): Message => ({
  messageId: 'can-bo.1.abc@ocop.example',
  name: '2022-06-20-can-bo-1',
  to: '+84 262 3850 000',
  date: '2022-06-20T01:00:00.000Z',
  lang: 'vi',
  subject: 'Việc OCOP ngày 20/06/2022: 3 việc cần làm',
  text: 'Kính gửi: Cán bộ xã',
  html: '<p>Kính gửi</p>',
  link: 'https://ocop.example/opened/can-bo/1/x',
  ...more,
});

type Taken = { headers: IncomingMessage['headers']; body: string };

async function gateway(answer: RequestListener = (_, res) => res.end('{}')) {
  const taken: Taken[] = [];
  const server = createServer((req, res) => {
    let body = '';
    req.setEncoding('utf8').on('data', (part) => {
      body += part;
    });
    req.on('end', () => {
      taken.push({ headers: req.headers, body });
      answer(req, res);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closers.push(() => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  });
  const { port } = server.address() as AddressInfo;
  return { port, taken, url: `http://127.0.0.1:${port}/messages` };
}
const to = (url: string, more: Parameters<typeof webhookChannel>[1] = {}) =>
  webhookChannel({ url, key, inside: true }, more);
const status =
  (code: number, headers = {}) =>
  (_: IncomingMessage, res: ServerResponse) =>
    res.writeHead(code, headers).end('the number +84 262 3850 000 is unknown');

describe('a gateway', () => {
  test('gets one signed message, whose signature is over time stamp and body', async () => {
    const { url, taken } = await gateway();
    expect(await to(url, { now: () => 1_655_686_800_999 }).send(message())).toEqual({ outcome: 'sent' });
    const [{ headers, body }] = taken as [Taken];
    const { messageId: id, to: telephone, lang, subject, link, text } = message();
    expect(JSON.parse(body)).toEqual({ id, to: telephone, lang, subject, link, text });
    const expected = createHmac('sha256', key.secret).update(`1655686800.${body}`).digest('hex');
    expect(headers).toMatchObject({
      'ocop-key-id': 'k1',
      'ocop-timestamp': '1655686800',
      'ocop-signature': `v1=${expected}`,
      'idempotency-key': id,
      'content-type': 'application/json; charset=utf-8',
    });
    expect(JSON.stringify([headers, body])).not.toContain(key.secret);
  });

  test.each([
    [429, { outcome: 'failed', code: 'HTTP_429' }],
    [500, { outcome: 'failed', code: 'HTTP_500' }],
    [503, { outcome: 'failed', code: 'HTTP_503' }],
    [401, { outcome: 'failed', code: 'HTTP_401' }],
    [404, { outcome: 'failed', code: 'HTTP_404' }],
    [410, { outcome: 'refused', code: 'HTTP_410' }],
    [422, { outcome: 'refused', code: 'HTTP_422' }],
    [204, { outcome: 'sent' }],
  ] as const)('that answers %i', async (code, expected) => {
    const { url } = await gateway(status(code));
    expect(await to(url).send(message())).toEqual(expected);
  });

  test.each([
    [429, '120', 120],
    [503, '999999', 86_400],
    [503, 'soon', undefined],
    [500, '120', undefined],
  ])('that answers %i and wants to be left alone for %s', async (code, header, retryAfterS) => {
    const { url } = await gateway(status(code, { 'retry-after': header }));
    const expected = { outcome: 'failed', code: `HTTP_${code}`, ...(retryAfterS === undefined ? {} : { retryAfterS }) };
    expect(await to(url).send(message())).toEqual(expected);
  });

  test('that wants to be left alone is, for the letters of others as well, and no longer than it said', async () => {
    let ms = 0;
    let answers = status(429, { 'retry-after': '90' });
    const { url, taken } = await gateway((req, res) => answers(req, res));
    const channel = to(url, { clock: () => ms });
    await channel.send(message());
    ms = 30_000;
    expect(await channel.send(message())).toEqual({ outcome: 'failed', code: 'SERVER_BUSY', retryAfterS: 60 });
    expect(taken).toHaveLength(1);
    ms = 90_000;
    answers = status(204);
    expect(await channel.send(message())).toEqual({ outcome: 'sent' });
  });

  test('that leads elsewhere is not followed', async () => {
    const other = await gateway();
    const { url } = await gateway(status(307, { location: other.url }));
    expect(await to(url).send(message())).toEqual({ outcome: 'failed', code: 'HTTP_307' });
    expect(other.taken).toEqual([]);
  });

  test('that does not answer in time may have taken it', async () => {
    const { url } = await gateway(() => {});
    expect(await to(url, { patienceMs: 200 }).send(message())).toEqual({
      outcome: 'failed',
      code: 'TIMEOUT',
      uncertain: true,
    });
  });

  test('that breaks off may have taken it', async () => {
    const { url } = await gateway((req) => req.socket.destroy());
    expect(await to(url).send(message())).toEqual({ outcome: 'failed', code: 'ECONNRESET', uncertain: true });
  });

  test('that talks without end is cut off: its status was all that counts', async () => {
    let sent = 0;
    const { url } = await gateway((_, res) => {
      res.writeHead(200);
      const more = () => {
        while (!res.destroyed && sent < 10_000_000 && res.write('x'.repeat(65_536))) sent += 65_536;
      };
      res.on('drain', more).on('error', () => {});
      more();
    });
    expect(await to(url).send(message())).toEqual({ outcome: 'sent' });
    await new Promise((later) => setTimeout(later, 100));
    expect(sent).toBeLessThan(10_000_000);
  });

  test('whose headers have no end is no answer', async () => {
    const { url } = await gateway((req) => {
      const { socket } = req;
      socket.on('error', () => {});
      socket.write(`HTTP/1.1 200 OK\r\nX: ${'y'.repeat(100_000)}`);
    });
    expect(await to(url).send(message())).toMatchObject({ outcome: 'failed', code: 'HPE_HEADER_OVERFLOW' });
  });

  test('that is not there is asked once, and again a little later', async () => {
    let now = 0;
    const channel = to(`http://127.0.0.1:${await getPort()}/`, { clock: () => now });
    expect(await channel.send(message())).toEqual({ outcome: 'failed', code: 'ECONNREFUSED' });
    expect(await channel.send(message())).toEqual({ outcome: 'failed', code: 'SERVER_AWAY' });
    now = 20_001;
    expect(await channel.send(message())).toEqual({ outcome: 'failed', code: 'ECONNREFUSED' });
  });

  test.each(['113', 'can-bo@xa.example', '+84\r\nX: y', ''])(
    'gets nothing for a number that is none: %j',
    async (number) => {
      const { url, taken } = await gateway();
      expect(await to(url).send(message({ to: number }))).toEqual({ outcome: 'refused', code: 'ADDRESS_INVALID' });
      expect(taken).toEqual([]);
    },
  );
});

describe('a gateway within our own network', () => {
  const outside = (url: string, address?: string) =>
    webhookChannel(
      { url, key, inside: false },
      address === undefined
        ? {}
        : {
            resolve: async () => [
              { address: '203.0.113.9', family: 4 },
              { address, family: 4 },
            ],
          },
    );
  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '169.254.169.254',
    '[::1]',
    '[::ffff:10.0.0.1]',
    '[fe80::1]',
    '2130706433',
    '0x7f.1',
  ])('is refused: %s', async (host) => {
    expect(await outside(`https://${host}/`).send(message())).toEqual({ outcome: 'failed', code: 'ADDRESS_PRIVATE' });
    await expect(outside(`https://${host}/`).check()).rejects.toThrow(/private/);
  });
  test('is refused where any address of its name lies there, whoever answers', async () => {
    const channel = outside('https://gateway.example/', '192.168.1.1');
    expect(await channel.send(message())).toEqual({ outcome: 'failed', code: 'ADDRESS_PRIVATE' });
  });
  test('is not spoken to without TLS', async () => {
    const { url, taken } = await gateway();
    expect(await outside(url).send(message())).toEqual({ outcome: 'failed', code: 'GATEWAY_NOT_HTTPS' });
    expect(taken).toEqual([]);
  });
  test('with a certificate of nobody we know is told nothing', async () => {
    const { key: own, cert } = await selfSigned(Date.now());
    const server = createTlsServer({ key: own, cert }, (_, res) => res.end());
    let heard = 0;
    server.on('request', () => {
      heard += 1;
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    closers.push(() => new Promise((done) => server.close(done)));
    const { port } = server.address() as AddressInfo;
    const sent = await to(`https://127.0.0.1:${port}/`).send(message());
    expect(sent).toEqual({ outcome: 'failed', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    expect(heard).toBe(0);
  });
  test('the address that was judged is spoken to, whatever its name leads to afterwards', async () => {
    const { port, taken } = await gateway();
    const asked: string[] = [];
    const resolve = async (host: string) => {
      asked.push(host);
      return [{ address: '127.0.0.1', family: 4 }];
    };
    expect(await to(`http://gateway.invalid:${port}/`, { resolve }).send(message())).toEqual({ outcome: 'sent' });
    expect([asked, taken[0]?.headers.host]).toEqual([['gateway.invalid'], `gateway.invalid:${port}`]);
  });
  test.each(['8.8.8.8', '2606:4700::1111', '172.32.0.1', '100.128.0.1'])('%s lies outside', (address) => {
    expect(isPrivate(address)).toBe(false);
  });
  test.each([
    '0.0.0.0',
    '100.64.0.1',
    '172.31.255.255',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::7f00:1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    'fd00::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    '::ffff:192.168.0.1',
  ])('%s lies inside, or is nobody’s', (address) => {
    expect(isPrivate(address)).toBe(true);
  });
});
