// A letter’s own link: a page with one button that says it was read. Mail programs and virus scanners follow every link of a
// mail, but they press no button: asking for the page says nothing.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { shownDay } from '../../domain/kernel/fields.ts';
import { isRefusal, refusal } from '../../domain/kernel/refusal.ts';
import { type LetterContent, readContent } from '../../domain/letters/content.ts';
import { type Letter, letterNo, letters } from '../../domain/letters/letters.ts';
import { openLetter } from '../../domain/letters/trying.ts';
import { dayOf } from '../../domain/time/civil-date.ts';
import { accessTo } from '../access.ts';
import type { ApiParts } from '../parts.ts';
import { sendProblem } from '../problem.ts';
import { storeAwaySince } from '../reads/after.ts';
import { STORE_UNAVAILABLE } from '../refusals.ts';
import { html } from './html.ts';
import { sendPage } from './layout.ts';
import { pageFor, withQuery } from './page.ts';
import { sayIn } from './words.ts';

export const OPENED = '/opened/:account/:no/:token';

const LETTER_LINK_UNKNOWN = refusal('LETTER_LINK_UNKNOWN', 'unknown', {
  vi: 'Liên kết này không dẫn tới thư nào. Hãy mở đúng liên kết trong thư.',
  en: 'This link leads to no letter. Open the link as it stands in the letter.',
});

type Found = { readonly account: string; readonly letter: Letter; readonly content: LetterContent };

export function openedPage(parts: ApiParts): RequestHandler {
  return async (req, res) => {
    const found = await letterAt(parts, req);
    if ('refused' in found) return sendProblem(req, res, found);
    const { account, letter, content } = found;
    const access = await accessTo(
      parts,
      { req, res },
      { stream: letters.stream(account), what: 'letter-by-link', account },
    );
    if (isRefusal(access)) return sendProblem(req, res, access);
    const page = { ...pageFor(req), lang: content.lang, say: sayIn(content.lang) };
    const { say } = page;
    const body = html`<h1>${content.subject}</h1>
<p class="muted">${say('letterOf')} ${letter.no} · ${shownDay(dayOf(letter.requestedAt))}</p>
<p>${letter.openedAt === undefined ? say('letterWhy') : say('letterRead')}</p>
<form method="post" action="${req.path}"><button>${say('letterOpen')}</button></form>`;
    sendPage(parts, res, page, {
      title: say('letterOf'),
      body,
      other: withQuery('/', content.lang === 'vi' ? { lang: 'en' } : {}),
    });
  };
}

export function openByLink(parts: ApiParts): RequestHandler {
  return async (req, res) => {
    const found = await letterAt(parts, req);
    if ('refused' in found) return sendProblem(req, res, found);
    const { account, letter, content } = found;
    // Who has the letter is taken for its reader in this alone.
    const result = await parts.executor.execute({
      command: openLetter,
      id: account,
      input: { no: letter.no },
      commandId: `${letters.stream(account)}/opened-by-link/${letter.no}`,
      caller: { kind: 'person', id: account },
    });
    if (result.outcome === 'refused') return sendProblem(req, res, result.refusal);
    res.redirect(303, leadsTo(content));
  };
}

/** The letter of a link that is its own; any other link is answered alike. */
async function letterAt(parts: ApiParts, req: Request): Promise<Found | ReturnType<typeof LETTER_LINK_UNKNOWN>> {
  if (storeAwaySince(parts)) return STORE_UNAVAILABLE();
  const { account = '', no = '', token = '' } = req.params as Record<string, string>;
  if (!letters.id.safeParse(account).success || !/^[1-9]\d{0,8}$/.test(no)) return LETTER_LINK_UNKNOWN();
  const { state, damagedAt } = await parts.executor.look(letters, account);
  const letter = damagedAt === undefined ? letterNo(state, Number(no)) : undefined;
  const kept = letter && (await parts.reveal(letter.content.ref, letter.content.commitment));
  const content = kept === undefined ? undefined : readContent(kept);
  return letter && content?.token !== undefined && isSame(content.token, token)
    ? { account, letter, content }
    : LETTER_LINK_UNKNOWN();
}

const isSame = (kept: string, given: string): boolean => timingSafeEqual(hashed(kept), hashed(given));
const hashed = (text: string): Buffer => createHash('sha256').update(text).digest();

const pathIn = ({ pathname, search }: URL): string => pathname + search;

/** What it is about, where that is one thing. */
function leadsTo({ work }: LetterContent): string {
  const paths = new Set(work.flatMap(({ matters }) => matters.map(({ url }) => pathIn(new URL(url)))));
  const [only = '/'] = paths;
  return paths.size === 1 ? only : '/';
}
