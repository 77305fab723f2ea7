// The post of a province without Temporal: who is told what when, in which letter, and that each is told once.
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { walkOf } from '../demo/walk.ts';
import { setContact } from '../domain/access/contact.ts';
import { certificate } from '../domain/certificate/certificate.ts';
import { productCycle } from '../domain/product-cycle/product-cycle.ts';
import { getCommand } from '../domain/registry.ts';
import { addDays } from '../domain/time/civil-date.ts';
import type { Executor } from '../eventstore/execute-command.ts';
import type { Channel } from '../post/port.ts';
import { type PostWorld, postWorld, toldTo } from '../test/post-world.ts';
import { rehearsing } from '../test/rehearsal.ts';
import { upTo } from '../test/ways.ts';

let w: PostWorld;
beforeEach(() => begin());

async function begin(gateway?: Channel): Promise<void> {
  w = await postWorld(undefined, { gateway });
  w.at('2022-02-10');
  const command = getCommand('productCycle', 'StartCycle');
  await w.give({ by: COMMUNE, command, id: w.cycle, input: { entry: 'awareness' } });
  w.process.hint(`productCycle-${w.cycle}`);
  await w.process.runUntil('2022-02-11T02:00:00.000Z');
}

const COMMUNE = 'demo-krong-nang-xa-1';
const DISTRICT = 'demo-krong-nang';
const PROVINCE = 'demo-province';
const at8 = (day: string) => `${day}T01:00:00.000Z`;
const to = (account: string) => w.outbox.filter((m) => m.to === `${account}@example.invalid`);
/** The two last of February's reminders and what follows. */
const DUE = '2022-02-28';

