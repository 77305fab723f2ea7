// A server that cannot be reached is asked once in a while, not for each of a thousand letters.

const AWAY_MS = 20_000;

export type Away = { is(): boolean; note(): void };

/** @param clock ms that never jump */
export function awayWatch(clock: () => number): Away {
  let until = Number.NEGATIVE_INFINITY;
  return {
    is: () => clock() < until,
    note: () => {
      until = clock() + AWAY_MS;
    },
  };
}
