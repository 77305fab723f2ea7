// Drafts of sheets over HTTP: their member's alone, where they may still seal one.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getCommand } from '../domain/registry.ts';
import { CHAIR, type Council, inSession, SECRETARY, SESSION, sheetWithout } from '../test/council-world.ts';
import { DISTRICT, type Served, served } from './world.fixture.ts';

let s: Served;
let council: Council;
let path: string;
beforeAll(async () => {
  s = await served();
  council = await inSession(s, ['tieu', 'ca-cao']);
  path = `/v1/council-sessions/${SESSION}/drafts/${council.cycles[0]}`;
}, 120_000);
afterAll(() => s.close());

const put = (by: string, body: unknown, at = path) => s.ask(at, { by, method: 'PUT', body });

test('is kept as far as it has come, told to its member alone, and dropped', async () => {
  const [, member = '', other = ''] = council.scoring;
  expect(await s.ask(path, { by: member })).toMatchObject({ status: 404, body: { code: 'NO_DRAFT' } });
  const before = await s.store.head();
  expect((await put(member, { sheet: { choices: { '1.1': '1.1/3' } } })).status).toBe(204);
  expect((await s.ask(path, { by: member })).body).toMatchObject({ sheet: { choices: { '1.1': '1.1/3' } } });
  for (const by of [other, CHAIR])
    expect(await s.ask(path, { by })).toMatchObject({ status: 404, body: { code: 'NO_DRAFT' } });
  for (const by of [SECRETARY, DISTRICT, 'demo-admin', 'demo-province'])
    expect(await s.ask(path, { by })).toMatchObject({ status: 403, body: { code: 'NOT_SCORING' } });
  expect(await s.store.head()).toEqual(before);
  const told = [
    ...s.logged,
    (await s.ask(`/v1/council-sessions/${SESSION}/preparation`, { by: CHAIR })).text,
    (await s.ask(`/v1/council-sessions/${SESSION}`, { by: CHAIR })).text,
  ].join('\n');
  expect(told).not.toContain('1.1/3');
  expect((await s.ask(path, { by: member, method: 'DELETE' })).status).toBe(204);
  expect((await s.ask(path, { by: member })).status).toBe(404);
});

test('what is no sheet, of no product of the session, or of one that is over is refused', async () => {
  const [, member = '', conflicted = ''] = council.scoring;
  expect(await put(member, { sheet: { choices: 7 } })).toMatchObject({
    status: 422,
    body: { code: 'DRAFT_MALFORMED' },
  });
  expect(await put(member, { sheet: { choices: {} }, more: 1 })).toMatchObject({ body: { code: 'DRAFT_MALFORMED' } });
  const elsewhere = `/v1/council-sessions/${SESSION}/drafts/66-2022-khac-1`;
  expect(await put(member, { sheet: { choices: {} } }, elsewhere)).toMatchObject({ body: { code: 'NOT_ON_AGENDA' } });
  const post = await s.ask(path, { by: member, body: {} });
  expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD, PUT, DELETE']);
  const [, second = ''] = council.cycles;
  await council.give(conflicted, 'DeclareConflicts', { products: [{ cycle: second, kind: 'relation' }] });
  const ofSecond = `/v1/council-sessions/${SESSION}/drafts/${second}`;
  expect(await put(conflicted, { sheet: { choices: {} } }, ofSecond)).toMatchObject({
    body: { code: 'MEMBER_CONFLICTED' },
  });
  for (const by of council.scoring)
    if (by !== conflicted) await council.give(by, 'SealSheet', { cycle: second, sheet: sheetWithout(0) });
  await s.give({
    by: CHAIR,
    command: getCommand('councilSession', 'OpenScores'),
    id: SESSION,
    input: { cycle: second },
  });
  expect(await s.ask(ofSecond, { by: member })).toMatchObject({ body: { code: 'SHEETS_OPENED' } });
});
