// One rule for every text that comes in, whoever brings it and whatever it is for: what cannot be seen is refused, so
// that two names that look alike are alike, and letters with marks are composed. What is stored already stays as it is.
import { refusal } from './refusal.ts';

export const TEXT_NOT_PLAIN = refusal('TEXT_NOT_PLAIN', 'invalid', {
  vi: 'Nội dung có ký tự ẩn, ký tự điều khiển hoặc ký tự bị hỏng ({characters}). Hãy gõ lại chỗ đó.',
  en: 'The text holds invisible, control or broken characters ({characters}). Type that part again.',
});

/**
 * Controls, formats (zero width, bidirectional, tags), private use, separators of lines and paragraphs, what is blank
 * though it counts as a letter, and the sign that stands for bytes nobody could read. Line breaks and tabs may stand in
 * a text, the joiner within an emoji.
 */
const UNSEEN =
  /(?![\t\n\r])(?!(?<=\p{Extended_Pictographic}[\uFE0F\u{1F3FB}-\u{1F3FF}]?)\u200D)(?:[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}\u115F\u1160\u2800\u3164\uFFA0\uFFFD]|\u034F|\u17B4|\u17B5)/gu;

/** Most of what comes in: nothing to look for and nothing to compose. */
const PRINTED = /^[\x20-\x7e]*$/;

const TOLD = 5;

export type Unseen = { readonly pointer: string; readonly characters: readonly string[] };

/** The input with every text composed (NFC), and where it holds what cannot be seen. */
export function plainText(input: unknown): { readonly input: unknown; readonly unseen: readonly Unseen[] } {
  if (isPrinted(input)) return { input, unseen: [] };
  const unseen: Unseen[] = [];
  const plain = (value: unknown, pointer: string): unknown => {
    if (typeof value === 'string') {
      const found = value.match(UNSEEN);
      if (found) unseen.push({ pointer, characters: [...new Set(found)].slice(0, TOLD).map(named) });
      return value.normalize('NFC');
    }
    if (Array.isArray(value)) return value.map((part, i) => plain(part, `${pointer}/${i}`));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part, `${pointer}/${key}`)]));
  };
  return { input: plain(input, ''), unseen };
}

function isPrinted(value: unknown): boolean {
  if (typeof value === 'string') return PRINTED.test(value);
  if (typeof value !== 'object' || value === null) return true;
  for (const part of Object.values(value)) if (!isPrinted(part)) return false;
  return true;
}

const named = (character: string): string =>
  `U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`;
