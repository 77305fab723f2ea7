// Whose eyes a page is shown to: in a demo, which holds illustrative data, anybody looks on; elsewhere who has an account.
import type { RequestHandler } from 'express';
import { requireAccount, visitorOf } from '../caller.ts';
import type { ApiParts } from '../parts.ts';
import { LOOKER_ON } from '../seeing.ts';
import { withQuery } from './page.ts';
import { SIGN_IN } from './sign-in-page.ts';

export function shownTo(parts: ApiParts, page: RequestHandler): RequestHandler {
  const named = requireAccount(parts);
  return async (req, res, next) => {
    const says = req.get('authorization') !== undefined;
    if (!parts.demo && !says && parts.accounts && !(await parts.accounts.holderOf(visitorOf(req))))
      return res.redirect(303, withQuery(SIGN_IN, { next: req.originalUrl }));
    if (!parts.demo || says) return named(req, res, (error?: unknown) => (error ? next(error) : page(req, res, next)));
    res.locals.caller = LOOKER_ON;
    return page(req, res, next);
  };
}
