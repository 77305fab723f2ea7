// The day's seal on its whole way, in the product as it is started: sealed, told, in the witness's mail, on a page and on paper,
// and held against the store with nothing but what the mail says.
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LOG_KEYS_ID } from '../../domain/log-keys/log-keys.ts';
import { readableMail } from '../../tools/readable-mail.ts';
import { demoIn } from '../loaded-demo.ts';
import { eventually } from '../temporal-world.ts';
import { type Product, startProduct } from './product.ts';

const main = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'ocop-seal-'));
const data = join(folder, 'data');
let product: Product;

const ocop = (...args: string[]): Promise<{ code: number; out: string }> =>
  new Promise((resolve) =>
    execFile(process.execPath, [main, ...args], { env: { ...process.env, OCOP_DATA: data } }, (error, out) =>
      resolve({ code: Number(error?.code ?? 0), out }),
    ),
  );
const post = async (path: string, body: object) => {
  const response = await fetch(`${product.address}/v1${path}`, {
    method: 'POST',
    headers: { authorization: 'Bearer demo-admin', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as object };
};
const mails = () =>
  existsSync(join(data, 'outbox'))
    ? readdirSync(join(data, 'outbox')).map((name) => readableMail(readFileSync(join(data, 'outbox', name), 'utf8')))
    : [];

beforeAll(async () => {
  await demoIn(data);
  product = await startProduct({ OCOP_DATA: data }, 120_000);
}, 150_000);
afterAll(async () => {
  product.launcher.kill('SIGTERM');
  await product.ended;
  rmSync(folder, { recursive: true, force: true });
});

test('a witness keeps the letter, and the store is held against it', async () => {
  const named = await post(`/log-keys/${LOG_KEYS_ID}/name-witnesses`, { accounts: ['demo-auditor'] });
  expect(named, JSON.stringify(named.body)).toMatchObject({ status: 200 });
  expect((await post('/operations/demo-forward', { days: 2 })).status).toBe(200);
  const mail = await eventually(
    () => mails().find(({ text }) => text.includes('/public/v1/checkpoints/')),
    (found) => found !== undefined,
    60_000,
  );
  const [, size = ''] = /\/public\/v1\/checkpoints\/(\d+)\.html/.exec(mail?.text ?? '') ?? [];
  const note = await (await fetch(`${product.address}/public/v1/checkpoints/${size}`)).text();
  for (const line of note.split('\n').filter(Boolean)) expect(mail?.text).toContain(line);

  const page = await fetch(`${product.address}/public/v1/checkpoints/${size}.html`);
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  const html = await page.text();
  expect(html).toContain('<svg');
  expect(await ocop('notary', 'print', size, '--html')).toEqual({ code: 0, out: html });
  const sheet = await (await fetch(`${product.address}/public/v1/checkpoints/${size}/print`)).text();
  expect((await ocop('notary', 'print', size)).out.trim()).toBe(sheet.trim());
  expect((await ocop('notary', 'print', '999999999')).code).not.toBe(0);

  const kept = join(folder, 'from-the-mail.txt');
  const held = async (text: string) => {
    writeFileSync(kept, text);
    const { code, out } = await ocop('verify', '--json', '--checkpoint', kept);
    return { code, verified: JSON.parse(out) };
  };
  const good = await held(note);
  expect(good.verified.counts).toMatchObject({ manipulation: 0, gap: 0 });
  expect(good.verified.sealed.upTo).toBeGreaterThanOrEqual(Number(size));
  const [origin, , ...rest] = note.split('\n');
  const forged = await held([origin, String(Number(size) - 1), ...rest].join('\n'));
  expect(forged.code).toBe(3);
}, 180_000);
