// npm start: from a fresh clone to a running demo.
import { orSay } from './announce.mjs';
import { ensureDependencies } from './install.mjs';
import { launch } from './launch.mjs';
import { ensureTemporal, temporalEnv } from './temporal.mjs';

const code = await orSay(async () => {
  const { node } = await ensureDependencies();
  const temporal = await ensureTemporal({ node });
  return launch({
    node,
    args: ['cli/main.ts', 'serve', '--demo', ...process.argv.slice(2)],
    env: temporalEnv(temporal),
  });
});
process.exit(code);
