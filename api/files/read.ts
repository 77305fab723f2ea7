// GET …/files and …/files/{sha256}: what a dossier has received, and one of them, for who sees the dossier at work. A file
// may be about people, so that who was given it is noted; to a browser it is nothing but bytes to keep.
import { pipeline } from 'node:stream/promises';
import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { choice, paper } from '../../domain/kernel/fields.ts';
import { forgottenWords } from '../../domain/kernel/forgettable.ts';
import { own } from '../../domain/kernel/own.ts';
import { isRefusal, type Refusal } from '../../domain/kernel/refusal.ts';
import { endOf, fileKinds } from '../../domain/product-cycle/file-kinds.ts';
import { FILE_WAS_ERASED, type FileInCycle, filesIn } from '../../domain/product-cycle/files.ts';
import { type ProductCycle, productCycle } from '../../domain/product-cycle/product-cycle.ts';
import type { History } from '../../eventstore/history.ts';
import { type CheckState, checkStates } from '../../papers/files/checks.ts';
import type { Span } from '../../papers/files/port.ts';
import { instant } from '../../projections/answer.ts';
import { accessTo } from '../access.ts';
import { callerOf } from '../caller.ts';
import { clockMember } from '../every-answer.ts';
import type { ApiParts } from '../parts.ts';
import { sendProblem } from '../problem.ts';
import { isQueryRefused, noQuery, readQuery } from '../reads/query.ts';
import { existing } from '../seeing.ts';
import { fileNames } from './names.ts';
import {
  FILE_AWAY,
  FILE_HARMFUL,
  FILE_TOO_LARGE_TO_CHECK,
  FILE_UNCHECKED,
  FILE_UNKNOWN,
  RANGE_UNSATISFIABLE,
} from './parts.ts';

export const filesView = z
  .object({
    files: z.array(
      z.object({
        sha256: z.string(),
        bytes: z.int(),
        kind: choice(fileKinds),
        receivedAt: instant,
        name: z
          .string()
          .nullable()
          .optional()
          .meta({ description: 'as its sender calls it; null: the vault has it no longer' }),
        text: z.object({ sha256: z.string(), found: z.boolean() }).optional().meta({
          description:
            'the text of which it is the signed form, by its hash when it was made; `found` under the PDF’s own signatures, else its sender says so',
        }),
        erased: z
          .object({ vi: z.string(), en: z.string() })
          .optional()
          .meta({ description: 'by which paper the law had it erased; its bytes are not handed out' }),
        checked: z.enum(checkStates).optional().meta({
          description:
            'what the virus scanner says: `not-asked` where there is none, `unchecked` until it has answered, `too-large` where it takes no file of this size; absent of what was erased',
        }),
      }),
    ),
    takes: z.array(choice(fileKinds)),
    most: z.int().meta({ description: 'bytes of one file' }),
    clock: instant.optional(),
  })
  .meta({ id: 'Files', description: 'in the order in which they were received' });

type Asked = { readonly req: Request; readonly res: Response; readonly part: 'files' | 'dossier' | 'receipts' };

/** The cycle of which a part is asked for; undefined where the asker has been told why there is none for them. */
export async function cycleAsked(
  parts: ApiParts,
  { req, res, part }: Asked,
): Promise<History<ProductCycle> | undefined> {
  const query = readQuery(noQuery, req);
  if (isQueryRefused(query)) return void sendProblem(req, res, query.refusal, query);
  const asked = { aggregate: productCycle, id: String(req.params.id), caller: callerOf(res), part };
  const history = await existing(parts, asked);
  return isRefusal(history) ? void sendProblem(req, res, history) : history;
}

