import { describe, expect, test } from 'vitest';
import { productCycle } from '../domain/product-cycle/product-cycle.ts';
import { doc } from '../test/domain/story.ts';
import { ask, begun, DISTRICT, executorOn, type OneCycle, seen } from './command.fixture.ts';
import { hashFits } from './envelope.ts';
import type { Executor } from './execute-command.ts';
import type { EventStore } from './port.ts';
import { openSqliteStore } from './sqlite/sqlite-store.ts';

describe('many at once', () => {
  const evidence = (i: number) => ({ id: `piece-${i}`, kind: 'other', document: doc(`P${i}`, '2022-02-10') });
  async function collecting(options = {}) {
    const w = await begun(options);
    await ask(w, w.cycle, 'RegisterIdea', { input: { summary: 'x' } });
    await ask(w, w.cycle, 'SelectIdea', { by: DISTRICT });
    await ask(w, w.cycle, 'ApproveIdea', { by: 'demo-province', input: { list: doc('DS', '2022-02-10') } });
    await ask(w, w.cycle, 'SubmitPlan', { input: { targetStar: 3, plan: doc('PA', '2022-02-10') } });
    await ask(w, w.cycle, 'SelectPlan', { by: DISTRICT });
    return w;
  }
  const pieces = async (w: OneCycle) => (await w.executor.look(productCycle, w.cycle)).state.evidence.map((e) => e.id);

  test('64 commuting commands on one stream all succeed, from one process and from two', async () => {
    const w = await collecting();
    const other = { executor: executorOn(w.store, w.now) };
    const results = await Promise.all(
      Array.from({ length: 64 }, (_, i) => ask(i % 2 ? w : other, w.cycle, 'AddEvidence', { input: evidence(i) })),
    );
    expect(results.map((r) => r.outcome)).toEqual(results.map(() => 'appended'));
    expect(new Set(await pieces(w)).size).toBe(64);
  });

  test('of two who decide on the same state, one is told that it changed', async () => {
    const w = await begun();
    await ask(w, w.cycle, 'RegisterIdea', { input: { summary: 'x' } });
    const ifMatch = await seen(w);
    const other = { executor: executorOn(w.store, w.now) };
    const results = await Promise.all([
      ask(w, w.cycle, 'SelectIdea', { by: DISTRICT, ifMatch }),
      ask(other, w.cycle, 'RejectIdea', { by: DISTRICT, ifMatch, input: { reason: 'x' } }),
    ]);
    expect(results.map((r) => r.outcome).sort()).toEqual(['appended', 'stale']);
  });

  test('two executors race, lose replies and retry each other’s commands: no effect doubled, every hash fits', async () => {
    const inner = openSqliteStore(':memory:');
    let turn = 1;
    const random = () => {
      turn = (turn * 48_271) % 2_147_483_647;
      return turn / 2_147_483_647;
    };
    /** Commits, then loses the answer three times in ten. */
    const losing = (): EventStore => ({
      ...inner,
      append: async (stream, expected, events) => {
        const result = await inner.append(stream, expected, events);
        if (stream.startsWith('productCycle') && random() < 0.3) throw new Error('the reply was lost');
        return result;
      },
    });
    const w = await collecting({ store: inner });
    let second = 0;
    const clocks = [0, 0].map(
      () => () => new Date(Date.parse(w.now()) + second * 1000 + Math.floor(random() * 1000)).toISOString(),
    );
    const executors = clocks.map((clock) => ({ executor: executorOn(losing(), clock) }));
    let lost = 0;
    let repeated = 0;
    const insistently = async (first: number, round: number): Promise<void> => {
      for (let at = first; ; at++) {
        try {
          const result = await ask(executors[at % 2] as { executor: Executor }, w.cycle, 'AddEvidence', {
            commandId: `round-${round}`,
            input: evidence(round),
          });
          if (result.outcome === 'already-applied') repeated++;
          expect(['appended', 'already-applied']).toContain(result.outcome);
          return;
        } catch (error) {
          if (!String(error).includes('the reply was lost')) throw error;
          lost++;
        }
      }
    };
    for (let round = 0; round < 200; round++) {
      second = round;
      await Promise.all([insistently(0, round), insistently(1, round)]);
    }
    expect(lost).toBeGreaterThan(30);
    expect(repeated).toBeGreaterThan(150);
    const stored = await inner.readStream(`productCycle-${w.cycle}`);
    expect(stored.every(hashFits)).toBe(true);
    expect(stored.map((e) => e.revision)).toEqual(stored.map((_, i) => i));
    expect((await pieces(w)).sort()).toEqual(Array.from({ length: 200 }, (_, i) => `piece-${i}`).sort());
    for (const { executor } of executors)
      expect((await executor.look(productCycle, w.cycle)).state).toEqual(
        (await w.executor.look(productCycle, w.cycle)).state,
      );
  }, 30_000);
});
