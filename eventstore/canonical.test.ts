import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical } from './canonical.ts';

const names = fc.oneof(fc.string(), fc.constantFrom('10', '9', '__proto__', 'toJSON', '\u{1f600}', '\ufb33', '\ud800'));
const values = fc.letrec((tie) => ({
  value: fc.oneof(
    { withCrossShrink: true },
    fc.constantFrom(null, undefined, true, false, -0, 1e21, 'a\\ud800', '\u2028', '\ud83d\ude00'),
    fc.integer(),
    fc.double(),
    fc.string({ unit: 'binary' }),
    fc.array(tie('value')),
    fc.array(fc.tuple(names, tie('value')), { maxLength: 40 }).map(Object.fromEntries),
  ),
})).value;

/** What comes out, or that it is refused. */
function outcome(write: () => unknown): unknown {
  try {
    return write();
  } catch {
    return 'refused';
  }
}

test('every value is written as the library writes it, or refused with it', () => {
  fc.assert(
    fc.property(values, (value) => {
      expect(outcome(() => canonical({ value }))).toBe(outcome(() => canonicalize({ value })));
    }),
    { numRuns: 2000 },
  );
});

test('half a surrogate pair, numbers that are none, dates and names like numbers', () => {
  for (const value of [
    ['\ud800'],
    { '\udc00': 1 },
    { a: Number.NaN },
    [Number.POSITIVE_INFINITY],
    new Date(0),
    { 10: 1, 9: 2, b: 3, a: 4 },
  ])
    expect(outcome(() => canonical(value))).toBe(outcome(() => canonicalize(value)));
  expect(canonical({ 10: 1, 9: 2, b: 3, a: 4 })).toBe('{"10":1,"9":2,"a":4,"b":3}');
});
