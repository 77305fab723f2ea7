// Run by `npm run test:s3`, which starts the server.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, test } from 'vitest';
import { bringPapers, sendPapers, storedPapers } from '../../moving/stored-papers.ts';
import { FileStoreError } from '../../papers/files/port.ts';
import { s3Files } from '../../papers/files/s3-files.ts';
import { hashOf } from '../../papers/files/samples.fixture.ts';
import { describeFiles } from './files-contract.ts';

const url = process.env.OCOP_TEST_S3_URL ?? 'http://key:secret@127.0.0.1:9/bucket';

describe.skipIf(process.env.OCOP_TEST_S3_URL === undefined)('on a real server', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    const { origin, username, password, pathname } = new URL(url);
    const client = new S3Client({
      ...{ endpoint: origin, region: 'us-east-1', forcePathStyle: true },
      credentials: { accessKeyId: username, secretAccessKey: password },
    });
    await client.send(new CreateBucketCommand({ Bucket: pathname.split('/')[1] ?? '' }));
  }, 120_000);
  describeFiles('files on S3', () => s3Files(url));

  test('bytes that are not those of the hash are not taken', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ocop-s3-other-'));
    const path = join(folder, 'part');
    writeFileSync(path, 'khác');
    const other = hashOf(Buffer.from('không phải'));
    await expect(s3Files(url, { attempts: 1 }).take(path, other)).rejects.toThrow(FileStoreError);
    expect(await s3Files(url).sizeOf(other)).toBeUndefined();
    rmSync(folder, { recursive: true });
  });

  test('they are brought into a folder, sent from it, and read for a verification', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ocop-s3-moved-'));
    const [from, to] = [s3Files(`${url}-tu`), s3Files(`${url}-den`)];
    const path = join(folder, 'part');
    writeFileSync(path, 'một tệp');
    const sha256 = hashOf(Buffer.from('một tệp'));
    await from.take(path, sha256);
    const mirror = join(folder, 'files');
    expect([await bringPapers(from, mirror), await bringPapers(from, mirror)]).toEqual([1, 0]);
    expect([await sendPapers(to, mirror), await sendPapers(to, mirror)]).toEqual([1, 0]);
    expect(await storedPapers(to)).toEqual({ names: new Set([sha256]), faulty: new Map() });
    await from.remove(sha256, Date.now() + 86_400_000);
    await bringPapers(from, mirror);
    expect(readdirSync(mirror)).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  test('what is asked for with a wrong key is an outage, not an absence', async () => {
    const wrong = s3Files(url.replace(/:[^:@/]+@/, ':wrong@'), { attempts: 1 });
    await expect(wrong.sizeOf('ab'.repeat(32))).rejects.toThrow(FileStoreError);
  });
});

test('where nobody answers it is an outage that can be told, and the file is still with its sender', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ocop-s3-away-'));
  const away = s3Files('http://key:secret@127.0.0.1:9/bucket', { attempts: 1 });
  const path = join(folder, 'part');
  writeFileSync(path, 'x');
  await expect(away.take(path, hashOf(Buffer.from('x')))).rejects.toMatchObject({ code: 'FILE_STORE_UNAVAILABLE' });
  await expect(away.sizeOf('ab'.repeat(32))).rejects.toThrow(FileStoreError);
  writeFileSync(path, 'x', { flag: 'r+' });
  rmSync(folder, { recursive: true });
});
