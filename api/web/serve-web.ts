// /app: the web application. Its files carry a digest in their name and are kept for good; the page that names them is
// asked for each time. What has no dot in its last part is a place within the application, which finds it itself.
import { randomBytes } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { APP, screens } from '../../domain/letters/page-of.ts';
import { productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { BOARD } from '../pages/board-path.ts';
import type { ApiParts } from '../parts.ts';
import { sendProblem } from '../problem.ts';
import { UNKNOWN_ROUTE } from '../refusals.ts';
import { onlyAllows } from '../routes.ts';
import { type BuiltWeb, NONCE, type WebFile } from './built-web.ts';

const INVITATION = 'invitation';
const FOR_GOOD = 'public, max-age=31536000, immutable';
/** The smaller first. */
const CODINGS = ['br', 'gzip'] as const;
const A_FILE = /\.[a-z0-9]+$/i;

/** Letters lead to a list of products by `/?place=…`. */
export const atTheDoor =
  ({ web }: ApiParts): RequestHandler =>
  ({ originalUrl }, res) => {
    const search = originalUrl.slice(1);
    res.redirect(302, web ? `${APP}${search && '/products'}${search}` : `${BOARD}${search}`);
  };

/** Letters and invitations lead to screens: where the web application was not built, on to the page that needs no script. */
export const toPlainPage: RequestHandler = ({ path, method }, res, next) => {
  const [, name, id, ...more] = path.split('/');
  const [, of] = screens.find(([screen]) => screen === name) ?? [];
  const page = name === INVITATION || of === productCycle ? name : of?.resource;
  if (!page || !id || more.length > 0 || !['GET', 'HEAD'].includes(method)) return next();
  res.redirect(302, `/${page}/${id}`);
};

export function serveWeb({ page, files }: BuiltWeb): RequestHandler {
  return (req, res, next) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') return onlyAllows('GET, HEAD')(req, res, next);
    const path = req.path.slice(1);
    const file = files.get(path);
    if (file) return sendFile(req, res, file);
    if (A_FILE.test(path)) return sendProblem(req, res, UNKNOWN_ROUTE({ path: `${APP}${req.path}`.slice(0, 200) }));
    const nonce = randomBytes(18).toString('base64');
    res.set('Content-Security-Policy', policyWith(nonce)).set('Cache-Control', 'no-cache');
    res.type('html').send(page.replaceAll(NONCE, nonce));
  };
}

/**
 * Scripts come from files of ours alone. Styles do too, but for the variables of the theme and what keeps the page from
 * scrolling under a dialogue, which the library writes as style elements: those carry the nonce of the page.
 */
const policyWith = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
  ].join(';');

function sendFile(req: Request, res: Response, { type, bodies }: WebFile): void {
  const coding = CODINGS.find((one) => bodies[one] && req.acceptsEncodings(one));
  res.set({ 'Cache-Control': FOR_GOOD, 'Content-Type': type }).vary('Accept-Encoding');
  if (coding) res.set('Content-Encoding', coding);
  res.send(bodies[coding ?? 'identity']);
}
