// Checkpoints held against a history: is it the one that was sealed, who sealed it, and might they.
import { dayOf } from '../domain/time/civil-date.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Findings, Grade } from './finding.ts';
import { type KeyHistory, lostKey } from './key-history.ts';
import { isCertified } from './log-key-trust.ts';
import { checkSignature, readVerifierKey } from './signed-note.ts';

export type GivenCheckpoint = {
  /** file or address */
  readonly from: string;
  readonly checkpoint: Pick<Checkpoint, 'origin' | 'size' | 'root' | 'sealedAt'> & Partial<Pick<Checkpoint, 'note'>>;
};

/** What of a history is needed: its root and the times of the events on both sides, at each size. */
export type AtSize = { readonly root: Buffer; readonly last: string | undefined; readonly next: string | undefined };

type Parts = {
  readonly given: readonly GivenCheckpoint[];
  readonly events: number;
  readonly atSize: ReadonlyMap<number, AtSize>;
  readonly keys: KeyHistory;
  /** the root key as it is known from elsewhere; without it the history's own is believed */
  readonly root?: string | undefined;
  readonly findings: Findings;
};

export type Sealed = {
  /** checkpoints that fit the history and whose signature is good */
  readonly good: number;
  /** events that the newest of them covers */
  readonly upTo: number;
};

/** Clocks of two hosts may differ by so much. */
const SKEW_MS = 300_000;

export function checkCheckpoints(parts: Parts): Sealed {
  const { given, findings, keys, root } = parts;
  let good = 0;
  let upTo = 0;
  if (root !== undefined && keys.roots.length > 0 && !keys.roots.includes(root))
    findings.add({
      grade: 'manipulation',
      code: 'ROOT_KEY_DIFFERS',
      at: 'logKeys-office',
      what: 'the root key that the history announces is not the one that was given',
    });
  for (const one of given) {
    const { from, checkpoint } = one;
    const at = `${from} (${checkpoint.size})`;
    const found = (grade: Grade, code: string, what: string) => findings.add({ grade, code, at, what });
    const who = signerOf(checkpoint, parts, found);
    const fits = fitsHistory(checkpoint, parts, who === 'foreign', orLost(checkpoint, keys, found));
    if (who === 'bad' || who === 'foreign' || !fits) continue;
    good += 1;
    upTo = Math.max(upTo, checkpoint.size);
  }
  splitViews(
    given.filter(({ checkpoint }) => !keys.lost.has(lostKeyOf(checkpoint))),
    findings,
  );
  return { good, upTo };
}

const lostKeyOf = ({ size, root }: GivenCheckpoint['checkpoint']) => lostKey({ size, root: root.toString('base64') });

/** What no longer fits because an older backup was put back, which the history says itself, is missing, not changed. */
function orLost(checkpoint: GivenCheckpoint['checkpoint'], { lost }: KeyHistory, found: Found): Found {
  const said = lost.get(lostKeyOf(checkpoint));
  if (said === undefined) return found;
  return (_, __, what) =>
    found(
      'gap',
      'LOST_IN_RESTORE',
      `what it sealed is lost, as the office said at ${said}: an older backup was put back (${what})`,
    );
}

type Found = (grade: Grade, code: string, what: string) => void;
/** `printed`: a line from paper, which whoever gives it vouches for */
type Who = 'known' | 'printed' | 'bad' | 'foreign';

function signerOf({ note, origin, size, sealedAt }: GivenCheckpoint['checkpoint'], parts: Parts, found: Found): Who {
  if (!note) return 'printed';
  const { keys, root = keys.roots.at(-1) } = parts;
  for (const signature of note.signatures) {
    const known = keys.keys.get(signature.id);
    const key = known && readVerifierKey(known.key);
    const checked = key && checkSignature(note.text, signature, key);
    if (!known || !key || !checked) continue;
    const bad = (code: string, what: string): Who => {
      found('manipulation', code, what);
      return 'bad';
    };
    if (!checked.good) return bad('SIGNATURE_BAD', `it is not what key ${key.id} signed`);
    if (key.name !== origin) return bad('SIGNATURE_BAD', `key ${key.id} signs for ${key.name}, not for ${origin}`);
    if (root === undefined || !isCertified(known, root))
      return bad('CERTIFICATE_BAD', `the root key did not certify key ${key.id}, which signed it`);
    const day = sealedAt && dayOf(sealedAt);
    if (day !== undefined && (day < known.from || day > known.until))
      return bad('KEY_NOT_ITS_DAYS', `key ${key.id} sealed on ${day}, and is for ${known.from} to ${known.until}`);
    const { revoked } = known;
    if (revoked && (size > revoked.index || (sealedAt ?? '') > revoked.recordedAt))
      return bad('KEY_REVOKED', `key ${key.id} signed it after it was revoked (${revoked.reason})`);
    if (revoked?.reason === 'compromised')
      found(
        'gap',
        'KEY_COMPROMISED',
        `key ${key.id} was stolen later: only a copy kept elsewhere tells that it is old`,
      );
    return 'known';
  }
  const ours = [...keys.keys.values()].some(({ key }) => readVerifierKey(key)?.name === origin);
  const what = 'nobody whom this history knows signed it: it is of another log, or forged, or its key was taken out';
  found(ours ? 'manipulation' : 'gap', 'SIGNER_UNKNOWN', what);
  return ours ? 'bad' : 'foreign';
}

function fitsHistory(
  { size, root, sealedAt }: GivenCheckpoint['checkpoint'],
  { events, atSize }: Parts,
  foreign: boolean,
  found: Found,
): boolean {
  const grade = foreign ? 'gap' : 'manipulation';
  if (size > events) {
    found(
      grade,
      'HISTORY_SHORTER',
      `${size} events were sealed, and ${events} are here: the end was taken away, or an older backup put back`,
    );
    return false;
  }
  const is = atSize.get(size);
  if (!is) throw new Error(`the history was not looked at with ${size} events`);
  if (!is.root.equals(root)) {
    found(
      grade,
      'HISTORY_DIFFERS',
      `the first ${size} events are not those that were sealed: one was changed, removed, added or moved`,
    );
    return false;
  }
  const time = sealedAt === undefined ? Number.NaN : Date.parse(sealedAt);
  if (is.last !== undefined && time < Date.parse(is.last) - SKEW_MS) {
    found(
      'manipulation',
      'BACK_DATED',
      `it says it was sealed at ${sealedAt}, before the last event it seals was recorded (${is.last})`,
    );
    return false;
  }
  if (is.next !== undefined && time > Date.parse(is.next) + SKEW_MS)
    found(
      'notice',
      'SEALED_LATE',
      `it was sealed at ${sealedAt}, though the next event was recorded at ${is.next} already`,
    );
  return true;
}

/** Two logs shown to two people: of one size, with two roots. */
function splitViews(given: readonly GivenCheckpoint[], findings: Findings): void {
  const seen = new Map<string, GivenCheckpoint>();
  for (const one of given) {
    const { origin, size, root } = one.checkpoint;
    const key = `${origin} ${size}`;
    const other = seen.get(key);
    if (!other) seen.set(key, one);
    else if (!other.checkpoint.root.equals(root))
      findings.add({
        grade: 'manipulation',
        code: 'SPLIT_VIEW',
        at: `${one.from} (${size})`,
        what: `${other.from} seals the same ${size} events as others: two histories were shown`,
      });
  }
}
