// A browser and the command line close and open the same envelopes: each opens what the other closed, and commits to it alike.
import { expect, test } from 'vitest';
import * as cli from '../../../cli/chair-key.ts';
import { digest } from '../../../eventstore/envelope.ts';
import { closeTo, makeKey, openWith, readKeyFile, unwrapKey } from './envelope.ts';

const of = { session: '66-2022-huyen-dot-1', cycle: '66-2022-cà-phê-1', member: 'uy-vien-1' };
const sheet = { choices: { '1.1': '1.1/3', '2': null, '10.2': '10.2/5' }, seen: ['story'] };
const words = 'một câu khóa thật dài';

test('what the browser closes the command line opens, and the other way round', async () => {
  const { file, recovery } = await makeKey(words);
  const atDesk = cli.unwrapKey(cli.keyFile.parse(file), words);
  const here = await unwrapKey(file, recovery);
  if (!atDesk || !here) throw new Error('the key does not open');
  const closedHere = await closeTo(file.publicKey, of, sheet);
  const openedThere = cli.openWith(atDesk, of, closedHere.envelope);
  expect(openedThere?.value).toEqual(sheet);
  expect(digest(openedThere)).toBe(closedHere.commitment);
  const closedThere = cli.closeTo(file.publicKey, of, sheet);
  const openedHere = await openWith(here, of, closedThere.envelope);
  expect(openedHere?.value).toEqual(sheet);
  expect(digest(openedHere)).toBe(closedThere.commitment);
  // Neither tells by its length what is in it.
  expect(closedHere.envelope.length).toBe(closedThere.envelope.length);
});

test('a key file of the command line opens here, by either half and by nothing else', async () => {
  const { file, recovery } = cli.makeKey(words);
  const read = readKeyFile(JSON.stringify(file));
  if (!read) throw new Error('not read');
  expect(await unwrapKey(read, words)).toBeDefined();
  expect(await unwrapKey(read, recovery)).toBeDefined();
  expect(await unwrapKey(read, 'một câu khác')).toBeUndefined();
  expect(readKeyFile('{"form":"x"}')).toBeUndefined();
  expect(readKeyFile('không phải JSON')).toBeUndefined();
});

test('an envelope opens for its own member and product alone, with its own key, and as it was', async () => {
  const { file } = await makeKey(words);
  const key = await unwrapKey(file, words);
  const other = await unwrapKey((await makeKey(words)).file, words);
  if (!key || !other) throw new Error('the key does not open');
  const { envelope } = await closeTo(file.publicKey, of, sheet);
  expect(await openWith(key, of, envelope)).toBeDefined();
  expect(await openWith(key, { ...of, member: 'uy-vien-2' }, envelope)).toBeUndefined();
  expect(await openWith(other, of, envelope)).toBeUndefined();
  const [form, ephemeral, sealed = ''] = envelope.split(' ');
  const changed = `${form} ${ephemeral} ${sealed.slice(0, 40)}${sealed[40] === 'A' ? 'B' : 'A'}${sealed.slice(41)}`;
  expect(await openWith(key, of, changed)).toBeUndefined();
});
