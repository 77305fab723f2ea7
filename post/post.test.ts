// Letters over a real SMTP server that is slow, busy, rude or gone, and into a folder.
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, test } from 'vitest';
import { emlFolder } from './eml-folder.ts';
import type { Channel, Message } from './port.ts';
import { smtpChannel } from './smtp.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const sender = { from: 'OCOP Đắk Lắk <ocop@office.example>', bounceTo: 'bounces@office.example' };
const message = (n = 1, more: Partial<Message> = {}): Message => ({
  messageId: `reader-${n}.1.abc@ocop.example`,
  name: `2022-06-20-reader-${n}-1`,
  to: `reader-${n}@xa.example`,
  date: '2022-06-20T01:00:00.000Z',
  lang: 'vi',
  subject: 'Việc OCOP ngày 20/06/2022: 3 việc cần làm',
  text: 'Kính gửi: Cán bộ xã\n\n– Cà phê bột Ea Tân\n',
  html: '<p>Kính gửi: Cán bộ xã</p>',
  ...more,
});

type Taken = { to: string; body: string; from: string };

/** A server that takes letters; `options` says where it does not. */
async function server(options: SMTPServerOptions = {}): Promise<{ port: number; taken: Taken[]; cut(): void }> {
  const taken: Taken[] = [];
  const port = await getPort();
  const smtp = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onData(stream, session, done) {
      let body = '';
      stream.setEncoding('utf8');
      stream.on('data', (chunk: string) => {
        body += chunk;
      });
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        taken.push({ to: rcptTo[0]?.address ?? '', from: mailFrom ? mailFrom.address : '', body });
        done();
      });
    },
    ...options,
  });
  smtp.on('error', () => {});
  await new Promise<void>((resolve) => smtp.listen(port, '127.0.0.1', resolve));
  closers.push(() => new Promise<void>((resolve) => smtp.close(() => resolve())));
  const cut = () => {
    for (const connection of smtp.connections) (connection as { _socket: Socket })._socket.destroy();
  };
  return { port, taken, cut };
}

function channelTo(port: number, query = '?tls=none', clock?: () => number): Channel {
  const channel = smtpChannel(`smtp://127.0.0.1:${port}/${query}`, sender, clock);
  closers.push(() => channel.close());
  return channel;
}

const said = (responseCode: number) => Object.assign(new Error('no <reader-1@xa.example> here'), { responseCode });

