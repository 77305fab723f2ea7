import { afterAll, beforeAll, expect, test } from 'vitest';
import { isRefusal } from '../../domain/kernel/refusal.ts';
import { getCommand } from '../../domain/registry.ts';
import { rehearsing } from '../../test/rehearsal.ts';
import { type History, openCaughtUp, paper, richHistory, scratch } from '../history.fixture.ts';
import type { ReadModels } from '../read-models.ts';

const { file, remove } = scratch();
let h: History;
let models: ReadModels;
const today = '2022-06-22';

beforeAll(async () => {
  h = await richHistory();
  const rehearsal = rehearsing(h);
  const give = (on: string, by: string, name: string, unit: string, input: object) =>
    rehearsal.give({ on, by, command: getCommand('unitDuties', name), id: `66-2022-${unit}`, input });
  const [one, two] = ['demo-krong-nang-xa-1', 'demo-krong-nang-xa-2'];
  const first = { duty: 'awareness', no: 1 };
  await give('2022-06-22', one, 'ReportDuty', '650-01', {
    ...first,
    document: paper('1/BC', '2022-02-10'),
    occurredOn: '2022-06-20',
  });
  await give('2022-06-22', 'demo-krong-nang', 'ExcuseDuty', '650-02', { ...first, reason: 'Báo cáo chung' });
  await give('2022-06-22', two, 'ReportDuty', '650-02', {
    duty: 'progress',
    no: 1,
    document: paper('2/BC', '2022-06-20'),
  });
  await give('2022-06-22', 'demo-krong-nang', 'AcceptDuty', '650-02', { duty: 'progress', no: 1 });
  models = await openCaughtUp(h, file);
});
afterAll(async () => {
  await models.stop();
  await h.store.close();
  remove();
});

const list = async (q: Parameters<ReadModels['duties']['list']>[0]) => {
  const page = await models.duties.list(q);
  if (isRefusal(page)) throw new Error(page.code);
  return page;
};
const none = { owed: 0, due: 0, inTime: 0, late: 0, overdue: 0, waiting: 0, accepted: 0, excused: 0 };

test('the board has units × duties of a year, with the share in time of what is due', async () => {
  const board = await models.duties.board('66-2022', { today });
  expect(board?.duties.map(({ duty }) => duty.id)).toEqual(['awareness', 'progress']);
  expect(board?.units.map((u) => `${u.id} ${u.unit.name} ${u.under?.code}`)).toEqual([
    '66-2022-650-01 xã minh họa 1 (Krông Năng) 650',
    '66-2022-650-02 xã minh họa 2 (Krông Năng) 650',
  ]);
  const [first, second] = board?.units ?? [];
  // Awareness was reported late; progress for June is still ahead.
  expect(first?.perDuty).toEqual({
    awareness: { ...none, owed: 1, due: 1, late: 1, waiting: 1, inTimeShare: 0 },
    progress: { ...none, owed: 1 },
  });
  expect(second?.perDuty.awareness).toEqual({ ...none, excused: 1 });
  expect(second?.perDuty.progress).toEqual({ ...none, owed: 1, due: 1, inTime: 1, accepted: 1, inTimeShare: 10_000 });
  expect(board?.counts).toMatchObject({ owed: 3, due: 2, inTime: 1, late: 1, inTimeShare: 5000 });
  expect(await models.duties.board('66-2031', { today })).toBeUndefined();
});

test('of one unit, or of all that lie under one', async () => {
  const units = async (place: string) => (await models.duties.board('66-2022', { today, place }))?.units.length;
  expect([await units('650-01'), await units('650'), await units('66'), await units('651')]).toEqual([1, 2, 2, 0]);
});

test('what is past its day and not reported is overdue from the day after', async () => {
  const overdue = async (day: string) => (await models.duties.board('66-2022', { today: day }))?.counts.overdue;
  expect([await overdue('2022-06-30'), await overdue('2022-07-01')]).toEqual([0, 1]);
});

test('the list is a worklist: what is due first, who is to report or to judge it', async () => {
  const ids = async (q: Partial<Parameters<ReadModels['duties']['list']>[0]>) =>
    (await list({ today, ...q })).items.map((i) => `${i.id} ${i.duty}`);
  expect(await ids({})).toHaveLength(4);
  expect(await ids({ state: 'open' })).toEqual(['66-2022-650-01 progress']);
  expect(await ids({ state: 'overdue' })).toEqual([]);
  expect(await ids({ state: 'overdue', today: '2022-07-04' })).toEqual(['66-2022-650-01 progress']);
  expect(await ids({ state: 'waiting' })).toEqual(['66-2022-650-01 awareness']);
  expect(await ids({ state: 'excused' })).toEqual(['66-2022-650-02 awareness']);
  expect(await ids({ acting: '650-01' })).toEqual(['66-2022-650-01 progress']);
  expect(await ids({ acting: '650' })).toEqual(['66-2022-650-01 awareness']);
  expect(await ids({ place: '650-02' })).toHaveLength(2);
  expect(await ids({ year: 2021 })).toEqual([]);
  const [open] = (await list({ today, state: 'open' })).items;
  expect(open).toMatchObject({ dueOn: '2022-06-30', workingDaysLeft: 6, late: false, unit: { code: '650-01' } });
});

test('pages hold every duty once', async () => {
  const seen: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const { items, next, total } = await list({ today, limit: 1, cursor });
    expect(total).toBe(4);
    seen.push(...items.map((i) => `${i.id} ${i.duty}`));
    cursor = next;
    if (cursor === undefined) break;
  }
  expect(new Set(seen).size).toBe(4);
});
