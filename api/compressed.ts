// Answers of JSON go compressed: a list is a tenth then, which counts on an office's line. Nothing else does: files of the web
// application are compressed already, and what tells of changes must not wait for more. A session's cookie is never sent for
// another site (SameSite=Strict), so that nobody can have somebody else's secrets answered beside a text of their own.

import compression from 'compression';
import type { RequestHandler } from 'express';

const WORTH_IT = 1400;

export const compressed: RequestHandler = compression({
  threshold: WORTH_IT,
  filter: (_req, res) => /\bjson\b/.test(String(res.getHeader('content-type'))),
});
