import { readFileSync } from 'node:fs';
import type { RequestHandler } from 'express';

const css = readFileSync(new URL('./style.css', import.meta.url), 'utf8');

export const stylesheet: RequestHandler = (_req, res) => {
  res.set('Cache-Control', 'no-cache').type('css').send(css);
};
