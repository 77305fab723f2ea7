// A dossier's zip is believed in nothing: what was put in, taken out, doubled, renamed or blown up is refused by its name.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { isRefusal } from '../../domain/kernel/refusal.ts';
import { manifestOf } from '../../domain/product-cycle/manifest.ts';
import { digest } from '../../eventstore/envelope.ts';
import { type Dossier, zipOf } from './dossier-zip.ts';
import { openDossier } from './open-dossier.ts';
import { hashOf, pdf, png } from './samples.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'ocop-dossier-'));
afterAll(() => rmSync(folder, { recursive: true }));

const id = '66-2022-ca-phe-mau-1';
let report: Buffer;
let picture: Buffer;
let whole: Dossier;
let count = 0;

beforeAll(async () => {
  [report, picture] = [await pdf('phiếu'), await png()];
  const document = (number: string, bytes: Buffer) => ({ number, date: '2022-02-01', sha256: hashOf(bytes) });
  const evidence = [
    { id: 'pkn', kind: 'test-report', criterion: '1.1', document: document('PKN', report), pages: { from: 1, to: 2 } },
    { id: 'anh', kind: 'other', document: document('ẢNH', picture), validUntil: '2023-02-01' },
  ];
  const state = { evidence, localShares: { at: 7 } };
  const of = (added?: object) => manifestOf({ id, state, criteriaSet: 'R2019/6', digest, ...(added ? { added } : {}) });
  const documents = [{ number: 'BS', date: '2022-06-01' }];
  whole = {
    ...{ cycle: id, product: 'Cà phê mẫu', criteriaSet: 'R2019/6', filedOn: '2022-05-02', localShares: 7 },
    manifest: of(),
    evidence: evidence.map((piece) => ({ ...piece, words: piece.kind })),
    added: [{ manifest: of({ after: of(), documents }), documents }],
    files: [
      { sha256: hashOf(report), bytes: report.length, kind: 'pdf', fileName: 'Phiếu của bà Mẫu.pdf' },
      { sha256: hashOf(picture), bytes: picture.length, kind: 'png' },
    ],
  };
});

const bytesOf = async (sha256: string) => Readable.from([sha256 === hashOf(report) ? report : picture]);
const MOST = { one: 1 << 20, all: 4 << 20 };

async function opened(bytes: Buffer, most = MOST) {
  const path = join(folder, `${count++}.zip`);
  writeFileSync(path, bytes);
  const into = `${path}.unpacked`;
  const index = await openDossier(path, { digest, most, into });
  return { index, into };
}
async function codeOf(bytes: Buffer, most = MOST) {
  const { index } = await opened(bytes, most);
  return isRefusal(index) ? index.code : 'taken';
}

/** The parts of the zip, changed as somebody might, and packed again. */
async function changed(
  change: (index: any, parts: Map<string, Buffer>) => void,
  more: [string, Buffer][] = [],
  pack = false,
) {
  const zip = new ZipFile();
  const files = new Map(
    whole.files.map(({ sha256, kind }) => {
      const piece = whole.evidence.find(({ document }) => document.sha256 === sha256)?.id;
      return [`files/${piece}.${kind}`, sha256 === hashOf(report) ? report : picture];
    }),
  );
  const { evidence, ...head } = whole;
  const index: any = structuredClone({
    ocopDossier: 1,
    ...head,
    evidence: evidence.map(({ words: _, ...piece }) => piece),
    files: whole.files.map((file, i) => ({ ...file, path: [...files.keys()][i] })),
  });
  change(index, files);
  if (index.cycle !== undefined) zip.addBuffer(Buffer.from(JSON.stringify(index)), 'muc-luc.json');
  for (const [name, bytes] of [...files, ...more]) zip.addBuffer(bytes, name, { compress: pack });
  zip.end();
  return buffer(zip.outputStream as Readable);
}

test('what was packed is opened, file by file, as it was', async () => {
  const { index, into } = await opened(await buffer(zipOf(whole, bytesOf)));
  expect(index).toMatchObject({ cycle: id, manifest: whole.manifest, files: [{ path: expect.any(String) }, {}] });
  expect(readdirSync(into).sort()).toEqual([hashOf(report), hashOf(picture)].sort());
  expect(readFileSync(join(into, hashOf(picture)))).toEqual(picture);
});

