// Files over real HTTP: sent by tus’s own client, broken off, refused, read back, zipped.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { DetailedError, Upload } from 'tus-js-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { verifyDossierZip } from '../../moving/verify-zip.ts';
import { zipOf } from '../../papers/files/dossier-zip.ts';
import { docx, hashOf, pdf, png } from '../../papers/files/samples.fixture.ts';
import { type Holder, holder, signed } from '../../papers/signatures/signing.fixture.ts';
import { breakingLine } from '../../test/breaking-line.ts';
import { COMMUNE, DISTRICT, PRODUCER, type Served, served } from '../world.fixture.ts';

let s: Served;
let root: Holder;
beforeAll(async () => {
  root = await holder({ name: 'Gốc mẫu', from: '2021-01-01' });
  s = await served(({ files }) => ({ files: { ...files, roots: [root.certificate] } }));
  const earlier = { year: 2021, outcome: 'rated', stars: 2, document: { number: 'TB', date: '2021-12-01' } };
  await s.ask(`/v1/product-cycles/${s.cycle}/start-cycle`, { by: COMMUNE, body: { entry: 'rating', earlier } });
});
afterAll(() => s.close());

type Sending = {
  by?: string;
  fileName?: string;
  sha256?: string;
  at?: string;
  cycle?: string;
  chunk?: number;
  as?: 'dossier';
  text?: string;
};

/** By the client that browsers use; answers where it went, or the code of the problem. */
function send(
  bytes: Buffer,
  { by = COMMUNE, fileName = 'giay.pdf', at = s.url, ...of }: Sending = {},
): Promise<string> {
  const { cycle = s.cycle, chunk, sha256 = hashOf(bytes) } = of;
  return new Promise((resolve, reject) => {
    const upload = new Upload(bytes, {
      endpoint: `${at}/v1/product-cycles/${cycle}/uploads`,
      headers: { Authorization: `Bearer ${by}` },
      metadata: {
        sha256,
        filename: fileName,
        ...(of.as ? { dossier: '1' } : {}),
        ...(of.text ? { text: of.text } : {}),
      },
      retryDelays: Array<number>(40).fill(5),
      ...(chunk === undefined ? {} : { chunkSize: chunk }),
      onSuccess: () => resolve(upload.url ?? ''),
      onError: (error) => {
        const said = error instanceof DetailedError && error.originalResponse?.getBody();
        if (said) resolve(JSON.parse(said).code);
        else reject(error);
      },
    });
    upload.start();
  });
}

const read = (sha256: string, headers: Record<string, string> = {}, by = COMMUNE) =>
  fetch(`${s.url}/v1/product-cycles/${s.cycle}/files/${sha256}`, {
    headers: { authorization: `Bearer ${by}`, ...headers },
  });

test('a file that is sent comes back byte for byte, as bytes to keep', async () => {
  const bytes = await pdf('một');
  expect(await send(bytes, { fileName: 'Nguyễn Văn Mẫu.pdf' })).toContain('/uploads/');
  const answer = await read(hashOf(bytes));
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'content-disposition': `attachment; filename="${hashOf(bytes).slice(0, 16)}.pdf"`,
    'accept-ranges': 'bytes',
  });
  const { items } = await s.parts.accesses.list({ limit: 10 });
  expect(items[0]).toMatchObject({ what: 'file', account: COMMUNE, stream: `productCycle-${s.cycle}` });
  const listed = await s.ask(`/v1/product-cycles/${s.cycle}/files`, { by: COMMUNE });
  const name = expect.stringMatching(/^revealed productCycle-/);
  expect(listed.body).toMatchObject({
    files: [{ sha256: hashOf(bytes), bytes: bytes.length, checked: 'not-asked', name }],
  });
  const { facts } = await s.executor.look(productCycle, s.cycle);
  expect(JSON.stringify(facts)).not.toContain('Nguyễn');
  const noted = await s.parts.accesses.list({ limit: 1 });
  expect(noted.items[0]).toMatchObject({ what: 'personal', account: COMMUNE });
});

test('a span of it, the last bytes, and none', async () => {
  const bytes = await pdf('một');
  const span = async (range: string) => {
    const answer = await read(hashOf(bytes), { range });
    return [answer.status, answer.headers.get('content-range'), (await answer.arrayBuffer()).byteLength];
  };
  const size = bytes.length;
  expect(await span('bytes=0-99')).toEqual([206, `bytes 0-99/${size}`, 100]);
  expect(await span('bytes=100-')).toEqual([206, `bytes 100-${size - 1}/${size}`, size - 100]);
  expect(await span('bytes=-50')).toEqual([206, `bytes ${size - 50}-${size - 1}/${size}`, 50]);
  expect((await span('lines=1-2'))[0]).toBe(200);
  expect((await span(`bytes=${size}-`)).slice(0, 2)).toEqual([416, `bytes */${size}`]);
});

