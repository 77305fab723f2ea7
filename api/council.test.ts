// A session over HTTP: what a member keeps, what anybody else learns of a sheet, and what a repeat is told.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { councilSession } from '../domain/council-session/council-session.ts';
import type { Fact } from '../domain/kernel/fold.ts';
import { CHAIR, type Council, DEPUTY, inSession, SECRETARY, SESSION, sheetWithout } from '../test/council-world.ts';
import { type Served, served } from './world.fixture.ts';

let s: Served;
let council: Council;
let cycle: string;
beforeAll(async () => {
  s = await served();
  council = await inSession(s, ['tieu', 'ca-cao']);
  cycle = council.cycles[0] as string;
}, 120_000);
afterAll(() => s.close());

const path = `/v1/council-sessions/${SESSION}`;
const seal = (by: string, body: object, key?: string) =>
  s.ask(`${path}/seal-sheet`, { by, body, headers: key ? { 'Idempotency-Key': key } : {} });
const key = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const options = Object.values(sheetWithout(1).choices).filter((option) => typeof option === 'string');

test('sealing answers with a receipt, and a repeat with the same; the same key takes no other sheet', async () => {
  const by = council.scoring[1] as string;
  const sealed = await seal(by, { cycle, sheet: sheetWithout(1) }, key(1));
  expect(sealed, sealed.text).toMatchObject({ status: 200, body: { outcome: 'appended' } });
  expect(sealed.body.receipt).toMatch(/^\d+-[0-9a-f]{16}$/);
  const again = await seal(by, { cycle, sheet: sheetWithout(1) }, key(1));
  expect(again.body).toMatchObject({ outcome: 'already-applied', receipt: sealed.body.receipt });
  const other = await seal(by, { cycle, sheet: sheetWithout(2) }, key(1));
  expect(other).toMatchObject({ status: 422, body: { code: 'COMMAND_ID_REUSED' } });
  const receipt = await s.ask(`${path}/receipts/${sealed.body.receipt}`, { by });
  expect(receipt.body).toMatchObject({ cycle, revision: 1, state: 'sealed' });
  expect(await s.ask(`${path}/receipts/${sealed.body.receipt}`, { by: CHAIR })).toMatchObject({
    status: 404,
    body: { code: 'RECEIPT_UNKNOWN' },
  });
});

test('who sends another’s key with a guess of their sheet learns nothing of it, right or wrong', async () => {
  const by = council.scoring[3] as string;
  for (const path of ['seal-sheet', 'seal-sheet?preview'])
    for (const drop of [1, 2]) {
      const headers = { 'Idempotency-Key': key(1) };
      const body = { cycle, sheet: sheetWithout(drop) };
      const told = await s.ask(`/v1/council-sessions/${SESSION}/${path}`, { by, body, headers });
      expect(told, told.text).toMatchObject({ status: 422, body: { code: 'COMMAND_ID_REUSED' } });
    }
});

test('a sheet that is none of the set is refused with its field, and says nothing of the others', async () => {
  const { choices } = sheetWithout(0);
  const [first = ''] = Object.keys(choices);
  const answer = await seal(council.scoring[2] as string, {
    cycle,
    sheet: { choices: { ...choices, [first]: '9/9' } },
  });
  expect(answer).toMatchObject({ status: 422, body: { code: 'OPTION_UNKNOWN' } });
  expect(answer.text).toContain(`/sheet/choices/${first}`);
});

test('before it is opened no answer, preview or log has a word of a sheet; afterwards the chair’s opening has', async () => {
  for (const by of council.scoring.filter((_, i) => i !== 1)) {
    const done = await seal(by, { cycle, sheet: sheetWithout(1) });
    expect(done, done.text).toMatchObject({ status: 200 });
  }
  const before = await s.ask(path, { by: CHAIR });
  const etag = before.headers.get('etag') as string;
  const headers = { 'If-Match': etag };
  const asked = [
    before,
    await s.ask(`${path}/timeline`, { by: CHAIR }),
    await s.ask(`${path}/open-scores?preview`, { by: CHAIR, body: { cycle }, headers }),
    await s.ask(`${path}/open-scores`, { by: 'demo-admin', body: { cycle }, headers }),
    await s.ask(`${path}/open-scores`, { by: council.scoring[1], body: { cycle }, headers }),
    await s.ask(`${path}/close-product`, { by: CHAIR, body: { cycle }, headers }),
    await s.ask(`/v1/product-cycles/${cycle}`, { by: CHAIR }),
  ];
  const told = [...asked.map((a) => a.text), ...s.logged].join('\n');
  for (const option of options) expect(told).not.toContain(`"${option}"`);
  expect(asked.map((a) => a.status)).toEqual([200, 200, 200, 403, 403, 409, 200]);
  expect(asked[2]?.body).toMatchObject({ outcome: 'preview', writes: [] });
  const opened = await s.ask(`${path}/open-scores`, { by: CHAIR, body: { cycle }, headers });
  expect(opened, opened.text).toMatchObject({ status: 200 });
  const events = JSON.stringify(await s.store.readStream(`councilSession-${SESSION}`));
  for (const option of options) expect(events).toContain(`"${option}"`);
  const after = await s.ask(path, { by: CHAIR });
  expect(after.body.state.agenda[0].opening.scored).toHaveLength(7);
});

