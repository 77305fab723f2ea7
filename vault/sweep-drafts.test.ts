import { expect, test } from 'vitest';
import { CHAIR, convened, councilOf, inSession, sheetWithout } from '../test/council-world.ts';
import { worldWithProduct } from '../test/world.ts';
import type { DraftOf } from './sheet-drafts.ts';
import { sweepDrafts } from './sweep-drafts.ts';

test('drops what was sealed by its time, and all of what a conflict forbids or the opening has ended', async () => {
  const w = await worldWithProduct();
  const { cycles, scoring, give } = await inSession(w, ['tieu', 'ca-cao']);
  const [first = '', second = ''] = cycles;
  const [chair = '', sealer = '', conflicted = ''] = scoring;
  await give(sealer, 'SealSheet', { cycle: first, sheet: sheetWithout(0) });
  await give(conflicted, 'DeclareConflicts', { products: [{ cycle: first, kind: 'relation' }] });
  for (const by of scoring) await give(by, 'SealSheet', { cycle: second, sheet: sheetWithout(0) });
  await give(chair, 'OpenScores', { cycle: second });
  const dropped = new Map<string, string | undefined>();
  const drop = async ({ cycle, member }: DraftOf, before?: string) => void dropped.set(`${cycle} ${member}`, before);
  await sweepDrafts(w.executor, { drop });
  const of = (cycle: string) => [...dropped].filter(([key]) => key.startsWith(cycle));
  expect(of(second)).toHaveLength(8);
  expect(of(second).every(([, before]) => before === undefined)).toBe(true);
  expect(of(first)).toEqual([
    [`${first} ${sealer}`, expect.stringMatching(/^2022-06-15T/)],
    [`${first} ${conflicted}`, undefined],
  ]);
}, 120_000);

test('drops those of who was replaced, and of what left the agenda', async () => {
  const w = await worldWithProduct();
  const { cycles, give } = await convened(w, ['tieu', 'ca-cao']);
  const [first = '', second = ''] = cycles;
  const members = councilOf(6).filter(({ account }) => account !== 'demo-hd-uy-vien-1');
  const document = { number: '13/QĐ', date: '2022-06-06' };
  await give('demo-krong-nang', 'ChangeSession', { document, meetsOn: '2022-06-15', members, agenda: [first] });
  const swept = async () => {
    const dropped: string[] = [];
    await sweepDrafts(w.executor, { drop: async ({ cycle, member }) => void dropped.push(`${cycle} ${member}`) });
    return dropped;
  };
  const dropped = await swept();
  expect(dropped).toContain(`${first} demo-hd-uy-vien-1`);
  expect(dropped).toContain(`${second} ${CHAIR}`);
  expect(dropped).not.toContain(`${first} ${CHAIR}`);
}, 120_000);

test('while a product is scored again its drafts are kept, until it is opened once more', async () => {
  const w = await worldWithProduct();
  const { cycles, scoring, give } = await inSession(w, ['tieu']);
  const [cycle = ''] = cycles;
  const swept = async () => {
    let dropped = 0;
    await sweepDrafts(w.executor, { drop: async () => void dropped++ });
    return dropped;
  };
  for (const apart of [14, 1]) {
    for (const by of scoring) await give(by, 'SealSheet', { cycle, sheet: sheetWithout(by === CHAIR ? apart : 0) });
    await give(CHAIR, 'OpenScores', { cycle });
    expect(await swept()).toBe(8);
    if (apart === 1) return;
    await give(CHAIR, 'DiscussProduct', { cycle });
    expect(await swept()).toBe(0);
  }
}, 120_000);
