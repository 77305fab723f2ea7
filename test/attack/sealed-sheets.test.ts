import { expect, test } from 'vitest';
import { attackSealedSheets } from './sealed-sheets.ts';

test('nobody finds a word of a sealed sheet, in any file or answer, until its product is opened', async () => {
  const counts = await attackSealedSheets(() => {});
  expect(counts['words looked for']).toBeGreaterThan(40);
  expect(counts['answers read']).toBeGreaterThan(500);
  expect(counts['sheets closed to the chair']).toBe(5);
  expect(counts['places that have them once opened']).toBeGreaterThan(2);
}, 600_000);