describe('a morning’s letter', () => {
  test('tells what came due that day when the office opens, who must act and, once it is late, who stands above', async () => {
    await w.process.runUntil(at8('2022-03-10'));
    expect(to(COMMUNE).map((m) => m.date)).toEqual(
      ['2022-02-17', '2022-02-23', '2022-02-25', DUE, '2022-03-01', '2022-03-03', '2022-03-09'].map(at8),
    );
    expect(to(PROVINCE).map((m) => m.date)).toEqual(['2022-03-01', '2022-03-03', '2022-03-09'].map(at8));
    expect(to(COMMUNE).at(-1)?.subject).toBe(
      'OCOP: xác định sản phẩm tiềm năng – Cà phê mẫu; quá hạn 7 ngày làm việc (hạn 28/02/2022)',
    );
    expect(to(PROVINCE)[0]?.text).toContain(
      'Người phải làm: Cán bộ phụ trách OCOP cấp xã – xã minh họa 1 (Krông Năng)',
    );
    expect(to(COMMUNE)[0]?.text).toContain('https://ocop.example/app/cycles/66-2022-ca-phe-mau-1');
  });

  test('speaks the language its reader asked for', async () => {
    await contact(COMMUNE, { email: `${COMMUNE}@example.invalid`, language: 'en' });
    await w.process.runUntil(at8('2022-02-17'));
    expect(to(COMMUNE)[0]?.subject).toBe(
      'OCOP: identify the potential product – Cà phê mẫu; due 28/02/2022, 7 working days left',
    );
  });

  test('goes as a message to who asked for that, where there is a gateway; without one, or without a number, by mail', async () => {
    const messages: string[] = [];
    const gateway: Channel = {
      name: 'webhook',
      send: async (message) => {
        messages.push(message.to);
        return messages.length === 1 ? { outcome: 'failed', code: 'HTTP_503' } : { outcome: 'sent' };
      },
      check: async () => 'test',
      close: () => {},
    };
    const how = { email: `${COMMUNE}@example.invalid`, telephone: '+84 262 3850 000', channel: 'message' };
    await contact(COMMUNE, how);
    await w.process.runUntil(at8('2022-02-17'));
    expect(to(COMMUNE)).toHaveLength(1);
    await begin(gateway);
    await contact(COMMUNE, how);
    await w.process.runUntil('2022-02-17T02:00:00.000Z');
    expect([messages, to(COMMUNE)]).toEqual([[how.telephone, how.telephone], []]);
    expect(await w.lettersOf(COMMUNE)).toMatchObject([{ status: 'sent', channel: 'webhook', tries: 1 }]);
    const events = JSON.stringify(await w.store.readAll({ limit: 100_000 }));
    expect(events).not.toContain('262 3850');
  });

  test('is for who holds the role that morning: not for one who has left, and for one who has come', async () => {
    await w.process.runUntil('2022-02-16T02:00:00.000Z');
    const admin = (name: string, id: string, input: object) =>
      w.give({ by: 'demo-admin', command: getCommand('account', name), id, input });
    await admin('RevokeRole', COMMUNE, { grant: 'commune-officer-650-01', until: '2022-02-16' });
    const role = { grant: 'x', province: '66', role: 'commune-officer', unit: '650-01', from: '2022-02-16' };
    await admin('GrantRole', 'can-bo-moi', role);
    await w.process.runUntil(at8('2022-02-17'));
    expect(to(COMMUNE)).toEqual([]);
    // Without an address it is read in the system.
    expect(await w.lettersOf('can-bo-moi')).toMatchObject([{ status: 'sent', channel: 'in-app' }]);
  });

  test('goes to who took over from a commune that is no more, and says for whom', async () => {
    await w.process.runUntil('2022-02-16T18:00:00.000Z');
    const merged = {
      code: '650-01',
      until: '2022-02-16',
      successors: ['650-02'],
      document: { number: 'NQ', date: '2022-02-01' },
    };
    await w.give({ by: 'demo-admin', command: getCommand('unitTree', 'AbolishUnit'), id: '66', input: merged });
    await w.process.runUntil(at8('2022-02-17'));
    expect(to(COMMUNE)).toEqual([]);
    expect(to('demo-krong-nang-xa-2')[0]?.text).toContain('Xử lý thay xã minh họa 1 (Krông Năng)');
  });

  test('leaves out what is done when it is written', async () => {
    await w.process.runUntil('2022-02-16T20:00:00.000Z');
    expect(to(COMMUNE)).toEqual([]);
    await w.give({ by: COMMUNE, command: getCommand('productCycle', 'IdentifyPotential'), id: w.cycle });
    w.process.hint(`productCycle-${w.cycle}`);
    await w.process.runUntil(at8('2022-02-18'));
    expect(w.outbox).toEqual([]);
  });

  test('after an outage of everything tells what is so then, once, and no reminder of a day that is past', async () => {
    const late = w.anew();
    w.at('2022-03-07T03:00:00.000Z');
    await late.runUntil('2022-03-07T03:00:00.000Z');
    expect(to(COMMUNE).map((m) => m.subject)).toEqual([
      'OCOP: xác định sản phẩm tiềm năng – Cà phê mẫu; quá hạn 5 ngày làm việc (hạn 28/02/2022)',
    ]);
    const [letter] = await w.lettersOf(COMMUNE);
    expect(letter?.covers).toHaveLength(1);
  });

  test('waits for the morning where the outage ends at night or on a day off', async () => {
    const late = w.anew();
    w.at('2022-03-05T03:00:00.000Z');
    await late.runUntil(at8('2022-03-07'));
    expect(new Set(w.outbox.map((m) => m.date))).toEqual(new Set([at8('2022-03-07')]));
  });
});

describe('what is urgent', () => {
  const moved = async () => {
    // The date is fixed to be today's: reminded at once, as tomorrow it is over.
    await w.process.runUntil('2022-02-15T03:00:00.000Z');
    const input = { dueOn: '2022-02-15', reason: 'x' };
    await w.give({ by: PROVINCE, command: getCommand('productCycle', 'FixDeadline'), id: w.cycle, input });
    w.process.hint(`productCycle-${w.cycle}`);
  };
  test('goes out within the hours of the office', async () => {
    await moved();
    await w.process.runUntil('2022-02-15T04:00:00.000Z');
    expect(to(COMMUNE).map((m) => m.date)).toEqual(['2022-02-15T03:00:00.000Z']);
  });
  test('and in the morning else: overdue is marked at midnight', async () => {
    await moved();
    await w.process.runUntil('2022-02-16T00:59:59.000Z');
    expect(to(COMMUNE)).toHaveLength(1);
    await w.process.runUntil(at8('2022-02-16'));
    expect(to(COMMUNE)).toHaveLength(2);
  });
});

