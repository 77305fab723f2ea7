#!/usr/bin/env node
// `npx ocop …` on whatever Node the machine has: finds what is missing, then runs the real program on Node 24.
import { fileURLToPath } from 'node:url';
import { orSay } from '../setup/announce.mjs';
import { ensureDependencies } from '../setup/install.mjs';
import { launch } from '../setup/launch.mjs';
import { ensureTemporal, temporalEnv } from '../setup/temporal.mjs';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const args = process.argv.slice(2);
// One part of the work finds Temporal at its address, or needs none.
const startsTemporal = args[0] === 'serve' && !args.some((arg) => /^--only(=|$)/.test(arg));
process.exit(
  await orSay(async () => {
    const { node } = await ensureDependencies();
    const env = startsTemporal ? temporalEnv(await ensureTemporal({ node })) : {};
    return launch({ node, args: [main, ...args], env });
  }),
);
