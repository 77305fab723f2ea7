// The log on disk: one line per append, so that an append is there whole or not at all. A plain copy of the file,
// taken at any moment, is a backup.
import { closeSync, existsSync, fdatasyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { Recorded } from './log.ts';

export type LogFile = {
  /** Returns when everything is on disk. */
  write(appends: readonly (readonly Recorded[])[]): void;
  close(): void;
};

type Line = readonly (Omit<Recorded, 'data' | 'metadata'> & { data: string; metadata: string })[];

/** Every record in the file; a last line that was not finished was never acknowledged. */
export function readLogFile(file: string): { records: Recorded[]; bytes: number } {
  if (!existsSync(file)) return { records: [], bytes: 0 };
  const text = readFileSync(file);
  const bytes = text.lastIndexOf('\n') + 1;
  const lines = text.subarray(0, bytes).toString().split('\n').slice(0, -1);
  const records = lines.flatMap((line) => (JSON.parse(line) as Line).map(fromLine));
  return { records, bytes };
}

export function openLogFile(file: string): { records: readonly Recorded[]; file: LogFile } {
  const { records, bytes } = readLogFile(file);
  const fd = openSync(file, 'a');
  ftruncateSync(fd, bytes);
  const write = (appends: readonly (readonly Recorded[])[]): void => {
    const chunk = Buffer.from(appends.map((records) => `${JSON.stringify(records.map(toLine))}\n`).join(''));
    for (let written = 0; written < chunk.length; ) written += writeSync(fd, chunk, written);
    fdatasyncSync(fd);
  };
  return { records, file: { write, close: () => closeSync(fd) } };
}

function toLine(record: Recorded): Line[number] {
  return { ...record, data: record.data.toString('base64'), metadata: record.metadata.toString('base64') };
}

function fromLine(line: Line[number]): Recorded {
  return { ...line, data: Buffer.from(line.data, 'base64'), metadata: Buffer.from(line.metadata, 'base64') };
}
