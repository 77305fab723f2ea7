// What a history says of the keys that seal it, with where in it each was said.
import { idOfKey, LOG_KEYS_ID, type LogKey, logKeys, type SealedTree } from '../domain/log-keys/log-keys.ts';
import type { EventToAppend } from '../eventstore/envelope.ts';
import { toFact } from '../eventstore/history.ts';

type Said = { readonly index: number; readonly recordedAt: string };
export type KnownKey = Omit<LogKey, 'revoked'> & {
  readonly revoked?: Said & { readonly reason: 'retired' | 'compromised' };
};
export type KeyHistory = {
  /** every root key that was announced, the last one last */
  readonly roots: string[];
  readonly keys: Map<string, KnownKey>;
  /** when checkpoints were said to be of lost events (`lostKey`), and when that was recorded */
  readonly lost: Map<string, string>;
};
export const lostKey = ({ size, root }: SealedTree): string => `${size} ${root}`;

const STREAM = logKeys.stream(LOG_KEYS_ID);

export const noKeys = (): KeyHistory => ({ roots: [], keys: new Map(), lost: new Map() });

/** @param index place in the log */
export function noteKeys(known: KeyHistory, event: EventToAppend, index: number): void {
  if (event.stream !== STREAM) return;
  let data: any;
  try {
    ({ data } = toFact(logKeys, event));
  } catch {
    // What cannot be read certifies nothing, and is told of elsewhere.
    return;
  }
  if (event.type === 'RootKeyAnnounced') known.roots.push(data.root);
  if (event.type === 'LogKeyCertified') known.keys.set(idOfKey(data.key), data);
  if (event.type === 'RestoreAccepted')
    for (const one of data.lost as SealedTree[]) known.lost.set(lostKey(one), event.recordedAt);
  const key = event.type === 'LogKeyRevoked' ? known.keys.get(data.keyId) : undefined;
  if (key)
    known.keys.set(data.keyId, { ...key, revoked: { index, recordedAt: event.recordedAt, reason: data.reason } });
}