test('over a line that breaks again and again every byte arrives, once', async () => {
  const bytes = Buffer.concat([await pdf('dài'), Buffer.from(`%${'x'.repeat(3_000_000)}\n%%EOF\n`)]);
  const line = await breakingLine(s.url, (connection) =>
    connection % 2 === 0 ? 200_000 + 90_000 * connection : undefined,
  );
  try {
    await send(bytes, { at: line.url, chunk: 700_000 });
  } finally {
    await line.close();
  }
  expect(line.cut()).toBeGreaterThan(0);
  expect(Buffer.from(await (await read(hashOf(bytes))).arrayBuffer())).toEqual(bytes);
});

test('who lost the last answer asks, and is told that it was received', async () => {
  const bytes = await pdf('hai');
  const url = await send(bytes);
  const again = await fetch(url, { method: 'HEAD', headers: { authorization: `Bearer ${COMMUNE}` } });
  expect([again.status, again.headers.get('upload-offset')]).toEqual([200, String(bytes.length)]);
});

test('the same file twice is one fact and one file', async () => {
  const bytes = await pdf('ba');
  await send(bytes);
  const { revision } = await s.executor.look(productCycle, s.cycle);
  await send(bytes, { by: DISTRICT });
  expect((await s.executor.look(productCycle, s.cycle)).revision).toBe(revision);
});

describe('nothing stays of what is refused:', () => {
  const refuses = (what: string, code: string, of: () => Promise<string>) =>
    test(what, async () => {
      const before = await s.executor.look(productCycle, s.cycle);
      expect(await of()).toBe(code);
      expect((await s.executor.look(productCycle, s.cycle)).revision).toBe(before.revision);
      for (const account of [COMMUNE, PRODUCER]) expect(await s.parts.files.uploads.openOf(account)).toBe(0);
    });
  refuses('0 bytes', 'FILE_EMPTY', () => send(Buffer.alloc(0)));
  refuses('over the limit', 'FILE_TOO_LARGE', () => send(Buffer.alloc(9 << 20)));
  refuses('a hash that does not fit', 'FILE_HASH_DIFFERS', async () => send(await pdf(), { sha256: 'ab'.repeat(32) }));
  refuses('another type under the name', 'FILE_NAME_LIES', async () => send(await png()));
  refuses('a path in the name', 'FILE_NAME_UNUSABLE', async () => send(await pdf(), { fileName: '../../a.pdf' }));
  refuses('macros', 'FILE_HAS_MACROS', async () =>
    send(await docx({ 'word/vbaProject.bin': 'x' }), { fileName: 'a.docx' }),
  );
  refuses('no hash', 'UPLOAD_MALFORMED', async () => send(await pdf(), { sha256: 'x' }));
  refuses('a dossier that is not there', 'UNKNOWN_RESOURCE', async () =>
    send(await pdf(), { cycle: '66-2022-khong-co-1' }),
  );
  refuses('a foreign dossier', 'UNKNOWN_RESOURCE', async () => send(await pdf(), { by: 'demo-cu-m-gar' }));
  refuses('who has nothing to do there', 'FILE_NOT_WANTED', async () => send(await pdf(), { by: 'demo-auditor' }));
});

describe('an upload is its sender’s, and goes on from where it is:', () => {
  const begin = async (bytes: Buffer, by = COMMUNE) => {
    const metadata = `sha256 ${Buffer.from(hashOf(bytes)).toString('base64')}`;
    const headers = { 'Upload-Length': String(bytes.length), 'Upload-Metadata': metadata };
    const { body } = await s.ask(`/v1/product-cycles/${s.cycle}/uploads`, { by, method: 'POST', headers });
    return `/v1/product-cycles/${s.cycle}/uploads/${body.upload}`;
  };
  const go = (at: string, offset: number, raw: Buffer, by = COMMUNE, type = 'application/offset+octet-stream') =>
    s.ask(at, {
      by,
      method: 'PATCH',
      raw: Buffer.from(raw),
      headers: { 'content-type': type, 'Upload-Offset': String(offset) },
    });
  test('from another place, of another type, by somebody else', async () => {
    const bytes = await pdf('bốn');
    const at = await begin(bytes);
    expect(await go(at, 0, bytes.subarray(0, 10))).toMatchObject({ status: 204 });
    const elsewhere = await go(at, 0, bytes);
    expect(elsewhere).toMatchObject({ status: 409, body: { code: 'UPLOAD_OFFSET_DIFFERS', details: { offset: 10 } } });
    expect(await go(at, 10, bytes, COMMUNE, 'application/json')).toMatchObject({ status: 400 });
    expect(await go(at, 10, bytes.subarray(10), DISTRICT)).toMatchObject({ status: 404 });
    expect(await s.ask(at, { by: DISTRICT })).toMatchObject({ status: 404, body: { code: 'UPLOAD_UNKNOWN' } });
    expect(await go(at, 10, bytes)).toMatchObject({ status: 400, body: { code: 'UPLOAD_MALFORMED' } });
    expect(await s.ask(at, { by: COMMUNE, method: 'DELETE' })).toMatchObject({ status: 204 });
    expect(await s.ask(at, { by: COMMUNE })).toMatchObject({ status: 404 });
  });
});

