// Start-up refuses what would make a history unreadable or an answer ambiguous.
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { aggregate, splitStream } from './aggregate.ts';
import { kebab, workflow } from './command.ts';
import { dueCommandId, earliest } from './due-action.ts';
import { defineEvent, UpcastGap, upcast } from './event.ts';
import { amendments, fold } from './fold.ts';
import { hasPersonal, personal, personalValues, sealPersonal } from './personal.ts';
import { allRefusals, fill, kindOf, refusal, refusalSentence } from './refusal.ts';

const words = { vi: 'x', en: 'x' };
const thing = () =>
  aggregate<{ n: number }>({
    category: 'thing',
    resource: 'things',
    words,
    id: z.string(),
    initial: { n: 0 },
    situation: () => ({ province: '66', rulebook: '' }),
  });
const event = (version: number, upcasts?: Record<number, (d: any) => any>) =>
  defineEvent<{ n: number }, { n: number }>('thing', 'Counted', {
    version,
    schema: z.strictObject({ n: z.int() }),
    evolve: (_, d) => d,
    sentence: () => words,
    ...(upcasts ? { upcast: upcasts } : {}),
  });

describe('upcasters', () => {
  const same = (d: unknown) => d;
  test('every step from 1 to the present version must be there, and no other', () => {
    expect(() => event(1)).not.toThrow();
    expect(() => event(3, { 1: same, 2: same })).not.toThrow();
    expect(() => event(2)).toThrow(UpcastGap);
    expect(() => event(3, { 2: same })).toThrow(UpcastGap);
    expect(() => event(3, { 1: same })).toThrow(UpcastGap);
    expect(() => event(1, { 1: same })).toThrow(UpcastGap);
    expect(() => event(2, { 0: same, 1: same })).toThrow(UpcastGap);
  });
  test('are applied one after the other, from the version that was written', () => {
    const e = event(3, { 1: (d) => ({ n: d.count }), 2: (d) => ({ n: d.n * 100 }) });
    expect(upcast(e, 1, { count: 2 })).toEqual({ n: 200 });
    expect(upcast(e, 2, { n: 2 })).toEqual({ n: 200 });
    expect(upcast(e, 3, { n: 2 })).toEqual({ n: 2 });
  });
});

describe('names are given once', () => {
  const spec = { version: 1, schema: z.strictObject({}), evolve: (s: { n: number }) => s, sentence: () => words };
  const command = { input: z.strictObject({}), by: workflow, decide: () => [], words };
  test('an event, a command, a refusal', () => {
    const a = thing();
    a.event('Counted', spec);
    expect(() => a.event('Counted', spec)).toThrow(/Counted is declared twice/);
    a.command('Count', command);
    expect(() => a.command('Count', command)).toThrow(/Count is declared twice/);
    refusal('KERNEL_TEST_ONLY', 'unknown', { vi: 'Không có {what}', en: 'No {what}' });
    expect(() => refusal('KERNEL_TEST_ONLY', 'invalid', words)).toThrow(/declared twice/);
    expect(kindOf('KERNEL_TEST_ONLY')).toBe('unknown');
    expect(refusalSentence({ code: 'KERNEL_TEST_ONLY', details: { what: 'x' } }, 'vi')).toBe('Không có x');
    expect(allRefusals().map((r) => r.code)).toContain('KERNEL_TEST_ONLY');
  });
});

test('a person may name the day on which it happened, a workflow may not', () => {
  const a = thing();
  const by = { input: z.strictObject({}), decide: () => [], words };
  const person = a.command('ByPerson', { ...by, by: { kind: 'responsibility', id: 'plan-year' } });
  const process = a.command('ByProcess', { ...by, by: workflow });
  expect(person.input.safeParse({ occurredOn: '2022-02-28' }).success).toBe(true);
  expect(person.input.safeParse({ occurredOn: '2022-02-30' }).success).toBe(false);
  expect(process.input.safeParse({ occurredOn: '2022-02-28' }).success).toBe(false);
  expect([person.route, kebab('OpenStep'), kebab('A1Thing')]).toEqual(['by-person', 'open-step', 'a1-thing']);
});

