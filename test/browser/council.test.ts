// A council in the browser, on a demo year of its own, each of its people in a browser of their own: two members seal the last
// sheets of a product, the chair opens and concludes, chair and secretary sign. A sealed sheet is nowhere in what others get.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { demoSheet } from '../../demo/sheets.ts';
import { own } from '../../domain/kernel/own.ts';
import { leavesOf } from '../../domain/rulebooks/criteria-set.ts';
import { getCriteriaSet } from '../../domain/rulebooks/registry.ts';
import { accessibilityFaults, type Visit, visit } from './browser.ts';
import { demoInBrowser } from './demo-in-browser.ts';

const SESSION = '66-2022-hoi-dong-tinh-dot-1';
const [FIRST, ...OTHERS] = [
  'dua-go-minh-hoa-tho-min',
  'yen-mach-rang-minh-hoa-nang-non',
  'so-co-la-minh-hoa-dang-diu',
].map((product) => `66-2022-${product}-1`) as [string, string, string];
const TABLET = 834;
const DESK = 1366;
/** Who comes for the first time is not known, nothing is drafted yet, a line is cut, and pages are left while they ask. */
const EXPECTED = /\b(401|404)\b|failed:|ERR_FAILED/;

const demo = demoInBrowser();
const visits: Visit[] = [];

type Desk = { readonly page: Page; readonly got: string[]; go(path: string): Promise<void> };

/** Somebody at a browser of their own; `got`: every answer that their page has had. */
async function desk(as: string, path: string, width = DESK): Promise<Desk> {
  const at = (to: string) => `${demo.product.address}/app${to}`;
  const opened = await visit(demo.browser, `${demo.product.address}/app/sign-in`, width);
  visits.push(opened);
  const { page } = opened;
  const got: string[] = [];
  page.on('response', async (response) => {
    if (response.url().includes('/v1/') && !response.url().includes('/changes'))
      got.push(await response.text().catch(() => ''));
  });
  await page.goto(`${at(path)}?lang=vi&as=${as}`);
  await page.waitForURL((url) => !url.searchParams.has('as'));
  return { page, got, go: async (to) => void (await page.goto(at(to))) };
}

const sheetPath = `/councils/${SESSION}/sheets/${FIRST}`;
const criteria = (page: Page) => page.locator('[data-criterion]');
const total = async (page: Page) => (await page.locator('footer strong').textContent()) ?? '';

