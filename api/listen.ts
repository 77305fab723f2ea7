// Where the API listens. Until accounts have passwords, anyone who reaches the port can act as anyone.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import { CodedError } from '../domain/kernel/coded-error.ts';
import type { Words } from '../domain/kernel/refusal.ts';
import { answerOnlyToThisMachine, isLoopback } from './this-machine.ts';

/** The setting that allows another address than loopback, and the only value it accepts. */
export const PUBLIC_SETTING = 'OCOP_ALLOW_UNAUTHENTICATED_NETWORK';
export const PUBLIC_CONSENT = 'yes-anyone-can-act-as-anyone';

export type ListenFault = 'PUBLIC_ADDRESS_REFUSED' | 'PORT_TAKEN' | 'PORT_FORBIDDEN' | 'ADDRESS_UNAVAILABLE';

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
  /** `PUBLIC_SETTING` holds `PUBLIC_CONSENT` */
  allowPublic?: boolean;
}): Promise<Listening> {
  const host = (o.host ?? '127.0.0.1').replace(/^\[(.*)\]$/, '$1');
  if (!isLoopback(host) && o.allowPublic !== true) throw new CannotListen('PUBLIC_ADDRESS_REFUSED', refusedAt(host));
  answerOnlyToThisMachine(o.app, o.allowPublic !== true);
  const server = createServer(o.app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(faultOf(error, host, o.port)));
    server.listen(o.port, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    close: (graceMs = 3000) => close(server, graceMs),
  };
}

function close(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
  });
}

const refusedAt = (host: string): Words => ({
  vi: `Không mở tại ${host}: tài khoản chưa có mật khẩu nên ai truy cập được cũng làm thay được mọi người. Hãy dùng 127.0.0.1, hoặc đặt ${PUBLIC_SETTING}=${PUBLIC_CONSENT}.`,
  en: `Not listening on ${host}: accounts have no passwords yet, so whoever reaches it can act as anyone. Use 127.0.0.1, or set ${PUBLIC_SETTING}=${PUBLIC_CONSENT}.`,
});

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
