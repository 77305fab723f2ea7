// npm run guide:pictures -- the pictures of docs/huong-dan, of a demo year of its own (or of the one that runs at
// OCOP_SCREENS_OF): made again when a screen of them changes.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumEnv, ensureChromium } from '../setup/chromium.ts';
import { openBrowser, settled } from '../test/browser/browser.ts';
import { SCREENS } from '../test/browser/screens.ts';
import { startProduct } from '../test/process/product.ts';

const [OFFICE, TABLET, PHONE] = [
  { width: 1280, height: 760 },
  { width: 1024, height: 760 },
  { width: 390, height: 760 },
] as const;

/** Each picture and the screen it is of. */
const PICTURES = {
  'viec-cua-toi': { screen: 'work-district', viewport: OFFICE },
  'chu-the-dien-thoai': { screen: 'product', viewport: PHONE },
  'can-bo-xa': { screen: 'work-commune', viewport: OFFICE },
  'bang-chu-trinh': { screen: 'board', viewport: OFFICE },
  'ke-hoach-nam': { screen: 'plan', viewport: OFFICE },
  'phieu-cham': { screen: 'council-sheet', viewport: TABLET },
  'dieu-hanh-phien': { screen: 'council-live', viewport: OFFICE },
  'nguoi-ky': { screen: 'certificate', viewport: OFFICE },
  'quan-tri': { screen: 'admin', viewport: OFFICE },
} as const;

Object.assign(process.env, chromiumEnv(await ensureChromium()));
const folder = join(import.meta.dirname, '../docs/huong-dan/anh');
const data = mkdtempSync(join(tmpdir(), 'ocop-guide-'));
const running = process.env.OCOP_SCREENS_OF;
const product = running === undefined ? await startProduct({ OCOP_DATA: data }, 600_000) : undefined;
try {
  const browser = await openBrowser();
  for (const [name, { screen, viewport }] of Object.entries(PICTURES)) {
    const { path, as = '' } = SCREENS.find((one) => one.name === screen) ?? {};
    if (path === undefined) throw new Error(`there is no screen ${screen} (test/browser/screens.ts)`);
    const context = await browser.newContext({ viewport, colorScheme: 'light' });
    const page = await context.newPage();
    const query = new URLSearchParams({ lang: 'vi', as });
    await page.goto(`${running ?? product?.address}/app${path}${path.includes('?') ? '&' : '?'}${query}`);
    await settled(page);
    await page.screenshot({ path: join(folder, `${name}.png`) });
    await context.close();
  }
  await browser.close();
} finally {
  product?.launcher.kill('SIGTERM');
  await product?.ended;
  rmSync(data, { recursive: true, force: true });
}
console.log(`wrote ${folder}`);