test('a receipt then says that the sheet was opened as it was sealed', async () => {
  const { facts } = await s.executor.look(councilSession, SESSION);
  const sealed = facts.find((f) => f.type === 'SheetSealed' && f.actor.id === council.scoring[1]);
  const { revision, data } = sealed as Fact;
  const { commitment } = data as { commitment: string };
  const code = `${revision}-${commitment.slice(0, 16)}`;
  const receipt = await s.ask(`${path}/receipts/${code}`, { by: council.scoring[1] });
  expect(receipt.body).toMatchObject({ state: 'opened', commitment });
});

test('the list, what is prepared, and the results: what chair and deputies alone are shown is shown to nobody else', async () => {
  const list = await s.ask('/v1/council-sessions?unit=650&year=2022', { by: CHAIR });
  expect(list.body.items).toMatchObject([{ id: SESSION, stage: 'sitting', undecided: 2 }]);
  expect((await s.ask('/v1/council-sessions?stage=x', { by: CHAIR })).status).toBe(400);
  const prepared = await s.ask(`${path}/preparation`, { by: CHAIR });
  expect(prepared.body.products.map((p: { sealed: string[] }) => p.sealed.length)).toEqual([0, 0]);
  const { headers } = await s.ask(path, { by: CHAIR });
  const closed = await s.ask(`${path}/close-product`, {
    by: CHAIR,
    body: { cycle, unreadConfirmed: true },
    headers: { 'If-Match': headers.get('etag') as string },
  });
  expect(closed, closed.text).toMatchObject({ status: 200 });
  const chair = await s.ask(`${path}/results`, { by: CHAIR });
  expect(chair.body.products[0]).toMatchObject({ cycle, considered: { without: expect.any(Array) } });
  expect(chair.body.products[0].explanation.at(-1).vi).toMatch(/^Kết quả: \d sao/);
  const member = await s.ask(`${path}/results`, { by: council.scoring[2] });
  expect(member.body.products[0].considered).toBeUndefined();
  expect(member.body.strictness).toBeUndefined();
});

test('while a product is scored again its first figures are for who presides alone', async () => {
  const second = council.cycles[1] as string;
  for (const by of council.scoring)
    await council.give(by, 'SealSheet', { cycle: second, sheet: sheetWithout(by === CHAIR ? 14 : 0) });
  await council.give(CHAIR, 'OpenScores', { cycle: second });
  await council.give(CHAIR, 'DiscussProduct', { cycle: second });
  const seen = async (by: string) => (await s.ask(path, { by })).body.state.agenda[1].opening;
  expect((await seen(CHAIR)).scored).toHaveLength(7);
  for (const by of [DEPUTY, SECRETARY, council.scoring[2] as string, 'demo-krong-nang', 'demo-admin', 'demo-auditor'])
    expect(await seen(by), by).toBeUndefined();
  for (const by of council.scoring)
    await council.give(by, 'SealSheet', { cycle: second, sheet: sheetWithout(by === CHAIR ? 1 : 0) });
  await council.give(CHAIR, 'OpenScores', { cycle: second });
  expect((await seen(DEPUTY)).scored.map((of: { total: number }) => of.total)).toEqual([
    9700, 10_000, 10_000, 10_000, 10_000, 10_000, 10_000,
  ]);
  await council.give(CHAIR, 'CloseProduct', { cycle: second, unreadConfirmed: true });
  const deputy = await s.ask(`${path}/results`, { by: DEPUTY });
  expect(deputy.body.products.map((p: object) => Object.hasOwn(p, 'considered'))).toEqual([false, false]);
  expect(deputy.body.strictness).toBeUndefined();
});
