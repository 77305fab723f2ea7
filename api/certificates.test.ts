// Certificates over HTTP, in the demo’s own province: issued, found in the list, and what is refused.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { walkOf } from '../demo/walk.ts';
import { readCode, readPdf } from '../papers/read-pdf.fixture.ts';
import { rehearsing } from '../test/rehearsal.ts';
import { type Served, served } from './world.fixture.ts';

const SIGNER = 'demo-signer';
const PRODUCER = 'demo-htx-ca-phe-mau';
let s: Served;
beforeAll(async () => {
  s = await served();
  const way = walkOf(s.product, { points: [8200, 8200] }).way.filter((act) => act.command.name !== 'IssueCertificate');
  await rehearsing(s).walk(way);
}, 60_000);
afterAll(() => s.close());

const its = () => `/v1/certificates/${s.cycle}`;
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
    const printed = async (by: string) => {
      const answer = await fetch(`${s.url}${its()}/papers/certificate`, { headers: { authorization: `Bearer ${by}` } });
      expect(answer.headers.get('content-type')).toBe('application/pdf');
      return Buffer.from(await answer.arrayBuffer());
    };
    const bytes = await printed(PRODUCER);
    expect((await printed(PRODUCER)).equals(bytes)).toBe(true);
    const [page = ''] = (await readPdf(bytes)).pages;
    expect(page).toContain('Số 66/OCOP theo Quyết định');
    expect(page).toContain('Ủy ban nhân dân tỉnh Đắk Lắk');
    expect(page).toContain('Có giá trị từ 10/11/2022 đến 10/11/2025');
    const link = `https://ocop.example/public/v1/certificates/${s.cycle}`;
    expect(await readCode(bytes)).toBe(link);
    const shown = await (await fetch(`${s.url}${new URL(link).pathname}`)).text();
    for (const said of ['CÒN HẠN', '66/OCOP', '4 sao', '10/11/2025']) expect(shown).toContain(said);
    expect(shown).not.toContain('revealed');
  });
  test('of what was never recognised nothing is public', async () => {
    for (const id of ['66-2022-khong-co-1', 'x', '%00'])
      expect((await fetch(`${s.url}/public/v1/certificates/${id}`)).status).toBe(404);
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
