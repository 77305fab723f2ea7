// For supervisors and load balancers: is the process alive, and may it be given work.
import type { RequestHandler } from 'express';
import { bothOf, langOf } from './language.ts';
import type { ApiParts } from './parts.ts';

export const alive = (parts: Pick<ApiParts, 'app'>): RequestHandler => {
  return (_req, res) => {
    res.json({ alive: true, release: parts.app });
  };
};

export function ready(parts: Pick<ApiParts, 'app' | 'health'>): RequestHandler {
  return (req, res) => {
    const health = parts.health();
    const lang = langOf(req);
    res
      .status(health.ready ? 200 : 503)
      .vary('Accept-Language')
      .json({
        ready: health.ready,
        release: parts.app,
        parts: health.parts.map((p) => ({
          name: p.name,
          ok: p.ok,
          since: p.since,
          note: p.note[lang],
          sentences: bothOf(p.note),
        })),
      });
  };
}