test('members seal, the chair opens and concludes, both sign; and nobody saw a sheet before', {
  timeout: 240_000,
}, async () => {
  const chair = await desk('demo-hd-chu-tich', `/councils/${SESSION}/live`);
  const secretary = await desk('demo-hd-thu-ky', `/councils/${SESSION}/live`);
  await chair.page.getByText('4/6').waitFor();
  await secretary.page.getByText('4/6').waitFor();

  // By the keyboard alone, on a tablet: down and a digit for each criterion, until none is left.
  const set = await setOf(FIRST);
  const member = await desk('demo-hd-uy-vien-4', sheetPath, TABLET);
  const { page } = member;
  await criteria(page).first().waitFor();
  const asked = digitsOf(set, 6);
  for (let i = 0; i < asked.size; i += 1) {
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press(asked.get(await codeAt(page)) ?? '0');
  }
  await page.keyboard.press('n');
  await page.locator('[data-note]:focus').waitFor();
  await page.keyboard.type('Cần xem lại mẫu');
  await page.keyboard.press('Escape');
  expect(await page.locator('footer').textContent()).toContain('đủ mọi tiêu chí');
  expect(Number((await total(page)).replace(',', '.'))).toBeGreaterThan(80);
  const before = await total(page);
  await page.locator('[data-mark=saved]').waitFor();

  // Nothing is lost by a reload, nor while the server does not answer.
  await page.route('**/drafts/**', (route) => route.abort());
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('0');
  await page.locator('[data-mark=not-saved]').waitFor();
  const changed = await total(page);
  expect(changed).not.toBe(before);
  await page.reload();
  await criteria(page).first().waitFor();
  await expect.poll(() => total(page)).toBe(changed);
  expect(await page.locator('[data-note]').inputValue()).toBe('Cần xem lại mẫu');
  await page.unroute('**/drafts/**');

  const sign = page.getByRole('button', { name: 'Ký và niêm phong' });
  await sign.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Ký, niêm phong' }).waitFor();
  await page.keyboard.press('Enter');
  const receipt = await page.getByTestId('receipt').textContent();
  expect(receipt).toMatch(/^\d+-[0-9a-f]{16}$/);
  await page.getByText('đang niêm phong, chưa ai đọc').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);

  // The chair scores too, with the mouse; until now they have not had a word of the others’ sheets.
  const tells = leavesOf(getCriteriaSet(set)).flatMap(({ options }) => options.map(({ id }) => `"${id}"`));
  const heard = (of: Desk) => tells.filter((said) => of.got.some((text) => text.includes(said)));
  await chair.page.getByText('5/6').waitFor();
  expect([heard(chair), heard(secretary)]).toEqual([[], []]);
  await chair.go(sheetPath);
  await criteria(chair.page).first().waitFor();
  for (const [code, digit] of digitsOf(set, 1)) {
    const radios = chair.page.locator(`[data-criterion="${code}"]`).getByRole('radio');
    const count = await radios.count();
    if (count > 0) await radios.nth(digit === '0' ? count - 1 : Number(digit) - 1).check();
  }
  await chair.page.getByRole('button', { name: 'Ký và niêm phong' }).click();
  await chair.page.getByRole('button', { name: 'Ký, niêm phong' }).click();
  await chair.page.getByTestId('receipt').waitFor();
  await chair.go(`/councils/${SESSION}/live`);
  await chair.page.getByText('Đủ phiếu. Có thể mở.').waitFor();
  await secretary.page.getByText('6/6').waitFor();
  expect(heard(secretary)).toEqual([]);
  await give(chair.page, 'Mở phiếu chấm');
  await chair.page.getByText('Phiếu đã mở').waitFor();
  expect(await chair.page.locator('main table tbody tr').count()).toBe(6);
  await secretary.page.getByText('Phiếu đã mở').waitFor();
  await give(chair.page, 'Kết luận sản phẩm');
  await chair.page.getByText('Đã kết luận').waitFor();

  for (const cycle of OTHERS) {
    await chair.page.goto(`${demo.product.address}/app/councils/${SESSION}/live?product=${cycle}`);
    await give(chair.page, 'Chuyển sản phẩm sang phiên khác', { reason: 'Thiếu mẫu' });
  }
  await chair.page.getByText('chuyển sang phiên khác').first().waitFor();
  await chair.go(`/councils/${SESSION}`);
  await give(chair.page, 'Bế mạc phiên họp');
  await secretary.go(`/councils/${SESSION}`);
  await give(secretary.page, 'Lập biên bản', { number: '01/BB-HĐ' });
  for (const one of [chair, secretary]) {
    await one.go(`/councils/${SESSION}?tab=minutes`);
    await one.page.getByRole('button', { name: 'Ký biên bản này' }).waitFor();
    await give(one.page, 'Ký biên bản này');
  }
  await secretary.page.getByText('Đã ký đủ').waitFor();
  const complaints = visits.flatMap((v) => v.complaints).filter((c) => !EXPECTED.test(c));
  expect(complaints).toEqual([]);
});

/** A command by its button, its form filled in where it asks for something. */
async function give(page: Page, name: string, fills: Readonly<Record<string, string>> = {}): Promise<void> {
  const button = page.getByRole('button', { name, exact: true }).first();
  await page.locator('summary').first().waitFor();
  if (!(await button.isVisible()))
    await page
      .getByText(/Việc khác làm được/)
      .first()
      .click();
  await button.click();
  const form = page.getByRole('dialog').locator('form');
  await form.waitFor();
  for (const box of await form.getByRole('checkbox').all()) await box.check();
  for (const [field, text] of Object.entries(fills)) await form.locator(`#field-${field}`).fill(text);
  await form.getByRole('button', { name: 'Ghi nhận', exact: true }).click();
  await form.waitFor({ state: 'detached' });
}

async function setOf(cycle: string): Promise<string> {
  const headers = { authorization: 'Bearer demo-hd-chu-tich' };
  const answer = await fetch(`${demo.product.address}/v1/council-sessions/${SESSION}`, { headers });
  const { state } = (await answer.json()) as {
    state: { agenda: { cycle: string; dossier: { criteriaSet: string } }[] };
  };
  return state.agenda.find((item) => item.cycle === cycle)?.dossier.criteriaSet ?? '';
}

/** The key of each criterion’s option, as a member of the demo would score it. */
function digitsOf(set: string, member: number): ReadonlyMap<string, string> {
  const { choices } = demoSheet(set, member);
  return new Map(
    leavesOf(getCriteriaSet(set)).map(({ code, options }) => [
      code,
      String(options.findIndex(({ id }) => id === own(choices, code)) + 1),
    ]),
  );
}

const codeAt = (page: Page): Promise<string> =>
  page.evaluate("document.activeElement?.closest('[data-criterion]')?.dataset.criterion ?? ''");
