// Request headers that carry meaning, parsed once.
import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import type { Refusal } from '../domain/kernel/refusal.ts';
import {
  ACTING_AS_MALFORMED,
  IDEMPOTENCY_KEY_MALFORMED,
  IF_MATCH_MALFORMED,
  OCOP_AFTER_MALFORMED,
} from './refusals.ts';

const UUID = /^"?([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})"?$/i;
/** A proxy that changes how an answer is packed makes its tag a weak one; it names the same facts all the same. */
const ETAG = /^(?:W\/)?"r(0|[1-9]\d{0,9})"$/;
/** Opaque to us as to everybody: only what a store could have given out is passed on. */
const POSITION = /^[A-Za-z0-9.-]{1,80}$/;

const ACTING_AS = /^([a-z-]{1,40})@([A-Za-z0-9-]{1,60})$/;

/** The role at a unit that the caller says they act as. */
export function actingAsOf(req: Request): { role: string; unit: string } | Refusal | undefined {
  const given = req.get('ocop-acting-as');
  if (given === undefined) return undefined;
  const [, role, unit] = ACTING_AS.exec(given) ?? [];
  return role === undefined || unit === undefined ? ACTING_AS_MALFORMED() : { role, unit };
}

export const etag = (seen: number): string => `"r${seen}"`;

/** The command id: the caller's key, or one of our own when they do not mean to retry. */
export function commandIdOf(req: Request): string | Refusal {
  const given = req.get('idempotency-key');
  if (given === undefined) return randomUUID();
  return UUID.exec(given)?.[1]?.toLowerCase() ?? IDEMPOTENCY_KEY_MALFORMED();
}

export function ifMatchOf(req: Request): number | Refusal | undefined {
  const given = req.get('if-match');
  if (given === undefined) return undefined;
  const revision = ETAG.exec(given)?.[1];
  return revision === undefined ? IF_MATCH_MALFORMED() : Number(revision);
}

export function ocopAfterOf(req: Request): string | Refusal | undefined {
  const given = req.get('ocop-after');
  return given === undefined || POSITION.test(given) ? given : OCOP_AFTER_MALFORMED();
}
