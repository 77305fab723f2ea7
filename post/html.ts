// The letter for readers that show HTML: the same words, and no picture, script or style that a mail program drops.
import type { LetterContent } from '../domain/letters/content.ts';

export function asHtml({ lang, subject, greeting, intro, work, notes, footer }: LetterContent): string {
  const groups = work.map(
    ({ title, matters, more }) =>
      `<h2 style="font-size:1.1em;margin:1.5em 0 .5em">${escaped(title)}</h2>\n<ul style="padding-left:1.2em">\n${matters
        .map(
          ({ about, lines, url }) =>
            `<li style="margin:.5em 0"><a href="${escaped(url)}">${escaped(about)}</a>${lines.map((l) => `<br>${escaped(l)}`).join('')}</li>`,
        )
        .join('\n')}\n</ul>${more === undefined ? '' : `\n<p>${escaped(more)}</p>`}`,
  );
  const paragraphs = (lines: readonly string[]) => lines.map((line) => `<p>${escaped(line)}</p>`);
  return [
    `<!doctype html>\n<html lang="${lang}">\n<head><meta charset="utf-8"><title>${escaped(subject)}</title></head>`,
    '<body style="font-family:\'Noto Sans\',Arial,sans-serif;line-height:1.5;color:#1a1a1a;max-width:42em">',
    ...paragraphs([`${greeting},`, intro]),
    ...groups,
    ...paragraphs(notes),
    `<hr>\n<p style="color:#555;font-size:.9em">${footer.map(linked).join('<br>')}</p>`,
    '</body>\n</html>\n',
  ].join('\n');
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (words: string): string => words.replace(/[&<>"']/g, (c) => ESCAPES[c] ?? c);
const linked = (words: string): string =>
  escaped(words).replace(/https?:\/\/[^\s<]+/g, (url) => `<a href="${url}">${url}</a>`);
