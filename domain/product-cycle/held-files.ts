// Which files the facts of a store hold: a file stays as long as one dossier that received it holds it still.
import { erasedBy, receivedBy } from './files.ts';

type Said = { readonly stream: string; readonly type: string; readonly data: unknown };

export type FilesHeld = {
  /** the facts of a store, one after the other in its order */
  add(fact: Said): void;
  /** the dossiers that hold it */
  by(sha256: string): readonly string[];
  /** files that were received, and that every dossier which had them has erased */
  erased(): readonly string[];
};

export type HeldFiles = FilesHeld & {
  /** whether any fact names it, as received or as the file of a paper */
  isNamed(sha256: string): boolean;
};

/** With every hash that the facts name: as many as there are facts, and more. */
export function heldFiles(): HeldFiles {
  const held = filesHeld();
  const named = new Set<string>();
  return {
    ...held,
    add(fact) {
      eachHash(fact.data, (hash) => named.add(hash));
      held.add(fact);
    },
    isNamed: (sha256) => named.has(sha256),
  };
}

/** What grows with the files alone. */
export function filesHeld(): FilesHeld {
  const held = new Map<string, Set<string>>();
  return {
    add(fact) {
      for (const { sha256 } of receivedBy(fact)) held.set(sha256, (held.get(sha256) ?? new Set()).add(fact.stream));
      held.get(erasedBy(fact)?.sha256 ?? '')?.delete(fact.stream);
    },
    by: (sha256) => [...(held.get(sha256) ?? [])],
    erased: () => [...held].filter(([, streams]) => streams.size === 0).map(([sha256]) => sha256),
  };
}

const HASH = /^[0-9a-f]{64}$/;

/** Whatever looks like a hash, wherever it stands: better kept once too often. */
function eachHash(value: unknown, see: (hash: string) => void): void {
  const parts = [value];
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    if (typeof part === 'string' && HASH.test(part)) see(part);
    else if (typeof part === 'object' && part !== null) parts.push(...Object.values(part));
  }
}