test('a hash that somebody knows opens no file of another dossier', async () => {
  const known = randomUUID().replaceAll('-', '').repeat(2);
  const added = await s.ask(`/v1/product-cycles/${s.cycle}/add-evidence`, {
    by: COMMUNE,
    body: { id: 'biet', kind: 'other', document: { number: '1', date: '2022-02-01', sha256: known } },
  });
  expect(added.status, added.text).toBe(200);
  expect((await read(known)).status).toBe(404);
  const received = { account: COMMUNE, sha256: known, bytes: 1, kind: 'pdf' };
  const given = await s.ask(`/v1/product-cycles/${s.cycle}/receive-file`, { by: COMMUNE, body: received });
  expect(given).toMatchObject({ status: 404, body: { code: 'UNKNOWN_COMMAND' } });
});

test('a dossier as one zip has an index and its files, and is the same bytes each time', async () => {
  const bytes = await pdf('năm');
  await send(bytes);
  const document = { number: 'PKN', date: '2022-02-01', sha256: hashOf(bytes) };
  const body = { id: 'pkn', kind: 'test-report', criterion: '1.1', document, pages: { from: 2, to: 3 } };
  await s.ask(`/v1/product-cycles/${s.cycle}/add-evidence`, { by: COMMUNE, body });
  const take = async () => {
    const headers = { authorization: `Bearer ${COMMUNE}` };
    return Buffer.from(await (await fetch(`${s.url}/v1/product-cycles/${s.cycle}/dossier`, { headers })).arrayBuffer());
  };
  const one = await take();
  expect(hashOf(await take())).toBe(hashOf(one));
  const zip = await fromBufferPromise(one);
  const parts = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry())
    parts.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  expect([...parts.keys()]).toEqual(['muc-luc.json', 'muc-luc.html', 'files/pkn.pdf']);
  expect(parts.get('files/pkn.pdf')).toEqual(bytes);
  expect(JSON.parse(String(parts.get('muc-luc.json')))).toMatchObject({
    cycle: s.cycle,
    evidence: [{ id: 'biet' }, { id: 'pkn', criterion: '1.1', pages: { from: 2, to: 3 } }],
    files: [{ sha256: hashOf(bytes), path: 'files/pkn.pdf' }],
  });
  expect(String(parts.get('muc-luc.html'))).toContain('<a href="files/pkn.pdf">');
});

