// A real mail server on loopback whose temper a test sets.
import type { Socket } from 'node:net';
import getPort from 'get-port';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export type Taken = { readonly to: string; readonly from: string; readonly messageId: string; readonly body: string };

/** What it says to a letter: a number refuses it, `cut` takes it and breaks the line before saying so. */
export type Temper = (to: string) => { at?: 'reader' | 'letter'; says?: number | 'cut'; afterMs?: number };

export type MailServer = { readonly port: number; readonly taken: Taken[]; close(): Promise<void> };

/** A sentence that names the reader, as servers do: it must reach no log and no fact. */
const said = (responseCode: number, to: string) =>
  Object.assign(new Error(`no mailbox <${to}> here`), { responseCode });

export async function startMailServer(
  temper: Temper = () => ({}),
  options: SMTPServerOptions = {},
): Promise<MailServer> {
  const taken: Taken[] = [];
  const port = await getPort();
  const later = (ms: number | undefined, then: () => void) => (ms === undefined ? then() : setTimeout(then, ms));
  const smtp = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo({ address }, _, done) {
      const { at, says, afterMs } = temper(address);
      later(afterMs, () => done(at === 'reader' && typeof says === 'number' ? said(says, address) : null));
    },
    onData(stream, session, done) {
      let body = '';
      stream.setEncoding('utf8');
      stream.on('data', (chunk: string) => {
        body += chunk;
      });
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        const to = rcptTo[0]?.address ?? '';
        const { at = 'letter', says } = temper(to);
        if (at === 'letter' && typeof says === 'number') return done(said(says, to));
        const messageId = /^Message-ID: <(.*)>\r$/m.exec(body)?.[1] ?? '';
        taken.push({ to, from: mailFrom ? mailFrom.address : '', messageId, body });
        if (says === 'cut') return cut(session.id);
        done();
      });
    },
    ...options,
  });
  const cut = (session: string): void => {
    for (const connection of smtp.connections as Set<{ session: { id: string }; _socket: Socket }>)
      if (connection.session.id === session) connection._socket.destroy();
  };
  // A client that goes away in the middle is not the server's fault.
  smtp.on('error', () => {});
  await new Promise<void>((resolve) => smtp.listen(port, '127.0.0.1', resolve));
  return { port, taken, close: () => new Promise<void>((resolve) => smtp.close(() => resolve())) };
}
