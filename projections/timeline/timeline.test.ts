import { afterAll, beforeAll, expect, test } from 'vitest';
import { splitStream } from '../../domain/kernel/aggregate.ts';
import { correctResult, type History, openCaughtUp, richHistory, scratch } from '../history.fixture.ts';
import type { ReadModels } from '../read-models.ts';

const { file, remove } = scratch();
let h: History;
let models: ReadModels;
const stream = 'productCycle-66-2022-ca-phe-mau-1';

beforeAll(async () => {
  h = await richHistory();
  models = await openCaughtUp(h, file);
});
afterAll(async () => {
  await models.stop();
  await h.store.close();
  remove();
});

test('every fact of the store is there, as it stands in the store', async () => {
  const events = await h.store.readAll({ limit: 10_000 });
  for (const { stream: name } of events.filter((e) => e.revision === 0)) {
    const { items, total } = await models.timeline.of(name, { limit: 200 });
    const stored = events.filter((e) => e.stream === name);
    expect(total).toBe(stored.length);
    expect(
      items.map(({ position, hash, revision, type, actor, occurredAt, recordedAt }) => ({
        position,
        hash,
        revision,
        type,
        actor,
        occurredAt,
        recordedAt,
      })),
    ).toEqual(
      stored.map(({ position, hash, revision, type, actor, occurredAt, recordedAt }) => ({
        position,
        hash,
        revision,
        type,
        actor,
        occurredAt,
        recordedAt,
      })),
    );
  }
});

test('a fact is a sentence in Vietnamese and English with who did it', async () => {
  const { items } = await models.timeline.of(stream);
  expect(items.find((i) => i.type === 'PlanSelected')).toMatchObject({
    actor: { kind: 'person', id: 'demo-krong-nang', role: 'district-officer', unit: '650' },
    quiet: false,
    damaged: false,
    annulledBy: undefined,
  });
  const reminder = items.find((i) => i.type === 'ReminderCameDue');
  expect(reminder?.quiet).toBe(true);
  expect(reminder?.words.vi).toMatch('Nhắc việc');
  expect(reminder?.words.en).toMatch('Reminder');
  expect(items.every((i) => i.words.vi.length > 5 && i.words.en.length > 5)).toBe(true);
});

test('pages hold every fact once, in order', async () => {
  const seen: number[] = [];
  let after: string | undefined;
  do {
    const page = await models.timeline.of(stream, { after, limit: 7 });
    seen.push(...page.items.map((i) => i.revision));
    after = page.next;
  } while (after !== undefined && seen.length < 100);
  const { total } = await models.timeline.of(stream);
  expect(seen).toEqual(Array.from({ length: total }, (_, i) => i));
});

test('the latest facts come newest first', async () => {
  const latest = await models.timeline.latest(3);
  const positions = (await h.store.readAll({ limit: 10_000 })).map((e) => e.position);
  expect(latest.map((i) => i.position)).toEqual(positions.slice(-3).reverse());
});

test('an annulled fact names what annulled it', async () => {
  const { items } = await models.timeline.of('productCycle-66-2022-ho-tieu-1');
  const annulment = items.find((i) => i.type === 'FactsAnnulled');
  const selected = items.find((i) => i.type === 'IdeaSelected');
  expect(selected?.annulledBy).toBe(annulment?.revision);
  expect(items.filter((i) => i.annulledBy !== undefined)).toHaveLength(1);
});

test('a correction shows before → after, changes the board, and the corrected fact names it', async () => {
  const own = await richHistory();
  const s = scratch();
  const m = await openCaughtUp(own, s.file);
  await correctResult(own);
  await m.waitFor(await own.head(), 5000);
  const { items } = await m.timeline.of(stream);
  const correction = items.find((i) => i.type === 'FactCorrected');
  expect(correction?.changes).toContainEqual({ field: 'mean', before: '9150', after: '9250' });
  const result = items.find((i) => i.type === 'TierResultRecorded');
  expect(result?.correctedBy).toBe(correction?.revision);
  const item = await m.board.get(splitStream(stream).id, '2022-06-22');
  expect(item?.revision).toBe(correction?.revision);
  await m.stop();
  await own.store.close();
  s.remove();
});
