// Where the API listens, and with which certificate.
import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import { CodedError } from '../domain/kernel/coded-error.ts';
import type { Words } from '../domain/kernel/refusal.ts';
import { answerOnlyTo } from './our-names.ts';

export type ListenFault = 'CERTIFICATE_UNUSABLE' | 'PORT_TAKEN' | 'PORT_FORBIDDEN' | 'ADDRESS_UNAVAILABLE';

/** The API cannot listen there; the sentences say what to do. */
export class CannotListen extends CodedError<ListenFault> {
  readonly words: Words;
  constructor(code: ListenFault, words: Words, options?: ErrorOptions) {
    super(code, words.en, options);
    this.words = words;
  }
}

export type Listening = {
  readonly url: string;
  readonly port: number;
  /** Stops taking requests, lets running ones end for `graceMs`, then cuts what is left. */
  close(graceMs?: number): Promise<void>;
};

export async function listen(o: {
  app: Express;
  host?: string;
  port: number;
  /** names by which it may be asked, besides loopback’s */
  hosts?: readonly string[];
  /** addresses whose X-Forwarded-* is believed */
  proxies?: readonly string[];
  /** files in PEM: with them it speaks TLS alone */
  tls?: TlsFiles | undefined;
}): Promise<Listening> {
  const host = o.host ?? '127.0.0.1';
  answerOnlyTo(o.app, o.hosts ?? []);
  o.app.set('trust proxy', o.proxies?.length ? [...o.proxies] : false);
  const closing = new AbortController();
  // Answers that go on until somebody leaves end with us.
  o.app.locals.closing = closing.signal;
  const server = o.tls ? tlsServer(o.app, o.tls) : createServer(o.app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(faultOf(error, host, o.port)));
    server.listen(o.port, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `${o.tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`,
    async close(graceMs = 3000) {
      closing.abort();
      if (o.tls) unwatchFile(o.tls.certificate);
      await close(server, graceMs);
    },
  };
}

export type TlsFiles = { readonly certificate: string; readonly key: string };
const LOOK_AGAIN_MS = 5000;

/** A certificate is renewed while we run: who connects after that gets the new one. */
function tlsServer(app: Express, files: TlsFiles): TlsServer {
  const server = createTlsServer({ ...pemOf(files), minVersion: 'TLSv1.2' }, app);
  watchFile(files.certificate, { interval: LOOK_AGAIN_MS, persistent: false }, () => {
    // Half written, or no match for its key yet: the old one serves until both fit.
    try {
      server.setSecureContext({ ...pemOf(files), minVersion: 'TLSv1.2' });
    } catch {}
  });
  return server;
}

function pemOf({ certificate, key }: TlsFiles): { cert: Buffer; key: Buffer } {
  try {
    return { cert: readFileSync(certificate), key: readFileSync(key) };
  } catch (cause) {
    const { path } = cause as NodeJS.ErrnoException;
    throw new CannotListen(
      'CERTIFICATE_UNUSABLE',
      {
        vi: `Không đọc được tệp ${path} (OCOP_TLS_CERT_FILE, OCOP_TLS_KEY_FILE).`,
        en: `${path} cannot be read (OCOP_TLS_CERT_FILE, OCOP_TLS_KEY_FILE).`,
      },
      { cause },
    );
  }
}

function close(server: Server | TlsServer, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
  });
}

function faultOf(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const cause = { cause: error };
  if (error.code === 'EADDRINUSE')
    return new CannotListen(
      'PORT_TAKEN',
      {
        vi: `Cổng ${port} tại ${host} đang có chương trình khác dùng. Hãy dừng chương trình đó hoặc chọn cổng khác (OCOP_PORT).`,
        en: `Port ${port} on ${host} is taken by another program. Stop that program or choose another port (OCOP_PORT).`,
      },
      cause,
    );
  if (error.code === 'EACCES')
    return new CannotListen(
      'PORT_FORBIDDEN',
      {
        vi: `Không được phép mở cổng ${port}. Hãy chọn cổng từ 1024 trở lên (OCOP_PORT).`,
        en: `Port ${port} may not be opened by this user. Choose one from 1024 up (OCOP_PORT).`,
      },
      cause,
    );
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return new CannotListen(
      'ADDRESS_UNAVAILABLE',
      {
        vi: `Máy này không có địa chỉ ${host}. Hãy dùng 127.0.0.1 (OCOP_HOST).`,
        en: `This machine has no address ${host}. Use 127.0.0.1 (OCOP_HOST).`,
      },
      cause,
    );
  return error;
}
