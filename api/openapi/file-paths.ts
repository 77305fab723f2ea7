// The files of a dossier, as /v1/openapi.json describes them.
import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { filesView } from '../files/read.ts';
import { receiptsView, receiptView } from '../files/receipts.ts';
import { signaturesView } from '../files/signatures.ts';
import { json, problems } from './responses.ts';

const tags = [productCycle.resource];
const ofCycle = z.object({ id: z.string() });
const ofUpload = z.object({ id: z.string(), upload: z.string() });
const bytes = { schema: z.string().meta({ format: 'binary' }) };
const upload = json(
  z.object({ upload: z.string(), offset: z.int(), bytes: z.int() }).meta({ id: 'Upload' }),
  'how far it has come; Upload-Offset and Upload-Length say the same',
);
const number = (description: string) => z.int().meta({ description });
const sent = problems(400, 401, 403, 404, 409, 410, 413, 415, 422, 429, 503, 507);

export const filePaths: ZodOpenApiPathsObject = {
  '/v1/product-cycles/{id}/files': {
    get: {
      tags,
      operationId: 'list-files',
      summary: 'Các tệp hồ sơ đã nhận',
      description: 'The files that the dossier has received, and which it takes.',
      requestParams: { path: ofCycle },
      responses: { 200: json(filesView, 'the files'), ...problems(400, 401, 403, 404, 429, 503) },
    },
  },
  '/v1/product-cycles/{id}/files/{sha256}': {
    get: {
      tags,
      operationId: 'read-file',
      summary: 'Một tệp của hồ sơ',
      description:
        'The bytes that were sent. It is noted who was given them. One span of bytes may be asked for (Range). A file that the virus scanner has not answered for, or warns of, is not handed out.',
      requestParams: {
        path: z.object({ id: z.string(), sha256: z.string() }),
        header: z.object({
          range: z.string().optional().meta({ description: 'one span of bytes', example: 'bytes=0-1023' }),
        }),
      },
      responses: {
        200: { description: 'the file', content: { 'application/octet-stream': bytes } },
        206: { description: 'a span of it', content: { 'application/octet-stream': bytes } },
        ...problems(400, 401, 403, 404, 409, 410, 416, 422, 429, 503),
      },
    },
  },
  '/v1/product-cycles/{id}/files/{sha256}/signatures': {
    get: {
      tags,
      operationId: 'read-signatures',
      summary: 'Chữ ký số trong một tệp PDF',
      description:
        'Who signed the PDF, when, and whether that holds for the file as it is here. It is noted who was told. None where nobody signed, or the file is no PDF.',
      requestParams: { path: z.object({ id: z.string(), sha256: z.string() }) },
      responses: {
        200: json(signaturesView, 'the signatures'),
        ...problems(400, 401, 403, 404, 409, 410, 422, 429, 503),
      },
    },
  },
  '/v1/product-cycles/{id}/dossier': {
    get: {
      tags,
      operationId: 'read-dossier',
      summary: 'Cả hồ sơ trong một tệp ZIP, có mục lục',
      description:
        'Every file of the dossier with an index for people (muc-luc.html) and programs (muc-luc.json). The same dossier gives the same bytes.',
      requestParams: { path: ofCycle },
      responses: {
        200: { description: 'the dossier', content: { 'application/zip': bytes } },
        ...problems(400, 401, 403, 404, 409, 422, 429, 503),
      },
    },
  },
  '/v1/product-cycles/{id}/receipts': {
    get: {
      tags,
      operationId: 'list-dossier-receipts',
      summary: 'Giấy biên nhận các hồ sơ ZIP đã nhận',
      description: 'The dossiers that came as zips, each with its files.',
      requestParams: { path: ofCycle },
      responses: { 200: json(receiptsView, 'the receipts'), ...problems(400, 401, 403, 404, 429, 503) },
    },
  },
  '/v1/product-cycles/{id}/receipts/{zip}': {
    get: {
      tags,
      operationId: 'read-dossier-receipt',
      summary: 'Giấy biên nhận một hồ sơ ZIP, in được',
      description: 'As data; with .html behind the hash as a page to print.',
      requestParams: { path: z.object({ id: z.string(), zip: z.string() }) },
      responses: {
        200: {
          description: 'the receipt',
          content: { 'application/json': { schema: receiptView }, 'text/html': { schema: z.string() } },
        },
        ...problems(400, 401, 403, 404, 429, 503),
      },
    },
  },
  '/v1/product-cycles/{id}/uploads': {
    post: {
      tags,
      operationId: 'begin-upload',
      summary: 'Bắt đầu gửi một tệp vào hồ sơ',
      description:
        'By tus 1.0.0 (tus.io: core, creation, termination). Afterwards a paper of any command names the file by its hash. With `text` in Upload-Metadata, the hash of the text that was made here and that a scan is the signed form of, both hashes are on record (under a digital signature it is found). With `dossier` in Upload-Metadata it is a whole dossier as a zip, as …/dossier gives it: each file is held against its index and what was filed, and …/receipts says what was taken in.',
      requestParams: {
        path: ofCycle,
        header: z.object({
          'upload-length': number('bytes of the file'),
          'upload-metadata': z.string().meta({
            description: 'the SHA-256 of the file as hexadecimal digits, and its name, each in base64',
            example: 'sha256 NmUz…,filename cGhpZXUucGRm',
          }),
        }),
      },
      responses: { 201: { ...upload, description: 'begun: send the bytes to its Location' }, ...sent },
    },
  },
  '/v1/product-cycles/{id}/uploads/{upload}': {
    get: {
      tags,
      operationId: 'read-upload',
      summary: 'Tệp đã gửi đến đâu',
      description: 'How far an upload of one’s own has come. HEAD answers the same in headers alone.',
      requestParams: { path: ofUpload },
      responses: { 200: upload, ...sent },
    },
    patch: {
      tags,
      operationId: 'go-on-with-upload',
      summary: 'Gửi tiếp',
      description:
        'Bytes from Upload-Offset on, as many as may come. With the last one the file is read back, held against its hash and judged; what is not taken is refused here, and nothing of it stays.',
      requestParams: {
        path: ofUpload,
        header: z.object({ 'upload-offset': number('bytes that the server has') }),
      },
      requestBody: { required: true, content: { 'application/offset+octet-stream': bytes } },
      responses: { 204: { description: 'they are kept; Upload-Offset says how far it is' }, ...sent },
    },
    delete: {
      tags,
      operationId: 'drop-upload',
      summary: 'Hủy gửi tệp',
      description: 'Nothing of it stays.',
      requestParams: { path: ofUpload },
      responses: { 204: { description: 'dropped' }, ...sent },
    },
  },
};
