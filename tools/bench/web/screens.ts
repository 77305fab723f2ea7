// The first screen with nothing kept, the next ones with everything kept, and typing in a score sheet.
import type { Desk } from './desk.ts';

const ROW = 'main [role=row][data-row]';
const GAP_MS = 250;

/** What comes before the first screen, in bytes as they are sent; fonts come after it can be read. */
export type Arrived = { readonly ms: number; readonly bytes: number; readonly shift: number };

export async function firstScreen({ page, debug, shown, shifted }: Desk, address: string): Promise<Arrived> {
  await page.goto('about:blank');
  await debug.send('Network.clearBrowserCache');
  const urls = new Map<string, string>();
  let bytes = 0;
  const asked = ({ requestId, request }: { requestId: string; request: { url: string } }) =>
    void urls.set(requestId, request.url);
  const came = ({ requestId, encodedDataLength }: { requestId: string; encodedDataLength: number }) => {
    if (!urls.get(requestId)?.endsWith('.woff2')) bytes += encodedDataLength;
  };
  debug.on('Network.requestWillBeSent', asked);
  debug.on('Network.loadingFinished', came);
  await page.goto(`${address}/app/work`, { waitUntil: 'commit' });
  const ms = await shown(ROW);
  const before = bytes;
  await page.evaluate('document.fonts.ready');
  await page.waitForTimeout(GAP_MS * 4);
  debug.off('Network.requestWillBeSent', asked);
  debug.off('Network.loadingFinished', came);
  return { ms, bytes: before, shift: await shifted() };
}

/** Places of the rail, and what says that each is there. */
const NEXT = [
  ['/board', 'main table tbody tr'],
  ['/products', ROW],
  ['/duties', 'main table tbody tr'],
  ['/certificates', ROW],
  ['/work', ROW],
] as const;

/** ms from a press on the rail until the next screen is there, of each that was there before. */
export async function nextScreens({ page, shown }: Desk): Promise<readonly number[]> {
  const took: number[] = [];
  for (const isWarm of [false, true])
    for (const [to, selector] of NEXT) {
      await page.evaluate(
        "addEventListener('pointerdown', (event) => { window.__pressed = event.timeStamp; }, { capture: true, once: true })",
      );
      await page.locator(`nav a[href="/app${to}"]`).click();
      await page.waitForURL(`**${to}`);
      const at = await shown(selector);
      if (isWarm) took.push(at - ((await page.evaluate('window.__pressed')) as number));
      await page.waitForTimeout(GAP_MS);
    }
  return took;
}

/** ms from a key in a score sheet until what it changes is painted. */
export async function typing({ page, shown }: Desk, address: string, path: string): Promise<readonly number[]> {
  await page.goto(`${address}/app${path}`);
  await shown('[data-criterion]');
  await page.waitForTimeout(GAP_MS * 4);
  await page.evaluate(`(() => {
    window.__typed = [];
    addEventListener('keydown', (event) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => window.__typed.push(performance.now() - event.timeStamp);
        port2.postMessage(0);
      });
    }, { capture: true });
  })()`);
  for (let i = 0; i < 20; i += 1) {
    await page.keyboard.press('ArrowDown');
    await page.waitForTimeout(GAP_MS);
    await page.keyboard.press('1');
    await page.waitForTimeout(GAP_MS);
  }
  return (await page.evaluate('window.__typed')) as number[];
}
