// Vietnamese text as it is searched and sorted.
import { own } from '../domain/kernel/own.ts';

const MARKS = /\p{M}+/gu;

/**
 * Letters typed in the place of others: Ð and Ɖ look like Đ, ƣ comes from old fonts in the place of ư, and an apostrophe
 * has many forms (Cư M’gar).
 */
const LOOKALIKES: readonly (readonly [RegExp, string])[] = [
  [/[đðɖ]/g, 'd'],
  [/ƣ/g, 'u'],
  [/[‘’ʼʻ′´`]/g, "'"],
];

/** `Cà phê  Đắk Lắk` → `ca phe dak lak`: lower case, no diacritics, single spaces. */
export const foldText = (text: string): string =>
  LOOKALIKES.reduce(
    (folded, [lookalike, letter]) => folded.replace(lookalike, letter),
    text.toLowerCase().normalize('NFD').replace(MARKS, ''),
  )
    .replace(/\s+/g, ' ')
    .trim();

/** Letters of their own come after the plain one: a ă â, d đ, e ê, o ô ơ, u ư. */
const ownLetters: Readonly<Record<string, string>> = { '\u0306': '1', '\u0302': '1', '\u031b': '2' };
const secondCircumflex = 'a';
/** In the order of the dictionary: ngang, huyền, hỏi, ngã, sắc, nặng. */
const tones: Readonly<Record<string, string>> = {
  '\u0300': '1',
  '\u0309': '2',
  '\u0303': '3',
  '\u0301': '4',
  '\u0323': '5',
};

/** A key that sorts bytewise as a Vietnamese dictionary does: letters first, tones where all letters are equal. */
export function sortKey(text: string): string {
  let letters = '';
  let accents = '';
  for (const char of text.toLowerCase().trim().normalize('NFD')) {
    const base = letters.at(-2);
    const letter =
      char === '\u0302' && base === secondCircumflex
        ? '2'
        : char === '\u031b' && base === 'u'
          ? '1'
          : own(ownLetters, char);
    if (letter !== undefined) letters = letters.slice(0, -1) + letter;
    else if (own(tones, char) !== undefined) accents = accents.slice(0, -1) + own(tones, char);
    else {
      letters += char === 'đ' ? 'd1' : `${char}0`;
      accents += '0';
    }
  }
  return `${letters} ${accents}`;
}
