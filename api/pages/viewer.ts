// Whose eyes a page is shown to: in a demo, which holds illustrative data, anybody looks on; elsewhere who has an account.
import type { Request, RequestHandler, Response } from 'express';
import { requireAccount } from '../caller.ts';
import type { ApiParts } from '../parts.ts';
import { LOOKER_ON } from '../seeing.ts';
import { withQuery } from './page.ts';
import { SIGN_IN } from './sign-in-page.ts';

export function shownTo(parts: ApiParts, page: RequestHandler): RequestHandler {
  const named = requireAccount(parts, !parts.demo && parts.accounts ? { unnamed: toSignIn } : {});
  return (req, res, next) => {
    if (!parts.demo || req.get('authorization') !== undefined)
      return named(req, res, (error?: unknown) => (error ? next(error) : page(req, res, next)));
    res.locals.caller = LOOKER_ON;
    return page(req, res, next);
  };
}

const toSignIn = (req: Request, res: Response): void =>
  res.redirect(303, withQuery(SIGN_IN, { next: req.originalUrl }));
