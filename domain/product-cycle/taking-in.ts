// A dossier that came as one zip, from the tier below or from another installation: which zip it was, what it says was filed,
// and each file in it. The fact is what its receipt says.
import { z } from 'zod';
import { named } from '../kernel/command.ts';
import { sha256, slug } from '../kernel/fields.ts';
import { refusal } from '../kernel/refusal.ts';
import { collecting, evidenceAdded } from './dossier.ts';
import { evidence } from './evidence.ts';
import { fileSent, received, refuseErased, TAKEN_IN } from './files.ts';
import { productCycle } from './product-cycle.ts';

/** Files, or pieces, of one zip. */
export const MOST_IN_ZIP = 2000;

const DOSSIER_OTHERWISE_FILED = refusal('DOSSIER_OTHERWISE_FILED', 'conflict', {
  vi: 'Hồ sơ trong tệp ZIP có mã {there}; hồ sơ đã nộp ở đây có mã {here}. Hãy xuất lại tệp ZIP từ hồ sơ đã nộp.',
  en: 'The dossier in the zip has the manifest {there}; the one filed here has {here}. Take the zip anew from what was filed.',
});

const takenIn = z.strictObject({
  /** of the zip, which is not kept: its files are */
  zip: sha256,
  bytes: z.int().min(1),
  /** of what was filed, as the zip’s index proves it; absent: it was not filed yet */
  manifest: sha256.optional(),
  files: z.array(received).max(MOST_IN_ZIP),
});
export type TakenIn = z.infer<typeof takenIn>;

export const dossierTakenIn = productCycle.event(TAKEN_IN, {
  version: 1,
  schema: takenIn,
  quiet: true,
  beside: true,
  stands: () => true,
  evolve: (state) => state,
  sentence: ({ zip, manifest, files: { length } }) => ({
    vi: `Nhận hồ sơ điện tử (ZIP ${zip.slice(0, 12)}, ${length} tệp)${manifest ? `, mã hồ sơ ${manifest.slice(0, 12)}` : ''}`,
    en: `Dossier taken in as a zip (${zip.slice(0, 12)}, ${length} files)${manifest ? `, manifest ${manifest.slice(0, 12)}` : ''}`,
  }),
});

/** Given for its sender by whoever has read the zip and holds its files: as with a single file it has no route. */
export const takeInDossier = productCycle.command('TakeInDossier', {
  input: z.strictObject({
    account: slug,
    ...takenIn.shape,
    files: z.array(fileSent).max(MOST_IN_ZIP),
    /** what becomes evidence here, where its sender may add such and it is not filed yet */
    pieces: z.array(z.strictObject(evidence)).max(MOST_IN_ZIP).optional(),
  }),
  by: named('account'),
  decide: ({ facts, state, input: { account: _, pieces = [], ...taken } }) => {
    const before = facts.some(({ type, data }) => type === TAKEN_IN && (data as TakenIn).zip === taken.zip);
    if (before) return [];
    const hashes = taken.files.map((file) => file.sha256);
    const erased = refuseErased(facts, hashes);
    if (erased) return erased;
    const here = state.submitted?.manifest;
    if (here !== undefined && taken.manifest !== here)
      return DOSSIER_OTHERWISE_FILED({ here, there: taken.manifest ?? '–' });
    const known = new Set(state.evidence.map(({ id }) => id));
    const added = collecting({ state }) ? [] : pieces.filter(({ id }) => !known.has(id));
    return [dossierTakenIn(taken), ...added.map(evidenceAdded)];
  },
  words: { vi: 'Nhận hồ sơ điện tử (ZIP)', en: 'Take in a dossier (zip)' },
});
