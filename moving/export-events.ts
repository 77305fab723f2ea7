// The events of a store into one file, a page at a time. Killed at any moment, it goes on where it was noted last.
import { createHash, type Hash } from 'node:crypto';
import { closeSync, constants, createReadStream, fstatSync, ftruncateSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { StoredEvent } from '../eventstore/envelope.ts';
import type { EventStore } from '../eventstore/port.ts';
import { syncFile, writeDurably } from './durable.ts';
import { eventLine } from './event-lines.ts';
import { EVENT_LINES, type Trailer, writeLines } from './line-file.ts';
import { isSingleFile, openNew, openPlain, readPlain } from './plain-files.ts';
import { historyPages } from './walk-history.ts';

const PART = 'events.jsonl.part';
const NOTE = 'export-progress.json';
const NOTED_EVERY = 10_000;
const LARGEST_NOTE = 4096;

const progressNote = z.strictObject({
  epoch: z.string(),
  release: z.string(),
  /** of the last event in the file; what follows it there is not counted */
  position: z.string(),
  hash: z.string(),
  events: z.int().min(1),
  bytes: z.int().min(1),
  sha256: z.string(),
});
type ProgressNote = z.infer<typeof progressNote>;

export type EventsWritten = { readonly trailer: Trailer; readonly resumedAt: number };

/** Writes `events.jsonl.part` up to and with the event at `until`. */
export async function exportEventsTo(
  folder: string,
  { store, release, until, done }: { store: EventStore; release: string; until: string | undefined; done: Done },
): Promise<EventsWritten> {
  const part = join(folder, PART);
  const begun = await whereItWas(folder, store, release);
  const fd = begun?.fd ?? openNew(part);
  try {
    const writer = await writeLines(EVENT_LINES, { epoch: store.epoch, release }, (t) => writeFileSync(fd, t), begun);
    let noted = writer.count;
    for await (const page of historyPages(store, { after: begun?.position, until })) {
      await writer.write(page.map(eventLine));
      const { position, hash } = page[page.length - 1] as StoredEvent;
      done(writer.count, position);
      if (writer.count - noted < NOTED_EVERY) continue;
      noted = writer.count;
      const { count: events, bytes } = writer;
      const note: ProgressNote = {
        epoch: store.epoch,
        release,
        position,
        hash,
        events,
        bytes,
        sha256: writer.sha256(),
      };
      syncFile(part);
      writeDurably(join(folder, NOTE), JSON.stringify(note));
    }
    const trailer = await writer.end();
    syncFile(part);
    return { trailer, resumedAt: begun?.count ?? 0 };
  } finally {
    closeSync(fd);
  }
}

export type Done = (events: number, position: string) => void;

export const forgetProgress = (folder: string): void => rmSync(join(folder, NOTE), { force: true });

/** The noted beginning of the file, cut to what was noted; undefined where it must be written from its beginning. */
async function whereItWas(folder: string, store: EventStore, release: string): Promise<Begun | undefined> {
  const note = readNote(join(folder, NOTE));
  const part = join(folder, PART);
  if (note?.epoch !== store.epoch || note.release !== release || !isSingleFile(part)) return undefined;
  if ((await store.at(note.position))?.hash !== note.hash) return undefined;
  const fd = openPlain(part, constants.O_RDWR | constants.O_APPEND);
  const hash = createHash('sha256');
  const noted = createReadStream('', { fd, start: 0, end: note.bytes - 1, autoClose: false });
  for await (const piece of noted) hash.update(piece as Buffer);
  if (fstatSync(fd).nlink === 1 && hash.copy().digest('hex') === note.sha256) {
    ftruncateSync(fd, note.bytes);
    return { fd, hash, count: note.events, bytes: note.bytes, position: note.position };
  }
  closeSync(fd);
  return undefined;
}

type Begun = { fd: number; hash: Hash; count: number; bytes: number; position: string };

function readNote(path: string): ProgressNote | undefined {
  try {
    return progressNote.parse(JSON.parse(readPlain(path, LARGEST_NOTE)));
  } catch {
    return undefined;
  }
}
