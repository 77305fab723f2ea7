import { expect, test } from 'vitest';
import { foldText, sortKey } from './vietnamese.ts';

test('folds case, diacritics, đ and spaces away', () => {
  expect(foldText('  Cà phê  ĐẮK Lắk\tỰ Ẫ')).toBe('ca phe dak lak u a');
  expect(foldText('Cà phê')).toBe(foldText('Cà phê'.normalize('NFD')));
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
