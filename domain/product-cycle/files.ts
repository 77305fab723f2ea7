// The files of a cycle. That one was received, by whom, with which hash, is a fact; the file itself lies beside the store,
// under its hash. What names the hash afterwards (evidence, minutes, a letter) is about that file.
import { z } from 'zod';
import { named } from '../kernel/command.ts';
import { choice, document, paper, sha256, shortText, slug } from '../kernel/fields.ts';
import type { Fact } from '../kernel/fold.ts';
import { forgettingGrounds } from '../kernel/forgettable.ts';
import { personal, personalRef } from '../kernel/personal.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import { fileKinds } from './file-kinds.ts';
import { productCycle } from './product-cycle.ts';

export const fileContent = { sha256, bytes: z.int().min(1), kind: choice(fileKinds) };

/**
 * The text of which it is the signed form, by its hash when it was made. `found`: under the signatures of the PDF itself; else, as of
 * a scan, its sender says so.
 */
const signedText = z.strictObject({ sha256, found: z.boolean() });

export const received = z.strictObject({
  ...fileContent,
  /** as its sender calls it, who may have put somebody's name into it */
  fileName: personalRef.optional(),
  text: signedText.optional(),
});
/** The same, as it comes. */
export const fileSent = z.strictObject({
  ...fileContent,
  fileName: personal(shortText).optional(),
  text: signedText.optional(),
});
export type ReceivedFile = z.infer<typeof received>;

const fileReceived = productCycle.event('FileReceived', {
  version: 1,
  schema: received,
  quiet: true,
  beside: true,
  // The file is here, whatever becomes of what names it.
  stands: () => true,
  evolve: (state) => state,
  sentence: ({ sha256, bytes, kind, text }) => ({
    vi: `Nhận tệp ${fileKinds[kind].vi}, ${kibibytes(bytes)} KiB (mã ${sha256.slice(0, 12)}${text ? `, bản đã ký của văn bản mã ${text.sha256.slice(0, 12)}` : ''})`,
    en: `File received: ${fileKinds[kind].en}, ${kibibytes(bytes)} KiB (hash ${sha256.slice(0, 12)}${text ? `, signed form of the text ${text.sha256.slice(0, 12)}` : ''})`,
  }),
});

const kibibytes = (bytes: number): number => Math.ceil(bytes / 1024);

/** By which paper, and on which ground, a file was erased. */
export type Erased = Readonly<z.infer<typeof erasure>>;
export type FileInCycle = ReceivedFile & { readonly receivedAt: string; readonly erased?: Erased };

/** Each file that a cycle has received, by its hash: no other is shown under it, whatever hash its papers name. */
export function filesIn(facts: readonly Fact[]): ReadonlyMap<string, FileInCycle> {
  const found = new Map<string, FileInCycle>();
  for (const fact of facts) {
    for (const file of receivedBy(fact))
      if (!found.has(file.sha256)) found.set(file.sha256, { ...file, receivedAt: fact.recordedAt });
    const erased = erasedBy(fact);
    const file = found.get(erased?.sha256 ?? '');
    if (file && erased) found.set(file.sha256, { ...file, erased });
  }
  return found;
}

export const FILE_ERASED = 'FileErased';
export const erasure = z.strictObject({ sha256, ground: choice(forgettingGrounds), document });
export const erasedBy = ({ type, data }: { type: string; data: unknown }): Erased | undefined =>
  type === FILE_ERASED ? erasure.safeParse(data).data : undefined;

/** Refuses what would bring back a file that was erased here. */
export function refuseErased(facts: readonly Fact[], hashes: readonly string[]): Refusal | undefined {
  const files = filesIn(facts);
  const erased = hashes.map((sha256) => files.get(sha256)?.erased).find(Boolean);
  return erased && FILE_WAS_ERASED({ sha256: erased.sha256, by: paper(erased.document) });
}
export const FILE_WAS_ERASED = refusal('FILE_WAS_ERASED', 'conflict', {
  vi: 'Tệp có mã {sha256} đã bị xóa khỏi hồ sơ này theo {by}.',
  en: 'The file with the hash {sha256} was erased from this dossier by {by}.',
});

/**
 * The files that a fact says were received: one that was sent, or all of a dossier that came as a zip. Of a fact whose data
 * somebody has changed into something else it is none.
 */
export function receivedBy({ type, data }: { type: string; data: unknown }): readonly ReceivedFile[] {
  if (type === fileReceived.type) return received.safeParse(data).data ? [data as ReceivedFile] : [];
  return type === TAKEN_IN ? (ofZip.safeParse(data).data?.files ?? []) : [];
}
const ofZip = z.object({ files: z.array(z.object(received.shape)) });
export const TAKEN_IN = 'DossierTakenIn';

/**
 * Given for its sender by whoever took the file in, once its bytes are there and are what the hash says: it has no route of
 * its own, else a known hash would open somebody else's file.
 */
export const receiveFile = productCycle.command('ReceiveFile', {
  input: z.strictObject({ account: slug, ...fileSent.shape }),
  by: named('account'),
  decide: ({ facts, input: { account: _, ...file } }) =>
    refuseErased(facts, [file.sha256]) ?? (filesIn(facts).has(file.sha256) ? [] : [fileReceived(file)]),
  words: { vi: 'Nhận tệp', en: 'Receive a file' },
});
