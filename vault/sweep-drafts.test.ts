import { expect, test } from 'vitest';
import { inSession, sheetWithout } from '../test/council-world.ts';
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
}, 30_000);
