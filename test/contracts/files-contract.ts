// What every store of files keeps to, wherever it puts them.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, describe, expect, test } from 'vitest';
import type { Files } from '../../papers/files/port.ts';
import { hashOf } from '../../papers/files/samples.fixture.ts';

const LATER = Date.now() + 86_400_000;

/** @param open an empty store */
export function describeFiles(name: string, open: () => Files): void {
  const folder = mkdtempSync(join(tmpdir(), 'ocop-files-contract-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const files = open();

  /** Takes bytes in; answers their hash. */
  async function put(bytes: Buffer): Promise<string> {
    const path = join(folder, 'part');
    writeFileSync(path, bytes);
    await files.take(path, hashOf(bytes));
    expect(existsSync(path)).toBe(false);
    return hashOf(bytes);
  }
  const listed = async (): Promise<ReadonlyMap<string, number>> => {
    const found = new Map<string, number>();
    for await (const { sha256, bytes } of files.list()) found.set(sha256, bytes);
    return found;
  };

  describe(name, { timeout: 120_000 }, () => {
    test('an empty store has nothing', async () => {
      expect([...(await listed())]).toEqual([]);
      expect(await files.sizeOf('ab'.repeat(32))).toBeUndefined();
      expect(await files.remove('ab'.repeat(32), LATER)).toBe(false);
    });

    test('what is taken is there byte for byte, whole and in spans', async () => {
      const bytes = randomBytes(3 << 20);
      const sha256 = await put(bytes);
      expect(await files.sizeOf(sha256)).toBe(bytes.length);
      expect(hashOf(await buffer(await files.read(sha256)))).toBe(sha256);
      expect(await buffer(await files.read(sha256, { from: 10, to: 19 }))).toEqual(bytes.subarray(10, 20));
      const last = bytes.length - 1;
      expect(await buffer(await files.read(sha256, { from: last, to: last }))).toEqual(bytes.subarray(-1));
    });

    test('a file taken twice is one', async () => {
      const sha256 = await put(Buffer.from('một lần'));
      const before = (await listed()).size;
      await put(Buffer.from('một lần'));
      expect((await listed()).size).toBe(before);
      expect((await listed()).get(sha256)).toBe(Buffer.byteLength('một lần'));
    });

    test('several at once are all there', async () => {
      const many = Array.from({ length: 12 }, (_, i) => Buffer.from(`tệp ${i}`));
      await Promise.all(
        many.map(async (bytes, i) => {
          const path = join(folder, `part-${i}`);
          writeFileSync(path, bytes);
          await files.take(path, hashOf(bytes));
        }),
      );
      const found = await listed();
      for (const bytes of many) expect(found.get(hashOf(bytes))).toBe(bytes.length);
    });

    test('one is taken away where nobody has touched it since, and only then', async () => {
      const sha256 = await put(Buffer.from('sẽ đi'));
      expect(await files.remove(sha256, Date.now() - 3_600_000)).toBe(false);
      expect(await files.sizeOf(sha256)).toBeDefined();
      expect(await files.remove(sha256, LATER)).toBe(true);
      expect(await files.sizeOf(sha256)).toBeUndefined();
      expect(await files.remove(sha256, LATER)).toBe(false);
      await put(Buffer.from('sẽ đi'));
      expect(await files.sizeOf(sha256)).toBeDefined();
    });

    test('to read what is not there fails', async () => {
      await expect(files.read('cd'.repeat(32)).then((stream) => buffer(stream))).rejects.toThrow();
    });
  });
}
