import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { placesOf } from '../settings/settings.ts';
import { init } from './init.ts';

const province = { code: '66', name: 'tỉnh Đắk Lắk', from: '2004-01-01' };
const district = { code: '650', name: 'huyện Krông Năng', level: 'district' };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ocop-init-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function initFrom(content: Buffer | object): Promise<number> {
  const file = join(folder, 'units.json');
  writeFileSync(file, Buffer.isBuffer(content) ? content : JSON.stringify(content));
  const made = await init(placesOf({ OCOP_DATA: join(folder, 'data'), OCOP_STORE_URL: '', OCOP_VAULT_URL: '' }), file);
  expect(made.invitation).toMatch(/^[\w-]{32}$/);
  return made.units;
}

const text = JSON.stringify({ province, units: [district] });

test('a file that begins with a mark of byte order is read', async () => {
  expect(await initFrom(Buffer.from(`\uFEFF${text}`))).toBe(2);
});

test.each<[string, Buffer | object, RegExp]>([
  ['UTF-16', Buffer.from(`\uFEFF${text}`, 'utf16le'), /is UTF-16\. Save it as UTF-8/],
  ['windows-1258', Buffer.from(text.replace('Đắk', '\xd0\xe3\xeck'), 'latin1'), /not UTF-8, perhaps windows-1258/],
  ['a field twice', Buffer.from(text.replace('"name"', '"name":"x","name"')), /has the field name twice/],
  ['a unit twice', { province, units: [district, { ...district, name: 'huyện khác' }] }, /units twice: 650/],
  ['the province among its units', { province, units: [{ ...district, code: '66' }] }, /units twice: 66/],
  ['an invisible character', { province, units: [{ ...district, name: 'huyện\u200B' }] }, /units\.0\.name: .*U\+200B/],
  ['a code of another shape', { province: { ...province, code: 'DL' }, units: [] }, /province\.code: .*two digits/],
])('%s is refused with what to do, and nothing is left behind', async (_, content, sentence) => {
  await expect(initFrom(content)).rejects.toMatchObject({
    code: 'UNITS_FILE_INVALID',
    message: expect.stringMatching(sentence),
  });
  expect(await initFrom({ province, units: [district] })).toBe(2);
});
