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
/** A verification is soon done with what it reads: what V8 puts off collecting would be half of its memory. */
const frugal = args[0] === 'verify' ? ['--max-semi-space-size=8', '--heap-growing-percent=50'] : [];
process.exit(
  await orSay(
    async () => {
      const { node } = await ensureDependencies();
      return launch({ node, args: [...frugal, ...(startsTemporal ? [setup] : []), main, ...args] });
    },
    { service },
  ),
);
