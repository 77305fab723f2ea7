// There and back of the office's own sign-on: each page leads on, and needs no script.
import type { Request, RequestHandler, Response } from 'express';
import { SIGN_ON_NONE } from '../../accounts/refusals.ts';
import { isRefusal } from '../../domain/kernel/refusal.ts';
import { visitorOf } from '../caller.ts';
import type { ApiParts } from '../parts.ts';
import { sendProblem } from '../problem.ts';
import { html } from './html.ts';
import { sendPage } from './layout.ts';
import { pageFor } from './page.ts';
import { pathWithin, sendSecondStepOf, sendSignIn, setCookies } from './sign-in-page.ts';

export const SIGN_ON = '/sign-in/sign-on';
export const SIGN_ON_AGAIN = '/sign-in/sign-on/again';
export const SIGN_ON_BACK = '/sign-in/sign-on/back';
export const INVITATION_BY_SIGN_ON = '/invitation/:token/sign-on';

type Journey = { invitation?: string; again?: boolean };

const leaving =
  (parts: ApiParts, journeyOf: (req: Request) => Journey): RequestHandler =>
  async (req, res) => {
    const { singleSignOn } = parts.accounts ?? {};
    if (!singleSignOn) return sendProblem(req, res, SIGN_ON_NONE());
    const begun = await singleSignOn.begin(visitorOf(req), { next: pathWithin(req.query.next), ...journeyOf(req) });
    if (isRefusal(begun)) return sendSignIn(parts, req, res, begun);
    setCookies(res, begun.cookies);
    res.redirect(303, begun.value.to);
  };

export const toSignOn = (parts: ApiParts): RequestHandler => leaving(parts, () => ({}));
export const toSignOnAgain = (parts: ApiParts): RequestHandler => leaving(parts, () => ({ again: true }));
export const invitationBySignOn = (parts: ApiParts): RequestHandler =>
  leaving(parts, (req) => ({ invitation: String(req.params.token) }));

export const backFromSignOn =
  (parts: ApiParts): RequestHandler =>
  async (req, res) => {
    const { singleSignOn } = parts.accounts ?? {};
    if (!singleSignOn) return sendProblem(req, res, SIGN_ON_NONE());
    const done = await singleSignOn.finish(visitorOf(req), req.originalUrl.split('?')[1] ?? '');
    const outcome = isRefusal(done) ? done.code : 'done';
    req.log.info({ signIn: 'single-sign-on', outcome });
    parts.measures?.signIn('single-sign-on', outcome);
    if (isRefusal(done)) return sendSignIn(parts, req, res, done);
    setCookies(res, done.cookies);
    if ('wants' in done.value) return sendSecondStepOf(parts, req, res, done.value);
    sendOn(parts, req, res, pathWithin(done.value.next));
  };

/**
 * A page of ours leads on, not the redirect itself: what the issuer's site began would bring the new session's cookie,
 * which is strict, to nowhere.
 */
function sendOn(parts: ApiParts, req: Request, res: Response, next: string): void {
  const page = pageFor(req);
  const body = html`<h1>${page.say('signedIn')}</h1>
<p><a href="${next}">${page.say('goOnSigningIn')}</a></p>`;
  res.set('Refresh', `0; url=${next}`);
  sendPage(parts, res, page, { title: page.say('signedIn'), body, other: next });
}
