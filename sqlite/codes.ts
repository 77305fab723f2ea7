/** Primary result codes, https://sqlite.org/rescode.html */
const CODE = {
  ERROR: 1,
  BUSY: 5,
  LOCKED: 6,
  NOMEM: 7,
  READONLY: 8,
  INTERRUPT: 9,
  IOERR: 10,
  CORRUPT: 11,
  FULL: 13,
  CANTOPEN: 14,
  TOOBIG: 18,
  CONSTRAINT: 19,
  MISMATCH: 20,
  RANGE: 25,
  NOTADB: 26,
} as const;
type Code = keyof typeof CODE;

/** SQLite gives the extended code: the primary one is its lowest byte. */
export function isSqlite(error: unknown, ...codes: readonly Code[]): boolean {
  const { errcode } = error as { errcode?: number };
  return errcode !== undefined && codes.some((code) => CODE[code] === (errcode & 0xff));
}

/** The file is not what SQLite wrote, or none of its files at all. */
export const isDamagedFile = (error: unknown): boolean => isSqlite(error, 'CORRUPT', 'NOTADB');
