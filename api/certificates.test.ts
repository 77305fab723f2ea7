// Certificates over HTTP, in the demo’s own province: issued, found in the list, and what is refused.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { certificateText } from '../audit/checkpoint.ts';
import { collectFindings } from '../audit/finding.ts';
import { signedStatement, verifyStatement } from '../audit/paper-statement.ts';
import { makeSignerKey, signatureLine } from '../audit/signed-note.ts';
import { walkOf } from '../demo/walk.ts';
import { readCode, readPdf } from '../papers/read-pdf.fixture.ts';
import { rehearsing } from '../test/rehearsal.ts';
import { type Served, served } from './world.fixture.ts';

const SIGNER = 'demo-signer';
const PRODUCER = 'demo-htx-ca-phe-mau';
const COMMUNE = 'demo-krong-nang-xa-1';
/** What the vault says of any name here. */
const NAME = 'revealed';
const root = makeSignerKey('ocop.example/root');
const key = makeSignerKey('ocop.example/2022');
const days = { from: '2022-01-01', until: '2022-12-31' };
const certificate =
  signatureLine(certificateText({ key: key.text, ...days }), root)
    .trimEnd()
    .split(' ')
    .at(-1) ?? '';
let s: Served;
beforeAll(async () => {
  s = await served(() => ({ vouch: async (says) => signedStatement(says, key, { ...days, certificate }) }));
  const way = walkOf(s.product, { points: [8200, 8200] }).way.filter((act) => act.command.name !== 'IssueCertificate');
  await rehearsing(s).walk(way);
}, 120_000);
afterAll(() => s.close());

/** Where on the page its codes are, as parts of its width. */
const [FIRST, SECOND] = [
  [0, 0.196],
  [0.196, 0.5],
] as const;
const pageAt = async (path: string) => (await fetch(`${s.url}${path}`)).text();

async function printed(by: string): Promise<Buffer> {
  const answer = await fetch(`${s.url}${its()}/papers/certificate`, { headers: { authorization: `Bearer ${by}` } });
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  return Buffer.from(await answer.arrayBuffer());
}

const its = () => `/v1/certificates/${s.cycle}`;
/** What is put right, by who has seen it. */
async function given(path: string, body: object): Promise<void> {
  const { headers } = await s.ask(path.slice(0, path.lastIndexOf('/')), { by: 'demo-province' });
  const document = { number: '1/ĐC', date: '2022-11-10' };
  const answer = await s.ask(path, {
    by: 'demo-province',
    body: { ...body, reason: 'ghi sai', document },
    headers: { 'if-match': headers.get('etag') ?? '' },
  });
  expect(answer.status, answer.text).toBe(200);
}

async function replaced(because: string): Promise<void> {
  const letter = { number: '2/ĐN', date: '2022-11-10' };
  const asked = await s.ask(`${its()}/ask-for-replacement`, { by: PRODUCER, body: { because, letter } });
  expect(asked.status, asked.text).toBe(200);
  const { headers } = await s.ask(its(), { by: SIGNER });
  const answer = await s.ask(`${its()}/replace-certificate`, {
    by: SIGNER,
    body: { replacedOn: '2022-11-10' },
    headers: { 'if-match': headers.get('etag') ?? '' },
  });
  expect(answer.status, answer.text).toBe(200);
}

/** As the register says it, whichever way it is asked. */
async function reprintSince(): Promise<string | undefined> {
  const { items } = (await s.ask('/v1/certificates?state=valid', { by: PRODUCER })).body;
  const due = (await s.ask('/v1/certificates?reprint=true', { by: PRODUCER })).body;
  expect(due.total).toBe(items[0].reprintSince === undefined ? 0 : 1);
  return items[0].reprintSince;
}

const issue = (body: object, by = SIGNER) => s.ask(`${its()}/issue-certificate`, { by, body });

