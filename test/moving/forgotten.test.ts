// What somebody had erased stays erased: in the vault, after a restore or an import of older copies, and a verification
// tells where it is not.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lockStore, openersOf, openOffice, openStore, openVault, snapshot } from '../../cli/compose.ts';
import { recordAgain } from '../../cli/forget-command.ts';
import { personalRef } from '../../domain/kernel/personal.ts';
import { producer, registerProducer } from '../../domain/producer/producer.ts';
import { getCommand } from '../../domain/registry.ts';
import { takeBackup } from '../../moving/backup.ts';
import { restoreBackup } from '../../moving/restore.ts';
import type { Places } from '../../settings/settings.ts';
import { sweepVault } from '../../vault/sweep-vault.ts';
import { copyOf, demoIn, exportTo, importFrom, placesIn, verified } from './installation.ts';

const root = mkdtempSync(join(tmpdir(), 'ocop-forgotten-'));
const now = () => new Date().toISOString();
const quiet = () => {};
const HOUSEHOLD = 'ho-ong-nguyen-van-an';
const NAME = 'Nguyễn Văn An, thôn Tám';
let count = 0;
const place = (name: string) => join(root, `${name}-${count++}`);
let before: Places;
let after: Places;
let ref: string;
let oldBackup: string;
let oldExport: string;

type Office = Awaited<ReturnType<typeof openOffice>>;
async function inOffice<T>(places: Places, work: (office: Office) => Promise<T>): Promise<T> {
  const office = await openOffice(places);
  return work(office).finally(() => office.close());
}

const forget = (office: Office, commandId = 'quen') =>
  office.executor.execute({
    command: getCommand('producer', 'ForgetValues'),
    id: HOUSEHOLD,
    input: { fields: ['name', 'contact'], ground: 'asked', document: { number: 'ĐN-01', date: '2022-03-01' } },
    commandId,
    caller: { kind: 'person', id: 'demo-admin' },
  });
const revealed = (places: Places) => inOffice(places, ({ vault }) => vault.reveal(ref));
const codesOf = async (places: Places) => (await verified(places)).findings.map(({ code }) => code);

/** The vault as somebody who does not know better would put it back. */
function vaultOf(from: Places, to: Places): void {
  for (const suffix of ['-wal', '-shm']) rmSync(to.vault + suffix, { force: true });
  const db = new DatabaseSync(from.vault);
  rmSync(to.vault);
  db.exec(`VACUUM INTO '${to.vault}'`);
  db.close();
}