describe('a mail server', () => {
  test('gets text and HTML, whose machine wrote it, and where to send back what it cannot deliver', async () => {
    const { port, taken } = await server();
    expect(await channelTo(port).send(message())).toEqual({ outcome: 'sent' });
    const [mail] = taken;
    expect(mail).toMatchObject({ to: 'reader-1@xa.example', from: 'bounces@office.example' });
    expect(mail?.body).toMatch(/^Message-ID: <reader-1\.1\.abc@ocop\.example>\r$/m);
    expect(mail?.body).toMatch(/^Subject: =\?UTF-8\?/m);
    expect(mail?.body).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(mail?.body).toMatch(/^List-Unsubscribe: <mailto:ocop@office\.example\?subject=OCOP>\r$/m);
    expect(mail?.body).toMatch(/^Date: Mon, 20 Jun 2022 01:00:00 \+0000\r$/m);
    expect(mail?.body).toMatch(/multipart\/alternative[\s\S]*text\/plain[\s\S]*text\/html/);
  });

  test.each([
    ['says 451 to the reader', 451, 'onRcptTo', { outcome: 'failed', code: 'SMTP_451' }],
    ['knows no such reader', 550, 'onRcptTo', { outcome: 'refused', code: 'SMTP_550' }],
    ['does not take our own address', 550, 'onMailFrom', { outcome: 'failed', code: 'SMTP_550' }],
    ['finds the letter too much for now', 452, 'onData', { outcome: 'failed', code: 'SMTP_452' }],
    ['refuses the letter', 554, 'onData', { outcome: 'refused', code: 'SMTP_554' }],
  ] as const)('that %s', async (_, code, at, expected) => {
    const refuse = (...args: unknown[]) => {
      const [first] = args as [{ resume?: () => void; on?: (what: string, then: () => void) => void }];
      const done = args.at(-1) as (error: Error) => void;
      if (at !== 'onData') return done(said(code));
      first.on?.('end', () => done(said(code)));
      first.resume?.();
    };
    const { port } = await server({ [at]: refuse });
    expect(await channelTo(port).send(message())).toEqual(expected);
  });

  test('that says for how long to wait is waited for, of this reader alone', async () => {
    const greylisted = Object.assign(new Error('Greylisted for 7 minutes'), { responseCode: 450 });
    const { port } = await server({
      onRcptTo: ({ address }, _, done) => done(address.startsWith('reader-1@') ? greylisted : null),
    });
    const channel = channelTo(port);
    expect(await channel.send(message(1))).toEqual({ outcome: 'failed', code: 'SMTP_450', retryAfterS: 420 });
    expect(await channel.send(message(2))).toEqual({ outcome: 'sent' });
  });

  test('that breaks the line after the letter was handed over: it may have arrived', async () => {
    const breaking = await server({
      onData(stream) {
        // The letter is here, the answer never leaves.
        stream.on('end', () => breaking.cut());
        stream.resume();
      },
    });
    const { port } = breaking;
    expect(await channelTo(port).send(message())).toMatchObject({ outcome: 'failed', uncertain: true });
  });

  test('that is not there is asked once, not for each letter, and again a little later', async () => {
    let now = 0;
    const port = await getPort();
    const channel = channelTo(port, '?tls=none', () => now);
    expect(await channel.send(message(1))).toEqual({ outcome: 'failed', code: 'ECONNREFUSED' });
    for (let n = 2; n < 200; n++)
      expect(await channel.send(message(n))).toEqual({ outcome: 'failed', code: 'SERVER_AWAY' });
    now = 20_001;
    expect(await channel.send(message(1))).toEqual({ outcome: 'failed', code: 'ECONNREFUSED' });
  });

  test('that offers no TLS gets no letter, unless it is said to be this machine’s own', async () => {
    const { port, taken } = await server();
    expect(await channelTo(port, '').send(message())).toMatchObject({ outcome: 'failed' });
    expect(taken).toEqual([]);
  });

  test('whose certificate is nobody’s gets no letter', async () => {
    const { port, taken } = await server({ disabledCommands: ['AUTH'] });
    expect(await channelTo(port, '').send(message())).toMatchObject({ outcome: 'failed' });
    expect(taken).toEqual([]);
  });

  test.each(['reader@xa.example\r\nBcc: other@xa.example', 'a@xa.example, b@xa.example', 'khong-phai-dia-chi'])(
    'gets nothing for an address that is none or several: %j',
    async (to) => {
      const { port, taken } = await server();
      expect(await channelTo(port).send(message(1, { to }))).toEqual({ outcome: 'refused', code: 'ADDRESS_INVALID' });
      expect(taken).toEqual([]);
    },
  );

  test('gets no further header from a subject or a name', async () => {
    const { port, taken } = await server();
    await channelTo(port).send(message(1, { subject: 'Việc\r\nBcc: other@xa.example\r\n\r\nthân thư khác' }));
    expect(taken[0]?.body).not.toMatch(/^Bcc:/m);
  });
});

test('a folder holds each letter as one file, for its owner alone, and a repeat is the same file', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'ocop-outbox-')), 'outbox');
  const channel = emlFolder(folder, sender);
  expect(await channel.send(message())).toEqual({ outcome: 'sent' });
  expect(await channel.send(message())).toEqual({ outcome: 'sent' });
  expect(readdirSync(folder)).toEqual(['2022-06-20-reader-1-1.eml']);
  const file = join(folder, '2022-06-20-reader-1-1.eml');
  expect(readFileSync(file, 'utf8')).toContain('Message-ID: <reader-1.1.abc@ocop.example>');
  expect(statSync(file).mode & 0o077).toBe(0);
  expect(await emlFolder('/proc/none', sender).send(message())).toMatchObject({ outcome: 'failed' });
});
