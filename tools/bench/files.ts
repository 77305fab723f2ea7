// `node setup/run.mjs tools/bench/files.ts [MB]`: 64 files at once, and one large file over a line that breaks again and again.
// Every byte is read back and compared; the server's memory is looked at all the while.
import { fork } from 'node:child_process';
import { createCipheriv, createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Upload } from 'tus-js-client';
import { breakingLine } from '../../test/breaking-line.ts';

const MB = 1024 * 1024;
const large = Number(process.argv[2] ?? 500) * MB;
const folder = mkdtempSync(join(tmpdir(), 'ocop-files-bench-'));
const say = (line: string) => process.stdout.write(`${line}\n`);

/** A PDF of that size, no two pieces of it alike. */
async function fileOf(bytes: number, seed: number): Promise<{ path: string; sha256: string }> {
  const path = join(folder, `${seed}.pdf`);
  const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16, seed), Buffer.alloc(16));
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
  return { path, sha256: hash.digest('hex') };
}

const server = fork(join(import.meta.dirname, 'files-server.ts'), { execArgv: process.execArgv });
const [{ url, cycle, by }] = (await once(server, 'message')) as [{ url: string; cycle: string; by: string }];
const memory = async (): Promise<number> => {
  server.send('memory');
  return ((await once(server, 'message')) as [{ rss: number }])[0].rss;
};
const headers = { Authorization: `Bearer ${by}` };

async function send(path: string, sha256: string, at: string, chunkSize: number): Promise<void> {
  const { size: uploadSize } = await stat(path);
  await new Promise<void>((resolve, reject) => {
    const upload = new Upload(createReadStream(path), {
      endpoint: `${at}/v1/product-cycles/${cycle}/uploads`,
      headers,
      chunkSize,
      uploadSize,
      retryDelays: Array<number>(1000).fill(20),
      metadata: { sha256, filename: 'a.pdf' },
      onSuccess: () => resolve(),
      onError: reject,
    });
    upload.start();
  });
}

async function readBack(sha256: string): Promise<boolean> {
  const answer = await fetch(`${url}/v1/product-cycles/${cycle}/files/${sha256}`, { headers });
  const hash = createHash('sha256');
  for await (const piece of answer.body as unknown as AsyncIterable<Uint8Array>) hash.update(piece);
  return hash.digest('hex') === sha256;
}

/** How far its memory rose above where it was, and how long the work took. */
async function watched(what: string, work: () => Promise<string>): Promise<void> {
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

try {
  const many = await Promise.all(Array.from({ length: 64 }, (_, i) => fileOf(4 * MB, i + 1)));
  await watched('64 files of 4 MB at once', async () => {
    await Promise.all(many.map(({ path, sha256 }) => send(path, sha256, url, 1 * MB)));
    const back = await Promise.all(many.map(({ sha256 }) => readBack(sha256)));
    return `${back.filter(Boolean).length} of 64 read back as sent`;
  });
  const one = await fileOf(large, 99);
  const line = await breakingLine(url, () => 29 * MB);
  await watched(`one file of ${large / MB} MB over a line that breaks every 29 MB`, async () => {
    await send(one.path, one.sha256, line.url, 64 * MB);
    return `${line.cut()} breaks, ${(await readBack(one.sha256)) ? 'every byte as sent' : 'OTHER BYTES'}`;
  });
  await line.close();
} finally {
  server.send('stop');
  await once(server, 'exit');
  rmSync(folder, { recursive: true, force: true });
}
