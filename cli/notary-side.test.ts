// The notary of a demo office: it seals at once, at the close of a day and after a decision, and publishes what it sealed.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOperatingApi } from '../api/create-api.ts';
import { readCheckpoint } from '../audit/checkpoint.ts';
import { leafOf } from '../audit/log-entry.ts';
import { distrustOf } from '../audit/log-key-trust.ts';
import { isConsistent, isIncluded } from '../audit/proofs.ts';
import { COSIGNATURE, checkSignature, makeSignerKey, readVerifierKey, signatureLine } from '../audit/signed-note.ts';
import { moveDemoClock } from '../domain/demo-clock/demo-clock.ts';
import { LOG_KEYS_ID, logKeys, revokeLogKey } from '../domain/log-keys/log-keys.ts';
import type { Places } from '../settings/settings.ts';
import { readSettings } from '../settings/settings.ts';
import { demoIn } from '../test/moving/installation.ts';
import { eventually } from '../test/temporal-world.ts';
import { operatingParts } from './api-parts.ts';
import { type Office, openOffice } from './compose.ts';
import { watchHealth } from './health.ts';
import { type NotarySide, startNotarySide } from './notary-side.ts';

const root = mkdtempSync(join(tmpdir(), 'ocop-notary-side-'));
const witness = makeSignerKey('witness.example', COSIGNATURE);
const settings = readSettings({ OCOP_WITNESSES: witness.text });
const log = pino({ level: 'silent' });
const said: string[] = [];
let places: Places;
let office: Office;
let notary: NotarySide;
let close: () => Promise<void>;
let base: string;

async function begin(): Promise<void> {
  office = await openOffice(places);
  notary = await startNotarySide({ settings, places, office, log, say: (line) => void said.push(line) });
  const health = watchHealth({ office, readModels: undefined, temporal: undefined, notary, log });
  const parts = operatingParts({
    accounts: undefined,
    watch: { standing: () => 'good', stop: async () => {} },
    machineKey: '',
    secure: false,
    publicUrl: () => undefined,
    settings,
    office,
    readModels: undefined,
    temporal: undefined,
    notary,
    health,
    log,
  });
  const server = createOperatingApi(parts).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = async () => {
    health.stop();
    server.close();
    await notary.stop();
    await office.close();
  };
}
const get = async (path: string) => (await fetch(`${base}/public/v1${path}`)).json() as Promise<any>;
const sealed = (size?: number) =>
  eventually(
    () => notary.state(),
    ({ latest }) => latest !== undefined && (size === undefined || latest.size >= size),
  );
const demoAdmin = { kind: 'person', id: 'demo-admin' } as const;

beforeAll(async () => {
  places = await demoIn(join(root, 'office'));
  await begin();
}, 120_000);
afterAll(async () => {
  await close();
  rmSync(root, { recursive: true, force: true });
});

test('a demo makes its keys, says so, and seals what is there under a key its root key vouches for', async () => {
  await sealed();
  expect(said.join()).toMatch(/Demo keys .* prove nothing/);
  const text = await (await fetch(`${base}/public/v1/checkpoints/latest`)).text();
  const checkpoint = readCheckpoint(text);
  const { state } = await office.executor.look(logKeys, LOG_KEYS_ID);
  const [known] = Object.values(state.keys);
  const key = readVerifierKey(known?.key ?? '');
  const [signature] = checkpoint?.note.signatures ?? [];
  if (!checkpoint || !key || !signature) throw new Error('it is signed');
  expect(checkSignature(checkpoint.note.text, signature, key)).toEqual({ good: true });
  expect(distrustOf(state, key, checkpoint.sealedAt ?? '')).toBeUndefined();
  expect(notary.publicLog.tree(checkpoint.size)?.root).toEqual(checkpoint.root);
});

test('when the office’s day is over it is sealed again, and consistent with before', async () => {
  const { size } = (await sealed()).latest ?? { size: 0 };
  const input = { byMs: 86_400_000 };
  await office.executor.execute({ command: moveDemoClock, id: 'demo', input, commandId: 'c1', caller: demoAdmin });
  await sealed(size + 1);
  const { checkpoints } = await get('/checkpoints');
  const [newer, older] = checkpoints;
  const proof = await get(`/log/consistency?older=${older.size}&size=${newer.size}`);
  const tree = (c: any) => ({ size: c.size, root: Buffer.from(c.root, 'base64') });
  const hashes = (texts: string[]) => texts.map((text) => Buffer.from(text, 'base64'));
  expect(isConsistent(tree(older), tree(newer), hashes(proof.proof))).toBe(true);
  expect(newer.line).toMatch(/^\d{4}-\d\d-\d\d demo\.ocop\.invalid\/\S+ \d+ \S{44}$/);
  const first = await get(`/log/inclusion?stream=unitTree-66&revision=0&size=${newer.size}`);
  expect(isIncluded(leafOf(first.index, first.event), first.index, hashes(first.proof), tree(newer))).toBe(true);
});

