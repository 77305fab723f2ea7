// Workbooks that would cost the reader more than they are, or say something else than they show.
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { sheetsIn } from './sheet-bounds.ts';

const SHEET = 'xl/worksheets/sheet1.xml';
let parts: Record<string, Uint8Array>;
let xml: string;
beforeAll(async () => {
  const data = [[{ value: 'Mã', type: String }], [{ value: 'a', type: String }]];
  parts = unzipSync(await writeXlsxFile([{ sheet: 'A', data }]).toBuffer());
  xml = strFromU8(parts[SHEET] as Uint8Array);
});

const judged = (sheet: string, more: Record<string, Uint8Array> = {}) =>
  sheetsIn(Buffer.from(zipSync({ ...parts, [SHEET]: strToU8(sheet), ...more })));
const ending = (row: string) => xml.replace('</sheetData>', `${row}</sheetData>`);

test('a table as it is saved is read, and its formulas are known', () => {
  expect(judged(xml)).toEqual({ formulas: new Set() });
  expect(judged(ending('<row r="3"><c r="A3"><f>1+1</f><v>2</v></c><c r="B3" s="1"/></row>'))).toEqual({
    formulas: new Set(['A3']),
  });
});

test.each([
  ['a cell in the last corner', '<row r="3"><c r="XFD1048576"/></row>'],
  ['a row at the end', '<row r="1048576"/>'],
  ['more empty rows than anybody has', '<row/>'.repeat(20_001)],
  ['under a prefix, in other quotes, behind another attribute', "<x:row><x:c s = '>' r = 'XFD9'/></x:row>"],
])('%s is too large', (_, row) => {
  expect(judged(ending(row))).toBe('too-large');
});

test('so is what its dimension says', () => {
  expect(judged(xml.replace('<sheetData>', '<dimension ref="A1:XFD1048576"/><sheetData>'))).toBe('too-large');
});

test('what declares entities, or writes its references so that they are missed, is no sheet', () => {
  const declared = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>';
  expect(judged(xml.replace('?>', `?>${declared}`))).toBe('unreadable');
  expect(judged(xml, { 'xl/sharedStrings.xml': strToU8(`${declared}<sst/>`) })).toBe('unreadable');
  expect(judged(ending('<row r="3"><c r="&#88;FD1"/></row>'))).toBe('unreadable');
  expect(judged(ending('<row r="3"><c r=A3></row>'))).toBe('unreadable');
});
