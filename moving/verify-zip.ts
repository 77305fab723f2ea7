// `ocop verify <dossier.zip>`: each file against the index, the index against its manifest, and both against what the log of
// this installation says was received and filed.
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { collectFindings, type Findings, type Grade } from '../audit/finding.ts';
import { isRefusal, refusalSentence } from '../domain/kernel/refusal.ts';
import { receivedBy } from '../domain/product-cycle/files.ts';
import { productCycle } from '../domain/product-cycle/product-cycle.ts';
import { digest, hashFits } from '../eventstore/envelope.ts';
import type { EventStore } from '../eventstore/port.ts';
import type { DossierIndex } from '../papers/files/dossier-index.ts';
import { openDossier } from '../papers/files/open-dossier.ts';
import type { Verification } from './verify.ts';

const GIB = 2 ** 30;
/** What somebody else's installation takes is no fault of the zip. */
const MOST = { one: 4 * GIB, all: 64 * GIB };
/** What does not come about by a broken line. */
const MADE = [
  'DOSSIER_FILE_DIFFERS',
  'DOSSIER_FILE_EXTRA',
  'DOSSIER_FILE_TWICE',
  'DOSSIER_MANIFEST_WRONG',
  'FILE_IS_BOMB',
];

/** Whether a file begins as a zip does. */
export function isZip(path: string): boolean {
  if (!statSync(path).isFile()) return false;
  const file = openSync(path, 'r');
  try {
    const begins = Buffer.alloc(4);
    readSync(file, begins, 0, 4, 0);
    return begins.toString('latin1') === 'PK\x03\x04';
  } finally {
    closeSync(file);
  }
}

/** @param store undefined where there is none: the zip is then held against itself alone */
export async function verifyDossierZip(path: string, store: EventStore | undefined): Promise<Verification> {
  const findings = collectFindings();
  const index = await openDossier(path, { digest, most: MOST });
  let events = 0;
  if (isRefusal(index)) {
    const grade: Grade = MADE.includes(index.code) ? 'manipulation' : 'gap';
    findings.add({ grade, code: index.code, at: path, what: refusalSentence(index, 'en') });
  } else if (store) events = await againstLog(index, { path, store, findings });
  const unfiled = !isRefusal(index) && index.manifest === undefined;
  return {
    of: path,
    epoch: store?.epoch ?? '',
    events,
    streams: events > 0 ? 1 : 0,
    historyDigest: '',
    root: '',
    papers: isRefusal(index) ? 0 : index.files.length,
    erasedPapers: isRefusal(index) ? 0 : (index.erased?.length ?? 0),
    sealed: { good: 0, upTo: 0, given: 0 },
    rederived: { derived: 0, left: 0 },
    counts: findings.counts(),
    findings: findings.listed(),
    notChecked: [
      store
        ? 'the log as a whole: ocop verify without a file'
        : 'whether the log says that its files were received and filed: there is no store here',
      ...(unfiled ? ['its list of papers: it was not filed, so that no manifest covers it'] : []),
      'its page for people (muc-luc.html)',
    ],
  };
}

type Beside = { readonly path: string; readonly store: EventStore; readonly findings: Findings };

/** @returns how many events its dossier has here */
async function againstLog(index: DossierIndex, { path, store, findings }: Beside): Promise<number> {
  const stream = productCycle.stream(index.cycle);
  const events = await store.readStream(stream);
  const add = (grade: Grade, code: string, at: string, what: string) => findings.add({ grade, code, at, what });
  if (events.length === 0) {
    add('gap', 'DOSSIER_NOT_IN_LOG', stream, 'the log knows no such dossier');
    return 0;
  }
  for (const event of events)
    if (!hashFits(event))
      add('manipulation', 'HASH_DIFFERS', `${stream}@${event.revision}`, 'it says another thing than was written');
  const received = new Map(events.flatMap(receivedBy).map((file) => [file.sha256, file]));
  for (const { sha256, bytes, path: name } of index.files)
    if (received.get(sha256)?.bytes !== bytes)
      add('manipulation', 'FILE_NOT_IN_LOG', `${path}: ${name}`, `no fact says that ${sha256} was received`);
  const said = JSON.stringify(events.map(({ data }) => data));
  for (const manifest of [index.manifest, ...(index.added ?? []).map((one) => one.manifest)])
    if (manifest !== undefined && !said.includes(`"${manifest}"`))
      add('manipulation', 'MANIFEST_NOT_IN_LOG', path, `no fact says that ${manifest} was filed`);
  return events.length;
}