describe('personal fields', () => {
  const input = z.strictObject({
    name: personal(z.string()),
    list: z.array(z.strictObject({ note: personal(z.string()).optional(), n: z.int() })).optional(),
  });
  const value = { name: 'Nguyễn Văn A', list: [{ note: 'ghi chú', n: 1 }, { n: 2 }] };
  test('are found wherever they stand', () => {
    expect(hasPersonal(input)).toBe(true);
    expect(hasPersonal(z.strictObject({ n: z.int() }))).toBe(false);
    expect(personalValues(input, value)).toEqual([
      { kind: 'personal', path: '/name', value: 'Nguyễn Văn A' },
      { kind: 'personal', path: '/list/0/note', value: 'ghi chú' },
    ]);
  });
  test('are replaced, everything else is left as it is', () => {
    const ref = { ref: 'r', commitment: 'c' };
    expect(sealPersonal(input, value, () => ref)).toEqual({ name: ref, list: [{ note: ref, n: 1 }, { n: 2 }] });
  });
  test('marking a field does not mark its schema where it is used elsewhere', () => {
    const text = z.string();
    personal(text);
    expect(hasPersonal(z.strictObject({ text }))).toBe(false);
  });
});

describe('folding', () => {
  const a = thing();
  const plus = { schema: z.strictObject({ n: z.int() }), sentence: () => words, version: 1 };
  a.event<{ n: number }>('Counted', { ...plus, evolve: (s, d) => ({ n: s.n + d.n }) });
  a.event<{ of: number[] }>('Annulled', {
    ...plus,
    schema: z.strictObject({ of: z.array(z.int()) }),
    evolve: (s) => s,
    annuls: (d) => d.of,
  });
  a.event<{ of: number; n: number }>('Corrected', {
    ...plus,
    schema: z.strictObject({ of: z.int(), n: z.int() }),
    evolve: (s) => s,
    corrects: (d) => ({ revision: d.of, data: { n: d.n }, occurredAt: '2022-01-02T00:00:00.000Z' }),
  });
  const facts = (...events: [string, unknown][]) =>
    events.map(([type, data], revision) => ({
      type,
      data,
      revision,
      stream: 'thing-1',
      actor: { kind: 'person' as const, id: 'a' },
      occurredAt: '2022-01-01T00:00:00.000Z',
      recordedAt: '2022-01-01T00:00:00.000Z',
    }));
  test('annulled facts are left out, corrected ones count with their newest data', () => {
    expect(fold(a, facts(['Counted', { n: 1 }], ['Counted', { n: 10 }], ['Annulled', { of: [0] }]))).toEqual({ n: 10 });
    expect(
      fold(a, facts(['Counted', { n: 1 }], ['Corrected', { of: 0, n: 5 }], ['Corrected', { of: 0, n: 7 }])),
    ).toEqual({ n: 7 });
    expect(fold(a, facts(['Counted', { n: 1 }], ['Corrected', { of: 0, n: 5 }], ['Annulled', { of: [0] }]))).toEqual({
      n: 0,
    });
  });
  test('it can be said which fact took back which', () => {
    const { annulled, corrected } = amendments(
      a,
      facts(['Counted', { n: 1 }], ['Corrected', { of: 0, n: 5 }], ['Annulled', { of: [0] }]),
    );
    expect([...annulled]).toEqual([[0, 2]]);
    expect(corrected.get(0)).toMatchObject({ data: { n: 5 } });
  });
});

test('sentences fill in what they name, days as on paper', () => {
  expect(fill('{on}: {list} {none}', { on: '2022-03-09', list: ['a', '2022-01-02'] })).toBe(
    '09/03/2022: a, 02/01/2022 –',
  );
});
test('a stream’s name is its category and id', () => {
  expect(splitStream('productCycle-66-2022-x-1')).toEqual({ category: 'productCycle', id: '66-2022-x-1' });
  expect(thing().stream('1')).toBe('thing-1');
});
test('of due actions the earliest comes first, at the same instant the one listed first', () => {
  const due = (command: string, dueAt: string) => ({ command, dueAt, cause: 's@1', which: 'w' });
  expect(earliest([due('B', '2'), due('A', '1'), due('C', '1')])?.command).toBe('A');
  expect(earliest([])).toBeUndefined();
  expect(dueCommandId('s', due('A', '1'))).toBe('s/A/s@1/w');
});
