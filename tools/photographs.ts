// Pictures of screens, of a demo year of their own (or of the one that runs at OCOP_SCREENS_OF).
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumEnv, ensureChromium } from '../setup/chromium.ts';
import { openBrowser, settled } from '../test/browser/browser.ts';
import type { Screen } from '../test/browser/screens.ts';
import { startProduct } from '../test/process/product.ts';

type Photograph = {
  readonly screen: Screen;
  readonly lang: string;
  readonly viewport: { readonly width: number; readonly height: number };
  readonly path: string;
};

export async function photograph(pictures: Iterable<Photograph>): Promise<void> {
  Object.assign(process.env, chromiumEnv(await ensureChromium()));
  const data = mkdtempSync(join(tmpdir(), 'ocop-screens-data-'));
  const running = process.env.OCOP_SCREENS_OF;
  const product = running === undefined ? await startProduct({ OCOP_DATA: data }, 600_000) : undefined;
  const address = running ?? product?.address ?? '';
  try {
    const browser = await openBrowser();
    for (const { screen, lang, viewport, path } of pictures) {
      const colorScheme = screen.dark ? 'dark' : 'light';
      const context = await browser.newContext({ viewport, colorScheme });
      const page = await context.newPage();
      const query = new URLSearchParams({ lang, ...(screen.as === undefined ? {} : { as: screen.as }) });
      await page.goto(`${address}/app${screen.path}${screen.path.includes('?') ? '&' : '?'}${query}`);
      await settled(page);
      await page.screenshot({ path });
      await context.close();
    }
    await browser.close();
  } finally {
    product?.launcher.kill('SIGTERM');
    await product?.ended;
    rmSync(data, { recursive: true, force: true });
  }
}
