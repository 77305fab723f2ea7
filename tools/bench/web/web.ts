// The web application as whoever sits before it has it, on a cheap phone and a slow line.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumEnv, ensureChromium } from '../../../setup/chromium.ts';
import { webEnv } from '../../../setup/web.ts';
import { openBrowser } from '../../../test/browser/browser.ts';
import { startProduct } from '../../../test/process/product.ts';
import { closing } from '../closing.ts';
import { type Bench, below, type Figure, type Goal, median, percentile } from '../figure.ts';
import { bundleOf } from './bundle.ts';
import { AS_IT_IS, CHEAP, type Desk, deskOf } from './desk.ts';
import { longList, scrolled } from './long-list.ts';
import { firstScreen, nextScreens, typing } from './screens.ts';

const ROUNDS = 3;
const SHEET = '/councils/66-2022-hoi-dong-tinh-dot-1/sheets/66-2022-yen-mach-rang-minh-hoa-nang-non-1';
const atMost = (than: number): Goal => ({ of: 'value', is: '<=', than });

export const web: Bench = {
  names: [
    ...['web-first-screen', 'web-first-bytes', 'web-shift', 'web-next-screen', 'web-typing'],
    ...['web-frame', 'web-unused', 'web-headers'],
  ],
  about: `the web application in Chromium, slowed down ${CHEAP.slowedDown} times on a line of ${CHEAP.bitsPerSecond / 1e6} Mbit/s, against the same at full speed`,
  measure: (say) =>
    closing(async (onEnd) => {
      Object.assign(process.env, chromiumEnv(await ensureChromium()));
      Object.assign(process.env, await webEnv());
      const folder = process.env.OCOP_WEB ?? '';
      const data = mkdtempSync(join(tmpdir(), 'ocop-bench-web-'));
      onEnd(() => rmSync(data, { recursive: true, force: true }));
      const product = await startProduct({ OCOP_DATA: data }, 600_000);
      onEnd(async () => {
        product.launcher.kill('SIGTERM');
        await product.ended;
      });
      const browser = await openBrowser();
      onEnd(() => browser.close());
      const { address } = product;

      const office = await deskOf(browser, address, 'demo-krong-nang');
      const member = await deskOf(browser, address, 'demo-hd-uy-vien-1');
      const slow = await taken(office, member, address, true);
      const plain = await taken(office, member, address, false);
      say(`  first screen ${slow.first.map(({ ms }) => Math.round(ms)).join(', ')} ms; next ${rounded(slow.next)} ms`);
      await office.leave();
      await member.leave();

      const bundle = await bundleOf(browser, address, folder);
      for (const line of [...bundle.lines, ...bundle.wrong]) say(`  ${line}`);

      const list = await longList(folder);
      onEnd(() => list.close());
      const frames = { slow: await scrolled(browser, list, CHEAP), plain: await scrolled(browser, list, AS_IT_IS) };
      say(
        `  ${frames.slow.rows} rows, ${frames.slow.frames.length} frames, the longest ${rounded(longest(frames.slow.frames))} ms`,
      );

      const full = 'the same at full speed';
      return [
        figure('web-first-screen', 'ms', full, mid(slow.first, 'ms'), mid(plain.first, 'ms'), below(3000)),
        figure(
          'web-first-bytes',
          'bytes',
          'what may come before it',
          mid(slow.first, 'bytes'),
          250_000,
          atMost(250_000),
        ),
        figure('web-shift', 'shift', full, mid(slow.first, 'shift'), mid(plain.first, 'shift'), below(0.01)),
        figure('web-next-screen', 'ms', full, percentile(slow.next, 0.9), percentile(plain.next, 0.9), below(300)),
        figure('web-typing', 'ms', full, percentile(slow.typed, 0.9), percentile(plain.typed, 0.9), below(50)),
        figure('web-frame', 'ms', full, longestOf(frames.slow.frames), longestOf(frames.plain.frames), below(50)),
        figure('web-unused', 'bytes', 'scripts of the first screen as sent', bundle.unused, bundle.sent),
        figure('web-headers', 'files', 'none', bundle.wrong.length, 0, below(1)),
      ];
    }),
};

type Taken = {
  readonly first: readonly { readonly ms: number; readonly bytes: number; readonly shift: number }[];
  readonly next: readonly number[];
  readonly typed: readonly number[];
};

async function taken(office: Desk, member: Desk, address: string, isSlow: boolean): Promise<Taken> {
  const pace = isSlow ? CHEAP : AS_IT_IS;
  const first: Taken['first'][number][] = [];
  await office.pace(pace);
  for (let no = 0; no < ROUNDS; no += 1) first.push(await firstScreen(office, address));
  const next = await nextScreens(office);
  await member.pace(pace);
  const typed = await typing(member, address, SHEET);
  return { first, next, typed };
}

const mid = (all: Taken['first'], part: 'ms' | 'bytes' | 'shift'): number => median(all.map((one) => one[part]));
const longest = (frames: readonly number[]): readonly number[] => [...frames].sort((a, b) => b - a).slice(0, 5);
/** The longest but for one in a hundred: other work on the machine holds a frame up now and then. */
const longestOf = (frames: readonly number[]): number => percentile(frames, 0.99);
const rounded = (values: readonly number[]): string => values.map((ms) => Math.round(ms)).join(', ');

function figure(
  name: string,
  unit: string,
  baseline: string,
  value: number,
  baselineValue: number,
  goal?: Goal,
): Figure {
  const common = { name, unit, baseline, value, baselineValue, ratio: value / baselineValue };
  return goal ? { ...common, goal } : common;
}
