// Every figure explained over HTTP: of a session down to each member's options, of a cycle down to its facts.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { walkOf } from '../demo/walk.ts';
import { explainCycle } from '../domain/explain/cycle.ts';
import type { Derivation } from '../domain/explain/derivation.ts';
import { recordedUntil } from '../domain/kernel/fold.ts';
import { productCycle } from '../domain/product-cycle/product-cycle.ts';
import { programmeYear } from '../domain/programme-year/programme-year.ts';
import { CHAIR, inSession, SESSION, sheetWithout } from '../test/council-world.ts';
import { rehearsing } from '../test/rehearsal.ts';
import { needed, upTo } from '../test/ways.ts';
import { addProduct } from '../test/world.ts';
import { DISTRICT, type Served, served } from './world.fixture.ts';

let s: Served;
let rated: string;
const onPaper = '66-2022-mat-ong-1';
const session = `/v1/council-sessions/${SESSION}`;

const all = (items: readonly Derivation[]): readonly Derivation[] =>
  items.flatMap((item) => [item, ...all(item.from ?? [])]);
async function explained(path: string, asOf?: string): Promise<readonly Derivation[]> {
  const answer = await s.ask(`${path}/explain${asOf === undefined ? '' : `?asOf=${asOf}`}`, { by: DISTRICT });
  expect(answer.status, answer.text).toBe(200);
  return answer.body.items;
}
const named = (items: readonly Derivation[], what: string) => all(items).filter((d) => d.what === what);
const one = (items: readonly Derivation[], what: string) => named(items, what)[0] as Derivation;

async function give(path: string, by: string, body: object) {
  const etag = (await s.ask(path.slice(0, path.lastIndexOf('/')), { by })).headers.get('etag') as string;
  const answer = await s.ask(path, { by, body, headers: { 'If-Match': etag } });
  expect(answer.status, answer.text).toBe(200);
}

beforeAll(async () => {
  s = await served();
  await addProduct(s, 'mat-ong');
  const council = await inSession(s, ['tieu']);
  rated = council.cycles[0] as string;
  for (const [i, by] of council.scoring.entries())
    await give(`${session}/seal-sheet`, by, { cycle: rated, sheet: sheetWithout(i % 2) });
  await give(`${session}/open-scores`, CHAIR, { cycle: rated });
  expect(await explained(session)).toEqual([]);
  await give(`${session}/close-product`, CHAIR, { cycle: rated, unreadConfirmed: true });
}, 120_000);
afterAll(() => s.close());

test('a session’s product: quorum, spread, mean, each member’s total and each of their options', async () => {
  const items = await explained(session);
  expect(one(items, 'quorum').words.en).toContain('7 of 7');
  expect(one(items, 'spread').words.en).toMatch(/^Totals differ by \d+\.\d\d, 10\.00 is allowed/);
  const totals = named(items, 'total');
  expect(totals).toHaveLength(7);
  const [first] = totals as [Derivation];
  const sum = (first.from ?? []).reduce((n, { words }) => n + Number(/, (\d+\.\d\d)\//.exec(words.en)?.[1]), 0);
  expect(first.words.en).toContain(`: ${sum.toFixed(2)} points`);
  expect(one(items, 'stars').rule).toMatch(/QĐ-TTg/);
});

test('a cycle rated on paper: law, steps, result, band and what its target lacks', async () => {
  const walk = walkOf('mat-ong');
  const rehearsal = rehearsing(s);
  await rehearsal.walk(upTo([...needed(walk)], 'RecordTierResult'));
  const items = await explained(`/v1/product-cycles/${onPaper}`);
  expect(one(items, 'rulebook').words.vi).toContain('R2019');
  expect(one(items, 'step/idea').words.en).toMatch(/in time|late/);
  const mean = one(items, 'mean');
  expect(mean.words.vi).toMatch(/^Điểm trung bình: \(.+\) \/ \d+ = /);
  expect(one(items, 'band').words.vi).toMatch(/^Khung \d sao từ/);
  expect(one(items, 'target').words.vi).toContain('Mục tiêu');
  expect(one(items, 'due').from?.length).toBeGreaterThan(1);
  expect(one(items, 'result/district').facts).toHaveLength(1);
});

test('each fact that is named is there, and each sentence is whole', async () => {
  for (const path of [session, `/v1/product-cycles/${onPaper}`, `/v1/product-cycles/${rated}`])
    for (const { words, facts = [] } of all(await explained(path))) {
      expect(`${words.vi}${words.en}`).not.toMatch(/undefined|NaN|\{|\[object/);
      expect([words.vi, words.en].every((text) => text.trim().length > 3)).toBe(true);
      for (const ref of facts) {
        const [stream = '', revision] = ref.split('@');
        expect(await s.store.readStream(stream, Number(revision))).not.toEqual([]);
      }
    }
});

test('what plan and calendar said after the moment that is asked for is not counted with', async () => {
  const { stream, facts } = await s.executor.look(productCycle, onPaper);
  const at = facts.at(-1)?.recordedAt ?? '';
  const asked: string[] = [];
  const yearAt = (moment: string) => {
    asked.push(moment);
    return programmeYear.initial;
  };
  explainCycle({ stream, facts: recordedUntil(facts, at), at, yearAt, sessionRating: () => undefined });
  expect(asked.length).toBeGreaterThan(1);
  expect(asked.filter((moment) => moment > at)).toEqual([]);
});

test('as of a day before the result nothing is said of it', async () => {
  const before = await explained(`/v1/product-cycles/${onPaper}`, '2022-03-01');
  expect(named(before, 'result/district')).toEqual([]);
  expect((await s.ask(`/v1/product-cycles/66-2022-none-1/explain`, { by: DISTRICT })).status).toBe(404);
});
