import { expect, test } from 'vitest';
import { asMessage, historyOf } from './history.ts';

const shape = { name: 'a', streams: 3, each: 4 };

test('every stream is a history of its own, its revisions without a gap', () => {
  const history = historyOf(shape);
  expect(history.map((events) => events.map((e) => e.revision))).toEqual(Array(3).fill([0, 1, 2, 3]));
  expect(new Set(history.flat().map((e) => e.stream)).size).toBe(3);
  expect(new Set(history.flat().map((e) => e.id)).size).toBe(12);
});

test('the same shape is the same bytes; another name shares no stream with it', () => {
  expect(historyOf(shape)).toEqual(historyOf(shape));
  const streams = new Set(historyOf(shape).map(([e]) => e?.stream));
  for (const [e] of historyOf({ ...shape, name: 'b' })) expect(streams.has(e?.stream ?? '')).toBe(false);
});

test('a message says as much as the event it is made of, in about 600 bytes of data and metadata', () => {
  for (const event of historyOf({ name: '8', streams: 1, each: 1 }).flat()) {
    const { type, data, metadata } = asMessage(event);
    const { messageId, hash, ...meta } = metadata;
    expect({ ...meta, stream: event.stream, revision: event.revision, type, data, hash, id: messageId }).toEqual(event);
    const bytes = JSON.stringify(data).length + JSON.stringify(meta).length;
    expect(bytes).toBeGreaterThan(550);
    expect(bytes).toBeLessThan(750);
  }
});
