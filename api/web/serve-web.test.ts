import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMMUNE, DISTRICT, type Served, served } from '../world.fixture.ts';
import { readBuiltWeb } from './built-web.ts';

const SCRIPT = 'console.log("chào");';
const PAGE = '<meta name="csp-nonce" content="__NONCE__"><script src="/app/assets/a-1.js"></script>';
let s: Served;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ocop-web-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), PAGE);
  writeFileSync(join(folder, 'assets/a-1.js'), SCRIPT);
  writeFileSync(join(folder, 'assets/a-1.js.br'), brotliCompressSync(SCRIPT));
  writeFileSync(join(folder, 'assets/a-1.js.gz'), gzipSync(SCRIPT));
  writeFileSync(join(folder, 'secret.json'), '{}');
  s = await served(() => ({ web: readBuiltWeb(folder) }));
});
afterAll(async () => {
  await s.close();
  rmSync(folder, { recursive: true, force: true });
});

const codingOf = async (accepted: string) =>
  (await s.ask('/app/assets/a-1.js', { headers: { 'accept-encoding': accepted } })).headers.get('content-encoding');

describe('the web application', () => {
  test('any place within it is its page, never cached, with a nonce of its own and no script but ours', async () => {
    const nonces = new Set<string>();
    for (const path of ['/app', '/app/', '/app/work', '/app/cycles/66-2022-x-1?tab=points']) {
      const { status, text, headers } = await s.ask(path);
      expect([status, headers.get('cache-control')], path).toEqual([200, 'no-cache']);
      const policy = headers.get('content-security-policy') ?? '';
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
      expect(text).toContain(`content="${nonce}"`);
      expect(policy).toContain("script-src 'self';");
      expect(policy).not.toContain('unsafe');
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(4);
  });

  test('its files are kept for good and come compressed as the browser takes them', async () => {
    const { text, headers } = await s.ask('/app/assets/a-1.js');
    expect(text).toBe(SCRIPT);
    expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(headers.get('vary')).toContain('Accept-Encoding');
    expect([await codingOf('gzip, br'), await codingOf('gzip'), await codingOf('identity')]).toEqual([
      'br',
      'gzip',
      null,
    ]);
  });

  test.each(['/app/assets/a-2.js', '/app/secret.json', '/app/..%2fpackage.json', '/app/assets/a-1.js.br'])(
    '%s is not there',
    async (path) => {
      expect(await s.ask(path)).toMatchObject({ status: 404, body: { code: 'UNKNOWN_ROUTE' } });
    },
  );

  test('it is read, not written', async () => {
    const { status, headers } = await s.ask('/app/work', { method: 'POST', body: {} });
    expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  test('the first address leads to it, and a letter’s to its list; without it to the board', async () => {
    const leads = async (of: Served, path: string) => {
      const { status, headers } = await of.ask(path);
      return [status, headers.get('location')];
    };
    expect(await leads(s, '/')).toEqual([302, '/app']);
    expect(await leads(s, '/?place=650')).toEqual([302, '/app/products?place=650']);
    const plain = await served();
    try {
      expect(await leads(plain, '/?place=650')).toEqual([302, '/board?place=650']);
      expect((await plain.ask('/app/work')).status).toBe(404);
      for (const [screen, page] of [
        ['cycles/66-2022-x-1', '/cycles/66-2022-x-1'],
        ['duties/66-2022-643', '/unit-duties/66-2022-643'],
        ['councils/66-2022-x', '/council-sessions/66-2022-x'],
        ['certificates/66-2022-x-1', '/certificates/66-2022-x-1'],
        ['invitation/abc', '/invitation/abc'],
      ])
        expect(await leads(plain, `/app/${screen}`)).toEqual([302, page]);
      expect((await plain.ask('/app/cycles//evil.example')).status).toBe(404);
    } finally {
      await plain.close();
    }
  });

  test('a folder without it is told', () => {
    expect(() => readBuiltWeb(join(folder, 'assets'))).toThrow(/OCOP_WEB: .* holds no web application/);
  });
});

describe('what its screens ask', () => {
  test('who comes unnamed is told whose house it is, and in a demo who may be played', async () => {
    const { status, body } = await s.ask('/v1/welcome');
    expect(status).toBe(200);
    expect(body).toMatchObject({ isDemo: true, signsIn: false, release: 'test' });
    expect((await s.ask('/v1/demo-accounts')).body.items[0]).toEqual({
      id: 'demo-province',
      who: 'Văn phòng Điều phối tỉnh',
      role: 'province-officer',
      words: { vi: 'Văn phòng Điều phối NTM tỉnh', en: 'Provincial coordination office' },
    });
    const real = await served(() => ({ demo: undefined }));
    expect((await real.ask('/v1/welcome')).body).toEqual({ release: 'test', isDemo: false, signsIn: false });
    expect((await real.ask('/v1/demo-accounts')).status).not.toBe(200);
    await real.close();
  });

  test('a long answer goes compressed, a short one and what tells of changes do not', async () => {
    const coding = async (path: string) => {
      const end = new AbortController();
      const headers = { authorization: 'Bearer demo-province', 'accept-encoding': 'gzip' };
      const response = await fetch(s.url + path, { headers, signal: end.signal });
      const found = [response.headers.get('content-type')?.split(';')[0], response.headers.get('content-encoding')];
      end.abort();
      return found;
    };
    expect(await coding('/v1/unit-trees/66')).toEqual(['application/json', 'gzip']);
    expect(await coding('/v1/welcome')).toEqual(['application/json', null]);
    expect(await coding('/v1/changes')).toEqual(['text/event-stream', null]);
  });

  test('where one is, by name', async () => {
    expect((await s.ask('/v1/me', { by: DISTRICT })).body).toMatchObject({
      province: { code: '66', name: 'tỉnh Đắk Lắk' },
      roles: [{ unit: '650', name: 'huyện Krông Năng' }],
    });
  });

  test('the board counts what its reader may see', async () => {
    await s.ask(`/v1/product-cycles/${s.cycle}/start-cycle`, { by: COMMUNE, body: { entry: 'awareness' } });
    const board = async (by: string) => (await s.ask('/v1/programme-years/66-2022/board', { by })).body.rows;
    const rows = await board('demo-province');
    const row = rows.find((one: { unit: { code: string } }) => one.unit.code === '650');
    expect(row.steps.awareness).toMatchObject({ open: 1 });
    expect(rows.length).toBeGreaterThan(10);
    const counted = (await board('demo-ea-kar')).flatMap((one: { steps: Record<string, { open: number }> }) =>
      Object.values(one.steps).map(({ open }) => open),
    );
    expect(Math.max(0, ...counted)).toBe(0);
    expect((await s.ask('/v1/programme-years/x/board', { by: COMMUNE })).status).toBe(404);
  });

  test('how one command is asked for, without the rest of the document', async () => {
    const { body, text } = await s.ask('/v1/openapi.json?operation=RegisterIdea');
    const [[path, { post }]] = Object.entries<any>(body.paths) as [[string, any]];
    expect(path).toBe('/v1/product-cycles/{id}/register-idea');
    expect(post.requestBody.content['application/json'].schema.properties).toHaveProperty('summary');
    expect(text.length).toBeLessThan(20_000);
    expect((await s.ask('/v1/openapi.json?operation=Fly')).body.code).toBe('UNKNOWN_COMMAND');
  });

  test('what tiers, groups and evidence are called', async () => {
    const { body } = await s.ask('/v1/names', { by: COMMUNE });
    expect(body.ladders.R2019).toEqual(['district', 'province', 'national']);
    expect(body.tiers.district.vi).toMatch(/huyện/);
    expect(body.groups['processed-food'].en).toBe('Processed food');
    expect(body.evidence.story.vi).toMatch(/Câu chuyện/);
  });
});
