// What the API counts of itself, for who keeps it running: never who asked, and never for what.
import type { RequestHandler } from 'express';

export type Measures = {
  /** @param seconds from the request to its answer */
  command(name: string, outcome: string, seconds: number): void;
  /** `route` is the pattern, so that no id becomes a series of its own */
  request(route: string, status: number, seconds: number): void;
  signIn(what: string, outcome: string): void;
  turnedAway(code: string): void;
};

export const measuring = (measures: Measures): RequestHandler => {
  return (req, res, next) => {
    const from = performance.now();
    res.once('finish', () => {
      // How long somebody listened says nothing of how soon they were answered.
      if (String(res.getHeader('content-type')).startsWith('text/event-stream')) return;
      const pattern = (req.route as { path?: unknown } | undefined)?.path;
      const route = typeof pattern === 'string' ? `${req.baseUrl}${pattern}` : 'other';
      measures.request(`${req.method} ${route}`, res.statusCode, (performance.now() - from) / 1000);
      const { code } = res.locals as { code?: string };
      if (code !== undefined && [401, 403, 421, 429].includes(res.statusCode)) measures.turnedAway(code);
    });
    next();
  };
};
