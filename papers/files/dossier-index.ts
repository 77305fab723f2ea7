// The index of a dossier's zip, as programs read it (muc-luc.json): what was handed in, what was filed of it, and each file.
import { z } from 'zod';
import { document, sha256, shortText } from '../../domain/kernel/fields.ts';
import { isRefusal, type Refusal } from '../../domain/kernel/refusal.ts';
import { evidence } from '../../domain/product-cycle/evidence.ts';
import { fileContent } from '../../domain/product-cycle/files.ts';
import { manifestOf } from '../../domain/product-cycle/manifest.ts';
import { MOST_IN_ZIP } from '../../domain/product-cycle/taking-in.ts';
import { day } from '../../domain/time/civil-date.ts';
import {
  DOSSIER_FILE_EXTRA,
  DOSSIER_FILE_TWICE,
  DOSSIER_INDEX_BROKEN,
  DOSSIER_INDEX_NEWER,
  DOSSIER_MANIFEST_WRONG,
} from './dossier-refusals.ts';

export const INDEX = 'muc-luc.json';
/** The same for people. */
export const PAGE = 'muc-luc.html';
export const INDEX_VERSION = 1;

/** Under which name a file lies in the zip: nothing that could lead anywhere else. */
const path = z.string().regex(/^files\/[a-z0-9-]{1,80}\.(pdf|jpg|png|docx|xlsx)$/);

const dossierIndex = z.strictObject({
  ocopDossier: z.literal(INDEX_VERSION),
  cycle: z.string().min(1).max(200),
  product: shortText,
  criteriaSet: z.string().max(20).optional(),
  filedOn: day.optional(),
  /** hash of what was filed, as the log has it; absent: not yet filed */
  manifest: sha256.optional(),
  /** the fact that confirmed the local shares, which the manifest covers */
  localShares: z.int().min(0).optional(),
  evidence: z.array(z.strictObject(evidence)).max(MOST_IN_ZIP),
  /** papers that came after it was filed, each with the manifest that covers them too */
  added: z
    .array(z.strictObject({ manifest: sha256, documents: z.array(document).max(100) }))
    .max(50)
    .optional(),
  /** files that the law had erased where it comes from, and by which paper */
  erased: z.array(z.strictObject({ sha256, document })).max(MOST_IN_ZIP).optional(),
  files: z.array(z.strictObject({ ...fileContent, path, fileName: z.string().max(200).optional() })).max(MOST_IN_ZIP),
});
export type DossierIndex = z.infer<typeof dossierIndex>;

/** @param digest SHA-256 over canonical JSON, as everywhere */
export function readIndex(text: string, digest: (value: unknown) => string): DossierIndex | Refusal {
  const index = parsed(text);
  if (isRefusal(index)) return index;
  const seen = new Set<string>();
  const named = new Set(hashesNamed(index));
  for (const { sha256, path } of index.files) {
    if (seen.has(sha256) || seen.has(path)) return DOSSIER_FILE_TWICE({ path });
    if (!named.has(sha256)) return DOSSIER_FILE_EXTRA({ path });
    seen.add(sha256).add(path);
  }
  return manifestRefused(index, digest) ?? index;
}

const hashesNamed = ({ evidence, added = [] }: DossierIndex): readonly (string | undefined)[] => [
  ...evidence.map(({ document }) => document.sha256),
  ...added.flatMap(({ documents }) => documents.map((document) => document.sha256)),
];

function parsed(text: string): DossierIndex | Refusal {
  try {
    const value: unknown = JSON.parse(text);
    const { ocopDossier } = (value ?? {}) as { ocopDossier?: unknown };
    if (typeof ocopDossier === 'number' && ocopDossier > INDEX_VERSION)
      return DOSSIER_INDEX_NEWER({ version: ocopDossier, known: INDEX_VERSION });
    const { data, error } = dossierIndex.safeParse(value);
    const [issue] = error?.issues ?? [];
    return data ?? DOSSIER_INDEX_BROKEN({ what: `${issue?.path.join('/')}: ${issue?.message}` });
  } catch (error) {
    return DOSSIER_INDEX_BROKEN({ what: (error as Error).message });
  }
}

/** What was filed is what its manifest says: a piece that was put in, taken out or changed gives another one. */
function manifestRefused(index: DossierIndex, digest: (value: unknown) => string): Refusal | undefined {
  const { cycle: id, criteriaSet = '', evidence, localShares, manifest, added = [] } = index;
  const state = { evidence, localShares: localShares === undefined ? undefined : { at: localShares } };
  const of = (more?: object) => manifestOf({ id, state, criteriaSet, digest, ...more });
  if (manifest === undefined)
    return added.length > 0 ? DOSSIER_INDEX_BROKEN({ what: 'added: nothing was filed' }) : undefined;
  const wrong = [
    { said: manifest, is: of() },
    ...added.map(({ manifest: said, documents }) => ({ said, is: of({ added: { after: manifest, documents } }) })),
  ].find(({ said, is }) => said !== is);
  return wrong && DOSSIER_MANIFEST_WRONG(wrong);
}
