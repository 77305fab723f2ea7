import { expect, test } from 'vitest';
import { lagWatch } from './lag.ts';

test('a read model is behind since the oldest head it has not reached', () => {
  let now = 0;
  const lag = lagWatch(() => now);
  lag.headSeen('0010');
  now = 4000;
  lag.headSeen('0020');
  lag.headSeen('0020');
  now = 9500;
  expect(lag.secondsBehind({ position: undefined })).toBe(9);
  expect(lag.secondsBehind({ position: '0005' })).toBe(9);
  expect(lag.secondsBehind({ position: '0010' })).toBe(5);
  expect(lag.secondsBehind({ position: '0020' })).toBe(0);
});

test('where writing never stops, nobody is behind who keeps up', () => {
  let now = 0;
  const lag = lagWatch(() => now);
  for (let i = 1; i <= 300; i++) {
    now = i * 1000;
    lag.headSeen(String(i).padStart(4, '0'));
    expect(lag.secondsBehind({ position: String(i - 1).padStart(4, '0') })).toBe(0);
  }
  expect(lag.secondsBehind({ position: '0000' })).toBe(59);
});