describe('a certificate', () => {
  test('is begun with the recognition and to be issued, and the cycle names it', async () => {
    const { body } = await s.ask(its(), { by: PRODUCER });
    expect(body).toMatchObject({ id: s.cycle, state: { stars: 4, warned: [], findings: [] } });
    const offered = Object.fromEntries(
      body.commands.map((c: { name: string; allowed: boolean }) => [c.name, c.allowed]),
    );
    expect(offered).toMatchObject({ IssueCertificate: false, AskForReplacement: false });
    const cycle = (await s.ask(`/v1/product-cycles/${s.cycle}`, { by: PRODUCER })).body.state;
    expect(cycle).toMatchObject({ certificate: s.cycle, decision: { date: '2022-11-10' } });
    const list = await s.ask('/v1/certificates?state=to-issue', { by: PRODUCER });
    expect(list.body).toMatchObject({ total: 1, next: null, items: [{ certificate: s.cycle, state: 'to-issue' }] });
  });
  test('is issued by whoever recognised, on a day after the decision', async () => {
    expect((await issue({ number: '1', issuedOn: '2022-11-10' }, PRODUCER)).body.code).toBe('ROLE_MISSING');
    expect((await issue({ number: '1', issuedOn: '2022-11-09' })).body).toMatchObject({
      code: 'ISSUED_BEFORE_DECISION',
      errors: [{ pointer: '/issuedOn' }],
    });
    expect((await issue({ number: '66/OCOP', issuedOn: '2022-11-10' })).status).toBe(200);
    expect((await issue({ number: '67/OCOP', issuedOn: '2022-11-10' })).body.code).toBe('CERTIFICATE_EXISTS');
  });
  test('is found by number and month of its end, and counted', async () => {
    const found = await s.ask('/v1/certificates?number=66%2FOCOP&month=2025-11', { by: PRODUCER });
    expect(found.body.items).toMatchObject([{ certificate: s.cycle, until: '2025-11-10', state: 'valid' }]);
    expect((await s.ask('/v1/certificate-months', { by: PRODUCER })).body.items).toEqual([
      { month: '2025-11', state: 'valid', certificates: 1 },
    ]);
  });
  test('is printed with a code that leads to its public page, which says of what it is and whether it is valid', async () => {
    const bytes = await printed(PRODUCER);
    expect((await printed(PRODUCER)).equals(bytes)).toBe(true);
    const [page = ''] = (await readPdf(bytes)).pages;
    expect(page).toContain('Số 66/OCOP theo Quyết định');
    expect(page).toContain('Ủy ban nhân dân tỉnh Đắk Lắk');
    expect(page).toContain('Có giá trị từ 10/11/2022 đến 10/11/2025');
    const link = (await readCode(bytes, FIRST)) ?? '';
    expect(link).toMatch(/^https:\/\/ocop\.example\/c\/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(page).toContain(link);
    expect((await readPdf(bytes)).pages).toHaveLength(1);
    const shown = await pageAt(new URL(link).pathname);
    for (const said of ['CÒN HẠN', '66/OCOP', '4 sao', '10/11/2025']) expect(shown).toContain(said);
    expect(shown).not.toContain(NAME);
    expect(await pageAt(`/public/v1/certificates/${s.cycle}`)).toBe(shown);
    expect(await pageAt(new URL(link.toLowerCase()).pathname.replaceAll('-', ''))).toBe(shown);
  });
  test('holds what it says in its second code, signed: ocop verify knows it from a forged one by the root key alone', async () => {
    const text = (await readCode(await printed(PRODUCER), SECOND)) ?? '';
    const findings = collectFindings();
    const rootKey = root.text;
    expect(verifyStatement(text, { findings, at: 'x', rootKey })).toMatchObject({
      ...{ number: '66/OCOP', stars: 4, from: '2022-11-10', until: '2025-11-10' },
      link: await readCode(await printed(PRODUCER), FIRST),
    });
    expect(findings.listed()).toEqual([]);
    verifyStatement(text.replace('4 sao', '5 sao'), { findings, at: 'x', rootKey });
    expect(findings.listed()).toMatchObject([{ code: 'STATEMENT_FORGED' }]);
  });
  test('a paper that was printed before a correction of what stands on it is told to be replaced, any other keeps its code', async () => {
    const before = (await readCode(await printed(PRODUCER), FIRST)) ?? '';
    const { body: seen } = await s.ask(its(), { by: 'demo-province' });
    await given(`${its()}/correct-fact`, { revision: seen.state.issued.at, changes: { number: '66/OCOP-TW' } });
    const after = (await readCode(await printed(PRODUCER), FIRST)) ?? '';
    expect(after).not.toBe(before);
    expect(after.slice(0, -5)).toBe(before.slice(0, -5));
    const shown = await pageAt(new URL(before).pathname);
    for (const said of ['BẢN GIẤY NÀY ĐÃ THAY THẾ', '66/OCOP', '66/OCOP-TW']) expect(shown).toContain(said);
    expect(shown).not.toContain('CÒN HẠN');
    expect(await pageAt(new URL(after).pathname)).toContain('CÒN HẠN');
    expect(await reprintSince()).toBe('2022-11-10');
    await replaced('changed');
    expect(await reprintSince()).toBeUndefined();
  });
  test('what is put right of product and producer makes a new paper due where it stands on it, and only there', async () => {
    const product = `/v1/products/${s.product}`;
    const owner = `/v1/producers/${(await s.ask(product, { by: 'demo-province' })).body.state.producer}`;
    const right = (changes: object) => ({ revision: 0, changes });
    const cycle = (await s.ask(`/v1/product-cycles/${s.cycle}`, { by: 'demo-province' })).body.state;
    const decided = { number: '99/QĐ-UBND', date: cycle.decision.date };
    const cases = [
      [`${product}/correct-fact`, right({ origin: 'existing' }), false],
      [`${product}/correct-fact`, right({ name: 'Cà phê bột Mẫu' }), true],
      [`${owner}/rename-producer`, { contact: '0900 000 001' }, false],
      [`${owner}/rename-producer`, { name: 'HTX Cà phê Mới' }, true],
      [
        `/v1/product-cycles/${s.cycle}/correct-fact`,
        { revision: cycle.ended.at, changes: { decision: decided } },
        true,
      ],
    ] as const;
    for (const [path, body, isPrinted] of cases) {
      const before = (await readCode(await printed(PRODUCER), FIRST)) ?? '';
      await given(path, body);
      const shown = await pageAt(new URL(before).pathname);
      expect(shown.includes('BẢN GIẤY NÀY ĐÃ THAY THẾ'), path).toBe(isPrinted);
      expect(await reprintSince(), path).toBe(isPrinted ? '2022-11-10' : undefined);
      if (!isPrinted) continue;
      expect((await readCode(await printed(PRODUCER), FIRST)) ?? '').not.toBe(before);
      await replaced('changed');
      expect(await reprintSince(), path).toBeUndefined();
    }
  });
  test('names its producer to everybody as long as that agrees, and no longer', async () => {
    const page = () => pageAt(`/public/v1/certificates/${s.cycle}`);
    const { producer } = (await s.ask(`/v1/products/${s.product}`, { by: 'demo-province' })).body.state;
    const consent = (way: string, by: string, more: object = {}) =>
      s.ask(`/v1/producers/${producer}/${way}-consent`, { by, body: { purpose: 'public-certificate', ...more } });
    expect(await page()).not.toContain(NAME);
    const byOffice = await consent('give', COMMUNE);
    expect(byOffice.body).toMatchObject({ code: 'CONSENT_ON_PAPER', errors: [{ pointer: '/document' }] });
    expect((await consent('give', PRODUCER)).status).toBe(200);
    expect(await page()).toContain(NAME);
    expect((await consent('give', PRODUCER)).body).toMatchObject({ outcome: 'nothing-to-do' });
    expect((await s.ask(`/v1/producers/${producer}`, { by: PRODUCER })).body.state.consents).toMatchObject([
      { purpose: 'public-certificate', on: '2022-11-10' },
    ]);
    expect((await consent('withdraw', PRODUCER)).status).toBe(200);
    expect(await page()).not.toContain(NAME);
    expect((await consent('give', COMMUNE, { document: { number: '1/CK', date: '2022-11-10' } })).status).toBe(200);
    expect(await page()).toContain(NAME);
  });
  test('a paper that was issued in place of a lost one has another code; the register says since when', async () => {
    const before = (await readCode(await printed(PRODUCER), FIRST)) ?? '';
    await replaced('lost');
    expect(await pageAt(new URL(before).pathname)).toContain('BẢN GIẤY NÀY ĐÃ THAY THẾ');
    const after = (await readCode(await printed(PRODUCER), FIRST)) ?? '';
    expect(await pageAt(new URL(after).pathname)).toContain('CÒN HẠN');
    const { body } = await s.ask('/v1/certificates?state=valid', { by: PRODUCER });
    expect(body.items).toMatchObject([{ certificate: s.cycle, replacedOn: '2022-11-10' }]);
  });
  test('of what was never recognised nothing is public', async () => {
    for (const id of ['66-2022-khong-co-1', 'x', '%00', '0000-0000-0000'])
      for (const path of ['/public/v1/certificates/', '/c/'])
        expect((await fetch(`${s.url}${path}${id}`)).status).toBe(404);
  });
  test('of what was never recognised is none, and bad questions are refused by name', async () => {
    expect((await s.ask('/v1/certificates/66-2022-khong-co-1', { by: SIGNER })).status).toBe(404);
    for (const query of ['state=gone', 'month=2025-13', 'stars=4', 'cursor=x'])
      expect((await s.ask(`/v1/certificates?${query}`, { by: SIGNER })).status, query).toBe(400);
  });
  test('after its last day its public page says so, whether or not the process has', async () => {
    s.at('2025-11-11');
    const shown = await (await fetch(`${s.url}/public/v1/certificates/${s.cycle}`)).text();
    expect(shown).toContain('HẾT HẠN');
    expect(shown).not.toContain('CÒN HẠN');
  });
});
