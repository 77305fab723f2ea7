import { expect, test } from 'vitest';
import { watchClock } from './clock-watch.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.parse('2026-06-01T02:00:00.000Z');

function machine() {
  const it = { wall: START, steady: 1000, awake: 5000 as number | undefined };
  const pass = (ms: number, asleep = false): void => {
    it.wall += ms;
    if (!asleep) it.steady += ms;
    if (it.awake !== undefined) it.awake += ms;
  };
  const watch = watchClock({ wall: () => it.wall, steady: () => it.steady, awake: () => it.awake });
  return { it, pass, watch };
}
const iso = (ms: number): string => new Date(ms).toISOString();

test('a clock that runs on, also through Tết, is never doubted', () => {
  const { pass, watch, it } = machine();
  for (let day = 0; day < 400; day++) pass(DAY);
  it.wall += 20 * HOUR;
  expect(watch.now()).toBe(START + 400 * DAY + 20 * HOUR);
  expect(watch.doubt()).toBeUndefined();
});

test.each([
  ['ahead', 5 * 365 * DAY],
  ['back', -2 * DAY],
])('a jump %s is doubted, and stays so when the clock comes right', (_, jump) => {
  const { it, pass, watch } = machine();
  pass(HOUR);
  it.wall += jump;
  watch.now();
  const doubt = { shows: iso(START + HOUR + jump), against: iso(START + HOUR) };
  expect(watch.doubt()).toEqual(doubt);
  it.wall -= jump;
  watch.now();
  expect(watch.doubt()).toEqual(doubt);
});

test('a machine that slept for days has not jumped; without a clock that saw it sleep, nobody knows', () => {
  const seen = machine();
  seen.pass(9 * DAY, true);
  seen.watch.now();
  expect(seen.watch.doubt()).toBeUndefined();
  seen.it.wall += 2 * DAY;
  seen.watch.now();
  expect(seen.watch.doubt()).toBeDefined();
  const unseen = machine();
  unseen.it.awake = undefined;
  unseen.pass(9 * DAY, true);
  unseen.watch.now();
  expect(unseen.watch.doubt()).toBeDefined();
});

test.each([
  ['what was recorded an hour later', HOUR, true],
  ['what another node has just recorded', 60_000, false],
  ['a silence of eight weeks', -56 * DAY, false],
  ['a silence longer than the policy has it', -61 * DAY, true],
])('at the start it is held against %s', (_, after, doubted) => {
  const { watch } = machine();
  watch.holdAgainst(iso(START + after), 60);
  expect(watch.doubt() !== undefined).toBe(doubted);
});

test('what was confirmed is taken where this clock agrees, and held from there on', () => {
  const { it, watch } = machine();
  it.wall += 400 * DAY;
  watch.now();
  watch.confirm(iso(START));
  expect(watch.doubt()).toBeDefined();
  watch.confirm(iso(START + 400 * DAY + HOUR));
  expect(watch.doubt()).toBeUndefined();
  it.wall -= 400 * DAY;
  watch.now();
  expect(watch.doubt()).toBeDefined();
});
