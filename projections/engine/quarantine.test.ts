import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dump } from '../history.fixture.ts';
import type { Taken } from './projection.ts';
import { allWith, caughtUp, disturbed, failing, type Stage, stage } from './stage.fixture.ts';

let s: Stage;
beforeEach(async () => {
  s = await stage();
});
afterEach(() => s.end());

describe('quarantine', () => {
  const failed = { stream: 'productCycle-66-2022-ca-phe-mau-1', revision: expect.any(Number) };
  const today = '2022-06-22';

  test('an event that fails stops its own stream in that projection only', async () => {
    const p = await s.open({ projections: allWith('board', (of) => disturbed(of, failing('PlanSelected'))) });
    await caughtUp(s, p);
    const [board, timeline] = p.health();
    expect(board?.quarantined).toEqual([{ ...failed, error: 'Error: cannot read this' }]);
    expect(timeline?.quarantined).toEqual([]);
    const stale = await p.queries.board.get(s.h.cycleOf('ca-phe-mau'), today);
    expect(stale).toMatchObject({ step: 'business-plan', stale: true });
    expect(await p.queries.board.get(s.h.cycleOf('ho-tieu'), today)).toMatchObject({ stale: false });
    expect(await p.queries.board.list({ today, state: 'stale' })).toMatchObject({ total: 1 });
    await s.h.on('2022-06-22', 'demo-krong-nang', 'ca-phe-mau', 'NotifyResult', {
      letter: { number: 'CV', date: '2022-06-22' },
    });
    await s.h.on('2022-06-23', 'demo-krong-nang', 'ho-tieu', 'SelectIdea');
    await caughtUp(s, p);
    expect(await p.queries.board.get(s.h.cycleOf('ca-phe-mau'), today)).toEqual(stale);
    expect(await p.queries.board.get(s.h.cycleOf('ho-tieu'), today)).toMatchObject({
      waiting: { responsibility: 'approve-ideas' },
    });
  });

  test('live as well, and it survives a restart', async () => {
    const projections = allWith('board', (of) => disturbed(of, failing('ResultNotified')));
    const p = await s.open({ projections });
    await caughtUp(s, p);
    await s.h.on('2022-06-22', 'demo-krong-nang', 'ca-phe-mau', 'NotifyResult', {
      letter: { number: 'CV', date: '2022-06-22' },
    });
    await caughtUp(s, p);
    expect(p.health()[0]?.quarantined).toHaveLength(1);
    await p.stop();
    const again = await s.open({ projections });
    await caughtUp(s, again);
    expect(again.health()[0]?.quarantined).toMatchObject([
      { revision: expect.any(Number), error: 'Error: cannot read this' },
    ]);
  });

  test('retry takes in what was left behind once it can be read', async () => {
    let broken = true;
    const fails = (t: Taken) => {
      if (broken) failing('PlanSelected')(t);
    };
    const p = await s.open({ projections: allWith('board', (of) => disturbed(of, fails)) });
    await caughtUp(s, p);
    expect(await p.retry('product-board', failed.stream, 'demo-admin')).toBe('still-failing');
    expect(await p.retry('product-board', 'productCycle-66-2022-x-1', 'demo-admin')).toBe('not-quarantined');
    broken = false;
    expect(await p.retry('product-board', failed.stream, 'demo-admin')).toBe('mended');
    expect(p.health()[0]?.quarantined).toEqual([]);
    expect(dump(s.file)).toEqual(await s.tablesOf());
  });

  test('skip leaves the event out with its reason and goes on with the later ones', async () => {
    const projections = allWith('timeline', (of) => disturbed(of, failing('PlanSelected')));
    const p = await s.open({ projections });
    await caughtUp(s, p);
    expect(await p.skip('timeline', failed.stream, { reason: 'known defect', by: 'demo-admin' })).toBe('mended');
    const check = async (q: typeof p) => {
      expect(q.health().find(({ name }) => name === 'timeline')).toMatchObject({
        quarantined: [],
        skipped: [{ ...failed, reason: 'known defect', at: s.h.now() }],
      });
      const { items, total } = await q.queries.timeline.of(failed.stream);
      expect(total).toBe(items.length);
      expect(items.find((i) => i.type === 'PlanSelected')?.words.en).toMatch('cannot be shown');
      expect(items.at(-1)).toMatchObject({ type: 'TierResultRecorded', stale: false });
    };
    await check(p);
    const done = { name: 'timeline', what: 'skip', ...failed, reason: 'known defect', at: s.h.now(), by: 'demo-admin' };
    expect(p.interventions()).toEqual([done]);
    await p.rebuild('timeline', 'demo-admin');
    await check(p);
    expect(await p.skip('timeline', failed.stream, { reason: 'again', by: 'demo-admin' })).toBe('not-quarantined');
    const { stream: _, revision: __, reason: ___, ...rebuilt } = { ...done, what: 'rebuild' };
    expect(p.interventions()).toEqual([rebuilt, done]);
  });
});
