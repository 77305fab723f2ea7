// What the senders of files call them, which may name people: from the vault, for whoever is shown the files themselves, and
// noted like everything personal.
import type { Request, Response } from 'express';
import { forgottenIn } from '../../domain/kernel/forgettable.ts';
import { isRefusal, type Refusal } from '../../domain/kernel/refusal.ts';
import type { FileInCycle } from '../../domain/product-cycle/files.ts';
import type { History } from '../../eventstore/history.ts';
import { accessTo } from '../access.ts';
import type { ApiParts } from '../parts.ts';
import { revealed } from '../reads/personal.ts';

type Asked = { readonly history: History; readonly files: readonly FileInCycle[] };

/** Per hash; what was forgotten, or is gone, is left out. */
export async function fileNames(
  parts: ApiParts,
  asker: { readonly req: Request; readonly res: Response },
  { history: { stream, facts }, files }: Asked,
): Promise<ReadonlyMap<string, string> | Refusal> {
  const forgotten = forgottenIn(facts);
  const named = files.flatMap(({ sha256, fileName }) =>
    fileName && !forgotten.has(fileName.ref) ? [{ sha256, fileName }] : [],
  );
  if (named.length === 0) return new Map();
  const access = await accessTo(parts, asker, { stream, what: 'personal' });
  if (isRefusal(access)) return access;
  const names = new Map<string, string>();
  for (const { sha256, fileName } of named) {
    const { value } = await revealed(access, fileName);
    if (value !== undefined) names.set(sha256, value);
  }
  return names;
}
