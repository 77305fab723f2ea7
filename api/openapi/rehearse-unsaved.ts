import { z } from 'zod';
import type { ZodOpenApiOperationObject } from 'zod-openapi';
import { programmeYear } from '../../domain/programme-year/programme-year.ts';
import { unsavedPlan } from '../reads/rehearsal.ts';
import { json, problems } from './responses.ts';
import { rehearsal } from './schemas.ts';

/** The rehearsal of a plan as somebody edits it: a question with a body. */
export const rehearseUnsaved: ZodOpenApiOperationObject = {
  tags: [programmeYear.resource],
  operationId: 'rehearse-unsaved',
  summary: 'Diễn tập một bản kế hoạch chưa lưu',
  description:
    'The year gone through by a plan that is not saved, so that it can be held against the one that stands; also of a year that nobody has planned yet. Nothing is written. A plan that could not be saved is refused as it would be then.',
  requestParams: { path: z.object({ id: z.string() }) },
  requestBody: { required: true, content: { 'application/json': { schema: unsavedPlan } } },
  responses: { 200: json(rehearsal, 'the rehearsal'), ...problems(400, 401, 403, 404, 409, 413, 415, 422, 429, 503) },
};
