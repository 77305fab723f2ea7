// The states of a file that a scanner is asked about. What speaks for ClamAV here says only what its protocol says; the real
// one is asked by `npm run test:clamav`.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type Checks, checksBy } from './checks.ts';
import { clamd } from './clamd.ts';
import { folderFiles } from './folder-files.ts';
import { hashOf } from './samples.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'ocop-checks-'));
let answer: string | undefined = 'stream: OK\0';
const taken: Buffer[] = [];
const server = createServer((socket) => {
  let all = Buffer.alloc(0);
  socket
    .on('error', () => {})
    .on('data', (piece) => {
      all = Buffer.concat([all, piece]);
      if (!all.subarray(-4).equals(Buffer.alloc(4))) return;
      taken.push(all);
      if (answer !== undefined) socket.end(answer);
    });
});
const listening = new Promise<string>((resolve) =>
  server.listen(0, '127.0.0.1', () => resolve(`127.0.0.1:${(server.address() as AddressInfo).port}`)),
);
const begun: Checks[] = [];
afterAll(async () => {
  for (const checks of begun) await checks.stop();
  server.close();
  rmSync(folder, { recursive: true });
});

async function checksOf(name: string, where: string) {
  const files = folderFiles(join(folder, 'files'));
  const failures: string[] = [];
  const scan = clamd(where, 200);
  const failed = ({ message }: Error) => void failures.push(message);
  const checks = checksBy({
    scan,
    files,
    folder: join(folder, name),
    failed,
    againAfterMs: 5,
    tooLargeAgainAfterMs: 5,
  });
  begun.push(checks);
  return { files, checks, failures };
}

async function fileOf(text: string): Promise<string> {
  const path = join(folder, 'part');
  writeFileSync(path, text);
  await folderFiles(join(folder, 'files')).take(path, hashOf(Buffer.from(text)));
  return hashOf(Buffer.from(text));
}

test('a file waits until the scanner answers, and is then what it says', async () => {
  const { checks } = await checksOf('one', await listening);
  const [clean, harmful] = [await fileOf('sạch'), await fileOf('độc')];
  answer = 'stream: OK\0';
  expect(await checks.of(clean)).toBe('unchecked');
  await expect.poll(() => checks.of(clean)).toBe('clean');
  expect(taken.at(-1)?.toString()).toContain('zINSTREAM\0');
  expect(taken.at(-1)?.toString()).toContain('sạch');
  answer = 'stream: Ocop.Test FOUND\0';
  await expect.poll(() => checks.of(harmful)).toBe('harmful');
  expect(await checks.of(clean)).toBe('clean');
});

test('where it hangs, is away, or cannot take it, the file waits on', async () => {
  const waiting = await fileOf('chờ');
  const { checks, failures } = await checksOf('two', await listening);
  for (const said of [undefined, 'could not read the stream. ERROR\0']) {
    answer = said;
    const before = failures.length;
    expect(await checks.of(waiting)).toBe('unchecked');
    await expect.poll(() => failures.length, { timeout: 60_000 }).toBeGreaterThan(before);
    expect(await checks.of(waiting)).toBe('unchecked');
  }
  const away = await checksOf('three', join(folder, 'no-socket'));
  expect(await away.checks.of(waiting)).toBe('unchecked');
  await expect.poll(() => away.failures.length, { timeout: 60_000 }).toBeGreaterThan(0);
  answer = 'stream: OK\0';
  await expect.poll(() => checks.of(waiting), { timeout: 60_000 }).toBe('clean');
});

test('a file that the scanner is too small for says so, keeps nobody waiting, and is asked about again', async () => {
  const [large, small] = [await fileOf('quá lớn'), await fileOf('vừa')];
  const { checks } = await checksOf('four', await listening);
  answer = 'INSTREAM size limit exceeded. ERROR\0';
  expect(await checks.of(large)).toBe('unchecked');
  await expect.poll(() => checks.of(large), { timeout: 60_000 }).toBe('too-large');
  answer = 'stream: OK\0';
  await expect.poll(() => checks.of(small), { timeout: 60_000 }).toBe('clean');
  await expect.poll(() => checks.of(large), { timeout: 60_000 }).toBe('clean');
});
