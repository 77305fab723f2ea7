// node setup/run.mjs <script.ts> [arguments]: the script on Node 24, with dependencies and Temporal in place.
import { orSay, SetupError } from './announce.mjs';
import { ensureDependencies } from './install.mjs';
import { launch } from './launch.mjs';
import { ensureTemporal, temporalEnv } from './temporal.mjs';

const code = await orSay(async () => {
  const args = process.argv.slice(2);
  if (args.length === 0) throw new SetupError('Usage: node setup/run.mjs <script.ts> [arguments]');
  const { node } = await ensureDependencies();
  const temporal = await ensureTemporal({ node });
  return launch({ node, args, env: temporalEnv(temporal) });
});
process.exit(code);
