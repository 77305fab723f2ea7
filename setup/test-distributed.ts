// What test.mjs --distributed runs on Node 24: the suites of the distributed mode on a Temporal server of its own, on
// PostgreSQL. The store is the one at KURRENTDB_URL (empty, please), else the protocol fake.
import { SetupError } from './announce.mjs';
import { stopRunning } from './child.mjs';
import { exitWithParent } from './parent-watch.ts';
import { ensurePostgres, postgresEnv } from './postgres.ts';
import { orSay } from './program.mjs';
import { ensureTemporalServer, temporalServerEnv } from './temporal-server.ts';
import { runTests } from './vitest.ts';

const SUITES = ['test/distributed', 'test/temporal-server'];

const count = { passed: 0, failed: 1 };
exitWithParent(() => stopRunning('SIGTERM'));
const code = await orSay(async () => {
  const postgres = await ensurePostgres();
  if ('missing' in postgres) throw new SetupError(postgres.missing);
  const temporal = await ensureTemporalServer();
  const env = { ...process.env, ...postgresEnv(postgres), ...temporalServerEnv(temporal) };
  Object.assign(count, await runTests({ env, args: [...SUITES, ...process.argv.slice(2)] }));
  return count.failed === 0 ? 0 : 1;
});
console.log(`${count.passed} passed, ${count.failed} failed`);
process.exit(code);
