// A release that folds or says something otherwise, started on the tables of the one before.
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { digestOf, shownHistories } from '../../tools/generate/digests.ts';
import { digests } from '../digests.generated.ts';
import { definitions } from '../read-models.ts';
import { allWith, caughtUp, type Stage, stage } from './stage.fixture.ts';

const histories = await shownHistories(join(import.meta.dirname, '../..'));
const resultRecorded = productCycle.events.get('TierResultRecorded') as { evolve: unknown; sentence: unknown };
const before = { ...resultRecorded };
const [today, stream] = ['2022-06-22', 'productCycle-66-2022-ca-phe-mau-1'];

let s: Stage;
beforeEach(async () => {
  s = await stage();
});
afterEach(async () => {
  Object.assign(resultRecorded, before);
  await s.end();
});

test('the digests are those of this code (else: npm run generate)', () => {
  for (const p of Object.values(definitions)) expect(digests[p.name], p.name).toBe(digestOf(p, histories));
});

test('one evolve and one sentence changed: old data are answered anew', async () => {
  const old = await s.open();
  await caughtUp(s, old);
  const waits = async (p: typeof old) => (await p.queries.board.get(s.h.cycleOf('ca-phe-mau'), today))?.waiting;
  expect(await waits(old)).toMatchObject({ responsibility: 'notify-result' });
  await old.stop();

  resultRecorded.evolve = (state: unknown) => state;
  resultRecorded.sentence = () => ({ vi: 'Lời mới', en: 'New words' });
  const digest = digestOf(definitions.board, histories);
  expect(digest).not.toBe(digests['product-board']);

  const next = await s.open({ projections: allWith('board', (of) => ({ ...of, digest })) });
  await caughtUp(s, next);
  expect(next.health().find((x) => x.name === 'product-board')?.version).toBe(`1_${digest}`);
  expect(next.health().find((x) => x.name === 'timeline')?.version).toBe(`1_${digests.timeline}`);
  expect(await waits(next)).not.toMatchObject({ responsibility: 'notify-result' });
  const facts = (await next.queries.timeline.of(stream)).items;
  expect(facts.find((f) => f.type === 'TierResultRecorded')?.words).toEqual({ vi: 'Lời mới', en: 'New words' });
});

test('an index more and a row less change the digest', () => {
  const { board } = definitions;
  const was = digestOf(board, histories);
  const tables = Object.entries(board.tables).map(([name, t]) => [name, { ...t, indexes: [{ on: '(damaged)' }] }]);
  expect(digestOf({ ...board, tables: Object.fromEntries(tables) }, histories)).not.toBe(was);
  const without = (of: typeof board): typeof board => ({
    ...of,
    handler(db, table) {
      const own = of.handler(db, table);
      return {
        ...own,
        apply: (events, whole) =>
          own.apply(
            events.filter((t) => t.event.type !== 'ReminderCameDue'),
            whole,
          ),
      };
    },
  });
  expect(digestOf(without(board), histories)).not.toBe(was);
});
