// What every answer carries: no caching, a strict content policy, and in the demo the clock it speaks of.
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { ApiParts } from './parts.ts';

export const security = ({ secure = false }: Pick<ApiParts, 'secure'>): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'style-src': ["'self'"],
        'img-src': ["'self'", 'data:'],
        'form-action': ["'self'"],
        'base-uri': ["'none'"],
        'frame-src': ["'self'"],
        'frame-ancestors': ["'self'"],
      },
    },
    // A form of ours is told from one of another site by its Origin, which `no-referrer` would hide.
    referrerPolicy: { policy: 'same-origin' },
    // On plain HTTP, on loopback, it would say nothing.
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
  });

export function everyAnswer(parts: Pick<ApiParts, 'demo' | 'clock'>): RequestHandler {
  return (req, res, next) => {
    // Quiet facts and `commands[]` differ under the same tag, so no GET may be answered 304 on it.
    delete req.headers['if-none-match'];
    delete req.headers['if-modified-since'];
    res.set('Cache-Control', 'no-store');
    if (parts.demo) res.set('Ocop-Clock', parts.clock());
    next();
  };
}

/** The demo's clock as a member of an answer's body. */
export const clockMember = (parts: Pick<ApiParts, 'demo' | 'clock'>): { clock?: string } =>
  parts.demo ? { clock: parts.clock() } : {};
