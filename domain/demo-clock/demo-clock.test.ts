import { expect, test } from 'vitest';
import { given } from '../../test/domain/specification.ts';
import { DEMO_CLOCK_ID, demoClock, moveDemoClock, setDemoClock } from './demo-clock.ts';

const set = () => given(demoClock, DEMO_CLOCK_ID).when(setDemoClock, { province: '66', offsetMs: -1000 });

test('the demo clock is set once and only moves on', () => {
  set().then(['DemoClockSet']);
  const there = given(demoClock, DEMO_CLOCK_ID, set().facts);
  there.when(setDemoClock, { province: '66', offsetMs: 0 }).then('DEMO_CLOCK_EXISTS');
  expect(there.when(moveDemoClock, { byMs: 5000 }).then(['DemoClockMoved']).state).toEqual({
    province: '66',
    offsetMs: 4000,
  });
  for (const byMs of [0, -1, 0.5, 35_000_000_000]) there.when(moveDemoClock, { byMs }).then('INPUT_INVALID');
});
