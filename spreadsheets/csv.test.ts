import { expect, test } from 'vitest';
import { isRefusal } from '../domain/kernel/refusal.ts';
import { cellsOf, textIn } from './csv.ts';
import { fromLegacy, recognised } from './legacy-text.ts';

const SAID =
  'Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - Hạnh phúc; Ủy ban nhân dân tỉnh Đắk Lắk, cà phê bột ngưỡng';
const latin1 = (text: string) => Buffer.from(text, 'latin1');
/** As offices' old programs wrote the same words. */
const written = {
  tcvn3: latin1(
    'Céng hßa x· héi chñ nghÜa ViÖt Nam, §éc lËp - Tù do - H¹nh phóc; ñy ban nh©n d©n tØnh §¾k L¾k, cµ phª bét ng\u00ADìng',
  ),
  vni: latin1(
    'Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, Ñoäc laäp - Töï do - Haïnh phuùc; UÛy ban nhaân daân tænh Ñaék Laék, caø pheâ boät ngöôõng',
  ),
  'windows-1258': latin1(
    'Cô\u00f2ng ho\u00cca xa\u00de hô\u00f2i chu\u00d2 nghi\u00dea Viê\u00f2t Nam, \u00d0ô\u00f2c lâ\u00f2p - T\u00fd\u00f2 do - Ha\u00f2nh phu\u00ecc; U\u00d2y ban nhân dân ti\u00d2nh \u00d0\u00e3\u00eck L\u00e3\u00eck, ca\u00cc phê bô\u00f2t ng\u00fd\u00f5\u00deng',
  ),
} as const;

test.each(Object.entries(written))('%s is recognised and read', (encoding, bytes) => {
  expect(recognised(bytes)).toBe(encoding);
  // Capitals with a tone are of another font there.
  const read = fromLegacy(bytes, encoding as keyof typeof written);
  expect(encoding === 'tcvn3' ? read.toLowerCase() : read).toBe(encoding === 'tcvn3' ? SAID.toLowerCase() : SAID);
});

test('an old encoding is offered with a sample and taken once somebody has said so; what nobody knows is refused', () => {
  const offered = textIn(written.tcvn3, undefined);
  expect(isRefusal(offered) && [offered.code, offered.details]).toMatchObject([
    'SHEET_ENCODING_LEGACY',
    { encoding: 'tcvn3', sample: expect.stringContaining('Cộng hòa xã hội') },
  ]);
  expect(textIn(written.tcvn3, 'tcvn3')).toContain('Cộng hòa');
  const unknown = textIn(latin1('Stra\u00dfe, Fran\u00e7ois, \u00fc\u00f6\u00e4\u00b0\u00b1'), undefined);
  expect(isRefusal(unknown) && unknown.code).toBe('SHEET_ENCODING_UNKNOWN');
});

test('UTF-8 with its mark and without, also apart, and UTF-16 are read as one', () => {
  for (const bytes of [
    Buffer.from(`\uFEFF${SAID}`),
    Buffer.from(SAID.normalize('NFD')),
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(SAID, 'utf16le')]),
  ])
    expect(textIn(bytes, undefined)).toBe(SAID);
  expect(textIn(Buffer.from([1, 0, 2]), undefined)).toBeUndefined();
});

test('cells are parted by what parts most of them, and hold in quotes whatever they hold', () => {
  const rows = [
    ['Mã', 'Tên', 'Điểm'],
    ['00123', 'HTX "Một"; hai,\nba', '1.234,5'],
  ];
  for (const separator of [';', '\t', ',']) {
    const quoted = rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(separator));
    expect(cellsOf(quoted.join('\r\n')), separator).toEqual(rows);
  }
  expect(cellsOf('a;b\n\nc;')).toEqual([['a', 'b'], [''], ['c', '']]);
});
