#!/usr/bin/env node
// `npx ocop …` on whatever Node the machine has: finds what is missing, then runs the real program on Node 24.
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from '../setup/install.mjs';
import { launch } from '../setup/launch.mjs';
import { orSay } from '../setup/program.mjs';

const setup = fileURLToPath(new URL('../setup/run.ts', import.meta.url));
const main = fileURLToPath(new URL('./ocop.ts', import.meta.url));
const args = process.argv.slice(2);
const service = args[0] === 'serve';
// One part of the work finds Temporal at its address, or needs none.
const startsTemporal = service && !args.some((arg) => /^--only(=|$)/.test(arg));
process.exit(
  await orSay(
    async () => {
      const { node } = await ensureDependencies();
      return launch({ node, args: startsTemporal ? [setup, main, ...args] : [main, ...args] });
    },
    { service },
  ),
);