describe('what somebody writes by hand', () => {
  const cycle = (by: string, name: string, input: object) =>
    w.give({ by, command: getCommand('productCycle', name), id: w.cycle, input });
  const at10 = async () => {
    await w.process.runUntil('2022-02-15T03:00:00.000Z');
    expect(w.outbox).toEqual([]);
  };
  const soon = async () => {
    w.process.hint(`productCycle-${w.cycle}`);
    await w.process.runUntil('2022-02-15T03:30:00.000Z');
  };

  test('reaches whom it is for at once, word for word: a reminder, work given, a question and its answer', async () => {
    await at10();
    await cycle(DISTRICT, 'RemindNow', { text: 'Xã cần rà soát ngay' });
    await soon();
    expect(to(COMMUNE)[0]?.text).toContain('Lời nhắn: “Xã cần rà soát ngay”');
    await cycle(DISTRICT, 'AssignWork', { account: COMMUNE, note: 'Giúp tôi việc này' });
    await cycle(COMMUNE, 'AskOffice', { question: 'Mẫu 05 nộp mấy bản?' });
    await soon();
    expect(to(COMMUNE)[1]?.text).toContain('Lời nhắn: “Giúp tôi việc này”');
    expect(to(PROVINCE)[0]?.subject).toBe('OCOP: trả lời câu hỏi – Cà phê mẫu');
    expect(to(PROVINCE)[0]?.text).toContain('“Mẫu 05 nộp mấy bản?”');
    const asked = (await w.executor.look(productCycle, w.cycle)).state.questions?.[0]?.asked.at;
    await cycle(PROVINCE, 'AnswerQuestion', { question: asked as number, answer: 'Hai bản' });
    await soon();
    expect(to(COMMUNE).at(-1)?.subject).toBe('OCOP: câu hỏi đã được trả lời – Cà phê mẫu');
    expect(to(COMMUNE).at(-1)?.text).toContain('“Hai bản”');
    expect(to(COMMUNE)).toHaveLength(3);
  });

  test('a question that was answered meanwhile is asked of nobody', async () => {
    await w.process.runUntil('2022-02-15T12:00:00.000Z');
    await cycle(COMMUNE, 'AskOffice', { question: 'Hỏi buổi tối' });
    const asked = (await w.executor.look(productCycle, w.cycle)).state.questions?.[0]?.asked.at;
    await cycle(PROVINCE, 'AnswerQuestion', { question: asked as number, answer: 'Trả lời buổi tối' });
    w.process.hint(`productCycle-${w.cycle}`);
    await w.process.runUntil(at8('2022-02-16'));
    expect(to(PROVINCE)).toEqual([]);
    expect(to(COMMUNE)).toHaveLength(1);
  });

  test('who is given a role is told in the morning, unless it was taken back as a slip', async () => {
    await at10();
    const admin = (name: string, id: string, input: object) =>
      w.give({ by: 'demo-admin', command: getCommand('account', name), id, input });
    const role = { province: '66', role: 'commune-officer', unit: '650-02', from: '2022-02-15' };
    await admin('GrantRole', DISTRICT, { grant: 'a', ...role });
    await admin('GrantRole', PROVINCE, { grant: 'b', ...role });
    await admin('RevokeRole', PROVINCE, { grant: 'b', until: '2022-02-14' });
    w.process.hint(`account-${DISTRICT}`);
    await w.process.runUntil(at8('2022-02-16'));
    expect(to(PROVINCE)).toEqual([]);
    expect(to(DISTRICT).map((m) => m.subject)).toEqual([
      'OCOP: được giao vai trò – Cán bộ phụ trách OCOP cấp xã – xã minh họa 2 (Krông Năng)',
    ]);
  });
});

test('who forwarded a dossier learns that it was received, its producer and commune of the result that was told', async () => {
  const fresh = await postWorld();
  const { way } = walkOf(fresh.product);
  const acts = upTo(way, 'ReceiveDossier');
  await rehearsing(fresh).walk(acts);
  const last = acts.at(-1)?.on as string;
  await fresh.anew().runUntil(`${addDays(last, 4)}T02:00:00.000Z`);
  const told = async (account: string) => {
    const contents = await Promise.all((await fresh.lettersOf(account)).map(fresh.contentOf));
    return contents.flatMap(({ work }) => work.map(({ title }) => title)).join('; ');
  };
  expect(await told(DISTRICT)).toMatch(/Để biết – cấp tỉnh đã tiếp nhận hồ sơ: 1 tin/i);
  expect(await told(COMMUNE)).toMatch(/Để biết – đã có kết quả cấp huyện: 1 tin/i);
  expect(await told(`demo-htx-${fresh.product}`)).toMatch(/đã có kết quả cấp huyện/i);
});

