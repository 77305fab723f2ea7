import { expect, test } from 'vitest';
import type { StoredEvent } from '../eventstore/envelope.ts';
import { endsStream } from './hints.ts';

const fact = (stream: string, type: string, revision: number, data: unknown = {}) =>
  ({ stream, type, revision, data }) as StoredEvent;

test('a stream begins, ends, and is taken back from its end', () => {
  expect(endsStream(fact('programmeYear-66-2022', 'YearPlanned', 0))).toBe(false);
  expect(endsStream(fact('programmeYear-66-2022', 'YearClosed', 4))).toBe(true);
  expect(endsStream(fact('programmeYear-66-2022', 'YearReopened', 5))).toBe(false);
  expect(endsStream(fact('productCycle-66-2022-x-1', 'CycleTakenBack', 9))).toBe(false);
  expect(endsStream(fact('productCycle-66-2022-x-1', 'FactsAnnulled', 9, { revisions: [8] }))).toBe(false);
});

test('what is recorded besides says nothing of it', () => {
  for (const type of ['ResultNotified', 'PromotionRecorded', 'ReminderCameDue', 'EndedWithProduct'])
    expect(endsStream(fact('productCycle-66-2022-x-1', type, 9))).toBeUndefined();
});
