// …/uploads: a file comes in by tus (https://tus.io/protocols/resumable-upload, the core, creation and termination). It is
// announced with its size and hash, sent from where the server says it is, and received once its bytes were read back,
// have that hash and are what a dossier takes.
import type { Request, RequestHandler, Response } from 'express';
import { sha256 } from '../../domain/kernel/fields.ts';
import { isRefusal, type Refusal } from '../../domain/kernel/refusal.ts';
import { nameOf } from '../../papers/files/judge.ts';
import { gate } from '../../papers/files/pieces.ts';
import { FileStoreError } from '../../papers/files/port.ts';
import { FILE_EMPTY, FILE_HASH_DIFFERS, FILE_TOO_LARGE } from '../../papers/files/refusals.ts';
import type { Announced, Upload } from '../../papers/files/uploads.ts';
import { callerOf } from '../caller.ts';
import type { ApiParts } from '../parts.ts';
import { sendProblem } from '../problem.ts';
import * as refusals from './parts.ts';
import { takeDossier } from './take-dossier.ts';
import { takeFile } from './take-file.ts';
import { takingFiles } from './takes-paper.ts';

const { UPLOAD_MALFORMED, UPLOAD_UNKNOWN } = refusals;
const TUS = { 'Tus-Resumable': '1.0.0', 'Tus-Version': '1.0.0', 'Tus-Extension': 'creation,termination' };
const BYTES = 'application/offset+octet-stream';
/** Files that are read back, each by hash and by content, at the same time. */
const READ_AT_ONCE = 2;
const NUMBER = /^(0|[1-9]\d{0,14})$/;

type Handler = (req: Request, res: Response) => Promise<Refusal | undefined>;
type UploadHandlers = {
  create: RequestHandler;
  one: { get: RequestHandler; patch: RequestHandler; delete: RequestHandler };
};

