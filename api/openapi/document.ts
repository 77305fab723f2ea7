// /v1/openapi.json: the same table of commands, written as OpenAPI 3.1.

import { z } from 'zod';
import { createDocument, type ZodOpenApiPathsObject } from 'zod-openapi';
import { certificate } from '../../domain/certificate/certificate.ts';
import { councilSession } from '../../domain/council-session/council-session.ts';
import type { Aggregate } from '../../domain/kernel/aggregate.ts';
import { letters } from '../../domain/letters/letters.ts';
import { productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { programmeYear } from '../../domain/programme-year/programme-year.ts';
import { aggregates } from '../../domain/registry.ts';
import { unitDuties } from '../../domain/unit-duties/unit-duties.ts';
import { rowsAnswer, rowsInput } from '../in-bulk.ts';
import type { ApiParts } from '../parts.ts';
import {
  certificateQuery,
  dutiesBoardQuery,
  dutiesQuery,
  listQuery,
  rehearsalQuery,
  sessionQuery,
  timelineQuery,
} from '../reads/query.ts';
import { receiptView } from '../reads/receipt.ts';
import { envelopesView, preparationView, resultsView } from '../reads/sessions.ts';
import { routedCommands } from '../routed-commands.ts';
import { commandPath, idempotencyKey, operationPath } from './command-path.ts';
import { json, problems } from './responses.ts';
import * as schemas from './schemas.ts';

export type OpenApiDocument = ReturnType<typeof createDocument>;

export function openApiDocument(parts: Pick<ApiParts, 'operations' | 'app'>): OpenApiDocument {
  return createDocument({
    openapi: '3.1.1',
    info: {
      title: 'OCOP cycle engine',
      version: parts.app,
      description:
        'Reads are resources, changes are named commands. A command with the same Idempotency-Key is applied once.',
    },
    tags: [
      ...aggregates.map((a) => ({ name: a.resource, description: `${a.words.vi} · ${a.words.en}` })),
      { name: 'operations', description: 'Vận hành · Operations' },
    ],
    security: [{ account: [] }],
    components: {
      securitySchemes: {
        account: { type: 'http', scheme: 'bearer', description: 'a demo account: `Authorization: Bearer demo-<name>`' },
      },
    },
    paths: {
      ...Object.assign({}, ...aggregates.map(pathsOf)),
      [`/v1/${programmeYear.resource}/{id}/rehearsal`]: { get: rehearsalOperation },
      '/v1/council-sessions': { get: sessionsOperation },
      '/v1/council-sessions/{id}/preparation': { get: ofSession('preparation', preparationView) },
      '/v1/council-sessions/{id}/results': { get: ofSession('results', resultsView) },
      '/v1/letters/{id}/texts/{no}': { get: letterOperation },
      '/v1/duties': { get: listDutiesOperation },
      '/v1/programme-years/{id}/duties': { get: dutiesOfYearOperation },
      '/v1/unplaced': { get: unplacedOperation },
      '/v1/council-sessions/{id}/receipts/{code}': { get: receiptOperation },
      '/v1/certificates': { get: certificatesOperation },
      '/v1/certificate-months': { get: certificateMonthsOperation },
      '/v1/council-sessions/{id}/envelopes/{cycle}': { get: envelopesOperation },
      '/v1/in-bulk/{resource}/{command}': { post: bulkOperation },
      ...Object.fromEntries(Object.entries(parts.operations).map(([name, o]) => operationPath(name, o))),
    },
  });
}

function pathsOf(aggregate: Aggregate): ZodOpenApiPathsObject {
  const base = `/v1/${aggregate.resource}`;
  const tags = [aggregate.resource];
  const id = z.object({ id: z.string() });
  return {
    ...(aggregate === productCycle ? { [base]: { get: listOperation(tags) } } : {}),
    [`${base}/{id}`]: {
      get: {
        tags,
        operationId: `read-${aggregate.resource}`,
        summary: `${aggregate.words.vi}: hiện trạng và các việc làm được`,
        description: `${aggregate.words.en}: the state now, folded afresh, and what the reader may do to it.`,
        requestParams: { path: id },
        responses: {
          200: json(schemas.resourceOf(aggregate), 'the resource', { etag: true }),
          ...problems(400, 401, 404, 429, 503),
        },
      },
    },
    [`${base}/{id}/timeline`]: {
      get: {
        tags,
        operationId: `timeline-of-${aggregate.resource}`,
        summary: `${aggregate.words.vi}: diễn biến`,
        description: `${aggregate.words.en}: its facts in order, each as a sentence.`,
        requestParams: { path: id, query: timelineQuery, header: readHeaders },
        responses: { 200: json(schemas.timelinePage, 'facts', { etag: true }), ...problems(400, 401, 404, 429, 503) },
      },
    },
    ...Object.fromEntries(routedCommands(aggregate).map((c) => commandPath(c))),
  };
}

const readHeaders = z.object({
  'Ocop-After': z.string().optional().meta({
    description: 'a position a command answered with: the list waits up to 2 s for it, else answers Ocop-Stale: true',
  }),
});

const bulkOperation = {
  tags: [productCycle.resource],
  operationId: 'give-in-bulk',
  summary: 'Một việc cho nhiều đối tượng, mỗi dòng một kết quả',
  description:
    'Any command on many resources: each row is a command of its own with a result of its own, and is judged as if it had been given alone. `?preview` says what each would come to and writes nothing.',
  requestParams: {
    path: z.object({ resource: z.string(), command: z.string() }),
    query: z.object({ preview: z.string().optional() }),
    header: z.object({ 'Idempotency-Key': idempotencyKey }),
  },
  requestBody: { required: true, content: { 'application/json': { schema: rowsInput } } },
  responses: {
    200: json(rowsAnswer, 'what became of each row'),
    ...problems(400, 401, 404, 413, 415, 422, 429, 503),
  },
};

const rehearsalOperation = {
  tags: [programmeYear.resource],
  operationId: 'rehearse',
  summary: 'Diễn tập năm: nhắc gì, khi nào, tới ai; việc gì không ai nhận',
  description:
    'A planned year gone through before it begins, by the engine itself on a store in memory. It takes seconds; one is made at a time. `as=xlsx` is a workbook.',
  requestParams: { path: z.object({ id: z.string() }), query: rehearsalQuery },
  responses: { 200: json(schemas.rehearsal, 'the rehearsal'), ...problems(400, 401, 404, 409, 429, 503) },
};

const letterOperation = {
  tags: [letters.resource],
  operationId: 'read-letter-text',
  summary: 'Nội dung một thư, cho người nhận',
  description: 'A letter as it was written, for the one it was written to.',
  requestParams: { path: z.object({ id: z.string(), no: z.string() }) },
  responses: { 200: json(schemas.letterText, 'the letter'), ...problems(400, 401, 403, 404, 429, 503) },
};

const listDutiesOperation = {
  tags: [unitDuties.resource],
  operationId: 'list-duties',
  summary: 'Nhiệm vụ của các đơn vị, gần hạn trước',
  description: 'The duties of units one by one, what is due first at the top, with who is to report or to judge them.',
  requestParams: { query: dutiesQuery, header: readHeaders },
  responses: { 200: json(schemas.dutiesPage, 'a page of duties'), ...problems(400, 401, 429, 503) },
};

const dutiesOfYearOperation = {
  tags: [unitDuties.resource],
  operationId: 'duties-of-year',
  summary: 'Bảng nhiệm vụ: đơn vị × nhiệm vụ, tỷ lệ đúng hạn',
  description:
    'Units × duties of a programme year: how many are due, in time, late, overdue, accepted, and the share in time.',
  requestParams: { path: z.object({ id: z.string() }), query: dutiesBoardQuery, header: readHeaders },
  responses: { 200: json(schemas.dutiesOfYear, 'the board'), ...problems(400, 401, 404, 429, 503) },
};

const unplacedOperation = {
  tags: [productCycle.resource],
  operationId: 'list-unplaced',
  summary: 'Sản phẩm, chủ thể, chu trình chưa rõ thuộc xã nào sau khi xã bị chia',
  description:
    'What lies in a divided commune: until a placing says in which part, nobody decides for a commune there.',
  requestParams: { header: readHeaders },
  responses: { 200: json(schemas.unplacedList, 'all of them'), ...problems(400, 401, 429, 503) },
};

const sessionsOperation = {
  tags: [councilSession.resource],
  operationId: 'list-council-sessions',
  summary: 'Các phiên họp Hội đồng của đơn vị, đợt, năm',
  description: 'How far each session has come; the latest day of meeting first.',
  requestParams: { query: sessionQuery, header: readHeaders },
  responses: { 200: json(schemas.sessionPage, 'a page of sessions'), ...problems(400, 401, 429, 503) },
};

const sessionReads = {
  preparation: {
    vi: 'Xung đột lợi ích, dự báo số thành viên họp, ai đã niêm phong',
    en: 'Per product: what members declared and what was found, whether it will have its quorum, who has sealed.',
  },
  results: {
    vi: 'Kết quả từng sản phẩm kèm giải thích',
    en: 'Per product that was concluded: the way to its stars. Chair and deputies are shown more, which is never applied.',
  },
};
const ofSession = (what: keyof typeof sessionReads, schema: z.ZodType) => ({
  tags: [councilSession.resource],
  operationId: `read-${what}-of-council-sessions`,
  summary: sessionReads[what].vi,
  description: sessionReads[what].en,
  requestParams: { path: z.object({ id: z.string() }) },
  responses: { 200: json(schema, what), ...problems(400, 401, 404, 429, 503) },
});

const envelopesOperation = {
  tags: [councilSession.resource],
  operationId: 'read-envelopes-of-council-sessions',
  summary: 'Phiếu niêm phong chờ Chủ tịch mở bằng khóa của mình',
  description: 'Closed as they are: for whoever may preside, to be opened with the key that the chair holds.',
  requestParams: { path: z.object({ id: z.string(), cycle: z.string() }) },
  responses: { 200: json(envelopesView, 'the envelopes'), ...problems(400, 401, 403, 404, 429, 503) },
};

const receiptOperation = {
  tags: [councilSession.resource],
  operationId: 'read-receipt',
  summary: 'Phiếu đã niêm phong: còn nguyên hay không',
  description: 'What became of a sealed sheet, for the member who holds its receipt.',
  requestParams: { path: z.object({ id: z.string(), code: z.string() }) },
  responses: { 200: json(receiptView, 'the sheet as it was sealed'), ...problems(400, 401, 404, 429, 503) },
};

const listOperation = (tags: string[]) => ({
  tags,
  operationId: 'list-product-cycles',
  summary: 'Danh sách sản phẩm theo bước, cấp, địa bàn, tình trạng',
  description: 'The board: every cycle with who must act, due date and working days left.',
  requestParams: { query: listQuery, header: readHeaders },
  responses: { 200: json(schemas.boardPage, 'a page of cycles'), ...problems(400, 401, 429, 503) },
});

const certificatesOperation = {
  tags: [certificate.resource],
  operationId: 'list-certificates',
  summary: 'Giấy chứng nhận theo tình trạng, tháng hết hạn, sản phẩm, số',
  description:
    'Certificates by their last days: what runs out next, what is to be issued or decided, whose number that is.',
  requestParams: { query: certificateQuery, header: readHeaders },
  responses: { 200: json(schemas.certificatePage, 'a page of certificates'), ...problems(400, 401, 429, 503) },
};

const certificateMonthsOperation = {
  tags: [certificate.resource],
  operationId: 'list-certificate-months',
  summary: 'Số giấy chứng nhận theo tháng hết hạn và tình trạng',
  description: 'How many certificates of each state end in which month.',
  requestParams: { header: readHeaders },
  responses: { 200: json(schemas.certificateMonths, 'the months in order'), ...problems(400, 401, 429, 503) },
};
