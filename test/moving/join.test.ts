// Two offices become one installation; what keeps them apart is told before anything is written.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOffice, openStore } from '../../cli/compose.ts';
import { init } from '../../cli/init.ts';
import { getCommand } from '../../domain/registry.ts';
import { type CheckedJoin, checkJoin } from '../../moving/check-join.ts';
import { findExport } from '../../moving/import-source.ts';
import { joinExports } from '../../moving/join.ts';
import type { Places } from '../../settings/settings.ts';
import { exportTo, ocop, placesIn, verified } from './installation.ts';

const root = mkdtempSync(join(tmpdir(), 'ocop-join-'));
const decision = ['--decision', '202/2025/QH15', '--decided-on', '2025-06-12', '--province', '66'];
const document = { number: '202/2025/QH15', date: '2025-06-12' };
let count = 0;
const place = (name: string) => join(root, `${name}-${count++}`);
const first = [
  { account: 'demo-admin', role: 'admin' },
  { account: 'demo-province', role: 'province-officer' },
  { account: 'demo-signer', role: 'signer' },
] as const;
const accounts = first.map(({ account }) => account);

/** An empty province with one producer and the days off of a year. */
async function officeOf(code: string, holidays: readonly string[]): Promise<Places> {
  const places = placesIn(place(`office-${code}`));
  const units = place('units.json');
  const province = { code, name: `tỉnh ${code}`, from: '2004-01-01' };
  const commune = { code: `${code}001`, name: 'xã', level: 'commune' };
  writeFileSync(units, JSON.stringify({ province, units: [commune] }));
  await init(places, units, first);
  const give = givingIn(places, 'demo-province');
  const made = { province: code, place: commune.code, kind: 'farm', name: `Trang trại ${code}` };
  await give('producer', 'RegisterProducer', `trai-${code}`, made);
  await give('calendar', 'ProposeCalendar', '2026', { province: code, days: { holidays } });
  return places;
}

const givingIn =
  (places: Places, by: string | undefined) => async (category: string, name: string, id: string, input: object) => {
    const office = await openOffice(places);
    const command = getCommand(category, name);
    const caller =
      by === undefined ? ({ kind: 'installation', id: 'test' } as const) : { kind: 'person' as const, id: by };
    const given = { command, id, input, commandId: `${name}/${id}/${count++}`, caller };
    const result = await office.executor.execute(given);
    await office.close();
    expect(result, JSON.stringify(result)).toMatchObject({ outcome: 'appended' });
  };

/** The joining office gives its accounts other names, and says so. */
async function renamed(places: Places, province: string): Promise<void> {
  const give = givingIn(places, 'demo-admin');
  for (const account of accounts) {
    const grant = { grant: 'first', province, role: 'admin', unit: province, from: '2026-01-01' };
    await give('account', 'GrantRole', `py-${account}`, grant);
    await give('movedStreams', 'MoveStream', province, {
      from: `account-${account}`,
      to: `account-py-${account}`,
      document,
    });
  }
}

async function exported(places: Places): Promise<string> {
  const folder = place('export');
  await exportTo(folder, places);
  return folder;
}

let ours: Places;
let oursExport: string;
let theirs: Places;
beforeAll(async () => {
  ours = await officeOf('66', ['2026-01-01']);
  oursExport = await exported(ours);
  theirs = await officeOf('54', ['2026-01-01']);
}, 120_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('two offices', { timeout: 150_000 }, () => {
  test('are not joined while streams of both have one name; all of them are told', async () => {
    const check = (folder: string) => checkJoin(findExport(oursExport), findExport(folder));
    expect(() => check(oursExport)).toThrow(expect.objectContaining({ code: 'JOIN_IMPOSSIBLE' }));
    const folder = await exported(theirs);
    expect(() => check(folder)).toThrow(/account-demo-admin, account-demo-province, account-demo-signer\. /);
    const others = await officeOf('52', ['2026-01-02']);
    const other = await exported(others);
    expect(() => check(other)).toThrow(/account-demo-signer, calendar-2026/);
  });

  test('become one installation with both histories as they were, and the fact that says so', async () => {
    await renamed(theirs, '54');
    const folder = await exported(theirs);
    const joined = placesIn(place('joined'));
    const args = ['import', oursExport, '--join', folder, ...decision];
    expect(await ocop(joined.folder, ...args)).toMatchObject({ code: 0 });
    expect(await ocop(joined.folder, ...args)).toMatchObject({ code: 0, out: expect.stringContaining('Joined') });

    const report = await verified(joined);
    expect(report).toMatchObject({ counts: { manipulation: 0, gap: 0 } });
    const [one, a, b] = [await eventsOf(joined), await eventsOf(ours), await eventsOf(theirs)];
    const left = ['calendar-2026', ...accounts.map((name) => `account-${name}`)];
    const taken = b.events.filter((e) => !left.includes(e.stream));
    expect(one.events.slice(0, -1)).toEqual([...a.events, ...taken]);
    expect(one.events.at(-1)).toMatchObject({
      type: 'HistoriesJoined',
      data: {
        ours: { installation: a.epoch, events: a.events.length, head: a.events.at(-1)?.hash },
        theirs: { installation: b.epoch, events: b.events.length, head: b.events.at(-1)?.hash },
        decision: document,
      },
    });
    const { leftOut = [] } = (one.events.at(-1)?.data ?? {}) as Partial<CheckedJoin>;
    expect(leftOut.map(({ stream }) => stream).sort()).toEqual([...left].sort());
    expect([a.epoch, b.epoch]).not.toContain(one.epoch);
    expect(report.vault?.references).toBe(2);
  });

  test('are not joined into the store of one of them', async () => {
    const exports = { ours: findExport(oursExport), theirs: findExport(await exported(theirs)) };
    const never = () => Promise.reject(new Error('nothing may be made'));
    const parts = {
      make: never,
      openVault: never,
      record: never,
      papers: ours.files,
      checkpoints: '',
      now: () => '',
      say: () => {},
    };
    const joining = joinExports(exports, { ...parts, find: () => openStore(ours) });
    await expect(joining).rejects.toThrow(expect.objectContaining({ code: 'JOIN_IMPOSSIBLE' }));
  });

  test('are not joined where one is a demo', async () => {
    const demo = await officeOf('52', []);
    await givingIn(demo, undefined)('demoClock', 'SetDemoClock', 'demo', { province: '52', offsetMs: 0 });
    const folder = await exported(demo);
    expect(() => checkJoin(findExport(oursExport), findExport(folder))).toThrow(/is a demo/);
  });
});

async function eventsOf(places: Places) {
  const store = await openStore(places, { readOnly: true });
  const events = (await store.readAll({ limit: 10_000 })).map(({ position: _, ...event }) => event);
  const { epoch } = store;
  await store.close();
  return { epoch, events };
}
