// One file of evidence, checked alone: that each event is what its hash was made of and stands in the sealed log, that none of
// its streams has a hole, and that its figures follow from it.
import { productCycle } from '../domain/product-cycle/product-cycle.ts';
import type { EventToAppend } from '../eventstore/envelope.ts';
import { checkCheckpoints, type GivenCheckpoint, type Sealed } from './check-checkpoints.ts';
import { faultsOfEnvelope, type SeenRulebooks } from './check-event.ts';
import { readCheckpoint } from './checkpoint.ts';
import type { Entry, Evidence } from './evidence.ts';
import type { Findings, Grade } from './finding.ts';
import { noKeys, noteKeys } from './key-history.ts';
import { leafOf } from './log-entry.ts';
import { isIncluded, type Tree } from './proofs.ts';
import { type Rederived, rederive } from './rederive.ts';
import { fromBase64 } from './signed-note.ts';
import { checkPlace, type Last } from './verify-history.ts';

export type EvidenceReport = {
  readonly events: number;
  readonly streams: number;
  /** of other products, or of what was scored again: only hash and place are told */
  readonly hidden: number;
  /** as it was sealed; undefined where there is no checkpoint in it */
  readonly tree: Tree | undefined;
  readonly sealed: Sealed;
  readonly rederived: Rederived;
};

type Parts = {
  readonly findings: Findings;
  /** of the file, for findings about it */
  readonly at: string;
  /** checkpoints known from elsewhere */
  readonly given: readonly GivenCheckpoint[];
  readonly rootKey: string | undefined;
};

export function verifyEvidence(pack: Evidence, parts: Parts): EvidenceReport {
  const { findings, at } = parts;
  const checkpoint = pack.checkpoint === null ? undefined : readCheckpoint(pack.checkpoint);
  if (pack.checkpoint !== null && !checkpoint)
    findings.add({ grade: 'gap', code: 'CHECKPOINT_UNREADABLE', at, what: 'the checkpoint in it is none' });
  const streams = new Map<string, Last>();
  const rulebooks: SeenRulebooks = new Map();
  const keys = noKeys();
  const told = new Set(pack.entries.map((entry) => placeOf(entry).stream));
  const again = rederive({ findings });
  let [hidden, last] = [0, -1];
  for (const entry of pack.entries) {
    const { stream, revision, hash } = placeOf(entry);
    const found = (grade: Grade, code: string, what: string) =>
      findings.add({ grade, code, at: `${stream}@${revision}`, what });
    if (entry.index <= last)
      found('manipulation', 'POSITION_NOT_RISING', `it stands at ${entry.index} of the log, after ${last}`);
    last = entry.index;
    checkProof(entry, hash, checkpoint, found);
    if ('hidden' in entry) {
      hidden += 1;
      const before = streams.get(stream);
      if (revision !== (before?.revision ?? -1) + 1)
        found('manipulation', 'EVENT_MISSING', 'the events of its stream before it are not all there');
      streams.set(stream, { revision, recordedAt: before?.recordedAt ?? '' });
      again.skip(stream, revision);
      continue;
    }
    const event = entry.event as unknown as EventToAppend;
    for (const fault of faultsOfEnvelope(event, rulebooks)) found(fault.grade, fault.code, fault.what);
    const basis = Object.fromEntries(Object.entries(event.basis ?? {}).filter(([read]) => told.has(read)));
    checkPlace({ ...event, basis }, streams, found);
    noteKeys(keys, event, entry.index);
    again.take(event);
  }
  const unsealed = checkpoint ? pack.entries.filter(({ proof }) => proof === null).length : pack.entries.length;
  if (unsealed > 0)
    findings.add({
      grade: 'notice',
      code: 'NOT_SEALED',
      at,
      what: `${unsealed} of its ${pack.entries.length} events were recorded after the checkpoint in it`,
    });
  const own = checkpoint ? [{ from: at, checkpoint }] : [];
  const size = checkpoint?.size ?? 0;
  const fitting = parts.given.filter((one) => one.checkpoint.size === size);
  const sealed = checkCheckpoints({
    given: [...own, ...fitting],
    events: size,
    atSize: new Map(checkpoint ? [[size, { root: checkpoint.root, last: undefined, next: undefined }]] : []),
    keys,
    root: parts.rootKey,
    findings,
  });
  if (!told.has(productCycle.stream(pack.cycle)))
    findings.add({ grade: 'gap', code: 'EVENT_MISSING', at, what: `nothing of ${pack.cycle} itself is in it` });
  return {
    events: pack.entries.length - hidden,
    streams: told.size,
    hidden,
    tree: checkpoint,
    sealed,
    rederived: again.result,
  };
}

const placeOf = (entry: Entry): { stream: string; revision: number; hash: string } =>
  'hidden' in entry ? entry.hidden : (entry.event as { stream: string; revision: number; hash: string });

type Found = (grade: Grade, code: string, what: string) => void;

function checkProof(
  { index, proof }: Entry,
  hash: string,
  checkpoint: ReturnType<typeof readCheckpoint>,
  found: Found,
) {
  if (!proof || !checkpoint) return;
  const steps = proof.map((step) => fromBase64(step));
  const path = steps.filter((step) => step !== undefined);
  if (path.length < steps.length || !isIncluded(leafOf(index, hash), index, path, checkpoint))
    found(
      'manipulation',
      'NOT_IN_LOG',
      `it does not stand at ${index} of the log that was sealed with ${checkpoint.size} events`,
    );
}
