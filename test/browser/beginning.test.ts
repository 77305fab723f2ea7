// A province that was just installed, `ocop init` and nothing else: who comes to it is led through units, people, days off, post
// and plan to its first product, on the product as it is started.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { init } from '../../cli/init.ts';
import { placesIn } from '../loaded-demo.ts';
import { type Product, startProduct } from '../process/product.ts';
import { accessibilityFaults, openBrowser, overflow, settled, type Visit, visit } from './browser.ts';

const PASSWORD = 'con đường đèo Mang Yang';
const data = mkdtempSync(join(tmpdir(), 'ocop-beginning-'));
let browser: Browser;
let product: Product;
let invitation: string;
const visits: Visit[] = [];

beforeAll(async () => {
  const units = join(data, 'units.json');
  writeFileSync(
    units,
    JSON.stringify({ province: { code: '66', name: 'tỉnh Đắk Lắk', from: '2004-01-01' }, units: [] }),
  );
  const folder = join(data, 'office');
  ({ invitation } = await init(placesIn(folder), units));
  browser = await openBrowser();
  product = await startProduct({ OCOP_DATA: folder, OCOP_SECOND_FACTOR: 'nobody' }, 200_000);
}, 240_000);
afterAll(async () => {
  await Promise.all(visits.map((one) => one.leave()));
  await browser?.close();
  product?.launcher.kill('SIGTERM');
  await product?.ended;
  rmSync(data, { recursive: true, force: true });
}, 120_000);

/** Somebody new takes an invitation and signs in. */
async function comeIn(link: string, name: string): Promise<Page> {
  const opened = await visit(browser, link, 1366);
  visits.push(opened);
  const { page } = opened;
  await page.getByLabel('Tên đăng nhập').fill(name);
  await page.getByLabel('Mật khẩu').fill(PASSWORD);
  await page.getByRole('button', { name: 'Nhận lời mời' }).click();
  await page.getByRole('link', { name: 'Đăng nhập' }).click();
  await page.getByLabel('Tên đăng nhập').fill(name);
  await page.getByLabel('Mật khẩu').fill(PASSWORD);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await page.waitForURL(/\/app\/work$/);
  await settled(page);
  return page;
}
const steps = (page: Page) => page.getByTestId('first-steps');
const step = (page: Page, name: string) => steps(page).locator(`li[data-step="${name}"]`);
async function toFirstSteps(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Việc của tôi' }).first().click();
  await steps(page).waitFor();
}
/** What was there before stands until the answer has come. */
const PATIENTLY = { timeout: 60_000 };

/** Follows the step that comes next. */
const go = (page: Page, name: string) => step(page, name).getByRole('link').click();

async function taken(page: Page, rows: readonly (readonly string[])[], count: number): Promise<void> {
  const cells = rows.map((row) => row.map((value) => ({ value, type: String })));
  const buffer = await writeXlsxFile([{ sheet: 'Danh sách', data: cells }]).toBuffer();
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'bang.xlsx', mimeType: 'application/octet-stream', buffer });
  await page.getByRole('button', { name: 'Chạy thử' }).click();
  await page.getByRole('button', { name: `Nhập ${count} dòng` }).click();
  await page.getByText(`Đã nhập ${count} dòng`).waitFor();
}

/** @returns the link to hand over */
async function invited(page: Page, role: string, unit: string): Promise<string> {
  await page.getByRole('button', { name: 'Mời người mới' }).click();
  const form = page.getByRole('dialog', { name: 'Mời người mới' });
  await form.getByLabel('Vai trò').selectOption({ label: role });
  await form.getByLabel('Đơn vị').selectOption(unit);
  await form.getByRole('button', { name: 'Lập lời mời' }).click();
  const password = form.getByLabel('Mật khẩu');
  await password.or(form.locator('code')).first().waitFor();
  if (await password.isVisible()) {
    await password.fill(PASSWORD);
    await form.getByRole('button', { name: 'Xác nhận và ghi nhận' }).click();
  }
  const link = await form.locator('code').textContent();
  await form.getByRole('button', { name: 'Đóng' }).click();
  return `${product.address}${link}`;
}

