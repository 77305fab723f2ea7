// Official texts over HTTP: made of what is recorded, for whoever may read that, the same bytes each time.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPdf } from '../papers/read-pdf.fixture.ts';
import { CHAIR, type Council, inSession, SECRETARY, SESSION, sheetWithout } from '../test/council-world.ts';
import { DISTRICT, PRODUCER, type Served, served } from './world.fixture.ts';

let s: Served;
let council: Council;
const paper = (name: string, of = `council-sessions/${SESSION}`) => `/v1/${of}/papers/${name}`;
const text = async (path: string, by: string): Promise<string> => {
  const answer = await fetch(`${s.url}${path}`, { headers: { authorization: `Bearer ${by}` } });
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  return (await readPdf(Buffer.from(await answer.arrayBuffer()))).pages.join(' ');
};

beforeAll(async () => {
  s = await served();
  council = await inSession(s, ['tieu']);
  const [cycle = ''] = council.cycles;
  for (const by of council.scoring) await council.give(by, 'SealSheet', { cycle, sheet: sheetWithout(0) });
}, 120_000);
afterAll(() => s.close());

test('a score sheet has every criterion of the set; what nothing is recorded for is no paper yet', async () => {
  const [cycle = ''] = council.cycles;
  const sheet = await text(paper('score-sheet', `product-cycles/${cycle}`), DISTRICT);
  expect(sheet).toContain('PHIẾU CHẤM ĐIỂM');
  expect(sheet).toContain('PHẦN C');
  const notice = await s.ask(paper('result-notice', `product-cycles/${cycle}`), { by: DISTRICT });
  expect(notice).toMatchObject({ status: 409, body: { code: 'PAPER_NOT_YET' } });
  const unknown = await s.ask(paper('nonsense'), { by: DISTRICT });
  expect(unknown).toMatchObject({ status: 404, body: { code: 'PAPER_UNKNOWN' } });
});

test('minutes and points are for whoever may see them; before opening no total is in any paper', async () => {
  for (const name of ['invitation', 'minutes', 'summary-of-points']) {
    expect(await text(paper(name), SECRETARY)).toContain('DỰ THẢO');
    expect((await s.ask(paper(name), { by: 'demo-signer' })).status).toBe(403);
    expect((await s.ask(paper(name), { by: PRODUCER })).status).toBe(404);
  }
  const [cycle = ''] = council.cycles;
  const row = async () => (await text(paper('summary-of-points'), SECRETARY)).includes('Chưa kết luận');
  expect(await row()).toBe(true);
  expect(await text(paper('summary-of-points'), SECRETARY)).not.toMatch(/\d\d,\d\d/);
  expect((await s.ask(paper('filled-score-sheets'), { by: SECRETARY })).body.code).toBe('PAPER_NOT_YET');
  await council.give(CHAIR, 'OpenScores', { cycle });
  await council.give(CHAIR, 'CloseProduct', { cycle, unreadConfirmed: true });
  await council.give(CHAIR, 'CloseSession');
  expect(await row()).toBe(false);
  expect(await text(paper('summary-of-points'), SECRETARY)).toMatch(/\d\d,\d\d/);
});

test('what was opened is printed as each member filled it', async () => {
  const sheets = await text(paper('filled-score-sheets'), SECRETARY);
  expect(sheets.split('Phiếu niêm phong lần 1')).toHaveLength(council.scoring.length + 1);
  for (const member of council.scoring) expect(sheets).toContain(`Thành viên: ${member}`);
  expect(sheets).not.toContain('DỰ THẢO');
}, 120_000);

test('signed minutes are no draft, and the same bytes again', async () => {
  await council.give(SECRETARY, 'DrawUpMinutes', { number: '01/BB-HĐ', text: 'Họp tại trụ sở' });
  const { hash } = (await s.ask(`/v1/council-sessions/${SESSION}/minutes`, { by: SECRETARY })).body;
  await council.give(SECRETARY, 'SignMinutes', { hash });
  await council.give(CHAIR, 'SignMinutes', { hash });
  const minutes = await text(paper('minutes'), SECRETARY);
  expect(minutes).not.toContain('DỰ THẢO');
  expect(minutes).toContain(hash);
  expect(minutes).toContain('Số: 01/BB-HĐ ');
  // The secretary's own words are for the council and its conveners.
  expect(minutes).toContain('Ghi nhận thêm của Thư ký');
  expect(await text(paper('minutes'), 'demo-signer')).not.toContain('Ghi nhận thêm');
  const bytes = async () =>
    Buffer.from(
      await (
        await fetch(`${s.url}${paper('minutes')}`, { headers: { authorization: `Bearer ${SECRETARY}` } })
      ).arrayBuffer(),
    );
  expect((await bytes()).equals(await bytes())).toBe(true);
});
