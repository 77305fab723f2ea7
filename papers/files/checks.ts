// Whether a file was looked through for viruses. Where an office names no scanner nothing is asked; where it does, a file is
// handed out only once the scanner has answered. What it said is no truth of ours: lost, it is asked again.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Scanner, TooLargeToCheck, type Verdict } from './clamd.ts';
import type { Files } from './port.ts';

/** `not-asked`: this installation has no scanner; `too-large`: its scanner takes no file of this size */
export const checkStates = ['clean', 'unchecked', 'too-large', 'harmful', 'not-asked'] as const;
export type CheckState = (typeof checkStates)[number];

export type Checks = {
  of(sha256: string): Promise<CheckState>;
  /** Has it looked at, now or when the scanner is there again. */
  ask(sha256: string): void;
  stop(): Promise<void>;
};

export const noChecks: Checks = { of: async () => 'not-asked', ask: () => {}, stop: async () => {} };

type Parts = {
  readonly scan: Scanner;
  readonly files: Files;
  /** of what it said, one file for each */
  readonly folder: string;
  readonly failed: (error: Error) => void;
  readonly againAfterMs?: number;
  /** when a file that was too large is asked about again: its limit may have been raised */
  readonly tooLargeAgainAfterMs?: number;
};

/** One after the other: a scanner takes as long for two at once. */
export function checksBy({ scan, files, folder, failed, ...after }: Parts): Checks {
  const { againAfterMs = 30_000, tooLargeAgainAfterMs = 600_000 } = after;
  /** when each of them was last said to be too large (ms since the process began) */
  const tooLarge = new Map<string, number>();
  const waiting = new Set<string>();
  const stopping = new AbortController();
  let running: Promise<void> | undefined;
  const at = (sha256: string) => join(folder, `${sha256}.json`);

  async function verdictOn(sha256: string): Promise<Verdict | undefined> {
    try {
      return JSON.parse(await readFile(at(sha256), 'utf8')) as Verdict;
    } catch {
      return undefined;
    }
  }

  async function look(sha256: string): Promise<void> {
    if ((await verdictOn(sha256)) || (await files.sizeOf(sha256)) === undefined) return;
    const verdict = await scan(await files.read(sha256));
    tooLarge.delete(sha256);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(`${at(sha256)}.new`, JSON.stringify(verdict), { mode: 0o600 });
    await rename(`${at(sha256)}.new`, at(sha256));
  }

  async function work(): Promise<void> {
    for (let [next] = waiting; next !== undefined && !stopping.signal.aborted; [next] = waiting)
      try {
        await look(next);
        waiting.delete(next);
      } catch (error) {
        failed(error as Error);
        if (error instanceof TooLargeToCheck) {
          tooLarge.set(next, performance.now());
          waiting.delete(next);
          continue;
        }
        // Behind the others: what it cannot take keeps nobody waiting.
        waiting.delete(next);
        waiting.add(next);
        await pause(againAfterMs, undefined, { signal: stopping.signal }).catch(() => {});
      }
    running = undefined;
  }

  const ask = (sha256: string): void => {
    waiting.add(sha256);
    running ??= work();
  };

  return {
    ask,
    async of(sha256) {
      const verdict = await verdictOn(sha256);
      if (!verdict) {
        const since = tooLarge.get(sha256);
        if (since === undefined || performance.now() - since >= tooLargeAgainAfterMs) ask(sha256);
        return since === undefined ? 'unchecked' : 'too-large';
      }
      return verdict.harmful === undefined ? 'clean' : 'harmful';
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
