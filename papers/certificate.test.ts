// Names as long as a field takes them stay above the codes of a certificate.
import { expect, test } from 'vitest';
import { certificatePdf } from './certificate.ts';
import { readCode, readPdf } from './read-pdf.fixture.ts';

const long = (words: string, length: number) => `${words} `.repeat(20).slice(0, length).trim();
const text = {
  ...{ number: '128/GCN-UBND', stars: 5, from: '2022-11-10', until: '2025-11-10', decision: 'Quyết định 1234/QĐ-UBND' },
  ...{ issuer: 'Ủy ban nhân dân tỉnh Đắk Lắk', place: 'Đắk Lắk', link: 'https://ocop.example/c/SXW1-45RW-BAFB' },
  signed: undefined,
} as const;

test.each([
  ['as they are', 40],
  ['as long as a field takes them', 300],
])('names %s leave one page, whose code is read', async (_, length) => {
  const bytes = await certificatePdf({
    ...text,
    product: long('Cà phê bột Ẫ Ự ỡ', length),
    producer: long('Hợp tác xã Nông nghiệp', length),
    address: long('xã Cư Dliê Mnông', length),
  });
  const { pages } = await readPdf(bytes);
  expect(pages).toHaveLength(1);
  expect(pages[0]).toContain('Số 128/GCN-UBND');
  expect(await readCode(bytes, [0, 0.196])).toBe(text.link);
});
