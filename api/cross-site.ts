// A browser sends our cookie along with whatever a page asks of us; it also says whose page that is. What changes
// something is taken from our own pages alone (fetch metadata, and Origin where a browser has none).
import type { Request } from 'express';
import type { Refusal } from '../domain/kernel/refusal.ts';
import { ORIGIN_FOREIGN } from './refusals.ts';

const SAFE = ['GET', 'HEAD', 'OPTIONS'];

/** Of a request that came with a session's cookie. */
export function crossSite(req: Request): Refusal | undefined {
  if (SAFE.includes(req.method)) return undefined;
  const site = req.get('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin') return ORIGIN_FOREIGN();
  return isOurOrigin(req) || (site === 'same-origin' && req.get('origin') === undefined) ? undefined : ORIGIN_FOREIGN();
}

/** A form needs no account, so another site could send it: browsers name the site it was sent from. */
export function isOurOrigin(req: Request): boolean {
  const origin = req.get('origin');
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === hostOf(req);
}

/** Where the request came to. */
export const originOf = (req: Request): string => `${req.protocol}://${hostOf(req) ?? ''}`;

/** As the browser wrote it: a trusted proxy hands it on. */
const hostOf = (req: Request): string | undefined => (req.host === undefined ? req.get('host') : req.host);
