import { z } from 'zod';
import type { ZodOpenApiPathItemObject } from 'zod-openapi';
import { councilSession } from '../../domain/council-session/council-session.ts';
import { draftView } from '../drafts.ts';
import { json, problems } from './responses.ts';

const of = {
  tags: [councilSession.resource],
  requestParams: { path: z.object({ id: z.string(), cycle: z.string() }) },
};
const refused = problems(400, 401, 403, 404, 409, 415, 422, 429, 503);
const done = { 204: { description: 'done' }, ...refused };

/** A member's own draft of a sheet: no fact, and nobody else's. */
export const draftPath: ZodOpenApiPathItemObject = {
  get: {
    ...of,
    operationId: 'read-draft',
    summary: 'Phiếu nháp của chính mình',
    description: 'The reader’s own draft of a sheet, where the server holds the key. Nobody else can ask for it.',
    responses: { 200: json(draftView, 'the draft'), ...refused },
  },
  put: {
    ...of,
    operationId: 'keep-draft',
    summary: 'Lưu phiếu nháp',
    description: 'In place of the one before; nothing of it is checked before it is sealed, and it goes then.',
    requestBody: { required: true, content: { 'application/json': { schema: draftView } } },
    responses: done,
  },
  delete: {
    ...of,
    operationId: 'drop-draft',
    summary: 'Xóa phiếu nháp',
    description: 'Nothing is left of it.',
    responses: done,
  },
};
