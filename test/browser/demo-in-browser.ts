// What a suite of this folder begins and ends with: a browser, and the product as it is started, on a demo year of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { demoIn } from '../loaded-demo.ts';
import { type Product, startProduct } from '../process/product.ts';
import { openBrowser } from './browser.ts';

/** There from the suite's first test on. */
export type DemoInBrowser = { browser: Browser; product: Product };

export function demoInBrowser(): DemoInBrowser {
  const data = mkdtempSync(join(tmpdir(), 'ocop-browser-'));
  const demo: Partial<DemoInBrowser> = {};
  beforeAll(async () => {
    demo.browser = await openBrowser();
    await demoIn(data);
    // Where nobody has built the web application yet, it is built first.
    demo.product = await startProduct({ OCOP_DATA: data }, 200_000);
  }, 240_000);
  afterAll(async () => {
    await demo.browser?.close();
    demo.product?.launcher.kill('SIGTERM');
    await demo.product?.ended;
    rmSync(data, { recursive: true, force: true });
  }, 30_000);
  return demo as DemoInBrowser;
}
