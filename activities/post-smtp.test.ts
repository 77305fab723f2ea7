// Thousands of letters through a real mail server that is slow, busy, rude and breaks off: none is lost, and none comes
// twice but where the line broke after it was handed over, and then as the very same. OCOP_LETTERS=5000 for the whole herd.
import { afterEach, expect, test } from 'vitest';
import { setContact } from '../domain/access/contact.ts';
import { getCommand } from '../domain/registry.ts';
import { smtpChannel } from '../post/smtp.ts';
import { type PostWorld, postWorld } from '../test/post-world.ts';
import { startMailServer, type Temper } from '../test/smtp-server.ts';

const READERS = Number(process.env.OCOP_LETTERS ?? 300);
const COMMUNE = 'demo-krong-nang-xa-1';
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function worldThrough(temper: Temper) {
  const server = await startMailServer(temper);
  const channel = smtpChannel(`smtp://127.0.0.1:${server.port}/?tls=none`, {
    from: 'OCOP <ocop@office.example>',
    bounceTo: 'bounces@office.example',
  });
  closers.push(server.close, () => channel.close());
  const w = await postWorld(channel);
  w.at('2022-02-10');
  const command = getCommand('productCycle', 'StartCycle');
  await w.give({ by: COMMUNE, command, id: w.cycle, input: { entry: 'awareness' } });
  return { w, server };
}

/** Each is given a role, of which a letter tells them. */
async function readers(w: PostWorld, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, n) => `can-bo-${n}`);
  const role = { grant: 'x', province: '66', role: 'commune-officer', unit: '650-01', from: '2022-01-01' };
  const admin = (command: ReturnType<typeof getCommand>, id: string, input: object) =>
    w.give({ by: 'demo-admin', command, id, input });
  await Promise.all(
    ids.map(async (id) => {
      await admin(getCommand('account', 'GrantRole'), id, role);
      await admin(setContact, id, { email: `${id}@xa.example` });
    }),
  );
  return ids;
}

test(`${READERS} letters`, async () => {
  const tries = new Map<string, number>();
  const cuts = new Set<string>();
  const numberOf = (to: string) => Number(/\d+/.exec(to)?.[0] ?? 0);
  const { w, server } = await worldThrough((to) => {
    const n = numberOf(to);
    if (n % 50 === 7) return { at: 'reader', says: 550 };
    const nth = tries.get(to) ?? 0;
    if (n % 9 === 1 && nth < 1) return { at: 'reader', says: 451, afterMs: count(to) };
    if (n % 9 === 2 && nth < 1) return { says: 452, afterMs: count(to) };
    if (n % 9 === 3 && nth < 1) {
      cuts.add(to);
      return { says: 'cut', afterMs: count(to) };
    }
    return n % 9 === 4 ? { afterMs: 3 } : {};
  });
  // Asked when the reader is named, and again when the letter is there.
  function count(to: string): number {
    tries.set(to, (tries.get(to) ?? 0) + 0.5);
    return 1;
  }
  const ids = await readers(w, READERS);
  const process = w.anew();
  for (const id of ids) process.hint(`letters-${id}`);
  await process.runUntil('2022-02-11T08:00:00.000Z');

  const states = await Promise.all(ids.map(async (id) => ({ id, letters: await w.lettersOf(id) })));
  const lost = states.filter(({ letters }) => letters.length !== 1);
  expect(lost).toEqual([]);
  const refused = states.filter(({ letters }) => letters[0]?.status === 'undeliverable').map(({ id }) => numberOf(id));
  expect(refused).toEqual(ids.map(numberOf).filter((n) => n % 50 === 7));
  const sent = states.filter(({ letters }) => letters[0]?.status === 'sent');
  expect(sent.length + refused.length).toBe(READERS);
  for (const { id } of sent) {
    const came = server.taken.filter(({ to }) => to === `${id}@xa.example`);
    expect(came.length).toBeGreaterThanOrEqual(1);
    if (came.length > 1) expect(cuts).toContain(`${id}@xa.example`);
    expect(new Set(came.map((c) => c.messageId)).size).toBe(1);
  }
  const ids1 = server.taken.map((t) => t.messageId);
  expect(new Set(ids1).size).toBe(sent.length);
  // What the server said names the reader: it stands nowhere.
  const events = await w.store.readAll({ limit: 100_000, prefixes: ['letters-', 'postOffice-'] });
  expect(JSON.stringify(events)).not.toMatch(/@xa\.example|no mailbox/);
}, 900_000);

test('a week without a mail server: then one letter each, with what is still so', async () => {
  let away = true;
  const { w, server } = await worldThrough(() => (away ? { at: 'reader', says: 421 } : {}));
  await w.process.runUntil('2022-03-03T02:00:00.000Z');
  expect(server.taken).toEqual([]);
  expect((await w.lettersOf(COMMUNE)).length).toBeGreaterThan(3);
  away = false;
  await w.process.runUntil('2022-03-09T02:00:00.000Z');
  // What was overdue then, and the last reminder after it.
  const came = server.taken.filter((t) => t.to.startsWith(COMMUNE)).map((t) => t.messageId);
  expect([came.length, new Set(came).size]).toEqual([2, 2]);
  expect((await w.lettersOf(COMMUNE)).filter((l) => l.status === 'failed')).toEqual([]);
});
