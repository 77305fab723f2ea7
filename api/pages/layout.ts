// The page around what a page says, and the bare one of a frame.
import type { Response } from 'express';
import { shownMoment } from '../../domain/kernel/fields.ts';
import type { ApiParts } from '../parts.ts';
import { storeAwaySince } from '../reads/after.ts';
import { BOARD } from './board-path.ts';
import { type Html, html } from './html.ts';
import type { Page } from './page.ts';

export type Shell = {
  readonly title: string;
  readonly body: Html;
  /** this page in the other language */
  readonly other: string;
};

export function sendPage(
  parts: Pick<ApiParts, 'demo' | 'clock' | 'health'>,
  res: Response,
  page: Page,
  shell: Shell,
  status = 200,
): void {
  const { say, lang } = page;
  const demo =
    parts.demo &&
    html`<p class="demo"><strong>${say('illustrative')}</strong> · ${say('demoClock')}: <time datetime="${parts.clock()}">${shownMoment(parts.clock())}</time></p>`;
  const away = storeAwaySince(parts);
  send(
    res.status(status),
    page,
    shell.title,
    html`<a class="skip" href="#main">${say('skip')}</a>
<header>
${demo}
<nav><a class="brand" href="${page.link(BOARD)}">${say('title')}</a>
<a href="${page.link(BOARD)}">${say('home')}</a>
<a href="/docs">${say('docs')}</a>
<a href="${shell.other}" hreflang="${lang === 'vi' ? 'en' : 'vi'}" lang="${lang === 'vi' ? 'en' : 'vi'}">${say('otherLanguage')}</a></nav>
</header>
<main id="main">
${away && html`<p class="late" role="status">${say('storeAway')} <time datetime="${away}">${shownMoment(away)}</time></p>`}
${shell.body}
</main>`,
  );
}

export function sendFrame(res: Response, page: Page, title: string, body: Html): void {
  send(res, page, title, html`<main class="frame">${body}</main>`);
}

function send(res: Response, { say, lang }: Page, title: string, body: Html): void {
  const whole = html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – ${say('title')}</title>
<link rel="stylesheet" href="/style.css">
<link rel="icon" href="data:,">
</head>
<body>
${body}
</body>
</html>
`;
  res.set('Content-Language', lang).type('html').send(whole.html);
}
