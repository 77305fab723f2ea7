// An operator's day on a real province, over HTTP and the command line: somebody is invited, works, delegates for a
// fortnight, loses a telephone, takes a key and a calendar, leaves; and what is kept on them is told, and forgotten.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { base32 } from '@better-auth/utils/base32';
import { createOTP } from '@better-auth/utils/otp';
import getPort from 'get-port';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '../temporal-world.ts';

const main = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
const PASSWORD = 'con đường đèo Mang Yang';
const folder = mkdtempSync(join(tmpdir(), 'ocop-day-'));
const data = join(folder, 'data');
let server: ChildProcess;
let address: string;
let adminLink: string;

function run(args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...process.env, OCOP_DATA: data, OCOP_PORT: '0', ...env },
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    said.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    said.err += chunk;
  });
  const ended = new Promise<typeof said & { code: number | null }>((resolve) =>
    child.once('close', (code) => resolve({ ...said, code })),
  );
  return { child, said, ended };
}
const ocop = async (...args: string[]) => {
  const { code, out, err } = await run([...args, '--json']).ended;
  expect(code, err).toBe(0);
  return JSON.parse(out);
};

beforeAll(async () => {
  const units = join(folder, 'units.json');
  const province = { code: '66', name: 'tỉnh Đắk Lắk', from: '2004-01-01' };
  const commune = { code: '66001', name: 'phường Ba Đình', level: 'commune' };
  writeFileSync(units, JSON.stringify({ province, units: [commune] }));
  adminLink = (await ocop('init', units)).link;
  const serving = run(['serve'], { OCOP_TEMPORAL_ADDRESS: `127.0.0.1:${await getPort()}` });
  server = serving.child;
  address = (await eventually(
    () => /OCOP is ready at (http:\S+)/.exec(serving.said.out)?.[1],
    (found) => found !== undefined,
    60_000,
  )) as string;
}, 120_000);
afterAll(async () => {
  server?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function browser() {
  const jar = new Map<string, string>();
  return async (path: string, body?: object, method = body ? 'POST' : 'GET') => {
    const response = await fetch(address + path, {
      method,
      headers: {
        origin: address,
        cookie: [...jar].map(([k, v]) => `${k}=${v}`).join('; '),
        'content-type': 'application/json',
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      const at = pair.indexOf('=');
      jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  };
}
type Browser = ReturnType<typeof browser>;

async function comeIn(link: string, name: string): Promise<Browser> {
  const b = browser();
  const token = link.split('/').at(-1);
  const accepted = await b('/v1/invitations/accept', { token, name, password: PASSWORD });
  expect(accepted.status, JSON.stringify(accepted.body)).toBe(200);
  expect((await b('/v1/sign-in', { name, password: PASSWORD })).status).toBe(200);
  return b;
}
async function withTelephone(b: Browser): Promise<void> {
  const { body } = await b('/v1/me/totp', { password: PASSWORD });
  const secret = base32.decode(new URL(body.uri).searchParams.get('secret') ?? '');
  const code = await createOTP(secret, { period: 30, digits: 6 }).totp();
  expect((await b('/v1/me/totp/complete', { code })).status).toBe(200);
}
const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
const after = (days: number) => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
const grant = (role: string, unit: string, more: object = {}) => ({
  grant: role,
  province: '66',
  role,
  unit,
  from: today,
  ...more,
});

test('invited, works, delegates, is stopped, goes on, and is told what is kept', async () => {
  expect(statSync(join(data, 'serve.json')).mode & 0o777).toBe(0o600);
  const admin = await comeIn(adminLink, 'lan.quantri');
  expect((await admin('/v1/accounts/quan-tri')).body.code).toBe('SECOND_FACTOR_REQUIRED');
  await withTelephone(admin);

  const invited = await admin('/v1/operations/invite', { account: 'cb-1' });
  expect(invited.status, JSON.stringify(invited.body)).toBe(200);
  expect((await admin('/v1/accounts/cb-1/grant-role', grant('commune-officer', '66001'))).status).toBe(201);
  const officer = await comeIn(invited.body.result.link, 'hoa.xa');
  expect((await officer('/v1/me')).body.roles).toMatchObject([{ as: 'commune-officer@66001' }]);
  const producer = { province: '66', place: '66001', kind: 'farm', name: 'Trang trại Hoa' };
  expect((await officer('/v1/producers/trai-hoa/register-producer', producer)).status).toBe(201);

  const second = await ocop('user', 'invite', 'cb-2');
  const leave = {
    grant: 'thay',
    holder: 'cb-1',
    holds: 'commune-officer',
    from: today,
    until: after(14),
    document: { number: '12/UQ', date: today },
  };
  expect((await admin('/v1/accounts/cb-2/delegate-role', leave)).body.code).toBe('ONLY_THE_OWNER');
  expect((await officer('/v1/accounts/cb-2/delegate-role', leave)).status).toBe(201);
  const deputy = await comeIn(second.link, 'mai.thay');
  const made = await deputy('/v1/producers/trai-mai/register-producer', { ...producer, name: 'Trang trại Mai' });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  const { body: timeline } = await admin('/v1/producers/trai-mai/timeline');
  expect(timeline.items[0].actor).toMatchObject({ id: 'cb-2', delegatedBy: 'cb-1' });

  await ocop('user', 'suspend', 'cb-1', '--reason', 'mất điện thoại');
  await eventually(
    async () => (await officer('/v1/me')).status,
    (status) => status === 401 || status === 403,
    5000,
  );
  const rested = await deputy('/v1/producers/trai-ba/register-producer', { ...producer, name: 'Trang trại Ba' });
  expect([rested.status, rested.body.code]).toEqual([403, 'ROLE_MISSING']);
  await ocop('user', 'reinstate', 'cb-1');
  const back = browser();
  expect((await back('/v1/sign-in', { name: 'hoa.xa', password: PASSWORD })).status).toBe(200);
  expect((await back('/v1/accounts/cb-1')).status).toBe(200);

  const kept = await ocop('person', 'export', 'cb-1');
  expect(kept).toMatchObject({ account: 'cb-1', signIn: { name: 'hoa.xa' } });
  expect(kept.facts.map((f: { type: string }) => f.type)).toEqual([
    'RoleGranted',
    'AccountSuspended',
    'AccountReinstated',
  ]);
  expect(kept.facts[1].values).toEqual({ reason: 'mất điện thoại' });
  expect(kept.acts.map((a: { type: string }) => a.type)).toEqual(['ProducerRegistered', 'RoleDelegated']);
  expect(kept.readBy).toMatchObject([{ account: 'ocop-cli', stream: 'account-cb-1', what: 'personal' }]);
  const people = await ocop('user', 'list');
  expect(people.people.map((p: { account: string }) => p.account)).toEqual(['cb-1', 'cb-2', 'quan-tri']);

  const keyed = await back('/v1/me/keys', {
    name: 'Lịch',
    role: 'commune-officer',
    unit: '66001',
    commands: ['OpenFeed', 'RevokeFeed'],
    reads: true,
    expiresAt: `${after(30)}T00:00:00Z`,
  });
  expect(keyed.status, JSON.stringify(keyed.body)).toBe(200);
  const { key } = keyed.body;
  const answered = await fetch(`${address}/v1/product-cycles`, { headers: { authorization: `Bearer ${key}` } });
  expect(answered.status).toBe(200);
  const asThem = { OCOP_TOKEN: key };
  const feed = async (...args: string[]) => {
    const { code, out, err } = await run(['feed', ...args, '--json'], asThem).ended;
    expect(code, err).toBe(0);
    return JSON.parse(out);
  };
  const { url } = await feed('open', '--as', 'cb-1');
  expect((await fetch(address + new URL(url).pathname)).status).toBe(200);
  expect(JSON.stringify(await feed('list'))).toContain('cb-1');
  await feed('revoke', url, '--as', 'cb-1');
  expect((await fetch(address + new URL(url).pathname)).status).toBe(404);

  const paper = ['--ground', 'asked', '--document', '7/ĐN', '--date', today];
  expect(await ocop('forget', 'producers/trai-mai', 'name', ...paper)).toMatchObject({ ok: true });
  expect((await admin('/v1/producers/trai-mai')).body.state.name).not.toBe('Trang trại Mai');
  await ocop('user', 'revoke', 'cb-1', 'commune-officer', '--until', today);

  const log = readFileSync(join(data, 'ocop.log'), 'utf8');
  for (const secret of [PASSWORD, adminLink.split('/').at(-1) as string, 'Trang trại', 'mất điện thoại'])
    expect(log).not.toContain(secret);
}, 300_000);
