import { describe, expect, test } from 'vitest';
import type { Schema } from '../talk/reads.ts';
import { inputOf, type Problems, type Raw, resolved } from './raw.ts';

const paper: Schema = {
  type: 'object',
  properties: {
    number: { type: 'string', minLength: 1, maxLength: 300 },
    date: { type: 'string', format: 'date' },
    sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
  },
  required: ['number', 'date'],
};
const form: Schema = {
  type: 'object',
  properties: {
    reason: { type: 'string', minLength: 1, maxLength: 4000, 'x-kind': 'long-text' },
    total: { type: 'integer', minimum: 0, maximum: 10_000, 'x-kind': 'points' },
    amountDong: { type: 'integer', minimum: 0, 'x-kind': 'money' },
    round: { type: 'integer', minimum: 1, maximum: 12 },
    kind: { type: 'string', enum: ['fair', 'outlet'] },
    document: paper,
    documents: { type: 'array', minItems: 1, items: paper },
    changes: { type: 'object', additionalProperties: {}, default: {} },
    agreed: { type: 'boolean' },
  },
  required: ['reason'],
};

function read(raw: Raw, schema = form): { input: unknown; bad: Record<string, unknown> } {
  const problems: Problems = new Map();
  const input = inputOf(schema, raw, { pointer: '', required: true, problems });
  return { input, bad: Object.fromEntries([...problems].map(([pointer, { word }]) => [pointer, word])) };
}

describe('what is typed', () => {
  test('as on paper is understood', () => {
    const typed = {
      reason: '  Hết vụ  ',
      total: '92,5',
      amountDong: '1.250.000 đ',
      round: '2',
      kind: 'fair',
      document: { number: '12/QĐ', date: '4/6/2022' },
      changes: [{ name: 'stars', value: '4' }],
      agreed: true,
    };
    expect(read(typed)).toEqual({
      bad: {},
      input: {
        reason: 'Hết vụ',
        total: 9250,
        amountDong: 1_250_000,
        round: 2,
        kind: 'fair',
        document: { number: '12/QĐ', date: '2022-06-04' },
        changes: { stars: 4 },
        agreed: true,
      },
    });
  });

  test.each<[string, Raw, Record<string, string>]>([
    ['a missing field', {}, { '/reason': 'missing' }],
    [
      'the 31st of February',
      { reason: 'x', document: { number: '1', date: '31/2/2022' } },
      { '/document/date': 'day' },
    ],
    ['half a paper', { reason: 'x', document: { number: '1' } }, { '/document/date': 'missing' }],
    ['points with three decimals', { reason: 'x', total: '92,555' }, { '/total': 'points' }],
    ['points above all', { reason: 'x', total: '100,5' }, { '/total': 'most' }],
    ['half a round', { reason: 'x', round: '1,5' }, { '/round': 'whole' }],
    ['half a round with a point', { reason: 'x', round: '1.5' }, { '/round': 'whole' }],
    ['an amount with both', { reason: 'x', amountDong: '1.250,50' }, { '/amountDong': 'whole' }],
    ['an amount with hundredths', { reason: 'x', amountDong: '1250.50' }, { '/amountDong': 'whole' }],
    ['a round in words', { reason: 'x', round: 'hai' }, { '/round': 'number' }],
    ['a round too many', { reason: 'x', round: '13' }, { '/round': 'most' }],
    ['a text too long', { reason: 'x'.repeat(4001) }, { '/reason': 'long' }],
    ['a row without its date', { reason: 'x', documents: [{ number: '1' }] }, { '/documents/0/date': 'missing' }],
    [
      'a hash that is none',
      { reason: 'x', document: { number: '1', date: '1/1/2022', sha256: 'ab' } },
      { '/document/sha256': 'shape' },
    ],
  ])('%s is told at its field', (_, raw, bad) => {
    expect(read(raw).bad).toEqual(bad);
  });

  test('decomposed letters are put together, and nothing is sent of what was left empty', () => {
    expect(
      read({ reason: 'Că\u0323p nhâ\u0323t'.normalize('NFD'), document: { number: '', date: '' }, documents: [] }),
    ).toEqual({
      bad: {},
      input: { reason: 'Cặp nhật' },
    });
  });
});

test('a schema elsewhere is looked up, and an alternative with nothing is the other', () => {
  const schema: Schema = {
    type: 'object',
    properties: { paper: { $ref: '#/components/schemas/Paper', 'x-label': { vi: 'Văn bản', en: 'Paper' } } },
  };
  const whole = resolved(schema, { Paper: paper });
  expect(whole.properties?.paper).toMatchObject({ required: ['number', 'date'], 'x-label': { vi: 'Văn bản' } });
  expect(resolved({ anyOf: [{ type: 'null' }, { type: 'string', maxLength: 40 }] }, {})).toMatchObject({
    maxLength: 40,
  });
});