test('whom a certificate concerns is told that it runs out, by the name of its product', async () => {
  const fresh = await postWorld();
  const { way } = walkOf(fresh.product);
  await rehearsing(fresh).walk(way);
  const process = fresh.anew();
  process.hint(`certificate-${fresh.cycle}`);
  await process.runUntil('2023-02-01T02:00:00.000Z');
  const { until = '' } = (await fresh.executor.look(certificate, fresh.cycle)).state;
  await process.runUntil(`${addDays(until, -20)}T02:00:00.000Z`);
  const told = await Promise.all((await fresh.lettersOf(`demo-htx-${fresh.product}`)).map(fresh.contentOf));
  const last = told.at(-1)?.work[0]?.matters[0];
  expect(last).toMatchObject({ about: 'Cà phê mẫu', url: `https://ocop.example/app/certificates/${fresh.cycle}` });
  expect(last?.lines.join()).toContain('ngày làm việc');
});

describe('a letter that cannot be sent', () => {
  test('is tried again after minutes and hours while the office is open, and is one letter', async () => {
    let down = true;
    w.trouble.next = () => (down ? { outcome: 'failed', code: 'SMTP_451' } : undefined);
    await w.process.runUntil(at8('2022-02-17'));
    expect(await w.lettersOf(COMMUNE)).toMatchObject([
      { status: 'failed', tries: 1, tryAgainAt: '2022-02-17T01:05:00.000Z' },
    ]);
    await w.process.runUntil('2022-02-17T03:00:00.000Z');
    expect((await w.lettersOf(COMMUNE))[0]?.tries).toBe(3);
    down = false;
    await w.process.runUntil('2022-02-17T04:00:00.000Z');
    expect(to(COMMUNE).map((m) => m.date)).toEqual(['2022-02-17T03:35:00.000Z']);
    expect(await w.lettersOf(COMMUNE)).toMatchObject([{ status: 'sent', channel: 'test' }]);
  });

  test('waits as long as the server asked to be left alone, where that is longer than ours', async () => {
    let asks: number | undefined = 3 * 3600;
    w.trouble.next = () =>
      asks === undefined ? undefined : { outcome: 'failed', code: 'HTTP_429', retryAfterS: asks };
    await w.process.runUntil(at8('2022-02-17'));
    expect(await w.lettersOf(COMMUNE)).toMatchObject([{ tries: 1, tryAgainAt: '2022-02-17T04:00:00.000Z' }]);
    asks = 60;
    await w.process.runUntil('2022-02-17T04:00:00.000Z');
    expect(await w.lettersOf(COMMUNE)).toMatchObject([{ tries: 2, tryAgainAt: '2022-02-17T04:30:00.000Z' }]);
    asks = undefined;
    await w.process.runUntil('2022-02-17T05:00:00.000Z');
    expect(await w.lettersOf(COMMUNE)).toMatchObject([{ status: 'sent', tries: 2 }]);
  });

  test('gives its matters to the next morning’s, which tells what is still so', async () => {
    w.trouble.next = () => ({ outcome: 'failed', code: 'ECONNREFUSED' });
    await w.process.runUntil('2022-03-04T02:00:00.000Z');
    w.trouble.next = () => undefined;
    await w.process.runUntil(at8('2022-03-09'));
    expect(to(COMMUNE).length).toBeLessThanOrEqual(2);
    const told = await toldTo(w, COMMUNE);
    expect(told.filter(({ times }) => times !== 1)).toEqual([]);
  });

  test('goes again as the very same where it may have arrived, beside what is new', async () => {
    const ids: string[] = [];
    w.trouble.next = ({ messageId }) => {
      ids.push(messageId);
      return ids.length === 1 ? { outcome: 'failed', code: 'ECONNECTION', uncertain: true } : undefined;
    };
    await contact(DISTRICT, {});
    await w.process.runUntil(at8('2022-02-17'));
    await w.process.runUntil(at8('2022-02-23'));
    expect(ids[0]).toBe(ids[1]);
    expect(new Set(ids).size).toBe(ids.length - 1);
    expect((await w.lettersOf(COMMUNE)).map((l) => l.status)).toEqual(['sent', 'sent']);
  });

  test('is given up after eight days, or at once where there is no such mailbox, and can be asked for again', async () => {
    w.trouble.next = ({ to }) => (to.startsWith(COMMUNE) ? { outcome: 'refused', code: 'SMTP_550' } : undefined);
    await w.process.runUntil(at8('2022-02-17'));
    expect(await w.lettersOf(COMMUNE)).toMatchObject([{ status: 'undeliverable', code: 'SMTP_550' }]);
    w.trouble.next = () => undefined;
    await w.give({ by: COMMUNE, command: getCommand('letters', 'AskAgain'), id: COMMUNE, input: { no: 1 } });
    w.process.hint(`letters-${COMMUNE}`);
    await w.process.runUntil('2022-02-17T02:00:00.000Z');
    expect(await w.lettersOf(COMMUNE)).toMatchObject([{ status: 'sent' }]);
  });

  test('is dropped where nothing of it is still so', async () => {
    w.trouble.next = () => ({ outcome: 'failed', code: 'SMTP_451' });
    await w.process.runUntil(at8('2022-02-17'));
    await w.give({ by: COMMUNE, command: getCommand('productCycle', 'IdentifyPotential'), id: w.cycle });
    w.trouble.next = () => undefined;
    await w.process.runUntil('2022-02-17T03:00:00.000Z');
    expect(await w.lettersOf(COMMUNE)).toMatchObject([{ status: 'dropped' }]);
    expect(to(COMMUNE)).toEqual([]);
  });
});

