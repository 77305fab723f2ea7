// What an append must be before it is queued or sent. Anything else is a bug of the caller, a plain error.
import type { EventToAppend } from './envelope.ts';
import { type ExpectedRevision, StoreError } from './port.ts';
import { MAX_APPEND_BYTES, type Texts } from './stored-form.ts';

export const revisionOf = (expected: ExpectedRevision): number => (expected === 'no-stream' ? -1 : expected);

export function refuseMisuse(stream: string, expected: ExpectedRevision, events: readonly EventToAppend[]): void {
  if (events.length === 0) throw new Error('an append needs an event');
  let next = revisionOf(expected);
  for (const e of events) {
    next += 1;
    refuseReserved(e);
    if (e.stream !== stream) throw new Error(`an event of ${e.stream} cannot be appended to ${stream}`);
    if (e.revision !== next) throw new Error(`revision ${e.revision} of ${stream} does not follow ${expected}`);
  }
}

/** The distributed store keeps these names for itself. */
export function refuseReserved({ stream, type }: EventToAppend): void {
  if (stream.startsWith('$') || type.startsWith('$'))
    throw new Error(`names that begin with $ are not ours to write: ${type} of ${stream}`);
}

export function refuseTooLarge(texts: readonly Texts[]): void {
  // Characters are at most three bytes: most appends need not be measured.
  if (sum(texts, (text) => text.length) <= MAX_APPEND_BYTES / 3) return;
  if (sum(texts, Buffer.byteLength) > MAX_APPEND_BYTES)
    throw new StoreError('EVENT_TOO_LARGE', `An append may hold at most ${MAX_APPEND_BYTES} bytes.`);
}

function sum(texts: readonly Texts[], sizeOf: (text: string) => number): number {
  let size = 0;
  for (const { data, meta } of texts) size += sizeOf(data) + sizeOf(meta);
  return size;
}
