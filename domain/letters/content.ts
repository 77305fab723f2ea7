// A letter as its reader gets it: what is to be done, the most urgent first, each with its page and its date. What is
// kept of it in the vault is this, so that it can be read there as it was written.
import { z } from 'zod';
import { shownDay } from '../kernel/fields.ts';
import { type Details, fill, type Lang } from '../kernel/refusal.ts';
import type { Day } from '../time/civil-date.ts';
import { byWork, isLate, type Matter } from './matter.ts';
import { type OwnWording, type TextId, wording } from './wording.ts';

/** More of one kind are counted: nobody reads the hundredth. */
const SHOWN_OF_A_KIND = 40;

const content = z.strictObject({
  lang: z.enum(['vi', 'en']),
  subject: z.string(),
  greeting: z.string(),
  intro: z.string(),
  work: z.array(
    z.strictObject({
      title: z.string(),
      matters: z.array(z.strictObject({ about: z.string(), lines: z.array(z.string()), url: z.string() })),
      more: z.string().optional(),
    }),
  ),
  notes: z.array(z.string()),
  footer: z.array(z.string()),
  /** what a link of it proves itself by; letters of older releases have none */
  token: z.string().optional(),
});
export type LetterContent = z.infer<typeof content>;

/** @param kept as it stands in the vault */
export const readContent = (kept: string): LetterContent => content.parse(JSON.parse(kept));

type Letter = {
  readonly lang: Lang;
  readonly reader: string;
  readonly today: Day;
  readonly matters: readonly Matter[];
  /** of letters in whose place it goes: how many matters need no telling any more */
  readonly settled: number;
  /** without a slash at its end */
  readonly publicUrl: string;
  readonly isDemo: boolean;
  readonly own?: OwnWording;
  /** the page on which it is marked as read, below the public address, and what proves that one had the letter */
  readonly opened?: { readonly path: string; readonly token: string };
};

export function contentOf(letter: Letter): LetterContent {
  const { lang, today, matters, settled, publicUrl } = letter;
  const say = (id: TextId, details: Details = {}): string =>
    oneLine(fill((letter.own?.[id] ?? wording[id].words)[lang], details));
  const todo = matters.filter((m) => !m.isNews);
  const count = todo.length;
  const late = matters.filter(isLate).length;
  const when = (m: Matter): string => (m.dueOn === undefined ? '' : whenDue(m.dueOn, m.daysLeft ?? 0, say));
  const work = (m: Matter): string => (m.waitsFor === undefined ? m.what[lang] : say('urge', { what: m.what[lang] }));
  const counted = (id: 'subject' | 'intro' | 'work', details: Details & { count: number; late: number }): string => {
    const { count, late } = details;
    return say(late === 0 ? id : late === count ? `${id}-all-late` : `${id}-late`, details);
  };
  const groups = byWork(matters);
  const only = matters.length === 1 ? matters[0] : undefined;
  const news = matters.length - count;
  const day = today;
  const { opened } = letter;
  return {
    lang,
    subject: only
      ? say('subject-one', { what: work(only), about: only.about[lang], when: uncapital(when(only)) }).replace(/;$/, '')
      : count === 0
        ? say('subject-news', { day, count: news })
        : counted('subject', { day, count, late }),
    greeting: say('greeting', { reader: letter.reader }),
    intro: count === 0 ? say('intro-news', { day, count: news }) : counted('intro', { day, count, late }),
    work: groups.map((group) => {
      const what = capital(group[0] ? work(group[0]) : '');
      const left = group.length - SHOWN_OF_A_KIND;
      return {
        title: group[0]?.isNews
          ? say('news', { what: uncapital(what), count: group.length })
          : counted('work', { what, count: group.length, late: group.filter(isLate).length }),
        matters: group.slice(0, SHOWN_OF_A_KIND).map((m) => ({
          about: oneLine(m.about[lang]),
          lines: [
            ...(m.lines ?? []).map(oneLine),
            when(m),
            m.said === undefined ? '' : say('said', { text: m.said }),
            m.waitsFor === undefined ? '' : say('waits-for', { who: m.waitsFor }),
            m.onBehalfOf === undefined ? '' : say('behalf', { unit: m.onBehalfOf }),
          ].filter(Boolean),
          url: `${publicUrl}${m.path}`,
        })),
        ...(left > 0 ? { more: say('more', { count: left }) } : {}),
      };
    }),
    notes: settled > 0 ? [say('settled', { count: settled })] : [],
    footer: [
      ...(opened ? [say('open', { url: `${publicUrl}${opened.path}` })] : []),
      say('in-system', { url: `${publicUrl}/` }),
      say('footer'),
      ...(letter.isDemo ? [say('demo')] : []),
    ],
    ...(opened ? { token: opened.token } : {}),
  };
}

function whenDue(dueOn: Day, daysLeft: number, say: (id: TextId, details?: Details) => string): string {
  const due = shownDay(dueOn);
  if (daysLeft === 0) return say('today', { due });
  const days = Math.abs(daysLeft);
  if (daysLeft < 0) return say(days === 1 ? 'late-one' : 'late', { due, days });
  return say(days === 1 ? 'left-one' : 'left', { due, days });
}

const uncapital = (words: string): string => words.charAt(0).toLocaleLowerCase('vi') + words.slice(1);
const capital = (words: string): string => words.charAt(0).toLocaleUpperCase('vi') + words.slice(1);

/** What ends a line could end a header: names that come from people have none in a letter. */
const oneLine = (words: string): string => words.replace(/\s+/g, ' ').trim();

/** The letter as plain text, lines of it as they are. */
export function asText({ greeting, intro, work, notes, footer }: LetterContent): string {
  const parts = work.map(({ title, matters, more }, i) => {
    const told = matters.map(({ about, lines, url }) =>
      [`– ${about}`, ...lines.map((l) => `  ${l}`), `  ${url}`].join('\n'),
    );
    return [`${i + 1}. ${title}`, ...told, ...(more === undefined ? [] : [more])].join('\n\n');
  });
  return [`${greeting},`, intro, ...parts, ...notes, ['-- ', ...footer].join('\n')].join('\n\n');
}
