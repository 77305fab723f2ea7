import { setTimeout as pause } from 'node:timers/promises';

/** Begins a job every 1/rate second, whether or not the one before has ended; resolves when all have. */
export async function paced<T, R>(
  rate: number,
  jobs: readonly T[],
  work: (job: T) => Promise<R>,
): Promise<readonly R[]> {
  const begun = performance.now();
  const under: Promise<R>[] = [];
  for (const [i, job] of jobs.entries()) {
    const wait = begun + (i * 1000) / rate - performance.now();
    if (wait > 0) await pause(wait);
    under.push(work(job));
  }
  return Promise.all(under);
}
