// A reader's own letters over HTTP: the list, what is unread, the text for its reader alone, asking for a lost one again.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { postErrands } from '../activities/post-errands.ts';
import { letters } from '../domain/letters/letters.ts';
import { type PostWorld, postWorld } from '../test/post-world.ts';
import { letterText, letterTexts, resourceOf } from './openapi/schemas.ts';
import { outboxView } from './reads/outbox.ts';
import { wordingPreviewView, wordingView } from './reads/wording.ts';
import { COMMUNE, DISTRICT, type Served, served } from './world.fixture.ts';

let w: PostWorld;
let s: Served;
beforeAll(async () => {
  w = await postWorld();
  s = await served(
    () => ({ reveal: async (ref, commitment) => w.vault.reveal(ref, commitment) }),
    async () => w,
  );
  w.trouble.next = ({ to }) => (to.startsWith(COMMUNE) ? { outcome: 'refused', code: 'SMTP_550' } : undefined);
  await s.ask(`/v1/product-cycles/${w.cycle}/start-cycle`, { by: COMMUNE, body: { entry: 'awareness' } });
  w.process.hint(`productCycle-${w.cycle}`);
  await w.process.runUntil('2022-02-17T02:00:00.000Z');
});
afterAll(() => s.close());

test('a reader sees how many are unread, reads one, and opens it', async () => {
  const before = (await s.ask(`/v1/letters/${DISTRICT}`, { by: DISTRICT })).body;
  expect(before).toMatchObject({ unread: 1, state: { letters: [{ no: 1, status: 'sent', channel: 'test' }] } });
  expect(JSON.stringify(before)).not.toContain('example.invalid');
  const unread = async () => (await s.ask('/v1/me', { by: DISTRICT })).body.unread;
  expect(await unread()).toBe(1);
  const letter = await s.ask(`/v1/letters/${DISTRICT}/texts/1`, { by: DISTRICT });
  expect(letter.status).toBe(200);
  expect(letterText.safeParse(letter.body).error).toBeUndefined();
  const texts = await s.ask(`/v1/letters/${DISTRICT}/texts`, { by: DISTRICT });
  expect(letterTexts.safeParse(texts.body).error).toBeUndefined();
  expect(texts.body.items.map((one: object) => ({ ...one, clock: letter.body.clock }))).toEqual([letter.body]);
  expect(letter.body.text).toContain('Hạn 28/02/2022, còn 7 ngày làm việc');
  expect(s.logged.join('')).toContain(`"personalRead":"letters-${DISTRICT}"`);
  const opened = await s.ask(`/v1/letters/${DISTRICT}/open-letter`, { by: DISTRICT, body: { no: 1 } });
  expect(opened.body.outcome).toBe('appended');
  expect((await s.ask(`/v1/letters/${DISTRICT}`, { by: DISTRICT })).body.unread).toBe(0);
  expect(await unread()).toBe(0);
});

test('whoever got none yet has an empty box, which nobody else sees', async () => {
  const box = await s.ask('/v1/letters/demo-auditor', { by: 'demo-auditor' });
  expect(resourceOf(letters).safeParse(box.body).error).toBeUndefined();
  expect([box.status, box.body]).toEqual([200, expect.objectContaining({ unread: 0, revision: -1 })]);
  expect((await s.ask('/v1/letters/demo-auditor', { by: DISTRICT })).status).toBe(404);
  expect((await s.ask('/v1/letters/demo-auditor/texts/1', { by: 'demo-auditor' })).status).toBe(404);
});

test('the office sees which letters did not get through and why, and nothing of what they say', async () => {
  const { status, body } = await s.ask('/v1/post-offices/66/outbox', { by: 'demo-province' });
  expect(status).toBe(200);
  expect(outboxView.safeParse(body).error).toBeUndefined();
  expect(body).toMatchObject({ open: true, counts: { undeliverable: 1 }, total: 1 });
  expect(body.items).toEqual([
    expect.objectContaining({ account: COMMUNE, no: 1, status: 'undeliverable', code: 'SMTP_550' }),
  ]);
  expect(JSON.stringify(body)).not.toContain('example.invalid');
  expect((await s.ask('/v1/post-offices/66/outbox', { by: DISTRICT })).status).toBe(404);
});

test('nobody else reads or opens it', async () => {
  for (const [by, ...told] of [
    [COMMUNE, 404, 'UNKNOWN_RESOURCE'],
    ['demo-admin', 403, 'ONLY_THE_OWNER'],
    ['demo-province', 403, 'ONLY_THE_OWNER'],
  ] as const) {
    const read = await s.ask(`/v1/letters/${DISTRICT}/texts/1`, { by });
    expect([read.status, read.body.code]).toEqual(told);
    expect((await s.ask(`/v1/letters/${DISTRICT}/texts`, { by })).body.code).toBe(told[1]);
    const opened = await s.ask(`/v1/letters/${DISTRICT}/open-letter`, { by, body: { no: 1 } });
    expect(opened.status).toBe(told[0]);
  }
});

test.each(['2', '0', '-1', '1e9', 'x', '99999999999999999999'])('there is no letter %s', async (no) => {
  expect((await s.ask(`/v1/letters/${DISTRICT}/texts/${no}`, { by: DISTRICT })).body.code).toBe('LETTER_UNKNOWN');
});

