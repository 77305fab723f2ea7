// How an envelope is laid out where a store keeps an event's data and the rest of it apart.
import { type EventToAppend, hashedMembers } from './envelope.ts';

/** An append may not be larger: the distributed store's limit holds everywhere, so that every history can move there. */
export const MAX_APPEND_BYTES = 1_000_000;

/** Beside what every store has a place of its own for; absent members stay absent. */
export function metaOf(e: EventToAppend): object {
  return { ...hashedMembers(e), data: undefined, stream: undefined, revision: undefined, type: undefined };
}

export type Texts = { readonly data: string; readonly meta: string };

export const textsOf = (e: EventToAppend): Texts => ({
  data: JSON.stringify(e.data),
  meta: JSON.stringify(metaOf(e)),
});

/** Bytes of an event as `MAX_APPEND_BYTES` counts them. */
export function bytesOf(e: EventToAppend): number {
  const { data, meta } = textsOf(e);
  return Buffer.byteLength(data) + Buffer.byteLength(meta);
}

/** Damaged text must stay readable: it is handed on as it is, and the hash that no longer fits says the rest. */
export function parseOrKeep(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { unreadable: text };
  }
}
