// Signing in by plain forms, which need no script: name and password, then a code; and what an invitation leads to.
import express, { type Request, type RequestHandler, type Response } from 'express';
import type { SecondFactor } from '../../accounts/port.ts';
import { own } from '../../domain/kernel/own.ts';
import { isRefusal, type Refusal } from '../../domain/kernel/refusal.ts';
import { visitorOf } from '../caller.ts';
import { isOurOrigin } from '../cross-site.ts';
import type { ApiParts } from '../parts.ts';
import { sendProblem, sentencesOf } from '../problem.ts';
import { NO_SIGN_IN_HERE, ORIGIN_FOREIGN } from '../refusals.ts';
import { statusOf } from '../status.ts';
import { type Html, html } from './html.ts';
import { sendPage } from './layout.ts';
import { type Page, pageFor } from './page.ts';

export const SIGN_IN = '/sign-in';
export const SECOND_STEP = '/sign-in/code';
export const INVITATION = '/invitation/:token';

const readForm = express.urlencoded({ extended: false, limit: 10_000, parameterLimit: 20 });

/** One of our own paths, and nothing that a browser takes for another site’s. */
export const pathWithin = (next: unknown): string =>
  typeof next === 'string' && /^\/(?![/\\])[\x21-\x7e]{0,500}$/.test(next) && !next.includes('\\') ? next : '/';

const field = (page: Page, label: Parameters<Page['say']>[0], input: Html): Html =>
  html`<p><label>${page.say(label)}<br>${input}</label></p>`;

const told = (page: Page, refusal: Refusal | undefined): Html | undefined =>
  refusal && html`<p class="late" role="alert">${sentencesOf(refusal)[page.lang]}</p>`;

export function signInPage(parts: ApiParts): RequestHandler {
  return (req, res) => sendSignIn(parts, req, res, undefined);
}

export function sendSignIn(parts: ApiParts, req: Request, res: Response, refusal: Refusal | undefined): void {
  const page = pageFor(req);
  const next = pathWithin(req.query.next ?? (req.body as Form | undefined)?.next);
  const body = html`<h1>${page.say('signIn')}</h1>
${told(page, refusal)}
<form method="post" action="${page.link(SIGN_IN)}">
<input type="hidden" name="next" value="${next}">
${field(page, 'signInName', html`<input name="name" autocomplete="username" required maxlength="400" autofocus>`)}
${field(page, 'password', html`<input name="password" type="password" autocomplete="current-password" required maxlength="400">`)}
<button>${page.say('signIn')}</button></form>
${signOnLink(parts, page, `${SIGN_IN}/sign-on?next=${encodeURIComponent(next)}`)}`;
  sendIt(parts, res, page, 'signIn', body, refusal);
}

export const sendSecondStepOf = (
  parts: ApiParts,
  req: Request,
  res: Response,
  { wants, next }: { wants: readonly SecondFactor[]; next: string },
): void =>
  wants.includes('totp') ? sendSecondStep(parts, req, res, undefined, next) : sendNeedsPasskey(parts, req, res);

/** A passkey is asked for by a script, and these pages have none. */
function sendNeedsPasskey(parts: ApiParts, req: Request, res: Response): void {
  const page = pageFor(req);
  const body = html`<h1>${page.say('secondStep')}</h1>
<p role="alert">${page.say('passkeyElsewhere')}</p>
<p><a href="${page.link(SIGN_IN)}">${page.say('signIn')}</a></p>`;
  sendIt(parts, res, page, 'secondStep', body, undefined);
}

function sendSecondStep(
  parts: ApiParts,
  req: Request,
  res: Response,
  refusal: Refusal | undefined,
  next: string,
): void {
  const page = pageFor(req);
  const body = html`<h1>${page.say('secondStep')}</h1>
${told(page, refusal)}
<form method="post" action="${page.link(SECOND_STEP)}">
<input type="hidden" name="next" value="${next}">
${field(page, 'code', html`<input name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="40" autofocus>`)}
${field(page, 'recoveryCode', html`<input name="recoveryCode" autocomplete="off" maxlength="40">`)}
<button>${page.say('goOnSigningIn')}</button></form>`;
  sendIt(parts, res, page, 'secondStep', body, refusal);
}

type Form = Readonly<Record<string, string | undefined>>;
const text = (form: Form, name: string): string => {
  const value = own(form, name);
  return typeof value === 'string' ? value.slice(0, 400) : '';
};

type Done = { value: { account: string } | { wants: readonly SecondFactor[] }; cookies: readonly string[] } | Refusal;

