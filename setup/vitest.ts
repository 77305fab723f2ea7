import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { runChild } from './child.mjs';
import { root } from './node24.mjs';
import { binaryOf } from './package-binary.ts';

type Report = {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
};
export type Count = { passed: number; failed: number };

/** The long suites wait for servers most of the time: one file fewer than there are cores, as vitest has it, leaves them idle. */
const sideBySide = `--maxWorkers=${availableParallelism()}`;
/** A machine that has other work is slow, which no test is about; what hangs is still noticed. */
const patience = ['--testTimeout=90000', '--hookTimeout=90000'];

/** Runs vitest in sight of the user and counts. */
export async function runTests({ env, args }: { env: NodeJS.ProcessEnv; args: readonly string[] }): Promise<Count> {
  const folder = mkdtempSync(join(tmpdir(), 'ocop-tests-'));
  const report = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  try {
    const vitest = await runChild(
      process.execPath,
      [binaryOf('vitest'), 'run', ...reporters, sideBySide, ...patience, ...args],
      {
        cwd: root,
        // What suites share they make once in here.
        env: { ...env, OCOP_TESTS_SHARE: folder },
        stdio: ['ignore', 'inherit', 'inherit'],
      },
    );
    const { passed, failed } = countReport(report);
    // Vitest also fails for what is no test: no file found, an error outside every test, a crash of its own.
    return { passed, failed: vitest.ok ? failed : Math.max(failed, 1) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function countReport(file: string): Count {
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(file, 'utf8')) as Report;
    const unloadable = testResults.filter((suite) => suite.status === 'failed' && suite.assertionResults.length === 0);
    return { passed: numPassedTests, failed: numFailedTests + unloadable.length };
  } catch {
    return { passed: 0, failed: 0 };
  }
}
