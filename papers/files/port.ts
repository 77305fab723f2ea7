// Files by the SHA-256 of their bytes, wherever they are kept. A name is what is in it: equal files are one file, and what
// is there is never written over by something else.
import type { Readable } from 'node:stream';

/** Bytes of a file, both ends counted, from 0 on. */
export type Span = { readonly from: number; readonly to: number };

export type Files = {
  /**
   * Takes over the file that lies at a path, whose bytes have this hash. It is there, whole and durable, once this
   * resolves, and never half; nothing is left at the path. Throws FileStoreError.
   */
  take(path: string, sha256: string): Promise<void>;
  /** bytes; undefined: it is not here */
  sizeOf(sha256: string): Promise<number | undefined>;
  read(sha256: string, span?: Span): Promise<Readable>;
  /** Each file that is here. */
  list(): AsyncIterable<FileHere>;
  /**
   * Takes a file away, unless it was taken in, or taken in anew, at or after a moment (ms): whoever did so is about to name
   * it. Answers whether it is gone.
   */
  remove(sha256: string, untouchedSince: number): Promise<boolean>;
};
export type FileHere = { readonly sha256: string; readonly bytes: number; readonly touchedAt: number };

/** The disk, or whatever else keeps the files, takes no more or does not answer. */
export class FileStoreError extends Error {
  override name = 'FileStoreError';
  readonly code: 'FILE_STORE_FULL' | 'FILE_STORE_UNAVAILABLE';
  constructor(cause: unknown) {
    const { code = '', message } = cause as NodeJS.ErrnoException;
    super(`The files cannot be kept: ${message}`, { cause });
    this.code = ['ENOSPC', 'EDQUOT'].includes(code) ? 'FILE_STORE_FULL' : 'FILE_STORE_UNAVAILABLE';
  }
}

/** @param work of the file system; what it throws becomes a FileStoreError */
export async function kept<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof FileStoreError ? error : new FileStoreError(error);
  }
}
