// A file on its way to a dossier: hashed here, sent piece by piece, gone on with after a broken line or a page that was left.
// It is loaded when somebody chooses a file: most who look at a page send none.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { DetailedError, Upload } from 'tus-js-client';
import { asker } from './ask.ts';
import { Problem, Unreachable } from './problem.ts';

const PIECE = 4 * 1024 * 1024;
const AGAIN_AFTER_MS = [0, 1000, 3000, 5000, 10_000, 20_000, 30_000];

/** @param tell how much of it is there, from 0 to 1 */
type Sending = {
  readonly cycle: string;
  readonly file: File;
  readonly tell: (share: number) => void;
  /** a whole dossier as one zip */
  readonly as?: 'dossier';
};

/** @returns its hash, by which papers name it. Throws Problem where it is not taken, Unreachable where nobody answers. */
export async function sendFile({ cycle, file, tell, as }: Sending): Promise<string> {
  const hash = await hashOf(file);
  await new Promise<void>((resolve, reject) => {
    const upload = new Upload(file, {
      endpoint: `/v1/product-cycles/${encodeURIComponent(cycle)}/uploads`,
      chunkSize: PIECE,
      retryDelays: AGAIN_AFTER_MS,
      headers: asker(),
      metadata: { sha256: hash, filename: file.name, ...(as === undefined ? {} : { [as]: '' }) },
      // By what is in it: a name may be somebody’s, and is not left on the machine.
      fingerprint: async () => `ocop.upload.${cycle}.${hash}`,
      urlStorage: keptHere,
      removeFingerprintOnSuccess: true,
      onProgress: (sent, all) => tell(all === 0 ? 0 : sent / all),
      onSuccess: () => resolve(),
      onError: (error) => reject(saidBy(error)),
    });
    void upload.findPreviousUploads().then(([before]) => {
      if (before) upload.resumeFromPreviousUpload(before);
      upload.start();
    }, reject);
  });
  return hash;
}

async function hashOf(file: File): Promise<string> {
  const hash = sha256.create();
  for (let at = 0; at < file.size; at += PIECE)
    hash.update(new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer()));
  return bytesToHex(hash.digest());
}

function saidBy(error: Error): Error {
  const answer = error instanceof DetailedError ? error.originalResponse : undefined;
  if (!answer) return new Unreachable();
  try {
    return new Problem(answer.getStatus(), JSON.parse(answer.getBody()) as Partial<Problem>);
  } catch {
    return new Problem(answer.getStatus(), {});
  }
}

type Before = Awaited<ReturnType<Upload['findPreviousUploads']>>[number];

/** Where an upload is gone on with; nothing of the file but its hash. */
const keptHere = {
  findAllUploads: async (): Promise<Before[]> => [],
  async findUploadsByFingerprint(key: string): Promise<Before[]> {
    const uploadUrl = localStorage.getItem(key);
    return uploadUrl === null
      ? []
      : [{ size: null, metadata: {}, creationTime: '', uploadUrl, urlStorageKey: key, parallelUploadUrls: null }];
  },
  async removeUpload(key: string): Promise<void> {
    localStorage.removeItem(key);
  },
  async addUpload(key: string, { uploadUrl }: { uploadUrl?: string | null }): Promise<string> {
    if (uploadUrl) localStorage.setItem(key, uploadUrl);
    return key;
  },
};