export function listFiles(parts: ApiParts): RequestHandler {
  return async (req, res) => {
    const history = await cycleAsked(parts, { req, res, part: 'files' });
    if (!history) return;
    const { checks, takes, most } = parts.files;
    const found = [...filesIn(history.facts).values()];
    const names = await fileNames(parts, { req, res }, { history, files: found });
    if (isRefusal(names)) return sendProblem(req, res, names);
    const files = found.map(async ({ fileName, erased, ...file }) => ({
      ...file,
      ...(fileName ? { name: names.get(file.sha256) ?? null } : {}),
      ...(erased ? { erased: forgottenWords(erased.document) } : { checked: await checks.of(file.sha256) }),
    }));
    res.json({ files: await Promise.all(files), takes, most, ...clockMember(parts) });
  };
}

export function readFile(parts: ApiParts): RequestHandler {
  return async (req, res) => {
    const history = await cycleAsked(parts, { req, res, part: 'files' });
    if (!history) return;
    const sha256 = String(req.params.sha256).slice(0, 64);
    const file = filesIn(history.facts).get(sha256);
    const refused = file ? await refusedOf(parts, file) : FILE_UNKNOWN({ sha256 });
    if (!file || refused) return sendProblem(req, res, refused as Refusal);
    const size = await parts.files.files.sizeOf(sha256);
    if (size === undefined) return sendProblem(req, res, FILE_AWAY());
    const span = spanOf(req.get('range'), size);
    if (span === 'unsatisfiable') {
      res.set('Content-Range', `bytes */${size}`);
      return sendProblem(req, res, RANGE_UNSATISFIABLE({ bytes: size }));
    }
    const access = await accessTo(parts, { req, res }, { stream: history.stream, what: 'file' });
    if (isRefusal(access)) return sendProblem(req, res, access);
    asBytesToKeep(res, `${sha256.slice(0, 16)}.${endOf(file.kind)}`);
    res.set({ 'Content-Type': fileKinds[file.kind].type, 'Accept-Ranges': 'bytes', 'Ocop-Sha256': sha256 });
    res.set('Content-Length', String(span ? span.to - span.from + 1 : size));
    if (span) res.status(206).set('Content-Range', `bytes ${span.from}-${span.to}/${size}`);
    if (req.method === 'HEAD') return void res.end();
    await send(res, await parts.files.files.read(sha256, span));
  };
}

/** Why a file that was received is not handed out. */
export async function refusedOf({ files }: ApiParts, { sha256, erased }: FileInCycle): Promise<Refusal | undefined> {
  if (erased) return FILE_WAS_ERASED({ sha256, by: paper(erased.document) });
  return checkRefused(await files.checks.of(sha256));
}

export const checkRefused = (state: CheckState): Refusal | undefined => own(notHandedOut, state)?.();
const notHandedOut: Readonly<Record<string, () => Refusal>> = {
  unchecked: FILE_UNCHECKED,
  'too-large': FILE_TOO_LARGE_TO_CHECK,
  harmful: FILE_HARMFUL,
};

/** Nothing in it is run or shown by a browser, whatever somebody has put into it: it is laid into the folder of downloads. */
export function asBytesToKeep(res: Response, name: string): void {
  res.set('Content-Security-Policy', "default-src 'none'; sandbox");
  res.set('Content-Disposition', `attachment; filename="${name}"`);
}

/** Whoever goes away in the middle has ended it; there is nobody to tell. */
export const send = (res: Response, body: NodeJS.ReadableStream): Promise<void> =>
  pipeline(body, res).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  });

const RANGE = /^bytes=(?:(\d{1,15})-(\d{1,15})?|-(\d{1,15}))$/;

/** One span of bytes; several at once, or another unit, are answered with the whole (RFC 9110, 14.2). */
function spanOf(header: string | undefined, size: number): Span | 'unsatisfiable' | undefined {
  const [, from, to, last] = RANGE.exec(header ?? '') ?? [];
  if (from === undefined && last === undefined) return undefined;
  const first = from === undefined ? Math.max(0, size - Number(last)) : Number(from);
  const end = from === undefined || to === undefined ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== undefined && to !== undefined && Number(to) < first) return undefined;
  return first >= size || last === '0' ? 'unsatisfiable' : { from: first, to: end };
}
