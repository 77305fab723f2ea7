// The year plan edited in a browser: what a change does to the year is seen before it is saved, and nobody's change is lost.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createApi } from '../../api/create-api.ts';
import { type Listening, listen } from '../../api/listen.ts';
import { readBuiltWeb } from '../../api/web/built-web.ts';
import { type Served, served } from '../../api/world.fixture.ts';
import { webEnv } from '../../setup/web.ts';
import { accessibilityFaults, openBrowser, overflow, settled, type Visit, visit } from './browser.ts';

const PATIENTLY = { timeout: 60_000 };
const OFFICE = 'demo-province';
let browser: Browser;
let s: Served;
let at: Listening;
let opened: Visit | undefined;
let allowed = /\b401\b/;

beforeAll(async () => {
  const { OCOP_WEB = process.env.OCOP_WEB ?? '' } = await webEnv();
  s = await served(() => ({ web: readBuiltWeb(OCOP_WEB) }));
  at = await listen({ app: createApi(s.parts), port: 0 });
  browser = await openBrowser();
}, 200_000);
afterEach(async () => {
  const complaints = opened?.complaints.filter((one) => !allowed.test(one)) ?? [];
  await opened?.leave();
  opened = undefined;
  allowed = /\b401\b/;
  expect(complaints).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await at?.close(0);
  await s?.close();
});

async function open(path: string, as: string): Promise<Page> {
  opened = await visit(browser, `${at.url}/app${path}${path.includes('?') ? '&' : '?'}as=${as}`, 1366);
  await settled(opened.page);
  await opened.page.locator('#field-plan-windows-idea-until').waitFor();
  return opened.page;
}
const planNow = async () => (await s.ask('/v1/programme-years/66-2022', { by: OFFICE })).body.state.plan;
const moved = (page: Page) => page.getByTestId('moved');

test('a window is moved: the year is rehearsed by it beside the plan that stands, and what saving does is shown before', async () => {
  const page = await open('/plan/edit?year=2022', OFFICE);
  const until = page.locator('#field-plan-windows-idea-until');
  expect(await until.inputValue()).toBe('31/03/2022');
  await moved(page).getByText('Chưa có ngày nào khác').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);

  await until.fill('1/2/2022');
  await page
    .locator('#field-plan-windows-idea')
    .getByText(/kết thúc trước khi bắt đầu/)
    .waitFor();
  const rehearse = page.getByTestId('unsaved-rehearsal');
  await rehearse.getByText('Sửa chỗ còn sai').waitFor();

  await until.fill('18/3/2022');
  await expect.poll(() => moved(page).textContent(), PATIENTLY).toContain('31/03/2022 → 18/03/2022');
  await rehearse.getByLabel('Diễn tập cho').selectOption('650');
  await rehearse.locator('[data-rehearse]').click();
  const figures = rehearse.getByTestId('rehearsal-figures');
  await figures
    .getByText(/trước: \d+/)
    .first()
    .waitFor({ timeout: 90_000 });
  await page.locator('#field-plan-policies-reminder-working-days').fill('10, 5, 1');
  await rehearse.getByText('làm trước khi bạn sửa thêm').waitFor();

  await page.reload();
  await expect.poll(() => until.inputValue(), PATIENTLY).toBe('18/3/2022');
  expect(await page.locator('#field-plan-policies-reminder-working-days').inputValue()).toBe('10, 5, 1');
}, 150_000);

test('somebody else changes the plan meanwhile: who and what is told, theirs stays, mine too, and both are saved', async () => {
  const page = await open('/plan/edit?year=2022', OFFICE);
  await page.locator('#field-plan-windows-idea-until').fill('18/3/2022');
  await page.locator('#field-document-number').fill('35/KH-UBND');
  await page.locator('#field-document-date').fill('9/2/2022');

  const before = await planNow();
  const { implementation } = before.windows;
  const theirs = { ...before.windows, implementation: { ...implementation, until: '2022-09-15' } };
  const { headers } = await s.ask('/v1/programme-years/66-2022', { by: OFFICE });
  const answer = await s.ask('/v1/programme-years/66-2022/change-year-plan', {
    by: OFFICE,
    headers: { 'if-match': headers.get('etag') ?? '' },
    body: { plan: { ...before, windows: theirs }, document: { number: '34/KH-UBND', date: '2022-02-09' } },
  });
  expect(answer.status, answer.text).toBe(200);

  allowed = /\b(401|412)\b/;
  await page.getByRole('button', { name: /^Điều chỉnh kế hoạch năm/ }).click();
  await page.getByText('Trong lúc bạn nhập, có người đã ghi thêm:').waitFor();
  await page
    .getByText(/34\/KH-UBND/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: /Xem lại bản mới/ }).click();
  const other = page.locator('#field-plan-windows-implementation-until');
  await expect.poll(() => other.inputValue(), PATIENTLY).toBe('15/09/2022');
  expect(await page.locator('#field-plan-windows-idea-until').inputValue()).toBe('18/3/2022');
  await expect.poll(() => moved(page).textContent(), PATIENTLY).toContain('1 ngày đổi');

  await page.getByRole('button', { name: /^Điều chỉnh kế hoạch năm/ }).click();
  const effects = page.getByTestId('effects');
  await effects.getByText('31/03/2022').waitFor();
  expect(await effects.textContent()).toContain('18/03/2022');
  await effects.getByRole('button', { name: 'Đồng ý, ghi nhận' }).click();
  await page.getByRole('status').filter({ hasText: 'Đã ghi nhận' }).waitFor();
  const { windows } = await planNow();
  expect([windows.idea.until, windows.implementation.until]).toEqual(['2022-03-18', '2022-09-15']);
}, 120_000);
