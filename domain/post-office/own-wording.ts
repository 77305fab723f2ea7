// What the office says in its letters instead of the words of the release: the same fields in other words. A letter keeps
// what it was written with; a later wording changes no letter that is there.
import { z } from 'zod';
import { choice, shaped } from '../kernel/fields.ts';
import { type Refusal, refusal, type Words } from '../kernel/refusal.ts';
import { type OwnWording, type TextId, wording } from '../letters/wording.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { postOffice } from './post-office.ts';

const WORDING_FIELD_UNKNOWN = refusal('WORDING_FIELD_UNKNOWN', 'invalid', {
  vi: 'Mẫu {text} không có trường “{field}”. Dùng được: {allowed}.',
  en: 'The text {text} has no field “{field}”. It has: {allowed}.',
});
const WORDING_FIELD_MISSING = refusal('WORDING_FIELD_MISSING', 'invalid', {
  vi: 'Mẫu {text} thiếu trường “{field}”: đổi được cách nói, không đổi được nội dung.',
  en: 'The text {text} lacks the field “{field}”: how it is said may change, not what.',
});
const WORDING_BRACE = refusal('WORDING_BRACE', 'invalid', {
  vi: 'Dấu ngoặc nhọn chỉ dùng để ghi tên trường, ví dụ {example}.',
  en: 'Braces only stand around the name of a field, as in {example}.',
});

/** A text is chosen by what it says. */
const textWords = Object.fromEntries(Object.entries(wording).map(([id, { words }]) => [id, words])) as Record<
  TextId,
  Words
>;
const textId = choice(textWords);

/** One line: what ends a line could end a mail’s header. */
const line = shaped(/^[^\r\n\t]*$/, {
  vi: 'Viết trên một dòng: không xuống dòng, không dấu tab.',
  en: 'Write it in one line, without line breaks and tabs.',
})
  .trim()
  .min(1)
  .max(300);

export const ownWords = { vi: line.optional(), en: line.optional() };

const braced = (text: string): string => `{${text}}`;

/** Why a wording cannot be used for a text: it has that text’s fields, all of them and no others. */
export function wordingRefused(text: TextId, given: Partial<Words>): Refusal | undefined {
  const { fields } = wording[text] as { readonly fields: readonly string[] };
  for (const lang of ['vi', 'en'] as const) {
    const words = given[lang];
    if (words === undefined) continue;
    const at = `/${lang}`;
    const used = [...words.matchAll(/\{([^{}]*)\}/g)].map(([, field = '']) => field);
    const unknown = used.find((field) => !fields.includes(field));
    if (unknown !== undefined) return WORDING_FIELD_UNKNOWN({ text, field: unknown, allowed: named(fields) }, at);
    if (/[{}]/.test(words.replace(/\{[^{}]*\}/g, '')))
      return WORDING_BRACE({ example: braced(fields[0] ?? 'day') }, at);
    const missing = fields.find((field) => !used.includes(field));
    if (missing !== undefined) return WORDING_FIELD_MISSING({ text, field: missing }, at);
  }
  return undefined;
}

const named = (fields: readonly string[]): string => fields.map(braced).join(', ') || '–';

const wordingSet = postOffice.event('WordingSet', {
  version: 1,
  schema: z.strictObject({ text: textId, words: z.strictObject({ vi: z.string(), en: z.string() }) }),
  evolve: (state, { text, words }, { revision }) => ({
    ...state,
    wording: { ...state.wording, [text]: words },
    wordedAt: revision,
  }),
  sentence: ({ text, words }) => ({
    vi: `Câu chữ của mẫu thư ${text}: “${words.vi}”`,
    en: `Wording of the letters’ text ${text}: “${words.en}”`,
  }),
});
const wordingTakenBack = postOffice.event('WordingTakenBack', {
  version: 1,
  schema: z.strictObject({ text: textId }),
  evolve: (state, { text }, { revision }) => {
    const { [text]: _, ...wording } = state.wording;
    return { ...state, wording, wordedAt: revision };
  },
  sentence: ({ text }) => ({
    vi: `Mẫu thư ${text} trở lại câu chữ có sẵn`,
    en: `The letters’ text ${text} has the release’s words again`,
  }),
});

/** The words of a text as letters are written with them now. */
export const wordsNow = (own: OwnWording, text: TextId): Words => own[text] ?? wording[text].words;

export const setWording = postOffice.command('SetWording', {
  input: z.strictObject({ text: textId, ...ownWords }),
  by: responsibility('run-post'),
  opens: true,
  decide: ({ state, input }) => {
    const { text, vi, en } = input;
    const refused = wordingRefused(text, { ...(vi === undefined ? {} : { vi }), ...(en === undefined ? {} : { en }) });
    if (refused) return refused;
    const now = wordsNow(state.wording, text);
    const words = { vi: vi ?? now.vi, en: en ?? now.en };
    return words.vi === now.vi && words.en === now.en ? [] : [wordingSet({ text, words })];
  },
  words: { vi: 'Sửa câu chữ của thư báo', en: 'Set the wording of letters' },
});

export const takeWordingBack = postOffice.command('TakeWordingBack', {
  input: z.strictObject({ text: textId }),
  by: responsibility('run-post'),
  decide: ({ state, input: { text } }) => (state.wording[text] === undefined ? [] : [wordingTakenBack({ text })]),
  words: { vi: 'Dùng lại câu chữ có sẵn của thư báo', en: 'Take a wording of letters back' },
});

/** What of it a letter is written with: a release that gave a text other fields speaks its own words there. */
export const usableWording = (own: OwnWording): OwnWording =>
  Object.fromEntries(
    Object.entries(own).filter(
      ([text, words]) => Object.hasOwn(wording, text) && !wordingRefused(text as TextId, words),
    ),
  );
