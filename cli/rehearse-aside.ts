// A rehearsal takes seconds of computing: beside a server it has a process of its own, so that nobody waits for it who
// has not asked for it.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { YearPlan } from '../domain/programme-year/year-plan.ts';
import type { Rehearsal } from '../rehearsal/rehearsal.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const run = promisify(execFile);
/** A year of 200 communes is some 20 MB of lines. */
const LONGEST_BYTES = 256 << 20;
const PATIENCE_MS = 300_000;

type Of = {
  /** all of them where it is absent */
  readonly communes?: readonly string[] | undefined;
  /** a plan that is not saved, instead of the one that stands */
  readonly plan?: YearPlan | undefined;
};

/** One after the other: the machine has other work. */
export function rehearsingAside(): (yearId: string, of?: Of) => Promise<Rehearsal> {
  let before: Promise<unknown> = Promise.resolve();
  return (yearId, of = {}) => {
    const mine = before.then(() => rehearsed(yearId, of));
    before = mine.catch(() => {});
    return mine;
  };
}

async function rehearsed(yearId: string, { communes, plan }: Of): Promise<Rehearsal> {
  const only = communes ? [`--communes=${communes.join(',')}`] : [];
  const unsaved = plan ? ['--plan=-'] : [];
  const args = [...process.execArgv, main, 'rehearse', yearId, '--json', ...only, ...unsaved];
  const running = run(process.execPath, args, { maxBuffer: LONGEST_BYTES, timeout: PATIENCE_MS });
  // It may end before it has read all of it; why then stands in what it says.
  running.child.stdin?.on('error', () => {}).end(plan ? JSON.stringify(plan) : '');
  const { stdout } = await running;
  return JSON.parse(stdout) as Rehearsal;
}
