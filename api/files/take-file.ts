// A file whose bytes are all here, and are those that were announced: judged by its content, kept, and recorded as received.
import type { Response } from 'express';
import { isRefusal, type Refusal } from '../../domain/kernel/refusal.ts';
import type { FileKind } from '../../domain/product-cycle/file-kinds.ts';
import { receiveFile } from '../../domain/product-cycle/files.ts';
import { judgeFile } from '../../papers/files/judge.ts';
import type { Upload } from '../../papers/files/uploads.ts';
import { textSigned } from '../../papers/signatures/signed-text.ts';
import { sourceAt } from '../../papers/signatures/source.ts';
import { callerOf } from '../caller.ts';
import type { ApiParts } from '../parts.ts';

export async function takeFile(parts: ApiParts, upload: Upload, res: Response): Promise<Refusal | undefined> {
  const { uploads, files, takes, checks } = parts.files;
  const { id, cycle, account, bytes, sha256, fileName } = upload;
  const path = uploads.pathOf(id);
  const kind = await judgeFile(path, { takes, fileName });
  if (isRefusal(kind)) return kind;
  const text = await textOf(upload, { path, kind });
  // First the bytes: a fact that names a file which is nowhere would be worse than a file that no fact names.
  await files.take(path, sha256);
  const input = { account, sha256, bytes, kind, ...(fileName === undefined ? {} : { fileName }), ...text };
  const caller = callerOf(res);
  const result = await parts.executor.execute({ command: receiveFile, id: cycle, input, commandId: id, caller });
  if (result.outcome === 'refused') return result.refusal;
  checks.ask(sha256);
  return undefined;
}

/** What the file itself shows counts before what its sender says. */
async function textOf({ bytes, text }: Upload, { path, kind }: { path: string; kind: FileKind }) {
  if (kind === 'pdf') {
    const found = await textSigned(sourceAt(path, bytes));
    if (found !== undefined) return { text: { sha256: found, found: true } };
  }
  return text === undefined ? {} : { text: { sha256: text, found: false } };
}
