import type { Walk } from '../../../../demo/walk.ts';
import { expectWalked } from '../../../process/people.ts';

const WITHIN_MS = 150_000;

/** What was killed last has still to come back to each of them. @returns how long the last one took, s */
export async function walkedInTheEnd(address: string, walks: readonly Walk[]): Promise<number> {
  const begun = performance.now();
  for (const walk of walks) await walked(address, walk, begun + WITHIN_MS);
  return Math.round((performance.now() - begun) / 1000);
}

async function walked(address: string, walk: Walk, until: number): Promise<void> {
  for (;;)
    try {
      return await expectWalked(address, walk);
    } catch (error) {
      if (performance.now() > until) throw new Error(`${walk.cycle}: ${(error as Error).message}`);
    }
}
