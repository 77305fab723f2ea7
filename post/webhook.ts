// Letters to a gateway that brings them on by Zalo or SMS: one signed POST each. What the gateway says beyond its status
// is not read. The address that was judged is the one that is spoken to, and no answer leads elsewhere.
import { createHmac } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { CodedError } from '../domain/kernel/coded-error.ts';
import { telephone } from '../domain/kernel/fields.ts';
import { retryAfter } from './asked-to-wait.ts';
import { awayWatch } from './away.ts';
import type { Channel, Message, Sent } from './port.ts';
import { isPrivate } from './private-address.ts';

/** From the resolver’s answer to the gateway’s, well within the time an activity has. */
const PATIENCE_MS = 10_000;
/** What it says of the letter itself; any other refusal is about us, or passes. */
const FINAL = [410, 422];
/** It is asked too often, or does not serve just now: it may say for how long. */
const BUSY = [429, 503];

export type Gateway = {
  readonly url: string;
  readonly key: { readonly id: string; readonly secret: string };
  /** it stands in our own network: private addresses and http:// are allowed */
  readonly inside: boolean;
};

type Addresses = readonly { address: string; family: number }[];
type Resolve = (host: string) => Promise<Addresses>;
type Parts = {
  /** ms that never jump */
  readonly clock?: () => number;
  /** ms since 1970: gateways refuse what is old, and the demo’s clock is nobody else’s */
  readonly now?: () => number;
  readonly patienceMs?: number;
  readonly resolve?: Resolve;
};

const resolveAll: Resolve = (host) => lookup(host, { all: true, verbatim: true });

export function webhookChannel(gateway: Gateway, parts: Parts = {}): Channel {
  const { clock = () => performance.now(), now = Date.now, patienceMs = PATIENCE_MS, resolve = resolveAll } = parts;
  const url = new URL(gateway.url);
  const away = awayWatch(clock);

  /** The addresses of the host, where none of them lies within our own network. */
  async function addresses(): Promise<Addresses> {
    if (url.protocol !== 'https:' && !gateway.inside)
      throw new CodedError('GATEWAY_NOT_HTTPS', `${url.host} is not spoken to without TLS`);
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const found = isIP(host) ? [{ address: host, family: isIP(host) }] : await resolve(host);
    if (found.length === 0) throw new CodedError('ENOTFOUND', `${host} has no address`);
    if (!gateway.inside && found.some(({ address }) => isPrivate(address)))
      throw new CodedError('ADDRESS_PRIVATE', `${host} lies within a private network`);
    return found;
  }

  return {
    name: 'webhook',
    async send(message) {
      if (!telephone.safeParse(message.to).success) return { outcome: 'refused', code: 'ADDRESS_INVALID' };
      if (away.is()) return { outcome: 'failed', code: 'SERVER_AWAY' };
      const busy = away.leftAlone();
      if (busy !== undefined) return { outcome: 'failed', code: 'SERVER_BUSY', retryAfterS: busy };
      const body = bodyOf(message);
      const given = { ...signed(body, gateway.key, now()), 'idempotency-key': message.messageId };
      let handedOver = false;
      try {
        const signal = AbortSignal.timeout(patienceMs);
        const at = await within(addresses(), signal);
        const answer = await posted({ url, at, headers: given, body, signal }, () => {
          handedOver = true;
        });
        const became = whatBecame(answer, now());
        if (became.outcome === 'failed' && became.retryAfterS !== undefined) away.leaveAlone(became.retryAfterS);
        return became;
      } catch (error) {
        if (!handedOver) away.note();
        return { outcome: 'failed', code: codeOf(error), ...(handedOver ? { uncertain: true as const } : {}) };
      }
    },
    async check() {
      await addresses();
      return `messages go to ${url.host}, signed with key ${gateway.key.id}`;
    },
    close: () => {},
  };
}

/** Named fields: what is too long for an SMS goes as subject and link. */
const bodyOf = ({ messageId: id, to, lang, subject, link, text }: Message): string =>
  JSON.stringify({ id, to, lang, subject, link, text });

/** `v1=` HMAC-SHA-256 (hex) over `<time stamp>.<body>`; the time stamp in seconds since 1970. @param now ms */
export function signed(body: string, { id, secret }: Gateway['key'], now: number): Record<string, string> {
  const stamp = String(Math.floor(now / 1000));
  const signature = createHmac('sha256', secret).update(`${stamp}.${body}`).digest('hex');
  return { 'ocop-key-id': id, 'ocop-timestamp': stamp, 'ocop-signature': `v1=${signature}` };
}

type Post = {
  url: URL;
  at: Addresses;
  headers: Record<string, string>;
  body: string;
  signal: AbortSignal;
};

type Answer = { readonly status: number; readonly retryAfter: string | undefined };

/** The status of the answer and for how long it wants to be left alone; the rest of it is cut off. @param handedOver called once the body is on its way */
function posted({ url, at, headers, body, signal }: Post, handedOver: () => void): Promise<Answer> {
  // What the host’s name says a second later is not asked: the judged address is the one that is connected to.
  const [first = { address: '', family: 4 }] = at;
  const pinned: LookupFunction = (_host, options, done) =>
    options.all ? done(null, [...at]) : done(null, first.address, first.family);
  const bytes = Buffer.from(body);
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? overHttps : overHttp)(url, {
      method: 'POST',
      agent: false,
      lookup: pinned,
      signal,
      headers: { ...headers, 'content-type': 'application/json; charset=utf-8', 'content-length': bytes.length },
    });
    request.on('response', (answer) => {
      answer.on('error', () => {});
      resolve({ status: answer.statusCode ?? 0, retryAfter: answer.headers['retry-after'] });
      request.destroy();
    });
    request.on('error', reject);
    request.on('socket', (socket) =>
      socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => handedOver()),
    );
    request.end(bytes);
  });
}

function whatBecame({ status, retryAfter: said }: Answer, now: number): Sent {
  const code = `HTTP_${status}`;
  if (status >= 200 && status < 300) return { outcome: 'sent' };
  if (FINAL.includes(status)) return { outcome: 'refused', code };
  const retryAfterS = BUSY.includes(status) ? retryAfter(said, now) : undefined;
  return { outcome: 'failed', code, ...(retryAfterS === undefined ? {} : { retryAfterS }) };
}

/** Never what it said, which may name the number. */
function codeOf(error: unknown): string {
  const { name, code = '' } = error as Error & { code?: string };
  if (name === 'AbortError' || name === 'TimeoutError' || code === 'ABORT_ERR') return 'TIMEOUT';
  return /^[A-Z0-9_]{1,40}$/.test(code) ? code : 'UNKNOWN';
}

function within<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return Promise.race([
    work,
    new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true })),
  ]);
}
