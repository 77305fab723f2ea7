// POST /v1/operations/<name>: what an administrator may have the system do (recover, see to a read
// model, move the demo clock on).

import type { RequestHandler } from 'express';
import { own } from '../domain/kernel/own.ts';
import { isRefusal } from '../domain/kernel/refusal.ts';
import { readInput } from '../eventstore/read-input.ts';
import { inputOf } from './body.ts';
import { callerOf, roleMissing, wayRefused } from './caller.ts';
import { clockMember } from './every-answer.ts';
import type { OperatingParts } from './parts.ts';
import { sendProblem } from './problem.ts';
import { UNKNOWN_COMMAND } from './refusals.ts';
import { onlyAllows } from './routes.ts';

export function runOperation(parts: OperatingParts): RequestHandler {
  return async (req, res, next) => {
    const name = String(req.params.name);
    const operation = own(parts.operations, name);
    if (!operation)
      return sendProblem(req, res, UNKNOWN_COMMAND({ resource: 'operations', command: name.slice(0, 100) }));
    if (req.method !== 'POST') return onlyAllows('POST')(req, res, next);
    const caller = callerOf(res);
    const refused =
      (await roleMissing(parts, caller, operation.role)) ?? wayRefused(res, { name, signs: operation.signs });
    if (refused) return sendProblem(req, res, refused);
    const read = readInput(operation.input, inputOf(req));
    if ('refusal' in read) return sendProblem(req, res, read.refusal, { errors: read.errors });
    req.log.info({ operation: name, by: caller.id });
    const result = await operation.run(read.data, caller);
    if (isRefusal(result)) return sendProblem(req, res, result);
    res.json({ outcome: 'done', result: result ?? null, ...clockMember(parts) });
  };
}
