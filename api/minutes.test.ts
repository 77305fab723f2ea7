// The minutes of a session over HTTP: as data, as a page, as text; before and after they are signed; for whom.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { digest } from '../eventstore/envelope.ts';
import { CHAIR, type Council, inSession, SECRETARY, SESSION, sheetWithout } from '../test/council-world.ts';
import { DISTRICT, PRODUCER, type Served, served } from './world.fixture.ts';

let s: Served;
let council: Council;
const path = `/v1/council-sessions/${SESSION}/minutes`;
const member = () => council.scoring[2] as string;
const hashNow = async () => (await s.ask(path, { by: SECRETARY })).body.hash as string;

beforeAll(async () => {
  s = await served();
  council = await inSession(s, ['tieu', 'ca-cao']);
  const [first = '', second = ''] = council.cycles;
  // The first is scored twice: one member lies far from the others.
  for (const drop of [14, 0]) {
    for (const [i, by] of council.scoring.entries())
      await council.give(by, 'SealSheet', { cycle: first, sheet: sheetWithout(i === 1 ? drop : 0) });
    await council.give(CHAIR, 'OpenScores', { cycle: first });
    if (drop > 0) await council.give(CHAIR, 'DiscussProduct', { cycle: first });
  }
  await council.give(CHAIR, 'CloseProduct', { cycle: first, unreadConfirmed: true });
  await council.give(CHAIR, 'PostponeProduct', { cycle: second, reason: 'Chờ phiếu kiểm nghiệm' });
  await council.give(CHAIR, 'CloseSession');
}, 120_000);
afterAll(() => s.close());

test('before they are drawn up they say what they would, to the council and its conveners alone', async () => {
  const seen = await s.ask(path, { by: SECRETARY });
  expect(seen.body).toMatchObject({ whole: true, supplement: false, signed: [], minutes: { session: SESSION } });
  expect(seen.body.hash).toBe(digest(seen.body.minutes));
  expect((await s.ask(path, { by: DISTRICT })).status).toBe(200);
  for (const by of [PRODUCER, 'demo-krong-nang-xa-1']) expect((await s.ask(path, { by })).status).toBe(404);
  for (const by of ['demo-signer', 'demo-auditor'])
    expect(await s.ask(path, { by })).toMatchObject({ status: 403, body: { code: 'MINUTES_NOT_SIGNED' } });
  expect(await s.ask(`${path}?no=1`, { by: SECRETARY })).toMatchObject({
    status: 404,
    body: { code: 'MINUTES_UNKNOWN' },
  });
});

test('what was scored again: its first figures are for who presides, signs, convenes or inspects', async () => {
  const openings = async (by: string) => {
    const { body } = await s.ask(path, { by });
    return [body.whole, body.minutes.products[0].openings.length];
  };
  expect(await openings(CHAIR)).toEqual([true, 2]);
  expect(await openings(SECRETARY)).toEqual([true, 2]);
  expect(await openings(member())).toEqual([false, 1]);
});

test('signed, they are told to whoever sees the session, made again with the very hash; the secretary’s own words are not', async () => {
  await council.give(SECRETARY, 'DrawUpMinutes', { number: '01/BB-HĐ', text: 'Họp tại trụ sở' });
  const hash = await hashNow();
  await council.give(SECRETARY, 'SignMinutes', { hash });
  expect((await s.ask(path, { by: 'demo-signer' })).status).toBe(403);
  await council.give(CHAIR, 'SignMinutes', { hash });
  const { body } = await s.ask(path, { by: DISTRICT });
  expect(body).toMatchObject({
    no: 1,
    number: '01/BB-HĐ',
    asSigned: true,
    hash,
    text: expect.stringContaining('revealed'),
  });
  expect(body.signed.map((one: { as: string; by: string }) => [one.as, one.by])).toEqual([
    ['secretary', SECRETARY],
    ['presiding', CHAIR],
  ]);
  const outside = await s.ask(path, { by: 'demo-signer' });
  expect(outside.body).toMatchObject({ number: '01/BB-HĐ', whole: false, hash });
  expect(outside.body.text).toBeUndefined();
  expect((await s.ask(path, { by: 'demo-auditor' })).body).toMatchObject({ whole: true, asSigned: true });
});

test('what was signed stays as it was signed when a conflict is found later', async () => {
  const before = (await s.ask(path, { by: DISTRICT })).body;
  const conflict = { member: member(), cycle: council.cycles[0], kind: 'relation', reason: 'Đơn' };
  const document = { number: '05/KL', date: '2022-06-15' };
  await council.give(SECRETARY, 'RecordConflict', { ...conflict, document, follows: 'another-result' });
  expect((await s.ask(`${path}?no=1`, { by: DISTRICT })).body).toMatchObject({ hash: before.hash, asSigned: true });
  const now = (await s.ask(`${path}?no=0`, { by: DISTRICT })).body;
  expect(now.minutes.products[0].voided).toHaveLength(1);
  expect(now.hash).not.toBe(before.hash);
});

test('as a page and as text they say the same to people, Vietnamese first, and no markup of anybody’s', async () => {
  const page = await s.ask(`${path}?no=1&as=html`, { by: DISTRICT });
  expect(page.headers.get('content-type')).toContain('text/html');
  const text = await s.ask(`${path}?no=1&as=text`, { by: DISTRICT });
  for (const told of [page.text, text.text]) {
    for (const words of ['Biên bản số 01/BB-HĐ', 'Thư ký', CHAIR, 'chênh lệch', 'Chuyển phiên khác', 'Kết luận ngày'])
      expect(told).toContain(words);
    expect(told).toContain((await s.ask(`${path}?no=1`, { by: DISTRICT })).body.hash);
  }
  expect(page.text).not.toContain('<script');
});