test('an empty province leads by the hand to its first product', async () => {
  const admin = await comeIn(`${product.address}/app/invitation/${invitation}`, 'quan.tri');
  await steps(admin).waitFor();
  expect(await steps(admin).locator('li[data-done]').count()).toBe(0);
  expect(await accessibilityFaults(admin)).toEqual([]);
  await go(admin, 'units');
  const head = ['Mã đơn vị', 'Tên đơn vị', 'Cấp', 'Mã đơn vị cấp trên', 'Từ ngày'];
  await taken(admin, [head, ['xa-01', 'xã Dliê Ya', 'xã', '66', '01/07/2025']], 1);

  await toFirstSteps(admin);
  await expect.poll(() => step(admin, 'units').textContent(), PATIENTLY).toContain('1 xã');
  await go(admin, 'people');
  const officerLink = await invited(admin, 'Văn phòng Điều phối NTM tỉnh', '66');
  const signerLink = await invited(admin, 'Lãnh đạo UBND ký ban hành', '66');
  await admin.getByText('Lời mời chưa dùng (2)').click();
  const withdraw = admin.getByTestId('invitations').getByRole('button', { name: /^Rút lời mời của/ });
  await expect.poll(() => withdraw.count(), PATIENTLY).toBe(2);

  const officer = await comeIn(officerLink, 'van.phong');
  await expect.poll(() => step(officer, 'people').getAttribute('data-done'), PATIENTLY).toBe('true');
  await go(officer, 'calendar');
  const year = new Date().getFullYear();
  const days = officer.locator(`section[aria-labelledby="year-${year}"]`);
  await days.getByRole('button', { name: 'Đề xuất lịch nghỉ' }).click();
  await officer
    .getByRole('dialog')
    .getByRole('button', { name: /^(Xem trước|Ghi nhận)$/ })
    .click();
  await officer.getByRole('button', { name: 'Đồng ý, ghi nhận' }).click();
  await days.getByRole('button', { name: 'Xác nhận lịch nghỉ' }).click();
  const confirming = officer.getByRole('dialog', { name: 'Xác nhận lịch nghỉ' });
  await confirming.locator('#field-document-number').fill('01/TB');
  await confirming.locator('#field-document-date').fill(`1/1/${year}`);
  await confirming.getByRole('button', { name: /^(Xem trước|Ghi nhận)$/ }).click();
  await officer.getByRole('button', { name: 'Đồng ý, ghi nhận' }).click();
  await days.getByText('✓ đã xác nhận').waitFor();

  await toFirstSteps(officer);
  await go(officer, 'post');
  await officer.getByRole('button', { name: 'Cài đặt thư báo' }).click();
  await officer.getByRole('dialog').getByRole('button', { name: 'Ghi nhận' }).click();
  await officer.getByText(/✓ Đang gửi thư/).waitFor();

  await toFirstSteps(officer);
  await go(officer, 'plan');
  await officer.getByText(`Năm ${year} chưa có kế hoạch.`).waitFor();
  await officer.getByRole('link', { name: `Lập kế hoạch năm ${year}` }).click();
  await officer.getByText(/^Bắt đầu từ mốc của đề án/).waitFor();
  expect(await accessibilityFaults(officer)).toEqual([]);
  expect(await overflow(officer)).toBe(0);
  await officer.getByRole('button', { name: /^Lập kế hoạch năm/ }).click();
  await officer.getByTestId('effects').getByRole('button', { name: 'Đồng ý, ghi nhận' }).click();
  await officer.getByRole('status').filter({ hasText: 'Đã ghi nhận' }).waitFor();

  const signer = await comeIn(signerLink, 'lanh.dao');
  await signer.goto(`${product.address}/app/plan?year=${year}`);
  await signer.getByRole('button', { name: 'Phê duyệt kế hoạch năm' }).click();
  const approving = signer.getByRole('dialog', { name: 'Phê duyệt kế hoạch năm' });
  await approving.locator('#field-document-number').fill('12/QĐ-UBND');
  await approving.locator('#field-document-date').fill(`2/1/${year}`);
  await approving.getByRole('button', { name: /^(Xem trước|Ghi nhận)$/ }).click();
  await signer.getByRole('button', { name: 'Đồng ý, ghi nhận' }).click();
  await signer.getByRole('status').filter({ hasText: 'Đã ghi nhận' }).waitFor();

  await toFirstSteps(officer);
  await expect.poll(() => steps(officer).locator('li[data-done]').count(), PATIENTLY).toBe(5);
  await go(officer, 'products');
  expect(await officer.getByLabel('Bảng', { exact: true }).inputValue()).toBe('producers');
}, 180_000);
