// Ways through several screens and several people's hands, each person in a browser of their own.
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import { get, post } from '../../demo/over-http.ts';
import { type Act, pathOf, requestOf, walkOf } from '../../demo/walk.ts';
import { beforeSummer } from '../../demo/walk-days.ts';
import { walkOverHttp } from '../../demo/walk-over-http.ts';
import { planOf } from '../../demo/year-plan.ts';
import { certificate } from '../../domain/certificate/certificate.ts';
import { accessibilityFaults, settled, type Visit, visit } from './browser.ts';
import type { DemoInBrowser } from './demo-in-browser.ts';
import { giveByForm } from './filling.ts';

const LAPTOP = 1366;
/** Who comes for the first time is not known yet, and a page that is left ends what it asks for. */
const EXPECTED = /\b401\b|failed: .*\/v1\//;
/** What the process has not begun yet, as a certificate, or nobody, as the days off of a year. */
const NOT_THERE_YET = /\b404\b/;
/** An address that narrows down by what is no filter. */
const BAD_ADDRESS = /\b400\b/;
/** A form that was opened just before the process wrote its next fact. */
const MOVED_ON = /\b412\b/;
/** What is typed is held against the rules by the server too. */
const REFUSED = /\b(400|422)\b/;

export function journeys(demo: DemoInBrowser): void {
  let visits: Visit[] = [];
  let expected = EXPECTED;
  afterEach(async () => {
    const complaints = visits.flatMap((v) => v.complaints).filter((c) => !EXPECTED.test(c) && !expected.test(c));
    expected = EXPECTED;
    await Promise.all(visits.map((v) => v.leave()));
    visits = [];
    expect(complaints).toEqual([]);
  });
  const at = (path: string) => `${demo.product.address}/app${path}`;
  async function open(as: string, path: string): Promise<Page> {
    const query = new URLSearchParams({ lang: 'vi', as });
    const opened = await visit(demo.browser, `${at(path)}${path.includes('?') ? '&' : '?'}${query}`, LAPTOP);
    visits.push(opened);
    await settled(opened.page);
    return opened.page;
  }

  async function mayGive(act: Act): Promise<boolean> {
    const { body } = await get(demo.product.address, act.by, pathOf(act));
    const { commands } = body as { commands: readonly { name: string; allowed: boolean }[] };
    return commands.some(({ name, allowed }) => name === act.command.name && allowed);
  }

  test('a product from its idea to its recognition, by way of district, province, nation and back, in the hands of everybody whose work it is', {
    timeout: 300_000,
  }, async () => {
    expected = new RegExp(`${NOT_THERE_YET.source}|${MOVED_ON.source}`);
    const walk = walkOf('ca-phe-qua-trinh-duyet', { days: beforeSummer });
    // What is entered before there is a page, and what only fills the dossier up, comes over HTTP.
    await walkOverHttp({ address: demo.product.address, walk, until: 'StartCycle' });
    const desks = new Map<string, Page>();
    const deskOf = async (by: string, path: string): Promise<Page> => {
      const known = desks.get(by);
      if (!known) {
        const page = await open(by, path);
        desks.set(by, page);
        return page;
      }
      // Whoever stays at a page is shown there what others did.
      if (!known.url().endsWith(path)) await known.goto(at(path));
      return known;
    };
    for (const act of walk.way.slice(1)) {
      if (act.beside) {
        const { by, command } = act;
        // What the process does in between is waited for, as everybody else sees it by the button.
        await expect.poll(() => mayGive(act), { timeout: 60_000 }).toBe(true);
        await post(demo.product.address, {
          ...{ by, path: pathOf(act), command: command.route, input: requestOf(act), seen: true },
        });
        continue;
      }
      const isOfCertificate = act.command.aggregate === certificate;
      const page = await deskOf(act.by, isOfCertificate ? `/certificates/${walk.cycle}` : `/cycles/${walk.cycle}`);
      await giveByForm(page, act.command.name, requestOf(act));
    }
    expect(new Set(desks.keys()).size).toBeGreaterThanOrEqual(5);
    const office = await open('demo-province', `/cycles/${walk.cycle}`);
    await office.getByText(/đã kết thúc: Đã công nhận ★★★★/).waitFor();
    expect(await office.locator('[aria-label="Các cấp đánh giá"]').textContent()).toMatch(/4★/);
  });

  describe('the office', () => {
    test('sees what is late and reminds of several at once, by the keyboard alone; what is refused says why and stays picked', {
      timeout: 90_000,
    }, async () => {
      const page = await open('demo-province', '/board');
      await page.keyboard.press('g');
      await page.keyboard.press('h');
      await page.waitForURL(/\/app\/products/);
      await page.goto(at('/products?state=overdue'));
      await page.locator('[data-row]').nth(2).waitFor();
      for (const count of [1, 2]) {
        await page.keyboard.press('j');
        await page.locator('[data-row][data-chosen]').nth(0).waitFor();
        await expect
          .poll(() => page.locator('[data-row][data-chosen]').getAttribute('data-index'))
          .toBe(`${count - 1}`);
        await page.keyboard.press('x');
        await page.getByText(`Đã chọn ${count} sản phẩm`).waitFor();
      }
      const remind = async (text: string) => {
        await page.keyboard.press('r');
        const dialog = page.getByRole('dialog', { name: 'Nhắc ngay – 2 sản phẩm' });
        await dialog.locator('textarea').waitFor();
        await dialog.locator('textarea').focus();
        await page.keyboard.type(text);
        await page.keyboard.press('Control+Enter');
        const answers = dialog.getByTestId('row-answers').locator('li');
        await answers.first().waitFor();
        const said = await answers.allTextContents();
        await page.keyboard.press('Escape');
        await dialog.waitFor({ state: 'detached' });
        return said;
      };
      const first = await remind('Đề nghị làm ngay trong tuần này');
      expect(first).toEqual([expect.stringContaining('✓ đã ghi'), expect.stringContaining('✓ đã ghi')]);
      await page.getByText(/^Đã chọn/).waitFor({ state: 'detached' });
      await page.keyboard.press('x');
      await page.keyboard.press('k');
      await expect.poll(() => page.locator('[data-row][data-chosen]').getAttribute('data-index')).toBe('0');
      await page.keyboard.press('x');
      const again = await remind('Nhắc lại');
      expect(again).toEqual([expect.stringMatching(/✖ Hôm nay đã nhắc/), expect.stringMatching(/✖ Hôm nay đã nhắc/)]);
      await page.getByText('Đã chọn 2 sản phẩm').waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
    });

    test('keeps a view by its name, sends it as an address, and looks at the list as it was', {
      timeout: 90_000,
    }, async () => {
      const page = await open('demo-province', '/products?place=650&acting=650');
      const narrowed = await page.getByText(/^\d+ sản phẩm$/).textContent();
      await page.getByRole('button', { name: /^Cột/ }).click();
      await page.getByLabel('Nhóm').check();
      await page.keyboard.press('Escape');
      await page.getByRole('columnheader', { name: 'Nhóm' }).waitFor();
      await page.getByRole('button', { name: /^Cách xem/ }).click();
      await page.getByLabel('Tên cách xem đang mở').fill('Krông Năng');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Tất cả sản phẩm', exact: true }).click();
      await page.waitForURL((url) => !url.searchParams.has('place'));
      await page.getByRole('button', { name: /^Cách xem/ }).click();
      await page.getByRole('button', { name: 'Krông Năng', exact: true }).click();
      await page.waitForURL(/place=650/);
      const sent = new URL(page.url());
      const other = await open('demo-krong-nang', `${sent.pathname.replace('/app', '')}${sent.search}`);
      await other.getByRole('columnheader', { name: 'Nhóm' }).waitFor();
      expect(await other.getByText(/^\d+ sản phẩm$/).textContent()).toBe(narrowed);

      await page.getByLabel('Xem như ngày').fill('1/3/2022');
      await page.keyboard.press('Enter');
      await page.getByText('Đang xem như cuối ngày 01/03/2022').waitFor({ timeout: 60_000 });
      expect(await page.getByRole('checkbox').count()).toBe(0);
      expected = BAD_ADDRESS;
      await page.goto(at('/products?year=abc'));
      await page.getByText('Địa chỉ này có điều kiện lọc không dùng được.').waitFor();
      await page.getByRole('alert').getByRole('button', { name: 'Bỏ lọc' }).click();
      await page.locator('[data-row]').first().waitFor();
    });
  });

  test('a plan is changed by somebody else, and the rehearsal beside it shows what that changes', {
    timeout: 180_000,
  }, async () => {
    expected = NOT_THERE_YET;
    const id = '66-2023';
    const { address } = demo.product;
    const given = { by: 'demo-province', path: `programme-years/${id}` };
    const plan = planOf(2023);
    await post(address, { ...given, command: 'plan-year', input: { plan }, seen: false });
    const page = await open('demo-province', '/plan?year=2023&of=645');
    const figures = page.getByTestId('rehearsal-figures');
    await figures.waitFor({ timeout: 120_000 });
    expect(await figures.textContent()).not.toContain('trước:');
    const idea = { from: '2023-03-01', until: '2023-04-14' };
    const input = {
      plan: { ...plan, windows: { ...plan.windows, idea } },
      document: { number: '02/KH', date: '2022-06-20' },
    };
    await post(address, { ...given, command: 'change-year-plan', input, seen: true });
    await figures.getByText('trước:').first().waitFor({ timeout: 120_000 });
    expect(await page.getByTestId('rehearsal-figures').textContent()).toMatch(/trước: \d+/);
  });

  test('what is pasted with characters nobody sees, or is too long, is told in a sentence and stays; letters in two parts are put together', {
    timeout: 90_000,
  }, async () => {
    const page = await open('demo-province', '/cycles/66-2022-mien-dong-minh-hoa-soi-trong-1');
    const button = page.locator('[data-command="AddNote"]');
    await button.waitFor({ state: 'attached' });
    if (!(await button.isVisible())) await page.locator('details', { has: button }).locator('summary').first().click();
    await button.click();
    const form = page.getByRole('dialog').locator('form');
    const text = form.locator('#field-text');
    const send = form.getByRole('button', { name: 'Ghi nhận', exact: true });
    await text.fill('x'.repeat(4001));
    await send.click();
    await form.getByText('Dài quá: nhiều nhất 4000 ký tự.').waitFor();
    expect((await text.inputValue()).length).toBe(4001);
    expected = REFUSED;
    await text.fill('Đã kiểm\u200B tra');
    await send.click();
    await form
      .getByText(/ký tự ẩn/)
      .first()
      .waitFor();
    expect(await text.inputValue()).toBe('Đã kiểm\u200B tra');
    await text.fill('Đã kiểm tra'.normalize('NFD'));
    await send.click();
    await page.getByRole('status').filter({ hasText: 'Đã ghi nhận' }).waitFor();
  });

  test('an auditor finds what one person recorded, opens it in its place, and has its place in the log worked out here', {
    timeout: 90_000,
  }, async () => {
    const page = await open('demo-auditor', '/audit?resource=product-cycles');
    await page.getByRole('textbox', { name: 'Tài khoản' }).fill('demo-krong-nang');
    await page.keyboard.press('Enter');
    await page.waitForURL(/account=demo-krong-nang/);
    await page.getByLabel('Từ ngày').fill('31/2/2022');
    await page.keyboard.press('Enter');
    await page.getByText('Ngày không có thật.').waitFor();
    await page.getByLabel('Từ ngày').fill('1/3/2022');
    await page.keyboard.press('Enter');
    await page.waitForURL(/from=2022-03-01/);
    // What was recorded today may not be under a signed head of the log yet.
    await page.getByLabel('Đến hết ngày').fill('31/5/2022');
    await page.keyboard.press('Enter');
    await page.waitForURL(/until=2022-05-31/);
    await page.locator('[data-row]').first().waitFor();
    await page.keyboard.press('j');
    await page.getByText('(demo-krong-nang)').waitFor();
    await page.getByRole('button', { name: 'Kiểm chứng trong sổ niêm phong' }).click();
    await page.getByText(/✓ Có trong sổ, vị trí/).waitFor({ timeout: 30_000 });
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('link', { name: /Mở tại ghi nhận này/ }).click();
    await page.locator('[data-marked]').waitFor();
  });
}
