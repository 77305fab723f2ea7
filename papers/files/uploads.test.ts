import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { folderFiles } from './folder-files.ts';
import { FileStoreError } from './port.ts';
import { hashOf } from './samples.fixture.ts';
import { type Uploads, uploadsIn } from './uploads.ts';

const root = mkdtempSync(join(tmpdir(), 'ocop-uploads-'));
afterAll(() => rmSync(root, { recursive: true }));
let uploads: Uploads;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(root, 'one-'));
  uploads = uploadsIn(join(folder, 'uploads'), 0);
});

const bytes = Buffer.from('một tệp nhỏ');
const announced = { cycle: 'c', account: 'a', bytes: bytes.length, sha256: hashOf(bytes), fileName: 'Tệp.pdf' };

test('what a broken line left is gone on with, and no byte is lost or doubled', async () => {
  const { id } = await uploads.begin(announced);
  const line = new PassThrough();
  const first = uploads.append(id, 0, line);
  line.write(bytes.subarray(0, 4));
  await new Promise((resolve) => setImmediate(resolve));
  line.destroy(new Error('the line broke'));
  const { offset } = (await first) as { offset: number };
  expect((await uploads.find(id))?.offset).toBe(offset);
  expect(await uploads.append(id, offset + 1, Readable.from([bytes]))).toBeUndefined();
  expect(await uploads.append(id, offset, Readable.from([bytes.subarray(offset)]))).toMatchObject({
    offset: bytes.length,
    tooMuch: false,
  });
  expect(await uploads.hashOf(id)).toBe(announced.sha256);
});

test('who goes on cuts off who was before', async () => {
  const { id } = await uploads.begin(announced);
  const dead = new PassThrough();
  const first = uploads.append(id, 0, dead);
  const second = await uploads.append(id, 0, Readable.from([bytes]));
  await first;
  expect(dead.destroyed).toBe(true);
  expect(second).toMatchObject({ offset: bytes.length });
});

test('more than was announced is not kept', async () => {
  const { id } = await uploads.begin(announced);
  expect(await uploads.append(id, 0, Readable.from([bytes, bytes]))).toMatchObject({
    offset: bytes.length,
    tooMuch: true,
  });
});

test('equal files are stored once, under their hash; a finished upload keeps no name and nothing of its bytes', async () => {
  const files = folderFiles(join(folder, 'files'));
  for (const account of ['a', 'b']) {
    const { id } = await uploads.begin({ ...announced, account });
    await uploads.append(id, 0, Readable.from([bytes]));
    await files.take(uploads.pathOf(id), announced.sha256);
    await uploads.finish(id);
    expect(await uploads.find(id)).toMatchObject({ done: true, offset: bytes.length });
  }
  expect(readdirSync(join(folder, 'files'))).toEqual([announced.sha256]);
  expect(await files.sizeOf(announced.sha256)).toBe(bytes.length);
  const left = readdirSync(join(folder, 'uploads'));
  expect(left.filter((name) => !name.endsWith('.json'))).toEqual([]);
  for (const name of left) expect(readFileSync(join(folder, 'uploads', name), 'utf8')).not.toContain('Tệp');
  const part = await files.read(announced.sha256, { from: 2, to: 5 });
  expect(Buffer.concat(await part.toArray())).toEqual(bytes.subarray(2, 6));
});

test('what nobody goes on with is swept, and what somebody does is not', async () => {
  const old = await uploads.begin(announced);
  const fresh = await uploads.begin(announced);
  const longAgo = new Date(Date.now() - 100_000_000);
  for (const name of readdirSync(join(folder, 'uploads')))
    if (name.startsWith(old.id)) utimesSync(join(folder, 'uploads', name), longAgo, longAgo);
  expect(await uploads.sweep(Date.now() - 86_400_000)).toBe(1);
  expect([await uploads.find(old.id), (await uploads.find(fresh.id))?.id]).toEqual([undefined, fresh.id]);
  expect(await uploads.openOf('a')).toBe(1);
});

test('where there is no room nothing is begun; no path is an id', async () => {
  const full = uploadsIn(join(folder, 'full'), Number.MAX_SAFE_INTEGER);
  await expect(full.begin(announced)).rejects.toMatchObject({ code: 'FILE_STORE_FULL' });
  await expect(full.begin(announced)).rejects.toBeInstanceOf(FileStoreError);
  expect(readdirSync(join(folder, 'full'))).toEqual([]);
  expect(await uploads.find('../../etc/passwd')).toBeUndefined();
});
