// Whether a key may seal: the root key vouched for it, for that day, and it was not revoked since.
import { own } from '../domain/kernel/own.ts';
import type { LogKey, LogKeys } from '../domain/log-keys/log-keys.ts';
import { dayOf } from '../domain/time/civil-date.ts';
import { certificateText } from './checkpoint.ts';
import { checkSignature, readSignature, readVerifierKey, type VerifierKey } from './signed-note.ts';

/** @param root as it is written */
export function isCertified(known: Pick<LogKey, 'key' | 'from' | 'until' | 'certificate'>, root: string): boolean {
  const rootKey = readVerifierKey(root);
  const line = rootKey && readSignature(`— ${rootKey.name} ${known.certificate}`);
  return (line && checkSignature(certificateText(known), line, rootKey)?.good) === true;
}

export type Distrust = 'not-certified' | 'certificate-bad' | 'revoked' | 'not-its-days';

/** Why this key may not seal at an instant; undefined: it may. */
export function distrustOf(keys: LogKeys, key: VerifierKey, at: string): Distrust | undefined {
  const known = own(keys.keys, key.id);
  if (known?.key !== key.text || keys.root === undefined) return 'not-certified';
  if (!isCertified(known, keys.root)) return 'certificate-bad';
  if (known.revoked) return 'revoked';
  const day = dayOf(at);
  return day < known.from || day > known.until ? 'not-its-days' : undefined;
}
