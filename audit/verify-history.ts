// A whole history, read once in its order: does every event say what was written, and is none missing in between?
import { createHash } from 'node:crypto';
import { refsForgotten } from '../domain/kernel/forgettable.ts';
import { receivedBy } from '../domain/product-cycle/files.ts';
import { filesHeld } from '../domain/product-cycle/held-files.ts';
import type { EventToAppend } from '../eventstore/envelope.ts';
import type { AtSize } from './check-checkpoints.ts';
import { faultsOfEnvelope, type SeenRulebooks } from './check-event.ts';
import { isInstant, watchAhead } from './check-recorded.ts';
import type { Findings, Grade } from './finding.ts';
import { growTree } from './growing-tree.ts';
import { type KeyHistory, noKeys, noteKeys } from './key-history.ts';
import { leafOf } from './log-entry.ts';
import type { VaultIndex } from './vault-index.ts';

/** An event of a store, or of an export, which has no positions. */
export type AuditedEvent = EventToAppend & { readonly position?: string };

export type HistoryReport = {
  readonly events: number;
  readonly streams: number;
  /** SHA-256 over the hashes of all events in order, as hex, each followed by a line feed: equal for equal histories */
  readonly historyDigest: string;
  /** Merkle root over all events in order, hex (docs/verification.md) */
  readonly root: string;
  /** references to the vault, with those whose value was erased */
  readonly references: number;
  readonly erased: number;
  /** at each size that was asked for and reached */
  readonly atSize: ReadonlyMap<number, AtSize>;
  readonly keys: KeyHistory;
  /** files that were received, by their hash, with the event that says so */
  readonly received: ReadonlyMap<string, string>;
  /** those of them that the law had erased in every dossier which had them */
  readonly erasedFiles: ReadonlySet<string>;
};

type Writable<T> = { -readonly [K in keyof T]: T[K] };

export type Last = { revision: number; recordedAt: string };

type Pages = AsyncIterable<readonly AuditedEvent[]> | Iterable<readonly AuditedEvent[]>;

type Parts = {
  findings: Findings;
  /** without it the values behind references are not looked for */
  vault?: VaultIndex | undefined;
  /** numbers of events at which the Merkle root is wanted, for checkpoints */
  sizes?: ReadonlySet<number>;
  /** called after each page */
  seen?: (events: number, position: string | undefined) => void;
};

/** Memory grows with the number of streams, not of events: pages may be as many as there are. */
export async function verifyHistory(pages: Pages, { findings, vault, sizes, seen }: Parts): Promise<HistoryReport> {
  const streams = new Map<string, Last>();
  const rulebooks: SeenRulebooks = new Map();
  const ahead = watchAhead();
  const digest = createHash('sha256');
  const tree = growTree();
  const atSize = new Map<number, Writable<AtSize>>();
  const keys = noKeys();
  if (sizes?.has(0)) atSize.set(0, { root: tree.root(), last: undefined, next: undefined });
  let events = 0;
  let position: string | undefined;
  let references = 0;
  let erased = 0;

  /** what a fact says is to be forgotten, and which fact */
  const toForget = new Map<string, AuditedEvent>();
  let present: AuditedEvent | undefined;
  const received = new Map<string, string>();
  const held = filesHeld();
  const found: Found = (grade, code, what) =>
    findings.add({ grade, code, at: `${present?.stream}@${present?.revision}`, what });

  const look = (sealed: Sealed) => {
    references += 1;
    if (vault) erased += checkValue(sealed, vault, found);
  };

  function verify(event: AuditedEvent): void {
    present = event;
    for (const { grade, code, what } of faultsOfEnvelope(event, rulebooks)) found(grade, code, what);
    if (event.position !== undefined) {
      if (position !== undefined && event.position <= position)
        found('manipulation', 'POSITION_NOT_RISING', `it stands at position ${event.position}, after ${position}`);
      position = event.position;
    }
    checkPlace(event, streams, found);
    ahead.add(event);
    held.add(event);
    for (const { sha256 } of receivedBy(event)) received.set(sha256, `${event.stream}@${event.revision}`);
    eachSealed(event.data, look);
    for (const ref of refsForgotten(event)) toForget.set(ref, event);
  }

  for await (const page of pages) {
    let hashes = '';
    for (const event of page) {
      verify(event);
      const before = atSize.get(tree.size);
      if (before) before.next = event.recordedAt;
      noteKeys(keys, event, tree.size);
      tree.add(leafOf(tree.size, event.hash));
      if (sizes?.has(tree.size)) atSize.set(tree.size, { root: tree.root(), last: event.recordedAt, next: undefined });
      hashes += `${event.hash}\n`;
    }
    digest.update(hashes);
    events += page.length;
    seen?.(events, position);
  }
  for (const [ref, said] of toForget) {
    present = said;
    if (vault?.find(ref)?.state === 'kept')
      found('gap', 'NOT_FORGOTTEN', `the value under ${ref} was to be forgotten, and the vault still has it`);
  }
  for (present of ahead.found() as readonly AuditedEvent[])
    found('notice', 'RECORDED_AHEAD', `it says it was recorded at ${present.recordedAt}, after all that follows it`);
  return {
    events,
    streams: streams.size,
    historyDigest: digest.digest('hex'),
    root: tree.root().toString('hex'),
    references,
    erased,
    atSize,
    keys,
    received,
    erasedFiles: new Set(held.erased()),
  };
}