test('packed anew by another program it is the same dossier', async () => {
  expect(await codeOf(await changed(() => {}, [], true))).toBe('taken');
});

describe('refused:', () => {
  const refuses = (what: string, code: string, of: () => Promise<Buffer>, most = MOST) =>
    test(what, async () => expect(await codeOf(await of(), most)).toBe(code));
  const other = () => Buffer.from(report).fill('x', 40, 60);
  refuses('what is no zip', 'DOSSIER_ZIP_BROKEN', async () => Buffer.from('không phải ZIP'));
  refuses('a zip that is cut off', 'DOSSIER_ZIP_BROKEN', async () => (await changed(() => {})).subarray(0, -60));
  refuses('one without an index', 'DOSSIER_INDEX_MISSING', () => changed((index) => delete index.cycle));
  refuses('an index of a newer release', 'DOSSIER_INDEX_NEWER', () => changed((index) => (index.ocopDossier = 2)));
  refuses('an index with more in it', 'DOSSIER_INDEX_BROKEN', () => changed((index) => (index.more = 1)));
  refuses('a file that is missing', 'DOSSIER_FILE_MISSING', () => changed((_, parts) => parts.delete('files/pkn.pdf')));
  refuses('a file too many', 'DOSSIER_FILE_EXTRA', () => changed(() => {}, [['files/them.pdf', report]]));
  refuses('a file no paper names', 'DOSSIER_FILE_EXTRA', () =>
    changed((index) => index.files.push({ ...index.files[0], sha256: 'ab'.repeat(32), path: 'files/them.pdf' })),
  );
  refuses('one name twice in the zip', 'DOSSIER_FILE_TWICE', () => changed(() => {}, [['files/pkn.pdf', other()]]));
  refuses('one name twice in the index', 'DOSSIER_FILE_TWICE', () =>
    changed((index) => (index.files[1].path = 'files/pkn.pdf')),
  );
  refuses('other bytes of the same length', 'DOSSIER_FILE_DIFFERS', () =>
    changed((_, parts) => parts.set('files/pkn.pdf', other())),
  );
  refuses('another length', 'DOSSIER_FILE_DIFFERS', () => changed((_, parts) => parts.set('files/pkn.pdf', picture)));
  refuses('a way out of the folder, in the index', 'DOSSIER_INDEX_BROKEN', () =>
    changed((index) => (index.files[0].path = 'files/../../etc.pdf')),
  );
  refuses('a way out of the folder, in the zip', 'DOSSIER_FILE_EXTRA', async () => {
    const zip = await changed(() => {}, [['files/aa-aa-aa.pdf', report]]);
    return Buffer.from(zip.toString('latin1').replaceAll('files/aa-aa-aa.pdf', '../../../xx-aa.pdf'), 'latin1');
  });
  refuses('a piece of evidence changed', 'DOSSIER_MANIFEST_WRONG', () =>
    changed((index) => (index.evidence[0].pages = { from: 3, to: 4 })),
  );
  refuses('a piece taken out', 'DOSSIER_MANIFEST_WRONG', () =>
    changed((index, parts) => {
      index.evidence.pop();
      index.files.pop();
      parts.delete('files/anh.png');
    }),
  );
  refuses('a paper added afterwards changed', 'DOSSIER_MANIFEST_WRONG', () =>
    changed((index) => (index.added[0].documents[0].number = 'KHÁC')),
  );
  refuses('what unpacks without end', 'FILE_IS_BOMB', () =>
    changed(() => {}, [['files/bom.pdf', Buffer.alloc(9 << 20)]], true),
  );
  refuses('a file over the limit', 'FILE_TOO_LARGE', () => changed(() => {}), { one: 100, all: 1 << 20 });
  refuses('all of it over the limit', 'FILE_TOO_LARGE', () => changed(() => {}), { one: 1 << 20, all: 1000 });
});
