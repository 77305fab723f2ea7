// A command's input as it came: JSON, at most 1 MiB, text that every store and hash can hold.
import express, { type Request, type RequestHandler } from 'express';
import type { Refusal } from '../domain/kernel/refusal.ts';
import { sendProblem } from './problem.ts';
import { CONTENT_TYPE_WRONG, JSON_MALFORMED } from './refusals.ts';

export const BODY_LIMIT = 1024 * 1024;
/** Nothing in the domain nests deeper; more is an attempt on the stack. */
const DEEPEST = 64;

const parse = express.json({ limit: BODY_LIMIT, strict: false, type: 'application/json' });

export const readBody: RequestHandler[] = [
  (req, res, next) => {
    if (!hasBody(req) || req.is('application/json')) parse(req, res, next);
    else sendProblem(req, res, CONTENT_TYPE_WRONG());
  },
  (req, res, next) => {
    const fault = faultOf(req.body);
    if (fault) sendProblem(req, res, fault);
    else next();
  },
];

/** The body; a command without fields may come without one. */
export const inputOf = (req: Request): unknown => (req.body === undefined ? {} : req.body);

const hasBody = (req: Request): boolean =>
  req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0;

/** Lone surrogates have no UTF-8 and so no canonical JSON (RFC 8785): they are refused at the edge. */
function faultOf(body: unknown): Refusal | undefined {
  let level: unknown[] = [body];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return JSON_MALFORMED();
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value === 'string' && !value.isWellFormed()) return JSON_MALFORMED();
      if (typeof value !== 'object' || value === null) continue;
      for (const key of Object.keys(value)) {
        if (!key.isWellFormed() || key === '__proto__') return JSON_MALFORMED();
        next.push((value as Record<string, unknown>)[key]);
      }
    }
    level = next;
  }
  return undefined;
}
