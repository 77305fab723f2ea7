// node setup/run.ts <script.ts> [arguments]: finds Temporal, and for a server of pages the web application, then becomes the script.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { stopRunning } from './child.mjs';
import { exitWithParent } from './parent-watch.ts';
import { listenNoMore, orSay } from './program.mjs';
import { ensureTemporal, temporalEnv } from './temporal.ts';
import { servesPages, webEnv } from './web.ts';

const code = await orSay(async () => {
  const release = exitWithParent(() => stopRunning('SIGTERM'));
  if (servesPages(process.argv.slice(1))) Object.assign(process.env, await webEnv());
  Object.assign(process.env, temporalEnv(await ensureTemporal()));
  release();
  return 0;
});
if (code !== 0) process.exit(code);
listenNoMore();
process.argv.splice(1, 1);
await import(pathToFileURL(resolve(process.argv[1] as string)).href);
