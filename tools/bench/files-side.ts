// What the bench of files has in common: a server of its own, files of any size, and sending, reading back and watching.
import { type ChildProcess, fork } from 'node:child_process';
import { createCipheriv, createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Upload } from 'tus-js-client';

export const MB = 1024 * 1024;
export const say = (line: string): void => void process.stdout.write(`${line}\n`);

export type SentFile = { readonly path: string; readonly sha256: string; readonly bytes: number };

/** A PDF of that size, no two pieces of it alike. */
export async function fileOf(folder: string, bytes: number, seed: number): Promise<SentFile> {
  const path = join(folder, `${seed}.pdf`);
  const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16, `${seed}`), Buffer.alloc(16));
  const hash = createHash('sha256');
  const file = await open(path, 'w');
  const write = async (piece: Buffer) => {
    hash.update(piece);
    await file.write(piece);
  };
  await write(Buffer.from('%PDF-1.7\n'));
  for (let left = bytes - 16; left > 0; left -= MB) await write(cipher.update(Buffer.alloc(Math.min(MB, left))));
  await write(Buffer.from('\n%%EOF\n'));
  await file.close();
  return { path, sha256: hash.digest('hex'), bytes: (await stat(path)).size };
}

export type Server = {
  readonly url: string;
  readonly cycle: string;
  readonly headers: Readonly<Record<string, string>>;
  ask(what: Question): Promise<any>;
  stop(): Promise<void>;
};
export type Question =
  | { readonly memory: true }
  | { readonly file: true }
  | { readonly verify: string }
  | { readonly evidence: readonly { readonly id: string; readonly sha256: string }[] };

/** @param tmp folder in which it keeps everything, where that is not the machine's own */
export async function startServer(tmp?: string): Promise<Server> {
  const env = tmp === undefined ? process.env : { ...process.env, TMPDIR: tmp };
  const child: ChildProcess = fork(join(import.meta.dirname, 'files-server.ts'), { execArgv: process.execArgv, env });
  const [{ url, cycle, by }] = (await once(child, 'message')) as [{ url: string; cycle: string; by: string }];
  let asked = 0;
  return {
    url,
    cycle,
    headers: { Authorization: `Bearer ${by}` },
    ask(what) {
      const no = ++asked;
      return new Promise((resolve) => {
        const hear = (answer: { no?: number; said?: unknown }) => {
          if (answer.no !== no) return;
          child.off('message', hear);
          resolve(answer.said);
        };
        child.on('message', hear);
        child.send({ no, what });
      });
    },
    async stop() {
      child.send({ no: 0, what: 'stop' });
      await once(child, 'exit');
    },
  };
}

type Sending = { readonly at?: string; readonly chunkSize?: number; readonly as?: 'dossier'; readonly again?: number };

/** By the client that browsers use; resolves once it was received. */
export function send(server: Server, { path, sha256, bytes }: SentFile, how: Sending = {}): Promise<void> {
  const { at = server.url, chunkSize = 4 * MB, as, again = 1000 } = how;
  return new Promise((resolve, reject) => {
    const upload = new Upload(createReadStream(path), {
      endpoint: `${at}/v1/product-cycles/${server.cycle}/uploads`,
      headers: server.headers,
      chunkSize,
      uploadSize: bytes,
      retryDelays: Array<number>(again).fill(20),
      metadata: { sha256, filename: as ? 'a.zip' : 'a.pdf', ...(as ? { [as]: '1' } : {}) },
      onSuccess: () => resolve(),
      onError: reject,
    });
    upload.start();
  });
}

/** The hash of what is read from a path of the server. */
export async function hashAt(server: Server, path: string, into?: string): Promise<{ sha256: string; bytes: number }> {
  const answer = await fetch(`${server.url}/v1/product-cycles/${server.cycle}/${path}`, { headers: server.headers });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  const hash = createHash('sha256');
  const file = into === undefined ? undefined : await open(into, 'w');
  let bytes = 0;
  for await (const piece of answer.body as unknown as AsyncIterable<Uint8Array>) {
    hash.update(piece);
    await file?.write(piece);
    bytes += piece.length;
  }
  await file?.close();
  return { sha256: hash.digest('hex'), bytes };
}

export const isBack = async (server: Server, { sha256 }: SentFile): Promise<boolean> =>
  (await hashAt(server, `files/${sha256}`)).sha256 === sha256;

/** How far the server's memory rose above where it was, and how long the work took. */
export async function watched(server: Server, what: string, work: () => Promise<string>): Promise<void> {
  const memory = async (): Promise<number> => (await server.ask({ memory: true })) as number;
  const before = await memory();
  let most = before;
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      most = Math.max(most, await memory());
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })();
  const from = performance.now();
  const said = await work();
  const seconds = (performance.now() - from) / 1000;
  isOver = true;
  await watching;
  const mib = (bytes: number) => (bytes / MB).toFixed(0);
  say(
    `${what}: ${said}; ${seconds.toFixed(1)} s; server ${mib(before)} MiB before, ${mib(most)} at most, +${mib(most - before)}`,
  );
}
