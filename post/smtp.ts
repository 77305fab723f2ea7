// Letters by SMTP. What a server says is taken as it is meant: a 4xx or a broken line is tried again, a 5xx about the
// reader or the letter is final, one about us (signing in, our address) is not.
import { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import { waitSaid } from './asked-to-wait.ts';
import { awayWatch } from './away.ts';
import { addressIn, composed, refusedAddress, type Sender } from './mail.ts';
import type { Channel, Sent } from './port.ts';

/** All together end well within the time an activity has. */
const PATIENCE = { connectionTimeout: 5000, greetingTimeout: 5000, dnsTimeout: 5000, socketTimeout: 10_000 };
const CONNECTIONS = 5;

/** As nodemailer fails: `command` is what was being said, `originalCode` the system's own word. */
type Trouble = Error & {
  code?: string;
  originalCode?: string;
  command?: string;
  responseCode?: number;
  response?: string;
};

/** @param clock ms that never jump */
export function smtpChannel(url: string, sender: Sender, clock: () => number = () => performance.now()): Channel {
  // What went wrong is told once, as a fact: trying again inside would hide it, and send twice unnoticed.
  const transport = createTransport({
    ...serverOf(url),
    ...PATIENCE,
    pool: true,
    maxConnections: CONNECTIONS,
    maxRequeues: 0,
  });
  const away = awayWatch(clock);
  return {
    name: 'smtp',
    async send(message) {
      const refused = refusedAddress(message);
      if (refused) return refused;
      if (away.is()) return { outcome: 'failed', code: 'SERVER_AWAY' };
      const { bytes, envelope } = await composed(message, sender);
      let handedOver = false;
      const raw = new Readable({
        read() {
          // Asked for once the server has let us in.
          handedOver = true;
          this.push(bytes);
          this.push(null);
        },
      });
      try {
        await transport.sendMail({ envelope, raw });
        return { outcome: 'sent' };
      } catch (error) {
        const trouble = error as Trouble;
        if (!handedOver && trouble.responseCode === undefined) away.note();
        return whatBecame(trouble, handedOver);
      }
    },
    async check() {
      await transport.verify();
      return `${new URL(url).host} takes letters from ${addressIn(sender.from)}`;
    },
    close: () => transport.close(),
  };
}

function whatBecame(
  { responseCode, response = '', code = 'UNKNOWN', originalCode, command }: Trouble,
  handedOver: boolean,
): Sent {
  if (responseCode !== undefined) {
    const isFinal = responseCode >= 500 && (command === 'RCPT TO' || command === 'DATA');
    if (isFinal) return { outcome: 'refused', code: `SMTP_${responseCode}` };
    // Of this reader alone: who greylists one takes the next.
    const retryAfterS = responseCode < 500 ? waitSaid(response) : undefined;
    return { outcome: 'failed', code: `SMTP_${responseCode}`, ...(retryAfterS === undefined ? {} : { retryAfterS }) };
  }
  if (code === 'EENVELOPE') return { outcome: 'refused', code: 'ADDRESS_INVALID' };
  const said = /^[A-Z0-9_]{1,40}$/.test(originalCode ?? code) ? (originalCode ?? code) : 'UNKNOWN';
  return { outcome: 'failed', code: said, ...(handedOver ? { uncertain: true as const } : {}) };
}

/**
 * smtps:// speaks TLS from the first byte; smtp:// must go on with STARTTLS, unless `?tls=none` says that the server is
 * this machine's own.
 */
function serverOf(url: string) {
  const { protocol, hostname, port, username, password, searchParams } = new URL(url);
  const secure = protocol === 'smtps:';
  const plain = searchParams.get('tls') === 'none';
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    ...(plain ? { ignoreTLS: true } : secure ? {} : { requireTLS: true }),
    ...(username === '' ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
  };
}