describe('a dossier that was taken as a zip', () => {
  const takeZip = async () => {
    const headers = { authorization: `Bearer ${COMMUNE}` };
    return Buffer.from(await (await fetch(`${s.url}/v1/product-cycles/${s.cycle}/dossier`, { headers })).arrayBuffer());
  };
  test('comes in again with a receipt, once, and is printed', async () => {
    const zip = await takeZip();
    expect(await send(zip, { as: 'dossier', fileName: 'ho-so.zip' })).toContain('/uploads/');
    const { revision } = await s.executor.look(productCycle, s.cycle);
    expect(await send(zip, { as: 'dossier' })).toContain('/uploads/');
    expect((await s.executor.look(productCycle, s.cycle)).revision).toBe(revision);
    const at = `/v1/product-cycles/${s.cycle}/receipts`;
    const { body } = await s.ask(at, { by: COMMUNE });
    expect(body.receipts).toMatchObject([
      { zip: hashOf(zip), bytes: zip.length, by: COMMUNE, files: [{ kind: 'pdf' }] },
    ]);
    expect((await s.ask(`${at}/${hashOf(zip)}`, { by: COMMUNE })).body).toMatchObject(body.receipts[0]);
    const page = await s.ask(`${at}/${hashOf(zip)}.html`, { by: COMMUNE });
    expect(page.text).toContain('GIẤY BIÊN NHẬN HỒ SƠ ĐIỆN TỬ');
    expect(page.text).toContain(body.receipts[0].files[0].sha256);
    expect(await s.ask(`${at}/${'ab'.repeat(32)}`, { by: COMMUNE })).toMatchObject({
      status: 404,
      body: { code: 'DOSSIER_RECEIPT_UNKNOWN' },
    });
  });
  test('is found again in the log, file by file, and what was changed in it is not', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ocop-verify-zip-'));
    const path = join(folder, 'ho-so.zip');
    const zip = await takeZip();
    writeFileSync(path, zip);
    expect(await verifyDossierZip(path, s.store)).toMatchObject({ findings: [], papers: 1, streams: 1 });
    writeFileSync(path, Buffer.from(zip).fill('x', zip.indexOf('%PDF-') + 200, zip.indexOf('%PDF-') + 210));
    expect(await verifyDossierZip(path, s.store)).toMatchObject({
      findings: [{ grade: 'manipulation', code: 'DOSSIER_FILE_DIFFERS' }],
    });
    writeFileSync(path, zip.toString('latin1').replaceAll(s.cycle, s.cycle.replace('2022', '2021')), 'latin1');
    const codes = (await verifyDossierZip(path, s.store)).findings.map(({ code }) => code);
    expect(['DOSSIER_NOT_IN_LOG', 'DOSSIER_ZIP_BROKEN']).toContain(codes[0]);
    rmSync(folder, { recursive: true });
  });
  test('is refused whole where it does not fit, and nothing of it stays', async () => {
    const zip = await takeZip();
    const at = zip.indexOf('%PDF-');
    const spoilt = Buffer.from(zip).fill('x', at + 200, at + 210);
    const { revision } = await s.executor.look(productCycle, s.cycle);
    expect(await send(spoilt, { as: 'dossier' })).toBe('DOSSIER_FILE_DIFFERS');
    expect(await send(await pdf('không phải zip'), { as: 'dossier' })).toBe('DOSSIER_ZIP_BROKEN');
    expect((await s.executor.look(productCycle, s.cycle)).revision).toBe(revision);
    expect(await s.parts.files.uploads.openOf(COMMUNE)).toBe(0);
  });
  test('brings along what its files are called, into the vault here; a name that leads anywhere else stays away', async () => {
    const pieces = await Promise.all([1, 2].map((i) => pdf(`đến từ nơi khác ${i}`)));
    const evidence = pieces.map((bytes, i) => ({
      ...{ id: `tu-noi-khac-${i}`, kind: 'other', words: 'khác' },
      document: { number: `${i}`, date: '2022-02-01', sha256: hashOf(bytes) },
    }));
    const files = pieces.map((bytes, i) => ({
      ...{ sha256: hashOf(bytes), bytes: bytes.length, kind: 'pdf' as const },
      fileName: ['Phiếu của bà Mẫu.pdf', '../../bà Mẫu.pdf'][i],
    }));
    const bytesOf = async (sha256: string) => Readable.from([pieces.find((one) => hashOf(one) === sha256) ?? '']);
    const zip = await buffer(zipOf({ cycle: s.cycle, product: 'Cà phê', evidence, files }, bytesOf));
    expect(await send(zip, { as: 'dossier' })).toContain('/uploads/');
    const { facts } = await s.executor.look(productCycle, s.cycle);
    const taken = facts.findLast(({ type }) => type === 'DossierTakenIn')?.data as { files: { fileName?: object }[] };
    const named = taken.files.filter(({ fileName }) => fileName !== undefined);
    expect(named).toMatchObject([{ sha256: files[0]?.sha256, fileName: { ref: expect.any(String) } }]);
    expect(JSON.stringify(facts)).not.toContain('bà Mẫu');
    const { body } = await s.ask(`/v1/product-cycles/${s.cycle}/files`, { by: COMMUNE });
    const listed = body.files.find((one: { sha256: string }) => one.sha256 === files[0]?.sha256);
    expect(listed.name).toMatch(/^revealed /);
    const { body: said } = await s.ask(`/v1/product-cycles/${s.cycle}/receipts`, { by: COMMUNE });
    expect(JSON.stringify(said)).not.toContain('fileName');
  });
});

