import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { getCommand } from '../domain/registry.ts';
import type { ApiParts, Operation } from './parts.ts';
import { COMMUNE, type Served, served } from './world.fixture.ts';

let s: Served;
const evil = '<script>alert(1)</script>"\'&';
beforeAll(async () => {
  s = await served();
  const product = {
    province: '66',
    place: '650-01',
    producer: `htx-${s.product}`,
    group: 'coffee-cocoa',
    origin: 'new',
  };
  await s.ask('/v1/products/xss/register-product', { by: COMMUNE, body: { ...product, name: evil } });
  for (const id of [s.cycle, '66-2022-xss-1'])
    await s.ask(`/v1/product-cycles/${id}/start-cycle`, { by: COMMUNE, body: { entry: 'idea' } });
});
afterAll(() => s.close());

test('the board is Vietnamese, names the demo clock, and is open to everybody', async () => {
  const { status, text, headers } = await s.ask('/board');
  expect(status).toBe(200);
  expect(text).toContain('<html lang="vi">');
  expect(text).toContain('dữ liệu minh họa');
  expect(text).toContain('10/02/2022 09:00');
  expect(text).toContain('huyện Krông Năng');
  expect(text).toContain('demo-province');
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(headers.get('content-security-policy')).not.toContain('unsafe');
  expect(text).not.toMatch(/<script| style=| on\w+=/i);
});

test('what a person typed is text, never markup', async () => {
  for (const path of [
    '/board',
    '/cycles/66-2022-xss-1',
    `/board?q=${encodeURIComponent(evil)}`,
    `/cycles/${encodeURIComponent(evil)}`,
  ]) {
    const { text } = await s.ask(path);
    expect(text, path).not.toContain('<script');
    expect(text, path).toContain('&lt;script&gt;');
  }
});

test('a product’s page tells its timeline and whose move it is', async () => {
  const { status, text } = await s.ask(`/cycles/${s.cycle}`);
  expect(status).toBe(200);
  expect(text).toContain('<h1>Cà phê mẫu</h1>');
  expect(text).toContain('<ol class="timeline">');
  expect(text).toContain('Cán bộ phụ trách OCOP cấp xã – xã minh họa 1');
  expect(text).not.toContain(COMMUNE);
});

test('an unknown product is a page of its own', async () => {
  expect(await s.ask('/cycles/66-2022-khong-co-1')).toMatchObject({ status: 404 });
});

test('filters come from the address, misunderstood ones are left out, the language stays', async () => {
  expect((await s.ask('/board?place=643')).text).toContain('Không có sản phẩm nào.');
  expect((await s.ask('/board?step=nonsense&limit=-1')).text).toContain('Cà phê mẫu');
  const { text } = await s.ask('/board?lang=en');
  expect(text).toContain('<html lang="en">');
  expect(text).toContain(`/cycles/${s.cycle}?lang=en`);
});

test('a real store has no clock of its own, and lists no accounts', async () => {
  const real = await served(() => ({ demo: undefined }));
  const { status, headers } = await real.ask('/board');
  await real.close();
  expect(status).toBe(401);
  expect(headers.get('ocop-clock')).toBeNull();
});

test('on a real store pages are for accounts', async () => {
  const real = await served(() => ({ demo: undefined }));
  await real.give({ by: COMMUNE, command: getCommand('productCycle', 'StartCycle'), id: real.cycle, input: {} });
  const cycle = `/cycles/${real.cycle}`;
  const statusOf = async (path: string) => (await real.ask(path)).status;
  expect([await statusOf('/board'), await statusOf(cycle), await statusOf('/latest')]).toEqual([401, 401, 404]);
  await real.close();
});

test('who names an account is shown what it may see, also in a demo', async () => {
  const real = await served();
  await real.give({ by: COMMUNE, command: getCommand('productCycle', 'StartCycle'), id: real.cycle, input: {} });
  const cycle = `/cycles/${real.cycle}`;
  const statusOf = async (path: string, by: string) => (await real.ask(path, { by })).status;
  expect([await statusOf(cycle, COMMUNE), await statusOf(cycle, 'demo-ea-sup')]).toEqual([200, 404]);
  const shows = async (by: string) => (await real.ask('/board?year=2022', { by })).text.includes(cycle);
  expect([await shows(COMMUNE), await shows('demo-ea-sup')]).toEqual([true, false]);
  await real.close();
});

