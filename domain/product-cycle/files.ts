// The files of a cycle. That one was received, by whom, with which hash, is a fact; the file itself lies beside the store,
// under its hash. What names the hash afterwards (evidence, minutes, a letter) is about that file.
import { z } from 'zod';
import { named } from '../kernel/command.ts';
import { choice, sha256, shortText, slug } from '../kernel/fields.ts';
import type { Fact } from '../kernel/fold.ts';
import { personal, personalRef } from '../kernel/personal.ts';
import { fileKinds } from './file-kinds.ts';
import { productCycle } from './product-cycle.ts';

const content = { sha256, bytes: z.int().min(1), kind: choice(fileKinds) };

const received = z.strictObject({
  ...content,
  /** as its sender calls it, who may have put somebody's name into it */
  fileName: personalRef.optional(),
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
  sentence: ({ sha256, bytes, kind }) => ({
    vi: `Nhận tệp ${fileKinds[kind].vi}, ${kibibytes(bytes)} KiB (mã ${sha256.slice(0, 12)})`,
    en: `File received: ${fileKinds[kind].en}, ${kibibytes(bytes)} KiB (hash ${sha256.slice(0, 12)})`,
  }),
});

const kibibytes = (bytes: number): number => Math.ceil(bytes / 1024);

/** Each file that a cycle has received, by its hash: no other is shown under it, whatever hash its papers name. */
export const filesIn = (facts: readonly Fact[]): ReadonlyMap<string, ReceivedFile & { readonly receivedAt: string }> =>
  new Map(
    facts
      .filter(({ type }) => type === fileReceived.type)
      .map(({ data, recordedAt }) => {
        const file = data as ReceivedFile;
        return [file.sha256, { ...file, receivedAt: recordedAt }];
      }),
  );

/**
 * Given for its sender by whoever took the file in, once its bytes are there and are what the hash says: it has no route of
 * its own, else a known hash would open somebody else's file.
 */
export const receiveFile = productCycle.command('ReceiveFile', {
  input: z.strictObject({ account: slug, ...content, fileName: personal(shortText).optional() }),
  by: named('account'),
  decide: ({ facts, input: { account: _, ...file } }) => (filesIn(facts).has(file.sha256) ? [] : [fileReceived(file)]),
  words: { vi: 'Nhận tệp', en: 'Receive a file' },
});
