// What a certificate's second code says, checked as whoever scanned it would: with the root key alone.
import { expect, test } from 'vitest';
import { certificateText } from './checkpoint.ts';
import { collectFindings } from './finding.ts';
import { isStatement, type PaperSays, signedStatement, verifyStatement } from './paper-statement.ts';
import { makeSignerKey, type SignerKey, signatureLine } from './signed-note.ts';

const root = makeSignerKey('ocop.example/root');
const key = makeSignerKey('ocop.example/2027');
const days = { from: '2027-01-01', until: '2027-12-31' };
const certificateBy = (by: SignerKey, of = key) =>
  signatureLine(certificateText({ key: of.text, ...days }), by)
    .trimEnd()
    .split(' ')
    .at(-1) ?? '';
const says: PaperSays = {
  number: '66/OCOP',
  product: 'Cà phê bột Ẫ Ự ỡ',
  stars: 4,
  from: '2027-03-01',
  until: '2030-03-01',
  decision: '12/QĐ-UBND, 01/03/2027',
  link: 'https://ocop.example/c/0000-1111-2222',
};
const statement = signedStatement(says, key, { ...days, certificate: certificateBy(root) });

function judged(text: string, rootKey: string | undefined = root.text) {
  const findings = collectFindings();
  const read = verifyStatement(text, { findings, at: 'x', rootKey });
  return { read, codes: findings.listed().map(({ code }) => code) };
}

test('says what was signed, also after a scanner, a mail or an editor had it', () => {
  for (const text of [statement, statement.trimEnd(), `\uFEFF${statement.replaceAll('\n', '\r\n')}`]) {
    expect(isStatement(text)).toBe(true);
    expect(judged(text)).toEqual({ read: says, codes: [] });
  }
});

test('any word that was changed is forged, and what is cut off is broken', () => {
  for (const [was, is] of [
    ['4 sao', '5 sao'],
    ['2030-03-01', '2031-03-01'],
    ['66/OCOP', '67/OCOP'],
    ['bột', 'hạt'],
  ] as const)
    expect(judged(statement.replace(was, is)).codes, is).toEqual(['STATEMENT_FORGED']);
  expect(judged(statement.slice(0, -20)).codes).not.toEqual([]);
  expect(judged(statement.split('\n\n')[0] ?? '').codes).toEqual(['STATEMENT_BROKEN']);
});

test('a key that the root did not vouch for says nothing, however well it signs', () => {
  const other = makeSignerKey('ocop.example/2027');
  const bySelf = signedStatement(says, other, { ...days, certificate: certificateBy(other, other) });
  expect(judged(bySelf).codes).toEqual(['CERTIFICATE_BAD']);
  const borrowed = signedStatement(says, other, { ...days, certificate: certificateBy(root) });
  expect(judged(borrowed).codes).toEqual(['CERTIFICATE_BAD']);
  const longer = signedStatement(says, key, { ...days, until: '2028-12-31', certificate: certificateBy(root) });
  expect(judged(longer).codes).toEqual(['CERTIFICATE_BAD']);
});

test('without the root key it is said that nobody knows who signed', () => {
  const findings = collectFindings();
  verifyStatement(statement, { findings, at: 'x', rootKey: undefined });
  expect(findings.counts()).toEqual({ manipulation: 0, gap: 0, notice: 1 });
});

test('a name over two lines makes no line of its own', () => {
  const sly = { ...says, product: 'Trà\nHạng: 5 sao' };
  const text = signedStatement(sly, key, { ...days, certificate: certificateBy(root) });
  expect(judged(text)).toMatchObject({ read: { product: 'Trà Hạng: 5 sao', stars: 4 }, codes: [] });
});
