// Real Chromium on the real product. Every page is watched: what it writes to the console, what it asks of whom.
import axe from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const ARGS = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

/** For a page on a machine that has other work; what never comes is still noticed. */
const PATIENCE_MS = 60_000;

export const PHONE = 390;
export const DESK = 1280;

/** Set-up looks for the browser; where it found none, the suite fails with its words on what to do. */
export function openBrowser(): Promise<Browser> {
  const { OCOP_CHROMIUM: executablePath, OCOP_CHROMIUM_MISSING: missing } = process.env;
  if (!executablePath) throw new Error(missing ?? 'OCOP_CHROMIUM is not set: run the tests by `npm test`');
  return chromium.launch({ executablePath, args: ARGS });
}

export type Visit = { page: Page; complaints: readonly string[]; leave(): Promise<void> };

export async function visit(
  browser: Browser,
  url: string,
  width = DESK,
  colorScheme: 'light' | 'dark' = 'light',
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, locale: 'vi-VN', colorScheme });
  const complaints: string[] = [];
  context.setDefaultTimeout(PATIENCE_MS);
  watch(context, complaints);
  const page = await context.newPage();
  await page.goto(url);
  return { page, complaints, leave: () => context.close() };
}

function watch(context: BrowserContext, complaints: string[]): void {
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`console: ${message.text()}`);
  });
  context.on('weberror', (error) => complaints.push(`script: ${error.error().message}`));
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol !== 'data:' && hostname !== '127.0.0.1') complaints.push(`left this machine: ${request.url()}`);
  });
  context.on('requestfailed', (request) => {
    // A frame that loads itself again may be left while it does, a read is when its answer is already an old one, and a page before all of it has come.
    const wasLeft =
      request.failure()?.errorText === 'net::ERR_ABORTED' && /\/latest|\/v1\/|\/app\/assets\//.test(request.url());
    if (!wasLeft) complaints.push(`failed: ${request.url()}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
  });
}

/** axe's findings as `rule: element`; the pages' own policy lets no script in, so it comes through the debugger. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = (await page.evaluate('axe.run()')) as { violations: { id: string; nodes: { html: string }[] }[] };
  return found.violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.html.slice(0, 200)}`));
}

export const overflow = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

/** When it has its name and nothing of it is still on its way. What listens for changes never ends, so that “idle” never comes. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.locator('[data-loading]').first().waitFor({ state: 'detached' });
}
