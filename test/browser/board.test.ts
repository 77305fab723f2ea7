// A newcomer's way through the plain pages of the demo year, in a real browser.
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import { districts } from '../../demo/districts.ts';
import { stepIds, steps } from '../../domain/programme-year/steps.ts';
import { accessibilityFaults, overflow, PHONE, type Visit, visit } from './browser.ts';
import { demoInBrowser } from './demo-in-browser.ts';

const demo = demoInBrowser();
let visits: Visit[] = [];

afterEach(async () => {
  const complaints = visits.flatMap((v) => v.complaints);
  await Promise.all(visits.map((v) => v.leave()));
  visits = [];
  expect(complaints).toEqual([]);
});

async function open(path: string, width?: number): Promise<Page> {
  const opened = await visit(demo.browser, demo.product.address + path, width);
  visits.push(opened);
  return opened.page;
}

const rows = (page: Page) => page.locator('table.cards tbody tr');
const heading = (page: Page) => page.locator('#products').textContent();

describe('the board', { timeout: 150_000 }, () => {
  test('shows every district by the six steps, whose data these are and what time it is there', async () => {
    const page = await open('/board');
    const units = await page.locator('table.board tbody th').allInnerTexts();
    expect(units.sort()).toEqual(districts.map((d) => d.name as string).sort());
    const heads = await page.locator('table.board thead .step-name').allInnerTexts();
    expect(heads).toEqual(stepIds.map((id) => steps[id].vi));
    const cells = await page.locator('table.board tbody tr').first().locator('td').count();
    expect(cells).toBe(stepIds.length + 2);
    expect(await page.locator('.demo').textContent()).toMatch(
      /dữ liệu minh họa · đồng hồ minh họa: 20\/06\/2022 09:\d\d/,
    );
    expect(await page.locator('html').getAttribute('lang')).toBe('vi');
  });

  test('leads from a district to its products and to a timeline in sentences', async () => {
    const page = await open('/board');
    await page.locator('table.board').getByRole('link', { name: 'huyện Krông Năng' }).click();
    await page.waitForURL(/place=650/);
    const places = await rows(page).locator('[data-label="Địa bàn"]').allInnerTexts();
    expect(places.length).toBeGreaterThan(1);
    expect(places.filter((place) => !place.includes('huyện Krông Năng'))).toEqual([]);

    const link = rows(page).getByRole('link').first();
    const name = await link.textContent();
    await link.click();
    await page.waitForURL(/\/cycles\//);
    expect(await page.locator('h1').textContent()).toBe(name);
    expect(await page.locator('dl.now').textContent()).toContain('huyện Krông Năng');
    const facts = page.locator('ol.timeline > li');
    expect(await page.locator('h2').textContent()).toBe(`Diễn biến (${await facts.count()})`);
    expect(await facts.locator('.sentence').first().textContent()).toMatch(/^Mở chu trình/);
    for (const day of await facts.locator('> time').allInnerTexts()) expect(day).toMatch(/^\d\d\/\d\d\/20\d\d$/);
    for (const sentence of await facts.locator('.sentence').allInnerTexts())
      expect(sentence).not.toMatch(/\d{4}-\d\d-\d\d|undefined|null|\[object/);
  });

  test('a number leads to exactly the products it counts', async () => {
    const page = await open('/board');
    const number = page.locator('table.board tfoot td a').nth(1);
    const count = Number(await number.textContent());
    await number.click();
    await page.waitForURL(/step=/);
    expect(count).toBeGreaterThan(1);
    expect(await heading(page)).toBe(`Sản phẩm (${count})`);
    expect(await rows(page).count()).toBe(count);
  });
});

describe('filters', { timeout: 150_000 }, () => {
  const narrow: [name: string, value: string, label: string, shown: string][] = [
    ['place', '645', 'Địa bàn', "huyện Ea H'leo"],
    ['step', 'idea', 'Bước', steps.idea.vi],
    ['state', 'overdue', 'Tình trạng', 'Quá hạn'],
  ];
  test.each(narrow)('by %s', async (name, value, label, shown) => {
    const page = await open('/board');
    const all = await heading(page);
    await page.locator(`select[name=${name}]`).selectOption(value);
    await page.getByRole('button', { name: 'Lọc' }).click();
    await page.waitForURL(new RegExp(`${name}=${value}`));
    expect(await heading(page)).not.toBe(all);
    const texts = await rows(page).locator(`[data-label="${label}"]`).allInnerTexts();
    expect(texts.length).toBeGreaterThan(0);
    expect(texts.filter((text) => !text.includes(shown))).toEqual([]);
    expect(await page.locator(`select[name=${name}]`).inputValue()).toBe(value);
    await page.getByRole('link', { name: 'Bỏ lọc' }).click();
    await page.waitForURL((url) => !url.searchParams.has(name));
    expect(await heading(page)).toBe(all);
  });
});

describe('what happens just now', { timeout: 150_000 }, () => {
  const newest = (page: Page) => page.frameLocator('iframe').locator('ol.timeline > li');
  const clockOf = async (page: Page) => page.frameLocator('iframe').locator('p time').getAttribute('datetime');

  test('a click lets a week of the demo pass, and its facts come by themselves, newest first', async () => {
    const page = await open('/board');
    const before = String(await clockOf(page));
    await page.getByRole('button', { name: 'Tua 7 ngày' }).click();
    await page.waitForURL('**/board');
    const week = new Date(Date.parse(before) + 7 * 86_400_000).toISOString();
    await expect.poll(() => clockOf(page), { timeout: 60_000, interval: 500 }).toSatisfy((at) => String(at) >= week);
    const facts = newest(page);
    const times = await facts.locator('> time').evaluateAll((all) => all.map((time) => time.getAttribute('datetime')));
    expect(times.length).toBeGreaterThan(5);
    expect([...times].sort().reverse()).toEqual(times);
    expect(String(times[0]) > before).toBe(true);
    expect(await facts.first().locator('.sentence').textContent()).toMatch(/\p{L}+/u);

    await facts.getByRole('link').first().click();
    await page.waitForURL(/\/cycles\//);
  });

  test('can be stopped by whoever reads more slowly', async () => {
    const page = await open('/board');
    await page.frameLocator('iframe').getByRole('link', { name: 'Tạm dừng' }).click();
    const at = await page.frameLocator('iframe').getByRole('link', { name: 'Tiếp tục tự tải lại' }).textContent();
    expect(at).toBeTruthy();
  });
});

test('the documentation of the API is a click away and needs no other machine', async () => {
  const page = await open('/board');
  await page.getByRole('link', { name: 'Tài liệu API' }).click();
  await page.waitForURL(/\/docs$/);
  expect(await page.locator('h1').textContent()).toBe('Tài liệu API');
  expect(await page.locator('article.command').count()).toBeGreaterThan(40);
  expect(await page.locator('.demo').textContent()).toContain('dữ liệu minh họa');
}, 120_000);

test('English by ?lang=en, kept from page to page', async () => {
  const page = await open('/board?lang=en');
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  expect(await page.locator('.demo').textContent()).toContain('illustrative data');
  expect(await page.locator('table.board thead .step-name').allInnerTexts()).toEqual(stepIds.map((id) => steps[id].en));
  await rows(page).getByRole('link').first().click();
  await page.waitForURL(/\/cycles\/.*lang=en/);
  expect(await page.locator('ol.timeline .sentence').first().textContent()).toMatch(/^Cycle /);
  await page.getByRole('link', { name: 'Tiếng Việt' }).click();
  await page.waitForURL((url) => !url.searchParams.has('lang'));
  expect(await page.locator('html').getAttribute('lang')).toBe('vi');
}, 120_000);

describe.each([
  ['the board', '/board'],
  ['a product', '/board?state=recognised'],
  ['the documentation', '/docs'],
  ['what happens just now', '/latest'],
])('%s', { timeout: 150_000 }, (_, path) => {
  const arrive = async (width?: number) => {
    const page = await open(path, width);
    if (!path.includes('recognised')) return page;
    await rows(page).getByRole('link').first().click();
    await page.waitForURL(/\/cycles\//);
    return page;
  };

  test('fits a phone without scrolling sideways', async () => {
    expect(await overflow(await arrive(PHONE))).toBe(0);
  });

  test.each([
    ['a desk', undefined],
    ['a phone', PHONE],
  ])('is clean to axe at %s', async (_, width) => {
    expect(await accessibilityFaults(await arrive(width))).toEqual([]);
  });
});
