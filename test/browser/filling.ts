// A command given as a person gives it: by its button, its form filled in as on paper.
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** @param input as the command takes it: days, points and choices are typed as people type them */
export async function giveByForm(page: Page, name: string, input: Readonly<Record<string, unknown>>): Promise<void> {
  const button = page.locator(`[data-command="${name}"]`).first();
  // The process moves on meanwhile: the page shows by itself what can be done then.
  await button.waitFor({ state: 'attached', timeout: 60_000 });
  if (!(await button.isVisible())) await page.locator('details', { has: button }).locator('summary').first().click();
  await button.click();
  const form = page.getByRole('dialog').locator('form');
  await form.waitFor();
  if ('occurredOn' in input) await form.getByText('Việc đã làm trước hôm nay?').click();
  await fillIn(form, 'field', input);
  const send = form.getByRole('button', { name: 'Ghi nhận', exact: true });
  await send.click();
  // Where the process has written its next fact meanwhile, it is looked at first, and then given.
  const lookAgain = form.getByRole('button', { name: /Xem lại/ });
  await expect
    .poll(async () => (await form.count()) === 0 || (await lookAgain.isVisible()), { timeout: 60_000 })
    .toBe(true);
  if (await lookAgain.isVisible()) {
    await lookAgain.click();
    await form.getByText('Đã lấy bản mới.').waitFor();
    await send.click();
  }
  await form.waitFor({ state: 'detached', timeout: 60_000 });
}

async function fillIn(form: Locator, at: string, value: unknown): Promise<void> {
  if (Array.isArray(value)) {
    for (const [i, row] of value.entries()) {
      const rows = form.locator(`#${at}`);
      const isThere = (await form.locator(`[id^="${at}-${i}"]`).count()) > 0;
      if (!isThere) await rows.getByRole('button', { name: 'Thêm dòng', exact: true }).last().click();
      await fillIn(form, `${at}-${i}`, row);
    }
    return;
  }
  if (typeof value === 'object' && value !== null) {
    for (const [name, part] of Object.entries(value)) await fillIn(form, `${at}-${name}`, part);
    return;
  }
  const field = form.locator(`[id="${at}"]`);
  if (typeof value === 'boolean') return void (await field.setChecked(value));
  const kind = await field.evaluate((element) => `${element.tagName} ${element.getAttribute('inputmode')}`);
  if (kind.startsWith('SELECT')) await field.selectOption(String(value));
  else await field.fill(asTyped(value, kind.endsWith('decimal')));
}

function asTyped(value: unknown, isPoints: boolean): string {
  if (typeof value === 'number') return isPoints ? (value / 100).toFixed(2).replace('.', ',') : String(value);
  const day = /^(\d{4})-(\d\d)-(\d\d)$/.exec(String(value));
  return day ? `${day[3]}/${day[2]}/${day[1]}` : String(value);
}
