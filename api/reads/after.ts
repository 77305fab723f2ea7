// Read your writes: a reader names the position their command answered with, and the list waits for it.
import type { Request, Response } from 'express';
import { isRefusal, type Refusal } from '../../domain/kernel/refusal.ts';
import { ocopAfterOf } from '../headers.ts';
import type { ApiParts } from '../parts.ts';

const PATIENCE_MS = 2000;

/** Waits for `Ocop-After` where it was given; an answer that may be old says so. */
export async function awaitAfter(
  parts: Pick<ApiParts, 'readModels' | 'health'>,
  req: Request,
  res: Response,
): Promise<Refusal | undefined> {
  const position = ocopAfterOf(req);
  if (isRefusal(position)) return position;
  if (position !== undefined && !(await parts.readModels.waitFor(position, PATIENCE_MS))) markStale(res);
  markAge(parts, res);
  return undefined;
}

/** Since when the store does not answer, RFC 3339 UTC; undefined while it does. Who waits for it then waits in vain. */
export const storeAwaySince = ({ health }: Pick<ApiParts, 'health'>): string | undefined =>
  health().parts.find((p) => p.name === 'store' && !p.ok)?.since;

/** What a read model answers without the store may be old: since when, it says. */
export function markAge(parts: Pick<ApiParts, 'health'>, res: Response): void {
  const since = storeAwaySince(parts);
  if (since === undefined) return;
  markStale(res);
  res.set('Ocop-Stale-Since', since);
}

export const markStale = (res: Response): void => {
  res.set('Ocop-Stale', 'true');
};

export const waitBriefly = ({ readModels }: Pick<ApiParts, 'readModels'>, position: string): Promise<boolean> =>
  readModels.waitFor(position, PATIENCE_MS);
