// npm run screens -- [folder] [part of a name]: every screen of the web application at three widths, in both languages, of a demo year of its
// own (or of the one that runs at OCOP_SCREENS_OF). Pictures go outside the checkout: they are to be looked at, not kept.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromiumEnv, ensureChromium } from '../setup/chromium.ts';
import { openBrowser, settled } from '../test/browser/browser.ts';
import { SCREENS } from '../test/browser/screens.ts';
import { startProduct } from '../test/process/product.ts';

const WIDTHS = { 1440: 900, 834: 1112, 390: 844 };
const LANGUAGES = ['vi', 'en'];

const folder = resolve(process.argv[2] ?? join(tmpdir(), 'ocop-screens'));
mkdirSync(folder, { recursive: true });
Object.assign(process.env, chromiumEnv(await ensureChromium()));
const data = mkdtempSync(join(tmpdir(), 'ocop-screens-data-'));
const running = process.env.OCOP_SCREENS_OF;
const product = running === undefined ? await startProduct({ OCOP_DATA: data }, 600_000) : undefined;
const address = running ?? product?.address ?? '';
try {
  const browser = await openBrowser();
  for (const lang of LANGUAGES)
    for (const [width, height] of Object.entries(WIDTHS))
      for (const { name, as, path, dark } of SCREENS.filter((screen) => screen.name.includes(process.argv[3] ?? ''))) {
        const colorScheme = dark ? 'dark' : 'light';
        const context = await browser.newContext({ viewport: { width: Number(width), height }, colorScheme });
        const page = await context.newPage();
        const query = new URLSearchParams({ lang, ...(as === undefined ? {} : { as }) });
        await page.goto(`${address}/app${path}${path.includes('?') ? '&' : '?'}${query}`);
        await settled(page);
        await page.screenshot({ path: join(folder, `${name}-${lang}-${width}.png`) });
        await context.close();
      }
  await browser.close();
} finally {
  product?.launcher.kill('SIGTERM');
  await product?.ended;
  rmSync(data, { recursive: true, force: true });
}
console.log(`wrote ${folder}`);
