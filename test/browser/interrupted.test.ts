// What goes on under an open page: the server starts again, a newer release takes its place; and what the server has to ask back.
// A server of this process is enough for it, which is taken away and brought back at the same address.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createApi } from '../../api/create-api.ts';
import { type Listening, listen } from '../../api/listen.ts';
import { readBuiltWeb } from '../../api/web/built-web.ts';
import { COMMUNE, type Served, served } from '../../api/world.fixture.ts';
import { grantRole } from '../../domain/access/account.ts';
import { webEnv } from '../../setup/web.ts';
import { openBrowser, settled, type Visit, visit } from './browser.ts';

let browser: Browser;
let s: Served;
let at: Listening;
let opened: Visit | undefined;
/** What is away, or newer, is asked for in vain, which a browser writes down. */
const IN_VAIN = /\b(401|404|409)\b|failed: |net::ERR|dynamically imported|Failed to load/;

beforeAll(async () => {
  const { OCOP_WEB = process.env.OCOP_WEB ?? '' } = await webEnv();
  s = await served(() => ({ web: readBuiltWeb(OCOP_WEB) }));
  at = await listen({ app: createApi(s.parts), port: 0 });
  browser = await openBrowser();
}, 200_000);
afterEach(async () => {
  const complaints = opened?.complaints.filter((one) => !IN_VAIN.test(one)) ?? [];
  await opened?.leave();
  opened = undefined;
  expect(complaints).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await at?.close(0);
  await s?.close();
});

async function open(path: string, as: string): Promise<Page> {
  opened = await visit(browser, `${at.url}/app${path}${path.includes('?') ? '&' : '?'}as=${as}`);
  await settled(opened.page);
  return opened.page;
}
const factsOf = async (cycle: string) =>
  (await s.ask(`/v1/product-cycles/${cycle}/timeline`, { by: COMMUNE })).body.total;

test('the server starts again while a form is sent: it is sent once more by itself, and done once', async () => {
  await s.ask(`/v1/product-cycles/${s.cycle}/start-cycle`, { by: COMMUNE, body: { entry: 'idea' } });
  const page = await open(`/cycles/${s.cycle}?tab=history`, COMMUNE);
  await page.getByLabel('Hiện cả nhắc việc và thư đã gửi').check();
  await page.getByText(/^Việc khác làm được/).click();
  await page.getByRole('button', { name: 'Ghi chú nội bộ', exact: true }).click();
  const form = page.getByRole('dialog', { name: 'Ghi chú nội bộ' });
  await form.locator('textarea').first().fill('Cà phê bột rang mộc');
  const before = await factsOf(s.cycle);

  const { port } = at;
  await at.close(0);
  await form.getByRole('button', { name: 'Ghi nhận' }).click();
  await form.getByText(/^Mất kết nối, đang gửi lại/).waitFor();
  expect(await form.locator('textarea').first().inputValue()).toBe('Cà phê bột rang mộc');
  at = await listen({ app: createApi(s.parts), port });
  await page.getByRole('status').filter({ hasText: 'Đã ghi nhận' }).waitFor();
  expect(await factsOf(s.cycle)).toBe(before + 1);

  // What is on screen goes on following what others record.
  const shown = page.getByTestId('timeline').locator('> li');
  await expect.poll(() => shown.count(), { timeout: 60_000 }).toBeGreaterThan(0);
  const seen = await shown.count();
  await s.ask(`/v1/product-cycles/${s.cycle}/add-note`, { by: COMMUNE, body: { text: 'Đã gọi cho hợp tác xã' } });
  await expect.poll(() => shown.count(), { timeout: 60_000 }).toBe(seen + 1);
}, 120_000);

test('an old tab of a release that is gone loads itself again, once, says so, and keeps what was typed', async () => {
  const page = await open(`/cycles/${s.cycle}`, COMMUNE);
  await page.getByText(/^Việc khác làm được/).click();
  await page.getByRole('button', { name: 'Ghi chú nội bộ', exact: true }).first().click();
  const form = page.getByRole('dialog', { name: 'Ghi chú nội bộ' });
  await form.locator('textarea').first().fill('Hẹn thăm cơ sở ngày 15');
  await form.getByRole('button', { name: 'Đóng' }).last().click();

  // Parts that this page has not loaded yet are gone with the release they are of.
  let loads = 0;
  page.on('request', (request) => {
    if (request.isNavigationRequest()) loads += 1;
  });
  await page.route('**/app/assets/*.js', (route) =>
    loads === 0 ? route.fulfill({ status: 404, body: '' }) : route.continue(),
  );
  await page.getByRole('link', { name: 'Kế hoạch năm' }).click();
  await page.getByText('Hệ thống vừa được nâng cấp').waitFor();
  await page.locator('h1', { hasText: 'Kế hoạch năm' }).waitFor();
  expect(loads).toBe(1);

  await page.goto(`${at.url}/app/cycles/${s.cycle}`);
  await settled(page);
  await page.getByText(/^Việc khác làm được/).click();
  await page.getByRole('button', { name: 'Ghi chú nội bộ', exact: true }).first().click();
  expect(await form.locator('textarea').first().inputValue()).toBe('Hẹn thăm cơ sở ngày 15');
}, 120_000);

test('who signs and holds two roles that fit is asked as which, and that one is recorded', async () => {
  const input = { grant: 'vp', province: '66', role: 'province-officer', unit: '66', from: '2022-01-01' };
  await s.give({ by: 'demo-admin', command: grantRole, id: 'demo-admin', input });
  const page = await open(`/admin?chosen=${COMMUNE}`, 'demo-admin');
  await page.getByRole('button', { name: 'Giao vai trò', exact: true }).click();
  const form = page.getByRole('dialog', { name: 'Giao vai trò' });
  await form.locator('#field-grant').fill('thu-ky');
  await form.locator('#field-province').fill('66');
  await form.locator('#field-role').selectOption('auditor');
  await form.locator('#field-unit').selectOption('66');
  await form.locator('#field-from').fill('1/2/2022');
  await form.getByRole('button', { name: 'Ghi nhận' }).click();
  await form.getByText('Bạn ký với vai trò nào?').waitFor();
  await form.getByRole('button', { name: /^Văn phòng Điều phối/ }).click();
  await page.getByRole('status').filter({ hasText: 'Đã ghi nhận' }).waitFor();
  const { body } = await s.ask(`/v1/accounts/${COMMUNE}/timeline?limit=200`, { by: 'demo-admin' });
  expect(body.items.at(-1).actor).toMatchObject({ role: 'province-officer', unit: '66' });
}, 120_000);
