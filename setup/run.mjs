// node setup/run.mjs <script.ts> [arguments]: the script on Node 24, with dependencies and Temporal in place.
import { SetupError } from './announce.mjs';
import { ensureDependencies } from './install.mjs';
import { launch } from './launch.mjs';
import { orSay } from './program.mjs';

const code = await orSay(async () => {
  const args = process.argv.slice(2);
  if (args.length === 0) throw new SetupError('Usage: node setup/run.mjs <script.ts> [arguments]');
  const { node } = await ensureDependencies();
  return launch({ node, args: ['setup/run.ts', ...args] });
});
process.exit(code);
