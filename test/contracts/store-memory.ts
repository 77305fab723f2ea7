import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as () => void;

/** Bytes this process still holds once everything unreachable is gone. */
export async function memoryInUse(): Promise<number> {
  // What ends lets go of its last objects a few turns of the event loop later.
  for (let round = 0; round < 4; round++) {
    await new Promise((resolve) => setImmediate(resolve));
    gc();
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Bytes in use once it has stopped growing while this work is done again and again. */
export async function settledMemory(work: () => Promise<unknown>): Promise<number> {
  let most = 0;
  for (let still = 0; still < 8; ) {
    await work();
    const bytes = await memoryInUse();
    still = bytes > most * 1.01 ? 0 : still + 1;
    most = Math.max(most, bytes);
  }
  return most;
}
