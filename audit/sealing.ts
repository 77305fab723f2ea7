// When the log is sealed to the outside: at the close of each of the office's days, and at once after a decision that others
// rely on. What was sealed is held against the log at every start: a store that is another than was sealed is not sealed on.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LogKeys } from '../domain/log-keys/log-keys.ts';
import { dayOf } from '../domain/time/civil-date.ts';
import type { StoredEvent } from '../eventstore/envelope.ts';
import { findDefinition } from './check-event.ts';
import { type Checkpoint, checkpointText } from './checkpoint.ts';
import type { Checkpoints } from './checkpoint-folder.ts';
import { lostKey } from './key-history.ts';
import type { Log } from './log.ts';
import { type Distrust, distrustOf } from './log-key-trust.ts';
import type { Halt, NotaryLog } from './notary.ts';
import { type SignerKey, signNote } from './signed-note.ts';

export type SealingState = {
  readonly latest: { readonly size: number; readonly sealedAt: string | undefined } | undefined;
  /** why nothing is sealed; undefined where it is, or where nothing is to be */
  readonly unsealed: 'no-key' | Distrust | undefined;
  /** checkpoints of events that were lost in a restore */
  readonly lost: number;
};

export type Sealing = {
  /** @param isDecided something is in it that is sealed at once */
  grown(isDecided: boolean, caughtUp: boolean): Promise<Halt | undefined>;
  state(): SealingState;
  stop(): void;
};

type Parts = {
  readonly tree: Log['tree'];
  readonly checkpoints: Checkpoints;
  readonly signer: SignerKey | undefined;
  /** what is known of keys now */
  keys(): Promise<LogKeys>;
  /** sends the newest checkpoint to witnesses, unless they had one of its day */
  tell(checkpoint: Checkpoint): Promise<void>;
  /** the office's, RFC 3339 UTC */
  clock(): string;
  readonly log: NotaryLog;
};

const LOOK_EVERY_MS = 30_000;

/** A decision that others rely on. */
export const isSealedAtOnce = (event: StoredEvent): boolean => findDefinition(event)?.sealedAtOnce === true;

export function startSealing({ tree, checkpoints, signer, keys, tell, clock, log }: Parts): Sealing {
  let decided = false;
  /** all that was sealed fits the log */
  let fits = false;
  let unsealed: SealingState['unsealed'];

  async function misfit(): Promise<Halt | undefined> {
    const known = new Set((await keys()).lost?.map(lostKey));
    for (const size of [...checkpoints.sizes()]) {
      // Years of them are thousands: nobody else is kept waiting.
      await nextTurn();
      const sealed = checkpoints.at(size);
      const is = tree(size);
      const isLost = sealed && known.has(lostKey({ size, root: sealed.root.toString('base64') }));
      if (isLost && !(is && sealed.root.equals(is.root))) {
        log.warn({ size }, 'notary: what this checkpoint sealed was lost in a restore; it is kept aside');
        checkpoints.setAside(size);
        continue;
      }
      if (!is) return { why: 'shorter-than-sealed', at: String(size) };
      if (sealed && !sealed.root.equals(is.root)) return { why: 'sealed-otherwise', at: String(size) };
    }
    return undefined;
  }

  async function sealIfDue(): Promise<void> {
    await sealNow();
    const last = checkpoints.latest();
    if (last) await tell(last);
  }

  async function sealNow(): Promise<void> {
    const is = tree();
    const last = checkpoints.latest();
    const now = clock();
    if (!is || is.size === 0 || is.size === last?.size) return;
    if (last && !decided && dayOf(last.sealedAt ?? now) === dayOf(now)) return;
    unsealed = signer ? distrustOf(await keys(), signer, now) : 'no-key';
    if (!signer || unsealed) return;
    checkpoints.keep(is.size, signNote(checkpointText(signer.name, is, now), signer));
    decided = false;
    log.info({ size: is.size, root: Buffer.from(is.root).toString('base64') }, 'notary: the log was sealed');
  }

  let sealing: Promise<void> = Promise.resolve();
  const inTurn = (): Promise<void> => {
    sealing = sealing.catch(() => {}).then(sealIfDue);
    return sealing;
  };
  const looking = setInterval(() => {
    if (fits) inTurn().catch((error: Error) => log.warn({ error: error.message }, 'notary: not sealed; trying again'));
  }, LOOK_EVERY_MS);
  looking.unref();

  return {
    async grown(isDecided, caughtUp) {
      decided ||= isDecided;
      if (!caughtUp) return undefined;
      const halt = fits ? undefined : await misfit();
      if (halt) return halt;
      fits = true;
      await inTurn();
      return undefined;
    },
    state: () => {
      const last = checkpoints.latest();
      return {
        latest: last && { size: last.size, sealedAt: last.sealedAt },
        unsealed,
        lost: checkpoints.lost().length,
      };
    },
    stop: () => clearInterval(looking),
  };
}