test('the stylesheet is served', async () => {
  const { status, headers } = await s.ask('/style.css');
  expect(status).toBe(200);
  expect(headers.get('content-type')).toContain('text/css');
});

test('the newest facts stand in a frame that loads itself again, until it is told not to', async () => {
  expect((await s.ask('/board')).text).toContain('<iframe src="/latest" title="Vừa ghi nhận">');
  const { text, headers } = await s.ask('/latest');
  expect(headers.get('refresh')).toBe('5');
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'self'");
  const sentences = [...text.matchAll(/class="sentence">([^<]*)</g)].map((m) => m[1]);
  expect(sentences[0]).toMatch(/^Mở chu trình/);
  expect(text).toContain(`href="/cycles/${s.cycle}" target="_top">Cà phê mẫu</a>`);
  expect(text).not.toMatch(/<script|demo-krong/i);
  const paused = await s.ask('/latest?paused=1&lang=en');
  expect(paused.headers.get('refresh')).toBeNull();
  expect(paused.text).toContain('<html lang="en">');
});

describe('the button that lets a week of the demo pass', () => {
  let moved: unknown[];
  let finish: () => void;
  const serveDemo = (change: Partial<ApiParts> = {}) =>
    served(({ operations }) => ({
      operations: {
        'demo-forward': {
          ...(operations['demo-forward'] as Operation),
          run: (input: unknown) => {
            moved.push(input);
            return new Promise<void>((resolve) => {
              finish = resolve;
            });
          },
        },
      },
      ...change,
    }));
  const press = (to: Served, headers: Record<string, string>, path = '/demo/forward') =>
    to.ask(path, { method: 'POST', headers });
  beforeEach(() => {
    moved = [];
    finish = () => {};
  });

  test('answers at once, once while it moves, and says so', async () => {
    const demo = await serveDemo();
    const origin = demo.url;
    expect((await demo.ask('/board')).text).toContain('<form method="post" action="/demo/forward">');
    expect((await demo.ask('/latest')).text).not.toContain('đang tua');
    const pressed = await press(demo, { origin }, '/demo/forward?lang=en');
    expect([pressed.status, pressed.headers.get('location')]).toEqual([303, '/board?lang=en']);
    await press(demo, { origin });
    expect(moved).toEqual([{ days: 7 }]);
    expect((await demo.ask('/latest')).text).toContain('đang tua');
    finish();
    await press(demo, { origin });
    expect(moved).toHaveLength(2);
    await demo.close();
  });

  test('is not pressed by another site, nor by its Origin being hidden', async () => {
    const demo = await serveDemo();
    const foreign = ['https://evil.example', `${demo.url}0`, 'http://127.0.0.1', 'null', ''];
    for (const headers of [{}, ...foreign.map((origin) => ({ origin }))] as Record<string, string>[])
      expect(await press(demo, headers)).toMatchObject({ status: 403, body: { code: 'ORIGIN_FOREIGN' } });
    expect(moved).toEqual([]);
    expect((await demo.ask('/board')).headers.get('referrer-policy')).toBe('same-origin');
    await demo.close();
  });

  test('is not there on a real store', async () => {
    const real = await serveDemo({ demo: undefined });
    expect((await real.ask('/board', { by: COMMUNE })).text).not.toContain('/demo/forward');
    expect((await press(real, { origin: real.url })).status).toBe(404);
    expect(moved).toEqual([]);
    await real.close();
  });
});

describe('what a letter leads to', () => {
  test('a certificate and a session that are not there are pages of their own', async () => {
    for (const path of ['/certificates/66-2022-khong-co-1', '/council-sessions/66-2022-x-1', '/unit-duties/x']) {
      const { status, text } = await s.ask(path);
      expect(status, path).toBe(404);
      expect(text).toContain('Không tìm thấy');
      expect(text).not.toContain('<script');
    }
  });
});
