// npm test: everything. npm test -- relay: only the tests whose file name fits. npm run check: only the checks.
// Ends with `N passed, N failed`.
import { orSay, took } from './announce.mjs';
import { runChild } from './child.mjs';
import { chromiumEnv, ensureChromium, runsBrowserTests } from './chromium.mjs';
import { ensureDependencies } from './install.mjs';
import { node24Env, root } from './node24.mjs';
import { binaryOf } from './package-binary.mjs';
import { ensurePostgres, postgresEnv } from './postgres.mjs';
import { ensureTemporal, temporalEnv } from './temporal.mjs';
import { runTests } from './vitest.mjs';

const CHECKS = {
  types: () => [binaryOf('typescript', 'tsc'), '--noEmit'],
  'format and lint': () => [binaryOf('@biomejs/biome', 'biome'), 'check', '.'],
  layers: () => ['tools/check/layers.ts'],
  'dead code': () => [binaryOf('knip')],
  'code that tests alone use': () => [binaryOf('knip'), '--production'],
};

const total = { passed: 0, failed: 0 };
const summary = [];

async function runCheck({ name, command, node, env }) {
  const started = performance.now();
  const { ok, output, because } = await runChild(node, command, { cwd: root, env });
  if (!ok) console.log(`\n${output.trimEnd()}${because ? `\n${because}` : ''}\n`);
  tell(name, { passed: ok ? 1 : 0, failed: ok ? 0 : 1, started });
}

function tell(name, { passed, failed, started }) {
  total.passed += passed;
  total.failed += failed;
  const line = `${failed === 0 ? 'ok    ' : 'FAILED'}  ${name} (${took(started)})`;
  console.log(line);
  summary.push(line);
}

async function runAll(args) {
  const { node } = await ensureDependencies();
  if (args[0] === '--checks') {
    for (const [name, command] of Object.entries(CHECKS))
      await runCheck({ name, command: command(), node, env: node24Env(node) });
    return total.failed === 0 ? 0 : 1;
  }
  const temporal = await ensureTemporal({ node, binaryOnly: true });
  const browser = runsBrowserTests(args) ? chromiumEnv(await ensureChromium({ node })) : {};
  const postgres = await ensurePostgres();
  const env = { ...node24Env(node), ...temporalEnv(temporal), ...postgresEnv(postgres), ...browser };
  delete env.OCOP_TEMPORAL_ADDRESS;

  const checks = args.length === 0 ? Object.entries(CHECKS) : [];
  for (const [name, command] of checks) await runCheck({ name, command: command(), node, env });
  const started = performance.now();
  const { passed, failed } = await runTests({ node, env, args });
  tell(`${passed} of ${passed + failed} tests`, { passed, failed, started });
  if (checks.length > 0) console.log(`\n${summary.join('\n')}`);
  return total.failed === 0 ? 0 : 1;
}

const code = await orSay(() => runAll(process.argv.slice(2)));
if (code !== 0 && total.failed === 0) total.failed = 1;
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = code;
