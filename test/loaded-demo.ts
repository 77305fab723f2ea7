// The demo year in a folder. A run of all suites loads it once and copies it: it takes some 20 seconds, and two dozen suites
// begin with it. Who needs another installation beside its first loads that anew: a copy has its epoch.
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { loadDemoInto } from '../cli/demo.ts';
import { type Places, placesOf } from '../settings/settings.ts';

export const placesIn = (folder: string): Places =>
  placesOf({ OCOP_DATA: folder, OCOP_STORE_URL: '', OCOP_VAULT_URL: '' });

let isTaken = false;

export async function demoIn(folder: string): Promise<Places> {
  const places = placesIn(folder);
  const shared = isTaken ? undefined : process.env.OCOP_TESTS_SHARE;
  isTaken = true;
  if (shared === undefined || !(await isSharedIn(shared))) await loadDemoInto(places, () => {});
  else copyTo(folder, join(shared, 'demo'));
  return places;
}

/** With the keys that lie beside it, named after it: without them nobody opens what was sealed in it. */
function copyTo(folder: string, loaded: string): void {
  for (const name of readdirSync(loaded))
    cpSync(join(loaded, name), `${folder}${name.slice(OFFICE.length)}`, { recursive: true });
}

const OFFICE = 'office';
const PATIENCE_MS = 90_000;

/** Whoever comes first loads it, the others wait: false where that has come to nothing. */
async function isSharedIn(folder: string): Promise<boolean> {
  const [loading, loaded] = [join(folder, 'demo-loading'), join(folder, 'demo')];
  if (existsSync(loaded)) return true;
  try {
    mkdirSync(loading);
  } catch {
    const until = performance.now() + PATIENCE_MS;
    while (!existsSync(loaded) && performance.now() < until) await pause(200);
    return existsSync(loaded);
  }
  // Somebody was done between the two looks.
  if (existsSync(loaded)) return true;
  await loadDemoInto(placesIn(join(loading, OFFICE)), () => {});
  renameSync(loading, loaded);
  return true;
}