export type Found = (grade: Grade, code: string, what: string) => void;

/** Where an event stands, beside those before it: `streams` remembers what that takes. */
export function checkPlace(event: AuditedEvent, streams: Map<string, Last>, found: Found): void {
  const { stream, revision, recordedAt } = event;
  if (!isInstant(recordedAt))
    found('manipulation', 'RECORDED_AT_UNREADABLE', `it says it was recorded at ${JSON.stringify(recordedAt)}`);
  const last = streams.get(stream);
  const next = (last?.revision ?? -1) + 1;
  if (revision > next)
    found(
      'manipulation',
      'EVENT_MISSING',
      `${revision === next + 1 ? `revision ${next} of its stream is` : `revisions ${next} to ${revision - 1} of its stream are`} not there`,
    );
  if (revision < next) found('manipulation', 'OUT_OF_ORDER', `it comes after revision ${next - 1} of its stream`);
  if (last && recordedAt < last.recordedAt)
    found('manipulation', 'RECORDED_EARLIER', `it says it was recorded at ${recordedAt}, before the one it follows`);
  for (const [other, read] of Object.entries(event.basis ?? {})) {
    if (read > (streams.get(other)?.revision ?? -1))
      found('manipulation', 'BASIS_MISSING', `it rests on ${other}@${read}, which is not there before it`);
  }
  if (!last) streams.set(stream, { revision, recordedAt });
  else {
    last.revision = Math.max(revision, last.revision);
    if (recordedAt > last.recordedAt) last.recordedAt = recordedAt;
  }
}

type Sealed = { readonly ref: string; readonly commitment: string };

/** @returns 1 where the value was erased, else 0 */
function checkValue({ ref, commitment }: Sealed, vault: VaultIndex, found: Found): 0 | 1 {
  const value = vault.find(ref);
  if (!value && vault.whole) found('gap', 'VALUE_MISSING', `the vault has no ${ref}, and no mark that it was erased`);
  else if (value && value.commitment !== commitment)
    found('manipulation', 'COMMITMENT_DIFFERS', `the vault holds another value under ${ref} than the one it sealed`);
  return value?.state === 'erased' ? 1 : 0;
}

/** Calls back with every `{ref, commitment}` in an event's data, however deep somebody has nested it. */
function eachSealed(data: unknown, call: (sealed: Sealed) => void): void {
  const parts = [data];
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    if (typeof part !== 'object' || part === null) continue;
    const { ref, commitment } = part as Partial<Sealed>;
    if (typeof ref === 'string' && typeof commitment === 'string') call({ ref, commitment });
    else for (const inner of Object.values(part)) if (typeof inner === 'object') parts.push(inner);
  }
}
