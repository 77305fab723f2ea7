// npm test: everything. npm test -- relay: only the tests whose file name fits. npm run check: only the checks.
// npm run test:distributed: the suites of the distributed mode. Each ends with `N passed, N failed`.
import { ensureDependencies } from './install.mjs';
import { launch } from './launch.mjs';
import { orSay } from './program.mjs';

let launched = false;
const code = await orSay(async () => {
  const { node } = await ensureDependencies();
  const [first, ...others] = process.argv.slice(2);
  const args =
    first === '--distributed' ? ['setup/test-distributed.ts', ...others] : ['setup/test.ts', first, ...others];
  launched = true;
  return launch({ node, args: args.filter((arg) => arg !== undefined) });
});
if (!launched) console.log('0 passed, 1 failed');
process.exit(code);
