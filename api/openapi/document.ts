// /v1/openapi.json: the same table of commands, written as OpenAPI 3.1.

import { z } from 'zod';
import { createDocument, type ZodOpenApiPathsObject } from 'zod-openapi';
import type { Aggregate } from '../../domain/kernel/aggregate.ts';
import { productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { aggregates } from '../../domain/registry.ts';
import { commandRoutes } from '../commands.ts';
import { rowsAnswer, rowsInput } from '../in-bulk.ts';
import type { ApiParts } from '../parts.ts';
import { resourceQuery, timelineQuery } from '../reads/query.ts';
import { whoCouldQuery, whoCouldView } from '../reads/who-could.ts';
import { routedCommands } from '../routed-commands.ts';
import { commandPath, idempotencyKey, operationPath } from './command-path.ts';
import { filePaths } from './file-paths.ts';
import { fieldLabels, label } from './labelled.ts';
import { ownPaths, ownTag } from './own-paths.ts';
import { publicPaths } from './public-paths.ts';
import { readHeaders, readPaths } from './read-paths.ts';
import { json, problems } from './responses.ts';
import * as schemas from './schemas.ts';
import { spreadsheetPaths } from './spreadsheet-paths.ts';

export type OpenApiDocument = ReturnType<typeof createDocument>;

export function openApiDocument(parts: Pick<ApiParts, 'operations' | 'app'>): OpenApiDocument {
  const document = createDocument({
    openapi: '3.1.1',
    info: {
      title: 'OCOP cycle engine',
      version: parts.app,
      description:
        'Reads are resources, changes are named commands. A command with the same Idempotency-Key is applied once.',
    },
    tags: [
      ...aggregates.map((a) => ({ name: a.resource, description: `${a.words.vi} · ${a.words.en}` })),
      ownTag,
      { name: 'operations', description: 'Vận hành · Operations' },
      { name: 'pages', description: 'Trang cho người đọc · Pages for people' },
      { name: 'public', description: 'Không cần tài khoản · Without an account' },
    ],
    security: [{ session: [] }, { account: [] }],
    components: {
      securitySchemes: {
        account: {
          type: 'http',
          scheme: 'bearer',
          description: 'the key of an office system; in a demo store also `Authorization: Bearer demo-<name>`',
        },
        session: { type: 'apiKey', in: 'cookie', name: '__Host-ocop-session', description: 'set by signing in' },
      },
    },
    paths: {
      ...Object.assign({}, ...aggregates.map(pathsOf)),
      ...ownPaths,
      ...readPaths,
      ...filePaths,
      ...publicPaths,
      ...spreadsheetPaths,
      '/v1/in-bulk/{resource}/{command}': { post: bulkOperation },
      ...Object.fromEntries(Object.entries(parts.operations).map(([name, o]) => operationPath(name, o))),
    },
    'x-field-words': fieldLabels,
  });
  for (const [path, command] of commandRoutes) label(command, bodyOf(document, path.replace('/', '/{id}/')));
  return document;
}

const bodyOf = (document: OpenApiDocument, path: string): unknown => {
  const body = document.paths?.[`/v1/${path}`]?.post?.requestBody;
  const content = body && 'content' in body ? body.content['application/json'] : undefined;
  return content && 'schema' in content ? content.schema : undefined;
};

function pathsOf(aggregate: Aggregate): ZodOpenApiPathsObject {
  const base = `/v1/${aggregate.resource}`;
  const tags = [aggregate.resource];
  const id = z.object({ id: z.string() });
  return {
    [`${base}/{id}`]: {
      get: {
        tags,
        operationId: `read-${aggregate.resource}`,
        summary: `${aggregate.words.vi}: hiện trạng và các việc làm được`,
        description: `${aggregate.words.en}: the state now, folded afresh, and what the reader may do to it.`,
        requestParams: { path: id, query: resourceQuery },
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
    [`${base}/{id}/who-could`]: {
      get: {
        tags,
        operationId: `who-could-of-${aggregate.resource}`,
        summary: `${aggregate.words.vi}: ai đã có thể xem và làm gì vào một ngày`,
        description: `${aggregate.words.en}: for auditors, administrators and the coordination office, who could see it on a day and do what to it, by what had been recorded by its end.`,
        requestParams: { path: id, query: whoCouldQuery },
        responses: { 200: json(whoCouldView, 'the accounts'), ...problems(400, 401, 404, 422, 429, 503) },
      },
    },
    ...Object.fromEntries(routedCommands(aggregate).map((c) => commandPath(c))),
  };
}

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
