// Other work on the machine comes and goes. Value and baseline are therefore taken in turns, in short rounds, and
// compared within the round; of all rounds the median counts.
import { median } from './figure.ts';

export type Round = Readonly<Record<string, number>>;

export type Compared = { value: number; baselineValue: number; ratio: number };

/** Before the first round that counts comes number -1, which warms up what is compiled as it runs. */
export async function inRounds<R extends Round>(
  count: number,
  say: (line: string) => void,
  round: (no: number) => Promise<R>,
): Promise<readonly R[]> {
  const rounds: R[] = [];
  await round(-1);
  for (let no = 0; no < count; no++) {
    const measured = await round(no);
    rounds.push(measured);
    const shown = Object.entries(measured).map(([side, n]) => `${side} ${n >= 100 ? Math.round(n) : n.toFixed(1)}`);
    say(`  round ${no + 1}/${count}: ${shown.join(', ')}`);
  }
  return rounds;
}

export function compare<R extends Round>(
  rounds: readonly R[],
  value: keyof R & string,
  baseline: keyof R & string,
): Compared {
  const of = (side: keyof R & string) => median(rounds.map((r) => r[side] as number));
  return {
    value: of(value),
    baselineValue: of(baseline),
    ratio: median(rounds.map((r) => (r[value] as number) / (r[baseline] as number))),
  };
}

/** How many of `count` were done per second. */
export async function perSecond(count: number, work: () => unknown): Promise<number> {
  const begun = performance.now();
  await work();
  return (count * 1000) / (performance.now() - begun);
}

/** Hands the jobs out to so many callers, each of whom waits for an answer before taking the next. */
export async function together<T>(
  callers: number,
  jobs: readonly T[],
  work: (job: T) => Promise<unknown>,
): Promise<void> {
  const left = jobs.values();
  const caller = async () => {
    for (const job of left) await work(job);
  };
  await Promise.all(Array.from({ length: callers }, caller));
}
