// node setup/run.mjs [--over-http] <script.ts> [arguments]: the script on Node 24, with dependencies and Temporal in place;
// one that speaks to a server that runs needs no Temporal.
import { SetupError } from './announce.mjs';
import { ensureDependencies } from './install.mjs';
import { launch } from './launch.mjs';
import { orSay } from './program.mjs';

const code = await orSay(async () => {
  const given = process.argv.slice(2);
  const overHttp = given[0] === '--over-http';
  const args = overHttp ? given.slice(1) : given;
  if (args.length === 0) throw new SetupError('Usage: node setup/run.mjs [--over-http] <script.ts> [arguments]');
  const { node } = await ensureDependencies();
  return launch({ node, args: overHttp ? args : ['setup/run.ts', ...args] });
});
process.exit(code);
