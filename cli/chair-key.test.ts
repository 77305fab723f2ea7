import { expect, test } from 'vitest';
import { digest } from '../eventstore/envelope.ts';
import { closeTo, keyFile, makeKey, openWith, unwrapKey } from './chair-key.ts';

const of = { session: '66-2022-hoi-dong-1', cycle: '66-2022-ca-phe-1', member: 'demo-uy-vien-1' };
const value = { choices: { '1.1': '1.1/3' } };
const { file, recovery } = makeKey('một câu thật dài');

test('the private half comes back by the passphrase or the recovery share, and by nothing else', () => {
  const key = unwrapKey(file, 'một câu thật dài');
  const { commitment, envelope } = closeTo(file.publicKey, of, value);
  const opened = key && openWith(key, of, envelope);
  expect(opened?.value).toEqual(value);
  expect(digest(opened)).toBe(commitment);
  const byPaper = unwrapKey(keyFile.parse(JSON.parse(JSON.stringify(file))), recovery);
  expect(byPaper && openWith(byPaper, of, envelope)).toEqual(opened);
  expect(unwrapKey(file, 'một câu khác')).toBeUndefined();
  expect(JSON.stringify(file)).not.toContain(recovery);
}, 120_000);

test('an envelope opens for its own member and product alone, unchanged, and tells nothing by its length', () => {
  const key = unwrapKey(file, recovery);
  const { envelope } = closeTo(file.publicKey, of, value);
  if (!key) throw new Error('no key');
  expect(openWith(key, { ...of, member: 'demo-khac' }, envelope)).toBeUndefined();
  expect(openWith(key, { ...of, cycle: '66-2022-tieu-1' }, envelope)).toBeUndefined();
  expect(openWith(key, of, `${envelope.slice(0, -3)}AAA`)).toBeUndefined();
  expect(openWith(key, of, 'x')).toBeUndefined();
  const other = unwrapKey(makeKey('khác').file, 'khác');
  expect(other && openWith(other, of, envelope)).toBeUndefined();
  for (const other of [{ choices: {} }, { choices: { '1.1': 'ế'.repeat(30) } }])
    expect(closeTo(file.publicKey, of, other).envelope).toHaveLength(envelope.length);
}, 120_000);
