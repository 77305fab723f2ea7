// Set-up's search for a browser (setup/chromium.ts).
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chromiumEnv, ensureChromium, runsBrowserTests } from '../../setup/chromium.ts';

let folder: string;
let said: string[];
let asked: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ocop-chromium-'));
  said = [];
  asked = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function fakeChromium(path: string, prints = 'Chromium 150.0.1.2 built on Debian'): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\necho "${prints}"\n`);
  chmodSync(path, 0o755);
  return path;
}

const onPath = () => join(folder, 'bin', 'google-chrome');
const cached = (revision: number) => {
  const browser = join(folder, 'cache', 'browsers', `chromium_headless_shell-${revision}`);
  const path = fakeChromium(join(browser, 'chrome-headless-shell-linux64', 'chrome-headless-shell'));
  writeFileSync(join(browser, 'INSTALLATION_COMPLETE'), '');
  return path;
};
const installed = () => join(folder, 'bin', 'chromium');

/** A machine with nothing but what the test puts there. */
function look(settings: Record<string, string> = {}, brings: { download?: boolean; install?: boolean } = {}) {
  const fetching = (name: string, succeeds: boolean | undefined, put: () => void) => async () => {
    asked.push(name);
    if (!succeeds) return { because: `${name} is not possible` };
    put();
    return undefined;
  };
  return ensureChromium({
    env: { PATH: join(folder, 'bin'), OCOP_CACHE: join(folder, 'cache'), ...settings },
    announce: (line) => said.push(line),
    download: fetching('download', brings.download, () => cached(1)),
    install: fetching('install', brings.install, () => fakeChromium(installed())),
  });
}

test('a browser is looked for, the nearest first', async () => {
  expect(await look({}, { install: true })).toEqual({ path: installed() });
  rmSync(installed());
  expect(await look({}, { download: true })).toEqual({ path: expect.stringContaining('headless_shell-1/') });
  expect(asked).toEqual(['download', 'install', 'download']);
  const newest = cached(1255);
  expect(await look()).toEqual({ path: newest });
  fakeChromium(onPath());
  expect(await look()).toEqual({ path: onPath() });
  const OCOP_CHROMIUM = fakeChromium(join(folder, 'mine'));
  expect(await look({ OCOP_CHROMIUM })).toEqual({ path: OCOP_CHROMIUM });
  for (const line of said) expect(line).toMatch(/^Chromium, .+: .+ \(\d+ ms\)$/);
});

test('what does not run and what is half there is passed over with a sentence', async () => {
  fakeChromium(onPath(), 'something else');
  fakeChromium(join(folder, 'cache', 'browsers', 'chromium-7', 'chrome-linux64', 'chrome'));
  expect(await look()).toHaveProperty('missing');
  expect(said).toContainEqual(expect.stringContaining('google-chrome does not tell its version'));
  expect(said).toContainEqual(expect.stringContaining('cache: nothing in'));
});

test('but a setting that does not work is an error', async () => {
  fakeChromium(onPath());
  await expect(look({ OCOP_CHROMIUM: join(folder, 'none') })).rejects.toThrow(/OCOP_CHROMIUM: .* does not run/);
});

test('when nothing helps, the suite gets to know what was tried and what to do', async () => {
  const env = chromiumEnv(await look());
  expect(Object.keys(env)).toEqual(['OCOP_CHROMIUM_MISSING']);
  const said =
    /PATH: no chromium[\s\S]*download is not possible[\s\S]*install is not possible[\s\S]*What to do[\s\S]*OCOP_CHROMIUM/;
  expect(env.OCOP_CHROMIUM_MISSING).toMatch(said);
});

test('only a run that comes to the browser looks for one', () => {
  expect([[], ['board'], ['./test/browser'], ['relay', 'browser/board'], ['-t', 'x']].map(runsBrowserTests)).toEqual(
    Array(5).fill(true),
  );
  expect([['relay'], ['api/pages.test.ts']].map(runsBrowserTests)).toEqual([false, false]);
});
