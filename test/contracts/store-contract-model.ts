import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EventToAppend } from '../../eventstore/envelope.ts';
import type { AppendResult, EventStore, ExpectedRevision } from '../../eventstore/port.ts';
import { before, connect, eventOf, eventsOf, newCategory, write } from './store-events.ts';
import type { StoreSubject } from './store-subject.ts';

type Act = {
  do: 'next' | 'stale' | 'ahead' | 'begin' | 'repeat' | 'other bytes' | 'misplaced';
  stream: number;
  n: number;
};
type Step = Act | { do: 'reopen' };

const acts = [
  'next',
  'next',
  'next',
  'stale',
  'ahead',
  'begin',
  'repeat',
  'repeat',
  'other bytes',
  'misplaced',
] as const;
const step = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({ do: fc.constantFrom(...acts), stream: fc.nat(2), n: fc.integer({ min: 1, max: 3 }) }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'reopen' as const }) },
);

/** One stream as it must be: the batches that were taken, and what was answered. */
type Model = { name: string; events: EventToAppend[]; taken: { batch: EventToAppend[]; result: AppendResult }[] };
type Attempt = {
  expected: ExpectedRevision;
  batch: EventToAppend[];
  says: 'appended' | 'conflict' | 'error' | AppendResult;
};

/** What is tried, and what must come of it. */
function attempt({ do: what, n }: Act, { name, events, taken }: Model, salt: string): Attempt {
  const end = events.length;
  const fresh = (from: number, count = n) => eventsOf(name, from, count, { commandId: salt });
  const known = taken[taken.length - n] ?? taken[0];
  const next: Attempt = { expected: before(end), batch: fresh(end), says: 'appended' };
  if (what === 'next') return next;
  if (what === 'ahead') return { expected: end + n - 1, batch: fresh(end + n), says: 'conflict' };
  if (!known) return next;
  const first = known.batch[0] as EventToAppend;
  if (what === 'stale') {
    const from = Math.max(0, end - n);
    return { expected: before(from), batch: fresh(from), says: 'conflict' };
  }
  if (what === 'begin') return { expected: 'no-stream', batch: fresh(0), says: 'conflict' };
  if (what === 'repeat') return { expected: before(first.revision), batch: known.batch, says: known.result };
  if (what === 'misplaced') return { expected: before(end), batch: known.batch, says: 'error' };
  const changed = eventOf(name, first.revision + known.batch.length - 1, { data: salt });
  return { expected: before(first.revision), batch: [...known.batch.slice(0, -1), changed], says: 'conflict' };
}

async function act(store: EventStore, model: Model, { expected, batch, says }: Attempt): Promise<void> {
  const answer = async () => await store.append(model.name, expected, batch);
  if (says === 'error') await expect(answer()).rejects.toThrow(Error);
  else if (says === 'conflict')
    expect(await answer()).toEqual({ outcome: 'conflict', on: model.name, actual: model.events.length - 1 });
  else if (says === 'appended') {
    model.taken.push({ batch, result: await write(store, batch) });
    model.events.push(...batch);
  } else expect(await answer()).toEqual(says);
}

export function modelContract(subject: StoreSubject): void {
  test('has the outcomes and leaves the streams that a model in memory has', async () => {
    let store = await connect(subject);
    const run = async (steps: readonly Step[]): Promise<void> => {
      const category = newCategory();
      const models = [0, 1, 2].map((n): Model => ({ name: `${category}-${n}`, events: [], taken: [] }));
      for (const [i, step] of steps.entries()) {
        if (step.do === 'reopen') {
          await store.close();
          store = await connect(subject);
        } else {
          const model = models[step.stream] as Model;
          await act(store, model, attempt(step, model, `step-${i}`));
        }
      }
      for (const { name, events, taken } of models) {
        const stored = await store.readStream(name);
        expect(stored.map(({ position, ...event }) => event)).toEqual(events);
        for (const { result } of taken)
          if (result.outcome === 'appended') expect(stored[result.revision]?.position).toBe(result.position);
      }
    };
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 30 }), run), { numRuns: 40 });
  });
}
