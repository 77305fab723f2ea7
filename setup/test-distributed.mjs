// npm run test:distributed: the suites of the distributed mode on a Temporal server of its own, on PostgreSQL. The store
// is the one at KURRENTDB_URL (empty, please), else the protocol fake. Ends with `N passed, N failed`.
import { orSay, SetupError } from './announce.mjs';
import { ensureDependencies } from './install.mjs';
import { node24Env } from './node24.mjs';
import { ensurePostgres, postgresEnv } from './postgres.mjs';
import { ensureTemporalServer, temporalServerEnv } from './temporal-server.mjs';
import { runTests } from './vitest.mjs';

const SUITES = ['test/distributed', 'test/temporal-server'];

const code = await orSay(async () => {
  const { node } = await ensureDependencies();
  const postgres = await ensurePostgres();
  if ('missing' in postgres) throw new SetupError(postgres.missing);
  const temporal = await ensureTemporalServer();
  const env = { ...node24Env(node), ...postgresEnv(postgres), ...temporalServerEnv(temporal) };
  const { passed, failed } = await runTests({ node, env, args: [...SUITES, ...process.argv.slice(2)] });
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
process.exitCode = code;
