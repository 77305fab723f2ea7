// node setup/run.mjs tools/generate/board-picture.ts: the picture of the README, taken of a demo year of its own.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chromiumEnv, ensureChromium } from '../../setup/chromium.ts';
import { openBrowser, visit } from '../../test/browser/browser.ts';
import { startProduct } from '../../test/process/product.ts';

const SHOWN = { width: 1280, height: 800 };
const picture = join(import.meta.dirname, '../../docs/board.png');

const data = mkdtempSync(join(tmpdir(), 'ocop-picture-'));
Object.assign(process.env, chromiumEnv(await ensureChromium()));
const product = await startProduct({ OCOP_DATA: data }, 600_000);
try {
  const browser = await openBrowser();
  const { page } = await visit(browser, product.address, SHOWN.width);
  mkdirSync(dirname(picture), { recursive: true });
  await page.screenshot({ path: picture, clip: { x: 0, y: 0, ...SHOWN } });
  await browser.close();
} finally {
  product.launcher.kill('SIGTERM');
  await product.ended;
  rmSync(data, { recursive: true, force: true });
}
console.log('wrote docs/board.png');
