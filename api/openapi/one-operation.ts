// GET /v1/openapi.json: the whole document, or with `?operation=` how one thing is asked for, which is all a form needs.
import type { RequestHandler } from 'express';
import { own } from '../../domain/kernel/own.ts';
import { sendProblem } from '../problem.ts';
import { UNKNOWN_COMMAND } from '../refusals.ts';
import type { OpenApiDocument } from './document.ts';

type Operation = { readonly operationId?: string; readonly responses?: unknown };

export function readOpenApi(document: OpenApiDocument): RequestHandler {
  const alone = operationsOf(document);
  return (req, res) => {
    const { operation } = req.query;
    if (operation === undefined) return void res.json(document);
    const found = alone.get(String(operation));
    if (!found)
      return sendProblem(
        req,
        res,
        UNKNOWN_COMMAND({ resource: 'openapi.json', command: String(operation).slice(0, 100) }),
      );
    res.json(found);
  };
}

function operationsOf({ openapi, info, paths, components }: OpenApiDocument): ReadonlyMap<string, object> {
  const found = new Map<string, object>();
  for (const [path, methods] of Object.entries(paths ?? {}))
    for (const [method, given] of Object.entries(methods as Record<string, Operation>)) {
      if (given.operationId === undefined) continue;
      const { responses: _, ...asked } = given;
      const schemas = named(asked, components?.schemas ?? {});
      found.set(given.operationId, { openapi, info, paths: { [path]: { [method]: asked } }, components: { schemas } });
    }
  return found;
}

/** The schemas that something refers to, and those that they refer to. */
function named(of: unknown, all: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  const look = (value: unknown): void => {
    for (const [, name = ''] of JSON.stringify(value).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      const schema = own(all, name);
      if (schema === undefined || Object.hasOwn(found, name)) continue;
      found[name] = schema;
      look(schema);
    }
  };
  look(of);
  return found;
}