test('a witness’s cosignature is taken and shown, another’s is not', async () => {
  const { checkpoints } = await get('/checkpoints');
  const [{ size, note }] = checkpoints;
  const text = readCheckpoint(note)?.note.text ?? '';
  const at = new Date('2026-11-29T00:00:00.000Z');
  const post = (body: string) => fetch(`${base}/public/v1/checkpoints/${size}/cosignatures`, { method: 'POST', body });
  for (const body of [
    '',
    'x',
    signatureLine(text, makeSignerKey('witness.example', COSIGNATURE), at),
    signatureLine(`${text}x\n`, witness, at),
  ]) {
    const refused = await post(body);
    expect([refused.status, ((await refused.json()) as any).code]).toEqual([422, 'COSIGNATURE_WRONG']);
  }
  for (let twice = 0; twice < 2; twice++) {
    const taken = await post(signatureLine(text, witness, at));
    expect([taken.status, ((await taken.json()) as any).witnesses]).toEqual([
      200,
      [{ name: witness.name, id: witness.id, at: at.toISOString() }],
    ]);
  }
  expect(await (await fetch(`${base}/public/v1/checkpoints/${size}/print`)).text()).toContain(
    'witness.example (2026-11-29',
  );
});

test('what is not there, or asked wrongly, is said so', async () => {
  for (const [path, code] of [
    ['/checkpoints/3', 'CHECKPOINT_UNKNOWN'],
    ['/checkpoints/x', 'CHECKPOINT_UNKNOWN'],
    ['/checkpoints?before=x', 'QUERY_INVALID'],
    ['/checkpoints?befor=1', 'QUERY_UNKNOWN'],
    ['/log/inclusion?stream=unitTree-66&revision=999999', 'NOT_IN_LOG'],
    ['/log/inclusion?stream=unitTree-66&revision=0&size=0', 'NOT_IN_LOG'],
    ['/log/inclusion?stream=nobody&revision=0', 'NOT_IN_LOG'],
    ['/log/consistency?older=0', 'CHECKPOINT_UNKNOWN'],
    ['/log/consistency?older=1&size=99999999', 'CHECKPOINT_UNKNOWN'],
  ])
    expect([path, (await get(path as string)).code]).toEqual([path, code]);
});

test('under a revoked key nothing more is sealed', async () => {
  await sealed();
  const { state } = await office.executor.look(logKeys, LOG_KEYS_ID);
  const [keyId = ''] = Object.keys(state.keys);
  const given = { id: LOG_KEYS_ID, caller: demoAdmin };
  await office.executor.execute({
    ...given,
    command: revokeLogKey,
    input: { keyId, reason: 'retired' },
    commandId: 'r1',
  });
  await office.executor.execute({
    command: moveDemoClock,
    id: 'demo',
    input: { byMs: 172_800_000 },
    commandId: 'c2',
    caller: demoAdmin,
  });
  await eventually(
    () => notary.state(),
    ({ unsealed }) => unsealed === 'revoked',
  );
});

test('a store that is not what was sealed is not ready, and is not sealed on', async () => {
  await close();
  const [name = ''] = readdirSync(places.checkpoints).filter((n) => n.endsWith('.txt'));
  const path = join(places.checkpoints, name);
  const { size } = { size: Number(name.slice(0, 15)) };
  writeFileSync(path, signedOther(size));
  await begin();
  await eventually(
    () => notary.state(),
    ({ halted }) => halted !== undefined,
  );
  expect(notary.state().halted).toEqual({ why: 'sealed-otherwise', at: String(size) });
  const ready = (await (await fetch(`${base}/readyz`)).json()) as any;
  expect(ready.parts.find((p: any) => p.name === 'notary')).toMatchObject({
    ok: false,
    sentences: { en: expect.stringContaining(`checkpoint ${size} sealed`) },
  });
  expect(ready.ready).toBe(false);
});

function signedOther(size: number): string {
  const body = `other\n${size}\n${leafOf(0, 'x').toString('base64')}\n`;
  return `${body}\n${signatureLine(body, makeSignerKey('other'))}`;
}
