// A person’s browser on a cheap phone and a slow line: Chromium with its processor slowed down and its line narrowed.
import type { Browser, CDPSession, Page } from 'playwright-core';

export type Pace = { readonly slowedDown: number; readonly bitsPerSecond: number; readonly latencyMs: number };
export const CHEAP: Pace = { slowedDown: 4, bitsPerSecond: 1_600_000, latencyMs: 150 };
export const AS_IT_IS: Pace = { slowedDown: 1, bitsPerSecond: 0, latencyMs: 0 };

export type Desk = {
  readonly page: Page;
  readonly debug: CDPSession;
  pace(pace: Pace): Promise<void>;
  /** ms from the beginning of the page until what the selector names is there and nothing is on its way any more */
  shown(selector: string): Promise<number>;
  /** how far what was shown has moved by itself, as browsers add it up */
  shifted(): Promise<number>;
  leave(): Promise<void>;
};

const WATCH = `
  window.__shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.__shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
`;

/** @param as one of the demo’s accounts */
export async function deskOf(browser: Browser, address: string, as: string): Promise<Desk> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'vi-VN' });
  await context.addInitScript({ content: WATCH });
  const page = await context.newPage();
  const debug = await context.newCDPSession(page);
  await debug.send('Network.enable');
  await page.goto(`${address}/app/work?lang=vi&as=${as}`);
  await page.waitForURL((url) => !url.searchParams.has('as'));
  await page.locator('h1').waitFor();
  return {
    page,
    debug,
    async pace({ slowedDown, bitsPerSecond, latencyMs }) {
      await debug.send('Emulation.setCPUThrottlingRate', { rate: slowedDown });
      const throughput = bitsPerSecond === 0 ? -1 : bitsPerSecond / 8;
      await debug.send('Network.emulateNetworkConditions', {
        ...{ offline: false, latency: latencyMs, downloadThroughput: throughput, uploadThroughput: throughput },
      });
    },
    shown: (selector) => page.evaluate(until(selector)),
    shifted: () => page.evaluate('window.__shift'),
    leave: () => context.close(),
  };
}

const until = (selector: string): string => `new Promise((done) => {
  const look = () =>
    document.querySelector(${JSON.stringify(selector)}) && !document.querySelector('[data-loading]')
      ? done(performance.now())
      : requestAnimationFrame(look);
  look();
})`;
