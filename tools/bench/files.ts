// `node setup/run.mjs tools/bench/files.ts [MB]`: 64 files at once; one large file over a line that
// breaks again and again; a dossier of 400 files that goes out as a zip, comes in elsewhere and is verified; and a disk that
// fills up in the middle. Every byte is read back and compared; the server's memory is looked at all the while.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { breakingLine } from '../../test/breaking-line.ts';
import { fileOf, hashAt, isBack, MB, type Server, say, send, startServer, watched } from './files-side.ts';

const large = Number(process.argv[2] ?? 2048);
const IN_DOSSIER = 400;
const AT_ONCE = 16;
const folder = mkdtempSync(join(tmpdir(), 'ocop-files-bench-'));
/** Seeds are given once each. */
let seeds = 0;
const made = (bytes: number) => fileOf(folder, bytes, ++seeds);

async function manyAtOnce(server: Server): Promise<void> {
  const many = await Promise.all(Array.from({ length: 64 }, () => made(4 * MB)));
  await watched(server, '64 files of 4 MB at once', async () => {
    await Promise.all(many.map((file) => send(server, file, { chunkSize: MB })));
    const back = await Promise.all(many.map((file) => isBack(server, file)));
    return `${back.filter(Boolean).length} of 64 read back as sent`;
  });
}

async function overBrokenLine(server: Server): Promise<void> {
  const one = await made(large * MB);
  const line = await breakingLine(server.url, () => 29 * MB);
  await watched(server, `one file of ${large} MB over a line that breaks every 29 MB`, async () => {
    await send(server, one, { at: line.url, chunkSize: 64 * MB });
    return `${line.cut()} breaks, ${(await isBack(server, one)) ? 'every byte as sent' : 'OTHER BYTES'}`;
  });
  await line.close();
}

async function dossier(server: Server): Promise<void> {
  const files = await Promise.all(Array.from({ length: IN_DOSSIER }, () => made(MB / 2)));
  await watched(
    server,
    `${IN_DOSSIER} files of 0.5 MB, ${AT_ONCE} at once, each a piece of evidence, and filed`,
    async () => {
      const left = [...files];
      const take = async () => {
        for (let file = left.pop(); file; file = left.pop()) await send(server, file);
      };
      await Promise.all(Array.from({ length: AT_ONCE }, take));
      await server.ask({ evidence: files.map(({ sha256 }, i) => ({ id: `p-${i}`, sha256 })) });
      const filed = await server.ask({ file: true });
      return filed?.error ?? 'manifest over all of them';
    },
  );
  const path = join(folder, 'ho-so.zip');
  await watched(server, 'the dossier as a zip, twice', async () => {
    const one = await hashAt(server, 'dossier', path);
    const { sha256 } = await hashAt(server, 'dossier');
    return `${(one.bytes / MB).toFixed(0)} MB, ${sha256 === one.sha256 ? 'the same bytes' : 'OTHER BYTES'}`;
  });
  await watched(server, 'the zip verified against the log', async () =>
    JSON.stringify(await server.ask({ verify: path })),
  );
  const { sha256, bytes } = await hashAt(server, 'dossier');
  const other = await startServer();
  try {
    await watched(other, 'the zip taken in by another installation', async () => {
      await send(other, { path, sha256, bytes }, { as: 'dossier' });
      const answer = await fetch(`${other.url}/v1/product-cycles/${other.cycle}/receipts/${sha256}`, {
        headers: other.headers,
      });
      const receipt = (await answer.json()) as { files: unknown[]; manifest?: string };
      return `a receipt for ${receipt.files.length} files, manifest ${receipt.manifest?.slice(0, 12) ?? '–'}`;
    });
    await watched(other, 'and verified there', async () => JSON.stringify(await other.ask({ verify: path })));
  } finally {
    await other.stop();
  }
}

/** On a disk of its own, in memory, that somebody else fills while a file comes in, and makes room on afterwards. */
async function fullDisk(): Promise<void> {
  const disk = join(folder, 'disk');
  mkdirSync(disk);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=400m', 'tmpfs', disk]);
  try {
    const server = await startServer(disk);
    const file = await made(200 * MB);
    const filler = join(disk, 'filler');
    await watched(server, 'a disk that fills up while a file of 200 MB comes in', async () => {
      let hasFailed = '';
      let isFull = false;
      const room = setInterval(() => {
        if (isFull) return;
        isFull = true;
        try {
          writeFileSync(filler, Buffer.alloc(400 * MB));
        } catch {
          // As much of it as there was room for.
        }
      }, 300);
      await send(server, file, { again: 3 }).catch((error: Error) => {
        hasFailed = /"code":"(\w+)"/.exec(error.message)?.[1] ?? error.message.slice(0, 80);
      });
      clearInterval(room);
      rmSync(filler, { force: true });
      await send(server, file);
      return `${hasFailed || 'it never filled'}; with room again ${(await isBack(server, file)) ? 'every byte as sent' : 'OTHER BYTES'}`;
    });
    await server.stop();
  } finally {
    execFileSync('umount', [disk]);
  }
}

const server = await startServer();
try {
  await manyAtOnce(server);
  await overBrokenLine(server);
  await dossier(server);
} finally {
  await server.stop();
}
try {
  await fullDisk();
} catch (error) {
  say(`a disk that fills up: not tried here (${(error as Error).message.slice(0, 120)})`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
