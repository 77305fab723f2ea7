import fc from 'fast-check';
import { expect, test } from 'vitest';
import { idCode, paperCode, readPaperCode } from './paper-code.ts';

const id = '66-2022-ca-phe-mau-1';
const printed = ['66/OCOP', 4, '2022-11-10', '2025-11-10', undefined, 'Cà phê Mẫu'];

test('a code stays for ever: it stands on papers', () => {
  expect(paperCode(id, printed)).toBe('SXW1-45RW-K4E5');
});

test('is read as it is typed', () => {
  const code = paperCode(id, printed);
  const read = { idCode: idCode(id), code };
  for (const typed of [code, code.toLowerCase(), code.replaceAll('-', ''), ` ${code} `, code.replaceAll('0', 'o')])
    expect(readPaperCode(typed), typed).toEqual(read);
  for (const none of ['', 'x', `${code}0`, code.slice(1), 'UUUU-UUUU-UUUU', '%00'])
    expect(readPaperCode(none)).toBeUndefined();
});

test('one on which anything else is printed has another, of the same certificate', () => {
  const codes = printed.map((_, i) => paperCode(id, printed.with(i, 'khác')));
  expect(new Set([paperCode(id, printed), ...codes]).size).toBe(printed.length + 1);
  for (const code of codes) expect(readPaperCode(code)?.idCode).toBe(idCode(id));
});

test('what is printed is not taken apart otherwise than it was put together', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 2, maxLength: 4 }), (parts) => {
      const [first = '', second = '', ...rest] = parts;
      expect(paperCode(id, parts)).not.toBe(paperCode(id, [first + second, ...rest]));
    }),
    { numRuns: 50 },
  );
});
