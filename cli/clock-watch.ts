// Holds the machine's clock against what cannot jump: while it runs against the monotonic clock, at the start against
// what was recorded last. Where they differ, nothing may be decided by it until somebody has looked.
import { uptime } from 'node:os';

const DAY_MS = 86_400_000;
/** Clocks of two nodes may differ by less: a node is not doubted because another has just written. */
const NODES_DIFFER_MS = 300_000;

export type ClockDoubt = {
  /** RFC 3339 UTC: what the clock showed, and what it does not fit */
  readonly shows: string;
  readonly against: string;
};

/** All in ms. */
export type ClockSources = {
  readonly wall: () => number;
  /** never jumps, and may stand still while the machine sleeps */
  readonly steady: () => number;
  /** goes on while the machine sleeps; undefined where the machine has none that the wall clock does not move */
  readonly awake: () => number | undefined;
};

export const machineClock: ClockSources = {
  wall: () => Date.now(),
  steady: () => performance.now(),
  awake: () => (process.platform === 'linux' ? uptime() * 1000 : undefined),
};

export type ClockWatch = {
  /** ms of the wall clock; each reading is held against the monotonic one */
  now(): number;
  /** why it cannot be relied on; once doubted, it is until it is confirmed */
  doubt(): ClockDoubt | undefined;
  /** At the start. @param newest when the last fact was recorded. @param gapDays longer without a fact is doubted */
  holdAgainst(newest: string, gapDays: number): void;
  /** Somebody has confirmed an instant: taken where this clock agrees with it to the day. */
  confirm(instant: string): void;
};

export function watchClock({ wall, steady, awake }: ClockSources = machineClock): ClockWatch {
  const base = () => ({ ahead: wall() - steady(), slept: (awake() ?? 0) - steady() });
  let from = base();
  let doubt: ClockDoubt | undefined;
  const at = (ms: number): string => new Date(ms).toISOString();

  function suspect(now: number): void {
    const { slept } = base();
    const ahead = from.ahead + (awake() === undefined ? 0 : slept - from.slept);
    const expected = steady() + ahead;
    if (Math.abs(now - expected) <= DAY_MS) from = { ahead, slept };
    else doubt = { shows: at(now), against: at(expected) };
  }

  return {
    now() {
      const now = wall();
      if (Math.abs(now - steady() - from.ahead) > DAY_MS && doubt === undefined) suspect(now);
      return now;
    },
    doubt: () => doubt,
    holdAgainst(newest, gapDays) {
      const later = wall() - Date.parse(newest);
      if (later < -NODES_DIFFER_MS || later > gapDays * DAY_MS) doubt ??= { shows: at(wall()), against: newest };
    },
    confirm(instant) {
      if (Math.abs(wall() - Date.parse(instant)) > DAY_MS) return;
      from = base();
      doubt = undefined;
    },
  };
}
