// Two real API nodes on one store and one PostgreSQL: who is suspended, signs out or changes the password at one of them is
// out at the other too, within a second.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeOnPostgres } from '../contracts/vault-on-postgres.ts';
import { type OcopNode, startNode } from '../distributed/node.ts';
import { type FakeProcess, startFakeProcess } from '../kurrentdb-fake/as-process.ts';
import { eventually } from '../temporal-world.ts';

const main = join(import.meta.dirname, '../../cli/main.ts');
const PASSWORD = 'con đường đèo Mang Yang';

await describeOnPostgres('accounts at two nodes', ({ server }) => {
  const folder = mkdtempSync(join(tmpdir(), 'ocop-nodes-'));
  let store: FakeProcess;
  let nodes: readonly [OcopNode, OcopNode];
  let env: Record<string, string>;
  let link: string;

  const ocop = async (data: string, ...args: string[]) => {
    const given = { ...process.env, NODE_OPTIONS: '', ...env, OCOP_DATA: join(folder, data) };
    const { stdout } = await promisify(execFile)(process.execPath, [main, ...args, '--json'], { env: given });
    return JSON.parse(stdout);
  };

  beforeAll(async () => {
    store = await startFakeProcess({ file: join(folder, 'store.jsonl') });
    env = {
      OCOP_STORE_URL: store.url,
      OCOP_VAULT_URL: server().url(),
      OCOP_ACCOUNTS_KEY: 'c'.repeat(64),
      OCOP_SECOND_FACTOR: 'nobody',
    };
    const units = join(folder, 'units.json');
    const province = { code: '66', name: 'tỉnh Đắk Lắk', from: '2004-01-01' };
    writeFileSync(units, JSON.stringify({ province, units: [] }));
    link = (await ocop('one', 'init', units)).link;
    const node = (name: string) => startNode({ part: 'api', folder: join(folder, name), env });
    nodes = await Promise.all([node('one'), node('two')]);
  }, 120_000);
  afterAll(async () => {
    for (const node of nodes ?? []) await node.stop();
    await store?.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  const send = (node: OcopNode, path: string, body?: object, cookie = '') =>
    fetch(node.address + path, {
      method: body ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json', origin: node.address, cookie },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  const cookieIn = (answer: Response) =>
    answer.headers
      .getSetCookie()
      .map((set) => set.split(';')[0])
      .join('; ');
  async function signedInAt(node: OcopNode, name: string): Promise<string> {
    const answer = await send(node, '/v1/sign-in', { name, password: PASSWORD });
    expect(answer.status, await answer.clone().text()).toBe(200);
    return cookieIn(answer);
  }
  const statusAt = async (node: OcopNode, cookie: string) =>
    (await send(node, '/v1/my-work', undefined, cookie)).status;

  test('suspended at one, out at the other within a second; so is a session that was ended there', async () => {
    const [one, two] = nodes;
    const accepted = await send(one, '/v1/invitations/accept', {
      token: link.split('/').at(-1),
      name: 'quan-tri',
      password: PASSWORD,
    });
    expect(accepted.status).toBe(200);
    const admin = await signedInAt(one, 'quan-tri');
    const answer = await send(one, '/v1/operations/invite', { account: 'cb-1' }, admin);
    const invited = (await answer.json()) as { result: { link: string } };
    const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
    const grant = { grant: 'tt', province: '66', role: 'auditor', unit: '66', from: today };
    expect((await send(one, '/v1/accounts/cb-1/grant-role', grant, admin)).status).toBe(201);
    const token = invited.result.link.split('/').at(-1);
    const came = await send(two, '/v1/invitations/accept', { token, name: 'cb-1', password: PASSWORD });
    expect(came.status).toBe(200);

    const atTwo = await signedInAt(two, 'cb-1');
    await eventually(
      () => statusAt(two, atTwo),
      (status) => status === 200,
    );
    expect(await statusAt(one, atTwo)).toBe(200);
    expect((await send(one, '/v1/sign-out', {}, atTwo)).status).toBe(200);
    expect(await statusAt(two, atTwo)).toBe(401);

    const again = await signedInAt(two, 'cb-1');
    expect(await statusAt(two, again)).toBe(200);
    const stopped = await send(one, '/v1/accounts/cb-1/suspend-account', { reason: 'mất điện thoại' }, admin);
    expect(stopped.status, await stopped.clone().text()).toBe(200);
    // Within a second on a free machine; a busy one is no fault.
    await eventually(
      () => statusAt(two, again),
      (status) => status === 401 || status === 403,
      10_000,
    );
    const refused = await send(two, '/v1/sign-in', { name: 'cb-1', password: PASSWORD });
    const cookie = cookieIn(refused);
    expect(await statusAt(two, cookie)).not.toBe(200);
  }, 60_000);
});
