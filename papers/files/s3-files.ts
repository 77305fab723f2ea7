// Files in a bucket that speaks S3, each under its hash: shared by any number of nodes. What is put is there whole or not at
// all, and the server holds the bytes against their hash as they come.
import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { type Files, kept } from './port.ts';

const NAME = /^[0-9a-f]{64}$/;

/**
 * @param address where the server is, with key and secret before it, the bucket as its path and what stands before each name:
 * `https://key:secret@s3.example/bucket/ocop?region=…`
 * @param o `attempts`: how often a request is tried before it fails
 */
export function s3Files(address: string, { attempts = 3 } = {}): Files {
  const { origin, pathname, username, password, searchParams } = new URL(address);
  const [bucket = '', ...folders] = pathname.split('/').filter(Boolean);
  const prefix = folders.map((folder) => `${folder}/`).join('');
  const client = new S3Client({
    endpoint: origin,
    // Servers that are not Amazon’s have none, and take any.
    region: searchParams.get('region') ?? 'us-east-1',
    // Names of buckets are no names of hosts where a province runs its own server.
    forcePathStyle: true,
    credentials: { accessKeyId: decodeURIComponent(username), secretAccessKey: decodeURIComponent(password) },
    maxAttempts: attempts,
    // Of a stream it is given by us, whole; servers that are not Amazon’s take no other.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  const at = (sha256: string) => ({ Bucket: bucket, Key: prefix + sha256 });

  /** undefined: it is not here */
  async function headOf(sha256: string) {
    try {
      return await client.send(new HeadObjectCommand(at(sha256)));
    } catch (error) {
      if (statusOf(error) === 404) return undefined;
      throw error;
    }
  }

  return {
    take: (path, sha256) =>
      kept(async () => {
        const { size } = await stat(path);
        const checksum = Buffer.from(sha256, 'hex').toString('base64');
        const put = new PutObjectCommand({
          ...at(sha256),
          Body: createReadStream(path),
          ContentLength: size,
          ChecksumSHA256: checksum,
        });
        // What is signed: of a stream the client could not know it, and would read it all into memory first.
        put.middlewareStack.add(
          (next) => (args) => {
            (args.request as { headers: Record<string, string> }).headers['x-amz-content-sha256'] = sha256;
            return next(args);
          },
          { step: 'build', name: 'hashIsKnown' },
        );
        // In place of an equal one too: its time is then that of now, and a sweep that is under way leaves it alone.
        await client.send(put);
        if ((await headOf(sha256))?.ContentLength !== size) throw new Error(`${sha256} is not there as it was sent`);
        await rm(path, { force: true });
      }),
    sizeOf: (sha256) => kept(async () => (await headOf(sha256))?.ContentLength),
    read: (sha256, span) =>
      kept(async () => {
        const range = span ? { Range: `bytes=${span.from}-${span.to}` } : {};
        const { Body } = await client.send(new GetObjectCommand({ ...at(sha256), ...range }));
        return Body as Readable;
      }),
    async *list() {
      for (let ContinuationToken: string | undefined; ; ) {
        const page = await kept(() =>
          client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken })),
        );
        for (const { Key = '', Size = 0, LastModified } of page.Contents ?? []) {
          const sha256 = Key.slice(prefix.length);
          if (NAME.test(sha256)) yield { sha256, bytes: Size, touchedAt: LastModified?.getTime() ?? Date.now() };
        }
        ContinuationToken = page.NextContinuationToken;
        if (ContinuationToken === undefined) return;
      }
    },
    remove: (sha256, untouchedSince) =>
      kept(async () => {
        const touched = (await headOf(sha256))?.LastModified?.getTime();
        if (touched === undefined || touched >= untouchedSince) return false;
        await client.send(new DeleteObjectCommand(at(sha256)));
        return true;
      }),
  };
}

const statusOf = (error: unknown): number | undefined =>
  (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
