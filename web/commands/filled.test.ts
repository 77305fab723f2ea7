import { describe, expect, test } from 'vitest';
import type { Schema } from '../talk/reads.ts';
import { carriedOver, rawOf } from './filled.ts';
import { inputOf, type Problems, type Raw } from './raw.ts';

const day: Schema = { type: 'string', format: 'date' };
const schema: Schema = {
  type: 'object',
  required: ['windows', 'rounds', 'days', 'share', 'open'],
  properties: {
    windows: { type: 'object', required: ['from', 'until'], properties: { from: day, until: day } },
    rounds: {
      type: 'array',
      items: {
        type: 'object',
        required: ['no', 'from'],
        properties: { no: { type: 'integer' }, from: day, closes: day },
      },
    },
    days: { type: 'array', items: { type: 'integer', minimum: 0, maximum: 60 }, maxItems: 4 },
    levels: { type: 'array', items: { type: 'string', enum: ['commune', 'district'] } },
    share: { type: 'integer', 'x-kind': 'percent-hundredths', maximum: 10_000 },
    open: { type: 'boolean' },
  },
};
const read = (raw: Raw) => {
  const problems: Problems = new Map();
  return { input: inputOf(schema, raw, { pointer: '', required: true, problems }), bad: [...problems.keys()] };
};

test('what a form is filled with is read again as what it was', () => {
  const value = {
    windows: { from: '2022-02-01', until: '2022-02-28' },
    rounds: [
      { no: 1, from: '2022-06-01', closes: '2022-06-24' },
      { no: 2, from: '2022-10-01' },
    ],
    ...{ days: [15, 7, 1, 0], levels: ['commune'], share: 6667, open: false },
  };
  expect(read(rawOf(schema, value))).toEqual({ input: value, bad: [] });
});

test.each([
  ['15 7 1', [15, 7, 1], []],
  ['15; 7;1,', [15, 7, 1], []],
  ['15, bảy', undefined, ['/days']],
  ['61', undefined, ['/days']],
  ['1,2,3,4,5', undefined, ['/days']],
])('a ladder of days typed as %s', (typed, days, bad) => {
  const whole = { windows: { from: '1/2/2022', until: '2/2/2022' }, rounds: [], share: '70', days: typed };
  const { input, bad: at } = read(whole);
  expect([(input as { days?: unknown }).days, at]).toEqual([days, bad]);
});

describe('what was typed over a plan that changed meanwhile', () => {
  const from = { opensOn: '01/01/2022', idea: { from: '01/03/2022', until: '31/03/2022' }, rows: ['a', 'b'] };
  const typed = { ...from, idea: { ...from.idea, until: '20/03/2022' } };

  test('stays, and what nobody touched is as it is now', () => {
    const now = { opensOn: '05/01/2022', idea: { from: '02/03/2022', until: '31/03/2022' }, rows: ['a', 'c'] };
    expect(carriedOver(from, typed, now)).toEqual({ ...now, idea: { from: '02/03/2022', until: '20/03/2022' } });
  });

  test('stays where both changed it, so that it is seen beside what is there now', () => {
    const now = { ...from, idea: { ...from.idea, until: '25/03/2022' } };
    expect(carriedOver(from, typed, now)).toEqual(typed);
  });

  test('rows that came or went meanwhile stay as they were typed', () => {
    expect(carriedOver({ rows: ['a'] }, { rows: ['a', 'x'] }, { rows: ['b'] })).toEqual({ rows: ['a', 'x'] });
  });

  test('a draft of which nobody knows what it was typed over is kept whole', () => {
    expect(carriedOver({}, { no: '5' }, { no: '7', on: '1' })).toEqual({ no: '5', on: '1' });
  });
});
