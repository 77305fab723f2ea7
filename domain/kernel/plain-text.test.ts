import { describe, expect, test } from 'vitest';
import { plainText } from './plain-text.ts';

describe('text that comes in', () => {
  test.each([
    ['NUL', 'A\u0000B', 'U+0000'],
    ['a control', 'A\u007fB', 'U+007F'],
    ['a control of the second set', 'A\u0085B', 'U+0085'],
    ['a zero-width space', 'Cà\u200Bphê', 'U+200B'],
    ['a joiner outside an emoji', 'Cà\u200Dphê', 'U+200D'],
    ['a soft hyphen', 'Cà\u00ADphê', 'U+00AD'],
    ['a mark of byte order', '\uFEFFCà phê', 'U+FEFF'],
    ['an override of direction', 'Cà \u202Eêhp', 'U+202E'],
    ['an isolate', '\u2066Cà\u2069', 'U+2066'],
    ['a line separator', 'A\u2028B', 'U+2028'],
    ['a filler that looks like nothing', '\u3164', 'U+3164'],
    ['a tag character', 'A\u{E0041}', 'U+E0041'],
    ['private use', 'A\uE000', 'U+E000'],
    ['the sign for unreadable bytes', 'C\uFFFD ph\uFFFD', 'U+FFFD'],
  ])('%s is named', (_, text, character) => {
    expect(plainText({ list: [{ name: text }] }).unseen).toMatchObject([
      { pointer: '/list/0/name', characters: expect.arrayContaining([character]) },
    ]);
  });

  test.each([
    'Nguyễn Thị Đào',
    'Y Ƀih Niê Kđăm',
    'dòng 1\r\ndòng 2\tcột',
    '👩‍🌾 👨🏽‍🌾 ☕️',
    '’ “ ” – …',
    '5 kg × 2',
    'ð ɖ',
  ])('%s stays as it is', (text) => {
    expect(plainText([text])).toEqual({ input: [text], unseen: [] });
  });

  test('letters with marks are composed, so that what looks alike is alike', () => {
    expect(plainText({ name: 'Cà phê'.normalize('NFD') }).input).toEqual({ name: 'Cà phê'.normalize('NFC') });
  });

  test('what is no text goes through untouched', () => {
    const input = { a: 1, b: null, c: [true, undefined], d: { ['__proto__']: 'x' } };
    expect(plainText(input).input).toEqual(input);
  });
});
