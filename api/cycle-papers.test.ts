// The papers of a product on its way, over HTTP: each made once its facts are there, by the numbers that facts say.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { walkOf } from '../demo/walk.ts';
import { readPdf } from '../papers/read-pdf.fixture.ts';
import { rehearsing } from '../test/rehearsal.ts';
import { COMMUNE, DISTRICT, PRODUCER, type Served, served } from './world.fixture.ts';

const SIGNER = 'demo-signer';
const PROVINCE = 'demo-province';
let s: Served;
beforeAll(async () => {
  s = await served();
  await rehearsing(s).walk(walkOf(s.product, { points: [8200, 8200] }).way);
}, 120_000);
afterAll(() => s.close());

const paper = (name: string, of = `product-cycles/${s.cycle}`) => `/v1/${of}/papers/${name}`;
async function text(path: string, by: string): Promise<string> {
  const answer = await fetch(`${s.url}${path}`, { headers: { authorization: `Bearer ${by}` } });
  expect([path, answer.status]).toEqual([path, 200]);
  return (await readPdf(Buffer.from(await answer.arrayBuffer()))).pages.join(' ');
}

test('the letter that forwarded its dossier has the number and day it was recorded with, and what the dossier holds', async () => {
  const letter = await text(paper('forwarding-letter'), DISTRICT);
  expect(letter).toContain('ỦY BAN NHÂN DÂN HUYỆN KRÔNG NĂNG');
  expect(letter).toContain('Kính gửi: Ủy ban nhân dân tỉnh Đắk Lắk');
  expect(letter).toContain('DANH MỤC HỒ SƠ GỬI KÈM');
  expect(letter).not.toContain('Số: ……');
  // Nobody records who signed it.
  expect(letter).toContain('DỰ THẢO');
});

test('a decision is no draft once a leader of the committee gave it; its annex names what it recognises', async () => {
  const decision = await text(paper('decision'), PROVINCE);
  expect(decision).toContain('TM. ỦY BAN NHÂN DÂN');
  expect(decision).toContain('Căn cứ Quyết định số 1048/QĐ-TTg');
  expect(decision).toContain('36 tháng');
  expect(decision).toContain('DANH SÁCH SẢN PHẨM ĐƯỢC CÔNG NHẬN');
  expect(decision).toContain('4 sao');
  expect(decision).toMatch(/ngày 10 tháng 11 năm 2022/);
  expect(decision.includes('DỰ THẢO')).toBe(!decision.includes(SIGNER));
  const submitted = await text(paper('submission'), PROVINCE);
  expect(submitted).toContain('TỜ TRÌNH');
  expect(submitted).toContain('82,00');
});

test('a leader who holds the role as a deputy signs in the place of the head', async () => {
  const grant = { grant: 'pho', province: '66', role: 'signer', unit: '66', from: '2022-01-01', post: 'deputy' };
  const wrong = await s.ask(`/v1/accounts/${SIGNER}/grant-role`, {
    by: PROVINCE,
    body: { ...grant, role: 'province-officer' },
  });
  expect(wrong.body).toMatchObject({ code: 'POST_OF_NO_SIGNER', errors: [{ pointer: '/post' }] });
  const given = await s.ask(`/v1/accounts/${SIGNER}/grant-role`, { by: PROVINCE, body: grant });
  expect(given.status, given.text).toBe(200);
  expect(await text(paper('decision'), PROVINCE)).toMatch(/TM\. ỦY BAN NHÂN DÂN\s+KT\. CHỦ TỊCH\s+PHÓ CHỦ TỊCH/);
});

test('lists of a year are of a unit, for who sees everything in it', async () => {
  const ideas = paper('idea-list', 'programme-years/66-2022');
  const plans = paper('plan-results', 'programme-years/66-2022');
  for (const by of [PROVINCE, DISTRICT]) {
    expect(await text(`${ideas}?unit=650`, by)).toContain('Đã phê duyệt');
    expect(await text(`${plans}?unit=650`, by)).toContain('Được chọn');
  }
  expect(await text(ideas, PROVINCE)).toContain('ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK');
  expect((await s.ask(ideas, { by: PRODUCER })).status).toBe(404);
  expect((await s.ask(`${ideas}?unit=643`, { by: PROVINCE })).body.code).toBe('PAPER_NOT_YET');
  expect((await s.ask(`${ideas}?units=650`, { by: PROVINCE })).body.code).toBe('QUERY_UNKNOWN');
  expect((await s.ask(paper('nonsense', 'programme-years/66-2022'), { by: PROVINCE })).body.code).toBe('PAPER_UNKNOWN');
});

test('a list that would leave out what the reader does not see is not given', async () => {
  expect(
    (await s.ask(`${paper('idea-list', 'programme-years/66-2022')}?unit=650`, { by: 'demo-buon-ho' })).body.code,
  ).toBe('PAPER_OF_OTHERS');
  expect(await text(`${paper('plan-results', 'programme-years/66-2022')}?unit=650-01`, COMMUNE)).toContain('Được chọn');
});

test('what nothing is recorded for is no paper yet', async () => {
  for (const name of ['supplement-request', 'apology'])
    expect((await s.ask(paper(name), { by: PROVINCE })).body.code).toBe('PAPER_NOT_YET');
  const revocation = await s.ask(paper('revocation-decision', `certificates/${s.cycle}`), { by: PROVINCE });
  expect(revocation.body.code).toBe('PAPER_NOT_YET');
});

test('each is there as DOCX, under a name of its own', async () => {
  const answer = await fetch(`${s.url}${paper('decision')}?as=docx`, {
    headers: { authorization: `Bearer ${PROVINCE}` },
  });
  expect(answer.headers.get('content-type')).toContain('wordprocessingml.document');
  expect(answer.headers.get('content-disposition')).toContain(`quyet-dinh-cong-nhan-${s.cycle}.docx`);
  expect(
    Buffer.from(await answer.arrayBuffer())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK');
  expect((await s.ask(`${paper('decision')}?as=odt`, { by: PROVINCE })).body.code).toBe('QUERY_INVALID');
});
