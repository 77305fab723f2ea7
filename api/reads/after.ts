// Read your writes: a reader names the position their command answered with, and the list waits for it.
import type { Request, Response } from 'express';
import { isRefusal, type Refusal } from '../../domain/kernel/refusal.ts';
import { ocopAfterOf } from '../headers.ts';
import type { ApiParts } from '../parts.ts';

const PATIENCE_MS = 2000;

/** Waits for `Ocop-After` where it was given; when the read model does not get there in time, the answer says so. */
export async function awaitAfter(
  { readModels }: Pick<ApiParts, 'readModels'>,
  req: Request,
  res: Response,
): Promise<Refusal | undefined> {
  const position = ocopAfterOf(req);
  if (isRefusal(position)) return position;
  if (position !== undefined && !(await readModels.waitFor(position, PATIENCE_MS))) markStale(res);
  return undefined;
}

export const markStale = (res: Response): void => {
  res.set('Ocop-Stale', 'true');
};

export const waitBriefly = ({ readModels }: Pick<ApiParts, 'readModels'>, position: string): Promise<boolean> =>
  readModels.waitFor(position, PATIENCE_MS);