export function uploadHandlers(parts: ApiParts): UploadHandlers {
  const { uploads, most, mostOfDossier } = parts.files;
  const atOnce = gate(READ_AT_ONCE);
  const taking = new Map<string, Promise<Refusal | undefined>>();

  const answering =
    (handler: Handler): RequestHandler =>
    async (req, res) => {
      res.set({ ...TUS, 'Tus-Max-Size': String(most) });
      const refused = await handler(req, res).catch(asRefusal);
      if (!refused) return;
      // What was not read of the body would be taken for the next request.
      if (!req.complete) res.set('Connection', 'close');
      sendProblem(req, res, refused);
    };

  /** The caller's own upload to this cycle. */
  async function ownUpload(req: Request, res: Response): Promise<Upload | Refusal> {
    const history = await takingFiles(parts, req, res);
    if (isRefusal(history)) return history;
    const id = String(req.params.upload).slice(0, 60);
    const upload = await uploads.find(id);
    const isOwn = upload?.cycle === history.id && upload.account === callerOf(res).id;
    return isOwn ? upload : UPLOAD_UNKNOWN({ upload: id });
  }

  /** Whose bytes are all there: received, or refused and dropped. Asked twice at once it is done once. */
  function takeIn(upload: Upload, res: Response): Promise<Refusal | undefined> {
    const { id } = upload;
    const running = taking.get(id) ?? atOnce(() => judgeAndTake(upload, res)).finally(() => taking.delete(id));
    taking.set(id, running);
    return running;
  }

  async function judgeAndTake(upload: Upload, res: Response): Promise<Refusal | undefined> {
    const { id } = upload;
    const hash = await uploads.hashOf(id);
    const take = upload.as === 'dossier' ? takeDossier : takeFile;
    const refused =
      hash === upload.sha256
        ? await take(parts, upload, res)
        : FILE_HASH_DIFFERS({ is: hash, announced: upload.sha256 });
    await (refused ? uploads.drop(id) : uploads.finish(id));
    return refused;
  }

  const standing = ({ offset, bytes }: Pick<Upload, 'offset' | 'bytes'>) => ({
    'Upload-Offset': String(offset),
    'Upload-Length': String(bytes),
  });

  return {
    create: answering(async (req, res) => {
      const history = await takingFiles(parts, req, res);
      if (isRefusal(history)) return history;
      const account = callerOf(res).id;
      const announced = announcedIn(req, { cycle: history.id, account });
      if (isRefusal(announced)) return announced;
      const { bytes } = announced;
      if (bytes === 0) return FILE_EMPTY();
      const limit = announced.as === 'dossier' ? mostOfDossier : most;
      if (bytes > limit) return FILE_TOO_LARGE({ bytes, most: limit });
      if ((await uploads.openOf(account)) >= refusals.MOST_OPEN)
        return refusals.UPLOADS_TOO_MANY({ most: refusals.MOST_OPEN });
      const upload = await uploads.begin(announced);
      const at = `/v1/product-cycles/${history.id}/uploads/${upload.id}`;
      res.location(at).status(201).set(standing(upload)).json({ upload: upload.id, offset: 0, bytes });
      return undefined;
    }),
    one: {
      get: answering(async (req, res) => {
        const upload = await ownUpload(req, res);
        if (isRefusal(upload)) return upload;
        const { id, offset, bytes } = upload;
        // All of it had come when somebody or something ended the server, or the line.
        const refused = offset === bytes && !upload.done ? await takeIn(upload, res) : undefined;
        if (refused) return refused;
        res.set(standing(upload)).json({ upload: id, offset, bytes });
        return undefined;
      }),
      patch: answering(async (req, res) => {
        const from = req.get('upload-offset') ?? '';
        if (!req.is(BYTES)) return UPLOAD_MALFORMED({ what: `Content-Type: ${BYTES}` });
        if (!NUMBER.test(from)) return UPLOAD_MALFORMED({ what: 'Upload-Offset' });
        const upload = await ownUpload(req, res);
        if (isRefusal(upload)) return upload;
        const { id, bytes } = upload;
        const written = await uploads.append(id, Number(from), req);
        if (!written) {
          const now = await uploads.find(id);
          return now ? refusals.UPLOAD_OFFSET_DIFFERS({ offset: now.offset }) : UPLOAD_UNKNOWN({ upload: id });
        }
        if (written.tooMuch) return UPLOAD_MALFORMED({ what: `Upload-Length: ${bytes}` });
        const refused = written.offset === bytes ? await takeIn(upload, res) : undefined;
        if (refused) return refused;
        res
          .set(standing({ ...upload, ...written }))
          .status(204)
          .end();
        return undefined;
      }),
      delete: answering(async (req, res) => {
        const upload = await ownUpload(req, res);
        if (isRefusal(upload)) return upload;
        await uploads.drop(upload.id);
        res.status(204).end();
        return undefined;
      }),
    },
  };
}

/** What the store of files throws is answered on the same line, as every refusal of an upload. */
function asRefusal(error: unknown): Refusal {
  if (!(error instanceof FileStoreError)) throw error;
  return refusals.storeAway(error);
}

function announcedIn(req: Request, who: Pick<Announced, 'cycle' | 'account'>): Announced | Refusal {
  const length = req.get('upload-length') ?? '';
  if (!NUMBER.test(length)) return UPLOAD_MALFORMED({ what: 'Upload-Length' });
  const said = metadataOf(req.get('upload-metadata') ?? '');
  const hash = sha256.safeParse(said.get('sha256'));
  if (!hash.success) return UPLOAD_MALFORMED({ what: 'Upload-Metadata: sha256' });
  const text = said.has('text') ? sha256.safeParse(said.get('text')) : undefined;
  if (text && !text.success) return UPLOAD_MALFORMED({ what: 'Upload-Metadata: text' });
  const given = said.get('filename');
  const fileName = given === undefined ? undefined : nameOf(given);
  if (isRefusal(fileName)) return fileName;
  return {
    ...who,
    bytes: Number(length),
    sha256: hash.data,
    ...(fileName === undefined ? {} : { fileName }),
    ...(text ? { text: text.data } : {}),
    ...(said.has('dossier') ? { as: 'dossier' } : {}),
  };
}

/** `filename dMOi…,sha256 …`: each value in base64. */
const metadataOf = (header: string): ReadonlyMap<string, string> =>
  new Map(
    header.split(',').map((pair): [string, string] => {
      const [name = '', value = ''] = pair.trim().split(' ');
      return [name, Buffer.from(value, 'base64').toString('utf8')];
    }),
  );
