// Feeds as a calendar program gets them: by the secret alone, read by another parser than ours, changed when a date moves,
// taken back when it is done.
import { randomBytes } from 'node:crypto';
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { feedsIn } from '../../cli/feed-command.ts';
import { walkOf } from '../../demo/walk.ts';
import { getCommand } from '../../domain/registry.ts';
import { COMMUNE, DISTRICT, type Served, served } from '../world.fixture.ts';
import { feedIdOf } from './feed.ts';
import { calendarFile } from './ics.ts';

let s: Served;
beforeAll(async () => {
  s = await served();
});
afterAll(() => s.close());

const drawn = () => randomBytes(32).toString('base64url');
const fetched = (secret: string) => s.ask(`/feeds/${secret}.ics`);

async function open(by: string, more: object = {}): Promise<string> {
  const secret = drawn();
  const body = { province: '66', account: by, ...more };
  const answer = await s.ask(`/v1/calendar-feeds/${feedIdOf(secret)}/open-feed`, { by, body });
  expect(answer.status, answer.text).toBe(201);
  return secret;
}

function entriesIn(file: string) {
  const calendar = new ICAL.Component(ICAL.parse(file));
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      summary: event.summary,
      start: event.startDate.toString(),
      end: event.endDate.toString(),
      isDate: event.startDate.isDate && event.endDate.isDate,
      sequence: event.sequence,
      status: component.getFirstPropertyValue('status'),
      url: component.getFirstPropertyValue('url'),
      description: event.description,
    };
  });
}

const start = (product = s.product) =>
  s.ask(`/v1/product-cycles/${walkOf(product).cycle}/start-cycle`, { by: COMMUNE, body: { entry: 'awareness' } });
const openStep = (step: string) =>
  s.executor.execute({
    command: getCommand('productCycle', 'OpenStep'),
    id: s.cycle,
    input: { step },
    commandId: `open/${step}`,
    caller: { kind: 'workflow', id: 'x' },
  });
const cycle = (name: string, by: string, body: object = {}, seen?: string) =>
  s.ask(`/v1/product-cycles/${s.cycle}/${name}`, { by, body, ...(seen ? { headers: { 'If-Match': seen } } : {}) });

