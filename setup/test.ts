// What test.mjs runs on Node 24: the checks, and the suites with what they need.
import { took } from './announce.mjs';
import { runChild, stopRunning } from './child.mjs';
import { chromiumEnv, ensureChromium, runsBrowserTests } from './chromium.ts';
import { root } from './node24.mjs';
import { binaryOf } from './package-binary.ts';
import { exitWithParent } from './parent-watch.ts';
import { ensurePostgres, postgresEnv } from './postgres.ts';
import { orSay } from './program.mjs';
import { ensureTemporal, temporalEnv } from './temporal.ts';
import { type Count, runTests } from './vitest.ts';

const CHECKS: Readonly<Record<string, () => string[]>> = {
  types: () => [binaryOf('typescript', 'tsc'), '--noEmit'],
  'types of the web application': () => [binaryOf('typescript', 'tsc'), '--noEmit', '-p', 'web'],
  'format and lint': () => [binaryOf('@biomejs/biome', 'biome'), 'check', '.'],
  layers: () => ['tools/check/layers.ts'],
  'look-ups by a foreign key': () => ['tools/check/own-keys.ts'],
  'dead code': () => [binaryOf('knip')],
  'code that tests alone use': () => [binaryOf('knip'), '--production'],
};

const total: Count = { passed: 0, failed: 0 };
const summary: string[] = [];

async function runChecks(): Promise<void> {
  for (const [name, command] of Object.entries(CHECKS)) {
    const started = performance.now();
    const { ok, output, because } = await runChild(process.execPath, command(), { cwd: root });
    if (!ok) console.log(`\n${output.trimEnd()}${because ? `\n${because}` : ''}\n`);
    tell(name, { passed: ok ? 1 : 0, failed: ok ? 0 : 1 }, started);
  }
}

function tell(name: string, { passed, failed }: Count, started: number): void {
  total.passed += passed;
  total.failed += failed;
  const line = `${failed === 0 ? 'ok    ' : 'FAILED'}  ${name} (${took(started)})`;
  console.log(line);
  summary.push(line);
}

async function runAll(args: readonly string[]): Promise<number> {
  if (args[0] === '--checks') {
    await runChecks();
    return total.failed === 0 ? 0 : 1;
  }
  const temporal = await ensureTemporal({ binaryOnly: true });
  const browser = runsBrowserTests(args) ? chromiumEnv(await ensureChromium()) : {};
  const postgres = await ensurePostgres();
  const env: NodeJS.ProcessEnv = { ...process.env, ...temporalEnv(temporal), ...postgresEnv(postgres), ...browser };
  delete env.OCOP_TEMPORAL_ADDRESS;

  const whole = args.length === 0;
  if (whole) await runChecks();
  const started = performance.now();
  const count = await runTests({ env, args });
  tell(`${count.passed} of ${count.passed + count.failed} tests`, count, started);
  if (whole) console.log(`\n${summary.join('\n')}`);
  return total.failed === 0 ? 0 : 1;
}

exitWithParent(() => stopRunning('SIGTERM'));
const code = await orSay(() => runAll(process.argv.slice(2)));
if (code !== 0 && total.failed === 0) total.failed = 1;
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(code);
