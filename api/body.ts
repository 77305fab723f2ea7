// A command's input as it came: JSON, at most 1 MiB, text that every store and hash can hold.

import { isUtf8 } from 'node:buffer';
import express, { type Request, type RequestHandler } from 'express';
import { keyGivenTwice } from '../domain/kernel/json-keys.ts';
import { isRefusal, type Refusal } from '../domain/kernel/refusal.ts';
import { sendProblem } from './problem.ts';
import { BODY_NOT_UTF8, CONTENT_TYPE_WRONG, JSON_KEY_TWICE, JSON_MALFORMED } from './refusals.ts';

export const BODY_LIMIT = 1024 * 1024;
/** Nothing in the domain nests deeper; more is an attempt on the stack. */
const DEEPEST = 64;

const read = express.raw({ limit: BODY_LIMIT, type: 'application/json' });

export const readBody: RequestHandler[] = [
  (req, res, next) => {
    if (!hasBody(req) || isJson(req)) read(req, res, next);
    else sendProblem(req, res, CONTENT_TYPE_WRONG());
  },
  (req, res, next) => {
    const body = Buffer.isBuffer(req.body) && req.body.length > 0 ? parse(req.body) : undefined;
    if (isRefusal(body)) return sendProblem(req, res, body);
    req.body = body?.value;
    next();
  },
];

function parse(bytes: Buffer): { value: unknown } | Refusal {
  // A decoder would put a sign in the place of what it cannot read, and the text would be recorded so.
  if (!isUtf8(bytes)) return BODY_NOT_UTF8();
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return JSON_MALFORMED();
  }
  const twice = keyGivenTwice(text);
  return twice === undefined ? (faultOf(value) ?? { value }) : JSON_KEY_TWICE({ key: twice.slice(0, 60) });
}

/** The body; a command without fields may come without one. */
export const inputOf = (req: Request): unknown => (req.body === undefined ? {} : req.body);

const hasBody = (req: Request): boolean =>
  req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0;

const isJson = (req: Request): boolean => {
  const charset = /;\s*charset="?([^";\s]+)/i.exec(req.headers['content-type'] ?? '')?.[1]?.toLowerCase();
  return Boolean(req.is('application/json')) && (charset === undefined || charset === 'utf-8' || charset === 'utf8');
};

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
