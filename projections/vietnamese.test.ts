import { expect, test } from 'vitest';
import { foldText, sortKey } from './vietnamese.ts';

test('folds case, diacritics, đ and spaces away', () => {
  expect(foldText('  Cà phê  ĐẮK Lắk\tỰ Ẫ')).toBe('ca phe dak lak u a');
  expect(foldText('Cà phê')).toBe(foldText('Cà phê'.normalize('NFD')));
});

test('folds what is typed in the place of a letter: Ð Ɖ for Đ, ƣ for ư, every apostrophe', () => {
  for (const name of [
    'Đường Cư M\u2019gar',
    '\u00D0ường Cư M\u02BCgar',
    '\u0189\u01A3ờng Cƣ M`gar',
    'đường cư m\u2018gar',
  ])
    expect(foldText(name), name).toBe("duong cu m'gar");
});

test('sorts as a Vietnamese dictionary: letters first, then tones', () => {
  const sorted = [
    'an',
    'àn',
    'ản',
    'ãn',
    'án',
    'ạn',
    'ăn',
    'ân',
    'da',
    'đa',
    'đá',
    'e',
    'ê',
    'o',
    'ô',
    'ơ',
    'u',
    'ư',
    'ư a',
  ];
  const byKey = [...sorted].reverse().sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  expect(byKey).toEqual(sorted);
  expect(sortKey('Ca')).toBe(sortKey('ca'));
  expect(sortKey('ca mau') < sortKey('cam')).toBe(true);
});
