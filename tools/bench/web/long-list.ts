// A list of ten thousand products on a server of its own, scrolled from one end to the other.
import type { Browser } from 'playwright-core';
import { readBuiltWeb } from '../../../api/web/built-web.ts';
import { type Served, served } from '../../../api/world.fixture.ts';
import { openProvince, startEverywhere } from '../province.ts';
import { deskOf, type Pace } from './desk.ts';

const PRODUCTS = Number(process.env.OCOP_BENCH_PRODUCTS ?? 10_000);
const WHEEL = 900;
const TURNS = 60;

export async function longList(web: string): Promise<Served> {
  const province = await openProvince();
  await startEverywhere(province, 'dai', PRODUCTS);
  const s = await served(
    () => ({ web: readBuiltWeb(web) }),
    async () => ({ ...province, product: 'dai-0', cycle: '66-2022-dai-0-1' }),
  );
  return {
    ...s,
    async close() {
      await s.close();
      await province.close();
    },
  };
}

export type Scrolled = { readonly rows: number; readonly frames: readonly number[] };

/** Every row loaded first; then the wheel from top to bottom, each frame measured. */
export async function scrolled(browser: Browser, s: Served, pace: Pace): Promise<Scrolled> {
  const desk = await deskOf(browser, s.url, 'demo-province');
  const { page } = desk;
  await page.goto(`${s.url}/app/products`);
  await desk.shown('main [role=row][data-row]');
  const more = page.getByRole('button', { name: 'Tải thêm' });
  while ((await more.count()) > 0) {
    await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
    await page.waitForTimeout(20);
  }
  await page.evaluate('scrollTo(0, 0)');
  await page.waitForTimeout(1000);
  await desk.pace(pace);
  await page.mouse.move(700, 500);
  await page.evaluate(`(() => {
    window.__frames = [];
    let last = performance.now();
    const each = (now) => { window.__frames.push(now - last); last = now; window.__each = requestAnimationFrame(each); };
    requestAnimationFrame(each);
  })()`);
  for (let turn = 0; turn < TURNS; turn += 1) {
    await page.mouse.wheel(0, WHEEL);
    await page.waitForTimeout(50);
  }
  const frames = (await page.evaluate('cancelAnimationFrame(window.__each), window.__frames')) as number[];
  const rows = Number(await page.locator('[role=table]').getAttribute('aria-rowcount')) - 1;
  await desk.leave();
  return { rows, frames: frames.slice(1) };
}