describe('a feed', () => {
  let ofCommune: string;
  let ofDistrict: string;
  test('shows what its unit has to act on: whole days, the end excluded, with its page', async () => {
    [ofCommune, ofDistrict] = [await open(COMMUNE, { unit: '650-01' }), await open(DISTRICT)];
    await start();
    await openStep('awareness');
    const answer = await fetched(ofCommune);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    const entries = entriesIn(answer.text);
    expect(entries).toEqual([
      {
        uid: `productCycle-${s.cycle}/step/awareness@ocop`,
        summary: expect.stringMatching(/^Xác định sản phẩm tiềm năng – /),
        start: '2022-02-28',
        end: '2022-03-01',
        isDate: true,
        sequence: expect.any(Number),
        status: 'CONFIRMED',
        url: `https://ocop.example/app/cycles/${s.cycle}`,
        description: expect.stringContaining('Hạn 28/02/2022'),
      },
    ]);
    expect(answer.text).toContain('X-WR-TIMEZONE:Asia/Ho_Chi_Minh');
    expect(answer.text).toContain('METHOD:PUBLISH');
    expect((await fetched(ofCommune)).text).toBe(answer.text);
  });

  test('takes back what is done, under a higher number, from everybody who might have done it', async () => {
    const [before] = entriesIn((await fetched(ofCommune)).text);
    await cycle('identify-potential', COMMUNE);
    const [after] = entriesIn((await fetched(ofCommune)).text);
    expect(after).toMatchObject({ uid: before?.uid, status: 'CANCELLED' });
    expect(after?.sequence).toBeGreaterThan(before?.sequence as number);
    expect(entriesIn((await fetched(ofDistrict)).text).map((e) => e.status)).toEqual(['CANCELLED']);
  });

  test('moves an entry whose date was fixed anew, and it stays the same entry', async () => {
    const id = s.cycle;
    const give = (name: string, by: string, input: object = {}) =>
      s.give({ by, command: getCommand('productCycle', name), id, input });
    await openStep('idea');
    await give('RegisterIdea', 'demo-htx-ca-phe-mau', { summary: 'x' });
    const [before] = entriesIn((await fetched(ofDistrict)).text).filter((e) => e.status === 'CONFIRMED');
    await give('FixDeadline', 'demo-province', { dueOn: '2022-05-04', reason: 'Bão' });
    const [after] = entriesIn((await fetched(ofDistrict)).text).filter((e) => e.status === 'CONFIRMED');
    expect(after).toMatchObject({ uid: before?.uid, start: '2022-05-04', end: '2022-05-05' });
    expect(after?.sequence).toBeGreaterThan(before?.sequence as number);
  });

  test('is not there once it is revoked, never was opened, or cannot be one: all alike', async () => {
    const secret = await open(COMMUNE);
    expect((await fetched(secret)).status).toBe(200);
    const path = `/v1/calendar-feeds/${feedIdOf(secret)}/revoke-feed`;
    expect((await s.ask(path, { by: DISTRICT, body: {} })).status).toBe(404);
    expect((await s.ask(path, { by: 'demo-auditor', body: {} })).status).toBe(403);
    expect((await s.ask(path, { by: 'demo-admin', body: {} })).body.outcome).toBe('appended');
    const alike = (await Promise.all([secret, drawn(), 'x', '%00', 'a'.repeat(5000)].map(fetched))).map((a) => ({
      status: a.status,
      code: a.body.code,
      detail: a.body.detail,
    }));
    expect(new Set(alike.map((a) => JSON.stringify(a))).size).toBe(1);
    expect(alike[0]).toMatchObject({ status: 404, code: 'FEED_UNKNOWN' });
  });

  test('of a unit goes with the role of whoever opened it; a person’s shows nothing any more', async () => {
    const by = 'demo-former';
    const grant = (unit: string) =>
      s.give({
        by: 'demo-admin',
        command: getCommand('account', 'GrantRole'),
        id: by,
        input: { grant: 'x', province: '66', role: 'district-officer', unit, from: '2022-01-01' },
      });
    await grant('650');
    const [own, unit] = [await open(by), await open(by, { unit: '650' })];
    expect(entriesIn((await fetched(own)).text).length).toBeGreaterThan(0);
    const { text } = await fetched(unit);
    expect(entriesIn(text).length).toBeGreaterThan(0);
    const input = { grant: 'x', until: '2022-02-09' };
    await s.give({ by: 'demo-admin', command: getCommand('account', 'RevokeRole'), id: by, input });
    expect([(await fetched(unit)).status, entriesIn((await fetched(own)).text)]).toEqual([404, []]);
  });

  test('answers reads alone, without an account', async () => {
    expect((await s.ask(`/feeds/${ofCommune}.ics`, { body: {} })).status).toBe(405);
    expect((await s.ask(`/feeds/${ofCommune}.ics`, { by: 'nobody' })).status).toBe(200);
  });

  test('is listed by who opened it, never by its address', async () => {
    const feeds = await feedsIn(s.store);
    const id = feedIdOf(ofCommune);
    expect(feeds).toContainEqual({ id, account: COMMUNE, unit: '650-01', opened: '2022-02-10' });
    expect(feeds.filter((feed) => feed.revoked)).toHaveLength(1);
  });

  test('no secret is in an event or in the log, whatever was asked', async () => {
    await s.ask(`/FEEDS/${ofCommune}.ics?x=1`);
    for (const path of ['/feeds//', '/feed/', '/%66eeds/', '/feeds/../']) await s.ask(`${path}${ofCommune}.ics`);
    await s.ask(`//feeds/${ofCommune}.ics`);
    const events = JSON.stringify(await s.store.readAll({ limit: 100_000 }));
    for (const place of [events, s.logged.join('')]) {
      expect(place).not.toContain(ofCommune);
      expect(place).not.toContain(ofDistrict);
    }
    expect(s.logged.join('')).toContain('/feeds/…');
  });
});

test('what people wrote begins no line of its own in a calendar', () => {
  const name = 'Cà phê\r\nEND:VEVENT\r\nBEGIN:VALARM;,\\';
  const file = calendarFile({
    dates: [
      {
        id: 'productCycle-x/step/idea',
        dueOn: '2024-02-29',
        workingDaysLeft: -1,
        what: { vi: 'xem xét ý tưởng', en: 'decide on the idea' },
        about: { vi: name, en: name },
        ...{ overdue: true, cancelled: false, above: true, sequence: 3 },
        ...{ changedAt: '2024-02-01T00:00:00.000Z', path: '/cycles/x' },
      },
    ],
    ...{ lang: 'vi', name: { vi: 'OCOP', en: 'OCOP' }, publicUrl: undefined },
  });
  expect(file.match(/^END:VEVENT/gm)).toHaveLength(1);
  expect(file).not.toMatch(/^BEGIN:VALARM/m);
  expect(file.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  const [entry] = entriesIn(file);
  expect(entry).toMatchObject({ start: '2024-02-29', end: '2024-03-01', sequence: 3 });
  expect(entry?.summary).toBe('QUÁ HẠN: Đôn đốc: Xem xét ý tưởng – Cà phê END:VEVENT BEGIN:VALARM;,\\');
});