beforeAll(async () => {
  before = await demoIn(place('before'));
  ref = await inOffice(before, async ({ executor }) => {
    const input = {
      ...{ province: '66', place: '650-01', kind: 'household', name: NAME, contact: '0905 123 456' },
      registration: '40A8000123',
    };
    const caller = { kind: 'person', id: 'demo-krong-nang-xa-1' } as const;
    await executor.execute({ command: registerProducer, id: HOUSEHOLD, input, commandId: 'dang-ky', caller });
    const { facts } = await executor.look(producer, HOUSEHOLD);
    return personalRef.parse((facts[0]?.data as { name?: unknown } | undefined)?.name).ref;
  });
  const backup = await takeBackup(place('backups'), {
    ...{ places: before, snapshot, release: 'test', now, say: quiet },
    openCopy: (file) => openStore({ ...before, store: file }, { readOnly: true }),
  });
  oldBackup = backup.folder;
  oldExport = place('export');
  await exportTo(oldExport, before);
  after = copyOf(before, place('after'));
  await inOffice(after, async (office) => expect(await forget(office)).toMatchObject({ outcome: 'appended' }));
}, 120_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('the value and its salt go, the event and its hash stay, and a verification finds nothing wrong', async () => {
  expect(await revealed(before)).toBe(NAME);
  expect(await revealed(after)).toBeUndefined();
  expect(await codesOf(after)).toEqual([]);
  expect((await verified(after)).vault?.erased).toBe(2);
  const files = [after.vault, after.store].map((file) => readFileSync(file).toString('latin1')).join();
  for (const text of [NAME, '0905 123 456']) expect(files).not.toContain(Buffer.from(text).toString('latin1'));
});

test('a value that was to be forgotten and is still there is found, and the sweep of a running server erases it', async () => {
  const spoiled = copyOf(after, place('spoiled'));
  vaultOf(before, spoiled);
  const { findings, counts } = await verified(spoiled);
  expect(findings.map(({ code, at }) => [code, at])).toContainEqual(['NOT_FORGOTTEN', `producer-${HOUSEHOLD}@1`]);
  expect(counts.gap).toBe(2);
  await inOffice(spoiled, async ({ vault, store }) =>
    expect(await sweepVault(vault, store, undefined)).toEqual({ unreferred: 0, forgotten: 2 }),
  );
  expect(await codesOf(spoiled)).toEqual([]);
});

test('whoever repeats the command because the vault did not answer has it erased', async () => {
  const again = copyOf(after, place('again'));
  vaultOf(before, again);
  await inOffice(again, async (office) => expect(await forget(office)).toMatchObject({ outcome: 'already-applied' }));
  expect(await revealed(again)).toBeUndefined();
});

const restore = (backup: string, places: Places) =>
  restoreBackup(backup, { places, replace: true, lock: lockStore, ...openersOf(places, now), now, say: quiet });

test('a restore of an older backup takes later erasures over, and the decision with them', async () => {
  const restored = copyOf(after, place('restored'));
  const { erasures } = await restore(oldBackup, restored);
  expect(erasures).toMatchObject({ erased: 2, unknown: [{ type: 'ValuesForgotten' }] });
  expect(await recordAgain(restored, erasures.unknown)).toBe(1);
  expect(await revealed(restored)).toBeUndefined();
  expect(await codesOf(restored)).toEqual([]);
  const told = await inOffice(restored, ({ executor }) => executor.look(producer, HOUSEHOLD));
  expect(told.facts.at(-1)).toMatchObject({
    type: 'ValuesForgotten',
    actor: { kind: 'installation' },
    data: { document: { number: 'ĐN-01' } },
  });
  expect(await restore(oldBackup, restored)).toMatchObject({ erasures: { erased: 2 } });
});

test('also where the newer store is gone and its vault alone remembers, or the newer vault is gone and its store does', async () => {
  for (const lost of ['store', 'vault'] as const) {
    const restored = copyOf(after, place(`without-${lost}`));
    for (const suffix of ['', '-wal', '-shm']) rmSync(restored[lost] + suffix, { force: true });
    expect(await restore(oldBackup, restored), lost).toMatchObject({ erasures: { erased: 2 } });
    expect(await revealed(restored), lost).toBeUndefined();
  }
});

test('an older export brings nothing back into a store that knows, not even into an empty vault', async () => {
  const fresh = placesIn(place('fresh'));
  const newer = place('newer');
  await exportTo(newer, after);
  await importFrom(newer, fresh, false);
  for (const suffix of ['', '-wal', '-shm']) rmSync(fresh.vault + suffix, { force: true });
  await importFrom(oldExport, fresh, true);
  expect(await revealed(fresh)).toBeUndefined();
  expect(await codesOf(fresh)).toEqual([]);
});

test('an export made anew into the folder of an older one does not hold it any more', async () => {
  const folder = place('folder');
  await exportTo(folder, before);
  const text = () => readFileSync(join(folder, 'vault.jsonl'), 'utf8');
  expect(text()).toContain(NAME);
  await inOffice(before, ({ vault }) => vault.close());
  const vault = await openVault(before, now);
  await vault.erase(ref);
  await vault.close();
  await exportTo(folder, before);
  expect(text()).not.toContain(NAME);
});
