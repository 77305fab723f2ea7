// A rehearsal takes seconds of computing: beside a server it has a process of its own, so that nobody waits for it who
// has not asked for it.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Rehearsal } from '../rehearsal/rehearsal.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const run = promisify(execFile);
/** A year of 200 communes is some 20 MB of lines. */
const LONGEST_BYTES = 256 << 20;
const PATIENCE_MS = 300_000;

/** One after the other: the machine has other work. */
export function rehearsingAside(): (yearId: string, communes?: readonly string[]) => Promise<Rehearsal> {
  let before: Promise<unknown> = Promise.resolve();
  return (yearId, communes) => {
    const mine = before.then(() => rehearsed(yearId, communes));
    before = mine.catch(() => {});
    return mine;
  };
}

async function rehearsed(yearId: string, communes: readonly string[] | undefined): Promise<Rehearsal> {
  const only = communes ? [`--communes=${communes.join(',')}`] : [];
  const args = [...process.execArgv, main, 'rehearse', yearId, '--json', ...only];
  const { stdout } = await run(process.execPath, args, { maxBuffer: LONGEST_BYTES, timeout: PATIENCE_MS });
  return JSON.parse(stdout) as Rehearsal;
}
