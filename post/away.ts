// A server that cannot be reached is asked once in a while, not for each of a thousand letters; one that asked to be left
// alone, when that time is over.

const AWAY_MS = 20_000;

export type Away = {
  is(): boolean;
  note(): void;
  /** It asked to be left alone for so many seconds. */
  leaveAlone(seconds: number): void;
  /** seconds for which it still wants that; undefined: it does not */
  leftAlone(): number | undefined;
};

/** @param clock ms that never jump */
export function awayWatch(clock: () => number): Away {
  let until = Number.NEGATIVE_INFINITY;
  let busyUntil = Number.NEGATIVE_INFINITY;
  return {
    is: () => clock() < until,
    note: () => {
      until = clock() + AWAY_MS;
    },
    leaveAlone(seconds) {
      busyUntil = clock() + seconds * 1000;
    },
    leftAlone() {
      const left = Math.ceil((busyUntil - clock()) / 1000);
      return left > 0 ? left : undefined;
    },
  };
}