class Killed extends Error {}

/** The executor of a node that is killed before or after its n-th command. */
function killedAt(executor: Executor, n: number, after: boolean): Executor {
  let count = 0;
  return {
    ...executor,
    async execute(request) {
      count += 1;
      if (count === n && !after) throw new Killed();
      const result = await executor.execute(request);
      if (count === n) throw new Killed();
      return result;
    },
  };
}

test('each fact is told once to each of its readers, whoever is killed when and whatever the server says', async () => {
  const kill = fc.record({
    n: fc.integer({ min: 1, max: 12 }),
    after: fc.boolean(),
    days: fc.integer({ min: 1, max: 9 }),
  });
  const says = fc.constantFrom('sent', 'sent', 'failed', 'refused', 'uncertain');
  await fc.assert(
    fc.asyncProperty(
      fc.array(kill, { minLength: 3, maxLength: 8 }),
      fc.array(says, { minLength: 8, maxLength: 8 }),
      async (kills, words) => {
        const world = await postWorld();
        world.at('2022-02-10');
        const command = getCommand('productCycle', 'StartCycle');
        await world.give({ by: COMMUNE, command, id: world.cycle, input: { entry: 'awareness' } });
        let sent = 0;
        world.trouble.next = () => {
          const word = words[sent++ % words.length];
          if (word === 'failed') return { outcome: 'failed', code: 'SMTP_451' };
          if (word === 'refused') return { outcome: 'refused', code: 'SMTP_550' };
          if (word === 'uncertain') return { outcome: 'failed', code: 'ECONNECTION', uncertain: true };
          return undefined;
        };
        let day = Date.parse('2022-02-12T02:00:00.000Z');
        for (const { n, after, days } of kills) {
          day += days * 86_400_000;
          const until = new Date(day).toISOString();
          await world
            .anew(killedAt(world.executor, n, after))
            .runUntil(until)
            .catch((error: Error) => {
              if (!(error instanceof Killed)) throw error;
            });
          await world.anew().runUntil(until);
        }
        world.trouble.next = () => undefined;
        await world.anew().runUntil('2022-05-01T02:00:00.000Z');
        for (const account of [COMMUNE, DISTRICT, PROVINCE]) {
          const told = await toldTo(world, account);
          expect(told.filter(({ times }) => times !== 1)).toEqual([]);
          // The newest is still so at the end, and nobody was spared it.
          expect(told.map(({ ref }) => ref)).toContain(await newestTold(world));
          expect(
            (await world.lettersOf(account)).filter((l) => l.status === 'requested' || l.status === 'failed'),
          ).toEqual([]);
        }
        // Nobody gets the same twice under two names.
        const byId = Map.groupBy(world.outbox, (m) => m.messageId);
        for (const same of byId.values()) expect(new Set(same.map((m) => m.text)).size).toBe(1);
      },
    ),
    { numRuns: 12 },
  );
}, 120_000);

async function newestTold({ executor, cycle }: PostWorld): Promise<string> {
  const { facts, stream } = await executor.look(productCycle, cycle);
  return `${stream}@${facts.findLast(({ type }) => productCycle.events.get(type)?.tells)?.revision}`;
}

async function contact(id: string, input: object) {
  await w.give({ by: 'demo-admin', command: setContact, id, input });
}
