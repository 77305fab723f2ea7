// npm start: from a fresh clone to a running demo.
import { ensureDependencies } from './install.mjs';
import { launch } from './launch.mjs';
import { orSay } from './program.mjs';

const code = await orSay(
  async () => {
    const { node } = await ensureDependencies();
    return launch({ node, args: ['setup/run.ts', 'cli/ocop.ts', 'serve', '--demo', ...process.argv.slice(2)] });
  },
  { service: true },
);
process.exit(code);
