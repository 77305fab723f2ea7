// What was thrown: an unreadable request, an outage, or a bug. A bug shows its request id and nothing else.

import type { ErrorRequestHandler, RequestHandler } from 'express';
import { own } from '../domain/kernel/own.ts';
import type { Refusal } from '../domain/kernel/refusal.ts';
import { ReleaseTooOld } from '../eventstore/history.ts';
import { StoreError, type StoreFault } from '../eventstore/port.ts';
import { FileStoreError } from '../papers/files/port.ts';
import { ReadModelBuilding } from '../projections/engine/control.ts';
import { VaultError } from '../vault/port.ts';
import { BODY_LIMIT } from './body.ts';
import { storeAway } from './files/parts.ts';
import { sendProblem } from './problem.ts';
import * as refusals from './refusals.ts';
import { statusOf } from './status.ts';

/** What express and its body parser throw, by `error.type` and then by `error.status`. */
const unreadable: Readonly<Record<string, (requestId: string) => Refusal>> = {
  'entity.too.large': () => refusals.BODY_TOO_LARGE({ limit: BODY_LIMIT }),
  'encoding.unsupported': () => refusals.CONTENT_TYPE_WRONG(),
};

/** Faults a caller can tell apart; any other is an outage. */
const ofTheStore: { readonly [code in StoreFault]?: () => Refusal } = {
  EVENT_TOO_LARGE: refusals.EVENT_TOO_LARGE,
  STORE_FULL: refusals.STORE_FULL,
  STORE_READ_ONLY: refusals.STORE_READ_ONLY,
};

export const onError: ErrorRequestHandler = (error, req, res, next) => {
  const refusal = refusalOf(error, String(req.id));
  if (statusOf(refusal.code) >= 500) req.log.error({ err: error }, refusal.code);
  if (res.headersSent) next(error);
  else sendProblem(req, res, refusal);
};

function refusalOf(error: unknown, requestId: string): Refusal {
  if (error instanceof ReleaseTooOld) return refusals.RELEASE_TOO_OLD();
  if (error instanceof ReadModelBuilding) return refusals.READ_MODEL_BUILDING();
  if (error instanceof VaultError) return refusals.VAULT_UNAVAILABLE();
  if (error instanceof FileStoreError) return storeAway(error);
  if (error instanceof StoreError) return (ofTheStore[error.code] ?? refusals.STORE_UNAVAILABLE)();
  const { type, status } = (error ?? {}) as { type?: string; status?: number };
  const known = type === undefined ? undefined : own(unreadable, type);
  if (known) return known(requestId);
  return typeof status === 'number' && status >= 400 && status < 500
    ? refusals.REQUEST_MALFORMED()
    : refusals.INTERNAL_ERROR({ requestId });
}

export const unknownRoute: RequestHandler = (req, res) =>
  sendProblem(req, res, refusals.UNKNOWN_ROUTE({ path: req.path.slice(0, 200) }));
