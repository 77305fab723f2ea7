// What is sent of the built application and never used on the first screen, and whether each file is kept for good and sent
// compressed: what a tool for pages would look at, on our own files.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { type BuiltWeb, readBuiltWeb } from '../../../api/web/built-web.ts';
import { deskOf } from './desk.ts';

export type Bundle = {
  /** of scripts that the first screen loads, as they are sent */
  readonly sent: number;
  /** of those, what was not run until it was there */
  readonly unused: number;
  /** files that are not kept for good, or not compressed where that saves a tenth */
  readonly wrong: readonly string[];
  readonly lines: readonly string[];
};
const SMALL = 1000;

export async function bundleOf(browser: Browser, address: string, folder: string): Promise<Bundle> {
  const web = readBuiltWeb(folder);
  const desk = await deskOf(browser, address, 'demo-krong-nang');
  await desk.page.coverage.startJSCoverage({ resetOnNavigation: false });
  await desk.page.goto(`${address}/app/work`);
  await desk.shown('main [role=row][data-row]');
  const covered = await desk.page.coverage.stopJSCoverage();
  await desk.leave();
  const parts = covered
    .filter(({ url }) => url.includes('/app/assets/'))
    .map(({ url, functions, source = '' }) => {
      const name = url.slice(url.indexOf('/app/') + '/app/'.length);
      const unused = unusedOf(
        source.length,
        functions.flatMap(({ ranges }) => ranges),
      );
      const sent = sizeOf(web, name);
      return { name, sent, unused: sent * (unused / Math.max(1, source.length)) };
    })
    .sort((a, b) => b.unused - a.unused);
  return {
    sent: parts.reduce((sum, { sent }) => sum + sent, 0),
    unused: parts.reduce((sum, { unused }) => sum + unused, 0),
    wrong: await wrongOnesOf(web, address, folder),
    lines: parts
      .slice(0, 8)
      .map(({ name, sent, unused }) => `${name}: ${kb(sent)} KB sent, ${kb(unused)} KB of it not run`),
  };
}

const kb = (bytes: number): string => (bytes / 1000).toFixed(1);

const sizeOf = ({ files }: BuiltWeb, name: string): number => {
  const bodies = files.get(name)?.bodies;
  return (bodies?.br ?? bodies?.gzip ?? bodies?.identity)?.length ?? 0;
};

type Range = { readonly startOffset: number; readonly endOffset: number; readonly count: number };
/** An inner range has the last word on what it spans. */
function unusedOf(length: number, ranges: readonly Range[]): number {
  const isRun = new Uint8Array(length).fill(1);
  const outerFirst = ranges.toSorted((a, b) => b.endOffset - b.startOffset - (a.endOffset - a.startOffset));
  for (const { startOffset, endOffset, count } of outerFirst) isRun.fill(count > 0 ? 1 : 0, startOffset, endOffset);
  return isRun.reduce((sum, run) => sum + (1 - run), 0);
}

async function wrongOnesOf({ files }: BuiltWeb, address: string, folder: string): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const name of files.keys()) {
    // Without its body: Node 24 fails an assertion when a socket ends whose answer still waits to be read.
    const answer = await fetch(`${address}/app/${name}`, {
      method: 'HEAD',
      headers: { 'accept-encoding': 'br, gzip' },
    });
    if (!/immutable/.test(answer.headers.get('cache-control') ?? '')) wrong.push(`${name}: not kept for good`);
    if (answer.headers.has('content-encoding') || name.endsWith('.woff2')) continue;
    const plain = readFileSync(join(folder, name));
    const isWorthIt = plain.length >= SMALL && brotliCompressSync(plain).length < plain.length * 0.9;
    if (isWorthIt) wrong.push(`${name}: not compressed`);
  }
  return wrong;
}
