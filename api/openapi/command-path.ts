import { z } from 'zod';
import type { ZodOpenApiPathItemObject } from 'zod-openapi';
import type { Command } from '../../domain/kernel/aggregate.ts';
import { responsibleFor } from '../../domain/kernel/command.ts';
import { roles } from '../../domain/rulebooks/responsibilities.ts';
import type { Operation } from '../parts.ts';
import { json, problems } from './responses.ts';
import * as schemas from './schemas.ts';
import { whoMay } from './who-may.ts';

export const idempotencyKey = z
  .string()
  .optional()
  .meta({ format: 'uuid', description: 'the command’s id: a repeat with the same key and body is applied once' });
const ifMatch = z.string().meta({
  description: 'the ETag of what was seen: this decision rests on it',
  example: '"r17"',
});

export function commandPath(command: Command): [string, ZodOpenApiPathItemObject] {
  const { aggregate, words, route, by, restsOn } = command;
  const rests = restsOn === 'what-was-seen';
  const who = whoMay(by);
  const duty = responsibleFor(by);
  const empty = Object.values(command.input.shape).every((field) => (field as z.ZodType).safeParse(undefined).success);
  return [
    `/v1/${aggregate.resource}/{id}/${route}`,
    {
      post: {
        tags: [aggregate.resource],
        operationId: command.name,
        summary: words.vi,
        description: `${words.en}.\n\nAi được làm / who may: ${who.vi} · ${who.en}`,
        'x-words': words,
        'x-who-may': who,
        'x-rests-on-what-was-seen': rests,
        'x-signs': command.signs === true,
        'x-reaches-beyond': aggregate.reaches !== undefined,
        ...(command.confirms === undefined ? {} : { 'x-confirms': command.confirms }),
        ...(duty ? { 'x-responsibility': duty.id } : {}),
        ...(command.by.kind === 'seat' ? { 'x-seats': command.by.roles } : {}),
        requestParams: {
          path: z.object({ id: aggregate.id as z.ZodType<string, string> }),
          query: z.object({
            preview: z.string().optional().meta({ description: 'judge and decide, but write nothing' }),
          }),
          header: z.object({
            'Idempotency-Key': idempotencyKey,
            'If-Match': rests ? ifMatch : ifMatch.optional(),
          }),
        },
        requestBody: { required: !empty, content: { 'application/json': { schema: command.input } } },
        responses: {
          200: json(schemas.commandAnswer, 'applied, applied before, or nothing to do', { etag: true }),
          ...(command.starts || command.opens
            ? { 201: json(schemas.commandAnswer, 'its first fact: the resource exists now', { etag: true }) }
            : {}),
          ...problems(400, 401, 403, 404, 409, 412, 413, 415, 422, ...(rests ? [428] : []), 429, 503),
        },
      },
    },
  ];
}

export function operationPath(name: string, operation: Operation): [string, ZodOpenApiPathItemObject] {
  const role = roles[operation.role];
  return [
    `/v1/operations/${name}`,
    {
      post: {
        tags: ['operations'],
        operationId: `operation-${name}`,
        summary: operation.words.vi,
        description: `${operation.words.en}.\n\nAi được làm / who may: ${role.vi} · ${role.en}`,
        'x-words': operation.words,
        'x-who-may': role,
        requestBody: { required: false, content: { 'application/json': { schema: operation.input } } },
        responses: {
          200: json(schemas.operationAnswer, 'done'),
          ...problems(400, 401, 403, 409, 413, 415, 422, 429, 503),
        },
      },
    },
  ];
}
