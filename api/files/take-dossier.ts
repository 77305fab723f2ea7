// A dossier that came as a zip: each file in it is judged as if it had been sent by itself, all are kept or none, and one fact
// says which they were. Its receipt is that fact.
import { join } from 'node:path';
import type { Response } from 'express';
import { isRefusal, type Refusal } from '../../domain/kernel/refusal.ts';
import { addEvidence } from '../../domain/product-cycle/dossier.ts';
import { productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { takeInDossier } from '../../domain/product-cycle/taking-in.ts';
import { digest } from '../../eventstore/envelope.ts';
import type { DossierIndex } from '../../papers/files/dossier-index.ts';
import { DOSSIER_FILE_DIFFERS, DOSSIER_OF_OTHER_CYCLE } from '../../papers/files/dossier-refusals.ts';
import { judgeFile, nameOf } from '../../papers/files/judge.ts';
import { openDossier } from '../../papers/files/open-dossier.ts';
import type { Upload } from '../../papers/files/uploads.ts';
import { callerOf, wayRefused } from '../caller.ts';
import type { ApiParts } from '../parts.ts';

export async function takeDossier(parts: ApiParts, upload: Upload, res: Response): Promise<Refusal | undefined> {
  const { uploads, files, checks, most, mostOfDossier } = parts.files;
  const { id, cycle, account, bytes, sha256: zip } = upload;
  const into = uploads.unpackedAt(id);
  const index = await openDossier(uploads.pathOf(id), { into, digest, most: { one: most, all: mostOfDossier } });
  if (isRefusal(index)) return index;
  if (index.cycle !== cycle) return DOSSIER_OF_OTHER_CYCLE({ is: index.cycle, wanted: cycle });
  const refused = await judgeEach(parts, index, into);
  if (refused) return refused;
  const { manifest } = index;
  const caller = callerOf(res);
  const request = {
    command: takeInDossier,
    id: cycle,
    commandId: id,
    caller,
    input: {
      account,
      zip,
      bytes,
      ...(manifest === undefined ? {} : { manifest }),
      files: index.files.map(({ sha256, bytes, kind, fileName }) => ({ sha256, bytes, kind, ...usable(fileName) })),
      ...((await mayAdd(parts, res, cycle)) ? { pieces: index.evidence } : {}),
    },
  };
  // Asked beforehand: of what is refused no file stays.
  const judged = await parts.executor.execute({ ...request, preview: true });
  if (judged.outcome === 'refused') return judged.refusal;
  for (const { sha256 } of index.files) await files.take(join(into, sha256), sha256);
  const result = await parts.executor.execute(request);
  if (result.outcome === 'refused') return result.refusal;
  for (const { sha256 } of index.files) checks.ask(sha256);
  return undefined;
}

/** What its sender called it goes to the vault here, as with a file of its own; one that leads anywhere else is left out. */
function usable(given: string | undefined): { fileName?: string } {
  const fileName = given === undefined ? given : nameOf(given);
  return fileName === undefined || isRefusal(fileName) ? {} : { fileName };
}

/** By its content, as if it had come alone. */
async function judgeEach(parts: ApiParts, { files }: DossierIndex, into: string): Promise<Refusal | undefined> {
  const { takes } = parts.files;
  for (const { sha256, kind: said, path } of files) {
    const kind = await judgeFile(join(into, sha256), { takes });
    if (isRefusal(kind)) return kind;
    if (kind !== said) return DOSSIER_FILE_DIFFERS({ path, what: kind.toUpperCase() });
  }
  return undefined;
}

async function mayAdd(parts: ApiParts, res: Response, cycle: string): Promise<boolean> {
  if (wayRefused(res, addEvidence)) return false;
  const history = await parts.executor.look(productCycle, cycle);
  const [verdict] = await parts.executor.judge({ commands: [addEvidence], history, caller: callerOf(res) });
  return verdict === undefined;
}