test('a lost one is asked for again by its reader or who runs the post', async () => {
  const again = (by: string) => s.ask(`/v1/letters/${COMMUNE}/ask-again`, { by, body: { no: 1 } });
  expect((await again(DISTRICT)).status).toBe(404);
  expect((await again('demo-auditor')).status).toBe(403);
  expect((await again('demo-province')).body.outcome).toBe('appended');
  expect((await again(COMMUNE)).body.outcome).toBe('nothing-to-do');
});

test('where nobody has said how people reach us, nothing is sent', async () => {
  const errand = postErrands(w.executor, { ...w.post, publicUrl: () => undefined });
  const due = { command: 'SendOutPost', cause: 'x', which: w.now(), dueAt: w.now() };
  expect(await errand({ stream: 'postOffice-66', due, by: 'postOffice/66', at: w.now() })).toEqual({
    outcome: 'refused',
    code: 'PUBLIC_URL_MISSING',
  });
});

test('the office words its letters: looked at first, refused with the fields there are, taken back', async () => {
  const office = '/v1/post-offices/66';
  const read = async (path: string) => (await s.ask(`${office}/${path}`, { by: DISTRICT })).body;
  const preview = (words: string) => read(`wording-preview?text=greeting&words=${encodeURIComponent(words)}`);
  expect(wordingPreviewView.safeParse(await preview('Thưa {reader}')).error).toBeUndefined();
  expect((await preview('Thưa {reader}')).letter).toMatch(/^Thưa Cán bộ OCOP cấp huyện/);
  expect(await preview('Thưa {ten}')).toMatchObject({
    status: 422,
    code: 'WORDING_FIELD_UNKNOWN',
    details: { field: 'ten', allowed: '{reader}' },
    errors: [{ pointer: '/words' }],
  });
  expect(await preview('Thưa {reader}\r\nBcc: x@y.example')).toMatchObject({ status: 400, code: 'QUERY_INVALID' });
  const give = (name: string, by: string, body: object) => s.ask(`${office}/${name}`, { by, body });
  const said = { text: 'greeting', vi: 'Thưa {reader}' };
  expect((await give('set-wording', DISTRICT, said)).status).toBe(403);
  expect((await give('set-wording', 'demo-province', { ...said, vi: '{ten}' })).body.code).toBe(
    'WORDING_FIELD_UNKNOWN',
  );
  expect((await give('set-wording', 'demo-province', said)).body.outcome).toBe('appended');
  const now = await read('wording');
  expect(wordingView.safeParse(now).error).toBeUndefined();
  expect(now.texts).toContainEqual({
    ...{ text: 'greeting', fields: ['reader'], own: true },
    words: { vi: 'Thưa {reader}', en: 'To: {reader}' },
  });
  await s.ask(`/v1/product-cycles/${w.cycle}/remind-now`, { by: DISTRICT, body: { text: 'Nhớ nộp' } });
  w.process.hint(`productCycle-${w.cycle}`);
  await w.process.runUntil('2022-02-18T02:00:00.000Z');
  const last = (await w.lettersOf(COMMUNE)).at(-1);
  expect(last?.template).toMatch(/^\d+\+\d+$/);
  expect(last && (await w.contentOf(last)).greeting).toMatch(/^Thưa /);
  expect((await give('take-wording-back', 'demo-province', { text: 'greeting' })).body.outcome).toBe('appended');
  expect((await read('wording')).texts.some((t: { own: boolean }) => t.own)).toBe(false);
});

test('is marked as read by the link in it: with the button alone, without an account, by whoever has it', async () => {
  const letter = (await w.lettersOf(COMMUNE)).at(-1);
  const { footer, token = '' } = await w.contentOf(letter as NonNullable<typeof letter>);
  const link = new URL(/https:\S+/.exec(footer[0] ?? '')?.[0] ?? '').pathname;
  expect(link).toBe(`/opened/${COMMUNE}/${letter?.no}/${token}`);
  const openedAt = async () => (await w.lettersOf(COMMUNE)).at(-1)?.openedAt;
  const looked = await s.ask(link);
  expect([looked.status, looked.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
  expect(looked.text).toContain(`<form method="post" action="${link}"`);
  expect((await s.ask(link, { method: 'HEAD' })).status).toBe(200);
  expect(await openedAt()).toBeUndefined();
  const forged = [`/opened/${COMMUNE}/${letter?.no}/${'A'.repeat(22)}`, `/opened/${DISTRICT}/${letter?.no}/${token}`];
  const others = [
    `/opened/${COMMUNE}/999/${token}`,
    `/opened/X/1/${token}`,
    `/opened/${COMMUNE}/1/${token}`,
    '/opened/a/b/c',
  ];
  for (const path of [...forged, ...others])
    for (const method of ['GET', 'POST']) {
      const answer = await s.ask(path, { method });
      expect([answer.status, answer.body.code], path).toEqual([404, 'LETTER_LINK_UNKNOWN']);
    }
  expect(await openedAt()).toBeUndefined();
  const pressed = await s.ask(link, { method: 'POST' });
  expect([pressed.status, pressed.headers.get('location')]).toEqual([303, `/app/cycles/${w.cycle}`]);
  const at = await openedAt();
  expect(at).toBeDefined();
  expect((await s.ask(link, { method: 'POST' })).status).toBe(303);
  expect(await openedAt()).toBe(at);
  expect((await s.ask(link)).text).toContain('đã được đánh dấu');
  expect(s.logged.join('')).not.toContain(token);
  expect(JSON.stringify(await s.store.readAll({ limit: 100_000 }))).not.toContain(token);
});