const posting = (
  parts: ApiParts,
  run: (req: Request, res: Response, form: Form) => Promise<void>,
): RequestHandler[] => [
  readForm,
  async (req, res) => {
    if (!isOurOrigin(req)) return sendProblem(req, res, ORIGIN_FOREIGN());
    if (!parts.accounts) return sendProblem(req, res, NO_SIGN_IN_HERE());
    return run(req, res, (req.body ?? {}) as Form);
  },
];

export const signInByForm = (parts: ApiParts): RequestHandler[] =>
  posting(parts, async (req, res, form) => {
    const given = { name: text(form, 'name'), password: text(form, 'password') };
    const done = (await parts.accounts?.signIn(visitorOf(req), given)) as Done;
    if (isRefusal(done)) return sendSignIn(parts, req, res, done);
    setCookies(res, done.cookies);
    if ('wants' in done.value) return sendSecondStepOf(parts, req, res, { ...done.value, next: pathWithin(form.next) });
    res.redirect(303, pathWithin(form.next));
  });

export const secondStepByForm = (parts: ApiParts): RequestHandler[] =>
  posting(parts, async (req, res, form) => {
    const recoveryCode = text(form, 'recoveryCode');
    const given = recoveryCode === '' ? { code: text(form, 'code') } : { recoveryCode };
    const done = (await parts.accounts?.signInByCode(visitorOf(req), given)) as Done;
    if (isRefusal(done))
      return done.code === 'SIGN_IN_OVER'
        ? sendSignIn(parts, req, res, done)
        : sendSecondStep(parts, req, res, done, pathWithin(form.next));
    setCookies(res, done.cookies);
    res.redirect(303, pathWithin(form.next));
  });

export const signOutByForm = (parts: ApiParts): RequestHandler[] =>
  posting(parts, async (req, res) => {
    const done = await parts.accounts?.signOut(visitorOf(req));
    setCookies(res, done?.cookies ?? []);
    res.redirect(303, SIGN_IN);
  });

export function invitationPage(parts: ApiParts): RequestHandler {
  return async (req, res) => {
    const found = await parts.accounts?.invitations.look(String(req.params.token));
    if (!found || isRefusal(found)) return sendProblem(req, res, found ?? NO_SIGN_IN_HERE());
    sendInvitation(parts, req, res, undefined);
  };
}

function sendInvitation(parts: ApiParts, req: Request, res: Response, refusal: Refusal | undefined): void {
  const page = pageFor(req);
  const form = (req.body ?? {}) as Form;
  const body = html`<h1>${page.say('invitation')}</h1>
<p>${page.say('invitationHow')}</p>
${told(page, refusal)}
<form method="post" action="${req.path}">
${field(page, 'signInName', html`<input name="name" autocomplete="username" required maxlength="60" value="${text(form, 'name')}">`)}
${field(page, 'email', html`<input name="email" type="email" autocomplete="email" maxlength="254" value="${text(form, 'email')}">`)}
${field(page, 'password', html`<input name="password" type="password" autocomplete="new-password" required minlength="12" maxlength="256">`)}
<button>${page.say('goOnSigningIn')}</button></form>
${signOnLink(parts, page, `${req.path}/sign-on`)}`;
  sendIt(parts, res, page, 'invitation', body, refusal);
}

export const acceptByForm = (parts: ApiParts): RequestHandler[] =>
  posting(parts, async (req, res, form) => {
    const email = text(form, 'email');
    const given = { token: String(req.params.token), name: text(form, 'name'), password: text(form, 'password') };
    const done = await parts.accounts?.invitations.accept({ ...given, ...(email === '' ? {} : { email }) });
    if (isRefusal(done)) return sendInvitation(parts, req, res, done);
    res.redirect(303, SIGN_IN);
  });

function signOnLink({ accounts }: ApiParts, page: Page, href: string): Html | undefined {
  const { label } = accounts?.singleSignOn ?? {};
  return label === undefined ? undefined : html`<p>${page.say('orBySignOn')} <a href="${href}">${label}</a></p>`;
}

export const setCookies = (res: Response, cookies: readonly string[]): void => {
  for (const cookie of cookies) res.append('Set-Cookie', cookie);
};

function sendIt(
  parts: ApiParts,
  res: Response,
  page: Page,
  title: Parameters<Page['say']>[0],
  body: Html,
  refusal: Refusal | undefined,
): void {
  const other = page.lang === 'vi' ? `${SIGN_IN}?lang=en` : SIGN_IN;
  sendPage(parts, res, page, { title: page.say(title), body, other }, refusal ? statusOf(refusal.code) : 200);
}
