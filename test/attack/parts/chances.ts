/** The same numbers from 0 to 1 in the same order for the same seed. */
export function chances(seed: number): () => number {
  let turn = seed + 1;
  return () => {
    turn = (turn * 48_271) % 2_147_483_647;
    return turn / 2_147_483_647;
  };
}

/** Another one for each run, so that many runs try much. */
export const anySeed = (): number => Date.now() % 1_000_000;

export const oneOf = <T>(chance: () => number, of: readonly T[]): T => of[Math.floor(chance() * of.length)] as T;
