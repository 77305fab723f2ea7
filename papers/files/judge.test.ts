import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isRefusal } from '../../domain/kernel/refusal.ts';
import type { FileKind } from '../../domain/product-cycle/file-kinds.ts';
import { judgeFile, nameOf } from './judge.ts';
import { docx, jpg, pdf, png, xlsx, zipped } from './samples.fixture.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ocop-judge-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const takes: readonly FileKind[] = ['pdf', 'jpg', 'png', 'docx', 'xlsx'];

/** The kind, or the code of the refusal. */
async function judged(bytes: Uint8Array, fileName?: string, kinds = takes): Promise<string> {
  const path = join(folder, 'one');
  writeFileSync(path, bytes);
  const said = await judgeFile(path, { takes: kinds, fileName });
  return isRefusal(said) ? said.code : said;
}

test('what an office sends is taken by its content', async () => {
  expect(await judged(await pdf(), 'Phiếu kiểm nghiệm.PDF')).toBe('pdf');
  expect(await judged(await jpg(), 'anh.jpeg')).toBe('jpg');
  expect(await judged(await png())).toBe('png');
  expect(await judged(await docx(), 'phuong-an.docx')).toBe('docx');
  expect(await judged(await xlsx(), 'bang.xlsx')).toBe('xlsx');
});

describe('refused, each by its own code:', () => {
  const refuses = (what: string, code: string, of: () => Promise<Uint8Array>, fileName?: string) =>
    test(what, async () => expect(await judged(await of(), fileName)).toBe(code));

  refuses('another type under a kind’s name', 'FILE_NAME_LIES', png, 'giay.pdf');
  refuses('a page', 'FILE_KIND_REFUSED', async () => Buffer.from('<html><script>1</script>'), 'giay.pdf');
  refuses('a program', 'FILE_KIND_REFUSED', async () => Buffer.from(`MZ${'\0'.repeat(200)}`), 'giay.pdf');
  refuses('a plain zip', 'FILE_KIND_REFUSED', () => zipped({ 'a.txt': 'a' }), 'giay.docx');
  refuses('an encrypted PDF', 'FILE_ENCRYPTED', () => pdf('x', { userPassword: 'mat-khau' }));
  refuses('a PDF with only an owner’s password', 'FILE_ENCRYPTED', () => pdf('x', { ownerPassword: 'x' }));
  refuses('one that spells it otherwise', 'FILE_ENCRYPTED', async () => {
    const text = (await pdf('x', { userPassword: 'x' })).toString('latin1');
    return Buffer.from(text.replace('/Encrypt', '/Encr#79pt'), 'latin1');
  });
  refuses('a PDF without its end', 'FILE_BROKEN', async () => (await pdf()).subarray(0, -40));
  refuses('a PDF that is a zip', 'FILE_IS_TWO', async () =>
    Buffer.concat([await pdf(), await zipped({ 'a.txt': 'a' })]),
  );
  refuses('a PDF with a page behind it', 'FILE_IS_TWO', async () =>
    Buffer.concat([await pdf(), Buffer.from('<script>alert(1)</script>')]),
  );
  refuses('a picture that is a zip', 'FILE_IS_TWO', async () => Buffer.concat([await jpg(), await docx()]));
  refuses('a picture with something behind it', 'FILE_IS_TWO', async () =>
    Buffer.concat([await png(), Buffer.from('more')]),
  );
  refuses('half a picture', 'FILE_BROKEN', async () => (await png()).subarray(0, -20));
  refuses('macros in a DOCX', 'FILE_HAS_MACROS', () => docx({ 'word/vbaProject.bin': 'x' }), 'a.docx');
  refuses('macros in an XLSX', 'FILE_HAS_MACROS', () => xlsx({ 'xl/vbaProject.bin': 'x' }), 'a.xlsx');
  refuses(
    'a DOCM under the name of a DOCX',
    'FILE_HAS_MACROS',
    () => docx({}, 'application/vnd.ms-word.document.macroEnabled.main+xml'),
    'a.docx',
  );
  refuses('a Word document under a password', 'FILE_ENCRYPTED', async () => compound(), 'a.docx');
  refuses('a zip bomb', 'FILE_IS_BOMB', () => docx({ 'word/media/1.bin': Buffer.alloc(24 << 20) }));
  refuses('a zip of too many parts', 'FILE_IS_BOMB', () =>
    xlsx(Object.fromEntries(Array.from({ length: 2001 }, (_, i) => [`xl/${i}`, '']))),
  );
});

test('what an office does not take is refused, though it is whole', async () => {
  expect(await judged(await xlsx(), 'a.xlsx', ['pdf'])).toBe('FILE_KIND_REFUSED');
});

test('a name is a name alone', () => {
  const refused = (name: string) => isRefusal(nameOf(name));
  expect(nameOf(' Phiếu.pdf')).toBe('Phiếu.pdf');
  for (const path of ['../a.pdf', 'a/b.pdf', 'C:\\a.pdf', 'a\u0000.pdf', 'a\n.pdf', '..', '', 'x'.repeat(201)])
    expect(refused(path), path).toBe(true);
});

/** As Word wraps what it encrypts: an OLE file. */
const compound = (): Buffer => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2048)]);