test('a file that the law had erased is not handed out, and the index says so', async () => {
  const bytes = await pdf('sẽ bị xóa');
  await send(bytes);
  const sha256 = hashOf(bytes);
  const document = { number: 'GPKD', date: '2022-02-01', sha256 };
  await s.ask(`/v1/product-cycles/${s.cycle}/add-evidence`, {
    by: COMMUNE,
    body: { id: 'gpkd', kind: 'other', document },
  });
  const at = `/v1/product-cycles/${s.cycle}/erase-file`;
  const body = { sha256, ground: 'asked', document: { number: 'ĐN-7', date: '2022-02-01' } };
  const seen = await s.ask(`/v1/product-cycles/${s.cycle}`, { by: 'demo-admin' });
  const etag = seen.headers.get('etag') ?? '';
  const before = await s.ask(`${at}?preview`, { by: 'demo-admin', body, headers: { 'If-Match': etag } });
  expect(before.body).toMatchObject({ outcome: 'preview', alsoHeldBy: [], writes: [expect.anything()] });
  expect(await s.ask(at, { by: COMMUNE, body, headers: { 'If-Match': etag } })).toMatchObject({ status: 403 });
  const done = await s.ask(at, { by: 'demo-admin', body, headers: { 'If-Match': etag } });
  expect(done.status, done.text).toBe(200);
  expect(await s.ask(`/v1/product-cycles/${s.cycle}/files/${sha256}`, { by: COMMUNE })).toMatchObject({
    status: 410,
    body: { code: 'FILE_WAS_ERASED' },
  });
  expect(await send(bytes)).toBe('FILE_WAS_ERASED');
  const { body: listed } = await s.ask(`/v1/product-cycles/${s.cycle}/files`, { by: COMMUNE });
  expect(listed.files.find((file: { sha256: string }) => file.sha256 === sha256)).toMatchObject({
    erased: { vi: 'Đã xóa theo ĐN-7, 01/02/2022' },
  });
});

test('of a signed PDF the log has the hash of the text that was signed as well, of a scan what its sender says', async () => {
  const plain = await pdf('văn bản chờ ký');
  const chair = await holder({ name: 'Nguyễn Văn Ký', by: root });
  const once = await signed(plain, { by: chair, at: '2022-02-10T02:00:00Z' });
  const twice = await signed(once, { by: chair, at: '2022-02-10T03:00:00Z' });
  const scan = await png();
  const text = hashOf(plain);
  for (const bytes of [plain, once, twice]) await send(bytes);
  await send(scan, { text, fileName: 'quet.png' });
  expect(await send(await pdf('lạ'), { text: 'không phải mã' })).toBe('UPLOAD_MALFORMED');
  const { facts } = await s.executor.look(productCycle, s.cycle);
  const textOf = (bytes: Buffer) =>
    facts
      .filter(({ type }) => type === 'FileReceived')
      .map(({ data }) => data as { sha256: string; text?: object })
      .find(({ sha256 }) => sha256 === hashOf(bytes))?.text;
  expect([plain, once, twice, scan].map(textOf)).toEqual([
    undefined,
    { sha256: text, found: true },
    { sha256: text, found: true },
    { sha256: text, found: false },
  ]);
});

test('64 uploads at once', async () => {
  const many = await Promise.all(Array.from({ length: 64 }, (_, i) => pdf(`tệp ${i}`)));
  await Promise.all(many.map((bytes) => send(bytes)));
  for (const bytes of many) expect(Buffer.from(await (await read(hashOf(bytes))).arrayBuffer())).toEqual(bytes);
});

test('the digital signatures of a PDF are told to who may have the file, which is noted; a file without any has none', async () => {
  const chair = await holder({ name: 'Nguyễn Văn Ký', by: root });
  const plain = await pdf('không ký');
  const bytes = await signed(await pdf('quyết định'), { by: chair, at: '2022-02-10T02:00:00Z' });
  for (const one of [plain, bytes]) expect(await send(one)).toContain('/uploads/');
  const ask = (sha256: string, by = COMMUNE) =>
    s.ask(`/v1/product-cycles/${s.cycle}/files/${sha256}/signatures`, { by });
  s.at('2022-02-11');
  expect((await ask(hashOf(plain))).body.signatures).toEqual([]);
  expect((await ask(hashOf(bytes))).body.signatures).toMatchObject([{ signer: 'Nguyễn Văn Ký', verdict: 'good' }]);
  const { items } = await s.parts.accesses.list({ limit: 1 });
  expect(items).toMatchObject([{ account: COMMUNE, what: 'file' }]);
  expect((await ask('0'.repeat(64))).body.code).toBe('FILE_UNKNOWN');
  expect((await ask(hashOf(bytes), 'demo-lak-xa-1')).status).toBe(404);
  s.at('2022-02-10');
});
