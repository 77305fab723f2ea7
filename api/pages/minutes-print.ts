// Minutes on paper: one page that loads nothing and runs nothing, and the same as plain text.
import type { SaidMinutes } from '../../domain/council-session/minutes-shown.ts';
import { type AroundMinutes, minutesSections, minutesTitle } from '../../papers/minutes-words.ts';
import { html } from './html.ts';

const STYLE =
  'body{font:14px/1.5 serif;max-width:46rem;margin:2rem auto;padding:0 1rem}h1{font-size:1.3rem}h2{font-size:1.05rem;margin-bottom:.2rem}span{color:#555;display:block;font-size:.85em}li{margin:.2rem 0}@media print{body{margin:0}}';

export function minutesPage(minutes: SaidMinutes, around: AroundMinutes): string {
  const title = minutesTitle(minutes, around);
  const page = html`<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>${title.vi}</title><style>${{ html: STYLE }}</style></head><body>
<h1>${title.vi}<span lang="en">${title.en}</span></h1>
${minutesSections(minutes, around).map(
  ({ title: { vi, en }, lines }) => html`<h2>${vi}<span lang="en">${en}</span></h2>
<ul>${lines.map((line) => html`<li>${line.vi}<span lang="en">${line.en}</span></li>`)}</ul>
`,
)}
</body></html>
`;
  return page.html;
}

export function minutesText(minutes: SaidMinutes, around: AroundMinutes): string {
  const title = minutesTitle(minutes, around);
  const sections = minutesSections(minutes, around).flatMap((section) => [
    '',
    `${section.title.vi} / ${section.title.en}`,
    ...section.lines.flatMap(({ vi, en }) => [`- ${vi}`, ...(en === '' || en === vi ? [] : [`  ${en}`])]),
  ]);
  return `${[title.vi, title.en, ...sections].join('\n')}\n`;
}
