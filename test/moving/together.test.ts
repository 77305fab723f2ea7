// Store, vault and papers of one installation: none is quietly replaced by an empty one or by another office's.
import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOffice } from '../../cli/compose.ts';
import { init } from '../../cli/init.ts';
import type { MovingFault } from '../../moving/refused.ts';
import type { Places } from '../../settings/settings.ts';
import { copyOf, demoIn, exportTo, importFrom, ocop, placesIn, verified } from './installation.ts';

const root = mkdtempSync(join(tmpdir(), 'ocop-together-'));
let office: Places;
let other: Places;
let exported: string;
let count = 0;
const place = (name: string) => join(root, `${name}-${count++}`);
const another = () => copyOf(office, place('copy'));
const paper = Buffer.from('Quyết định công nhận');
const paperName = createHash('sha256').update(paper).digest('hex');

beforeAll(async () => {
  office = await demoIn(join(root, 'office'));
  mkdirSync(office.files);
  writeFileSync(join(office.files, paperName), paper);
  await (await openOffice(office)).close();
  exported = join(root, 'exported');
  await exportTo(exported, office);
  const units = join(root, 'units.json');
  writeFileSync(units, JSON.stringify({ province: { code: '67', name: 'tỉnh khác', from: '2004-01-01' }, units: [] }));
  other = placesIn(join(root, 'other'));
  await init(other, units);
  mkdirSync(other.files);
  writeFileSync(join(other.files, paperName), paper);
  await importFrom(exported, placesIn(join(root, 'third')), false);
  await (await openOffice(other)).close();
}, 120_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

const remove = (file: string) => {
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { recursive: true, force: true });
};
const empty = (file: string) => {
  remove(file);
  writeFileSync(file, '');
};
const put = (from: string, to: string) => {
  remove(to);
  cpSync(from, to, { recursive: true });
};

/** As release 0.2 left it: nothing of it knows of the others. */
function forgotten(places: Places): Places {
  for (const [file, sql] of [
    [places.store, `DELETE FROM store WHERE name <> 'epoch'`],
    [places.vault, 'DROP TABLE vault'],
  ] as const) {
    const db = new DatabaseSync(file);
    db.exec(sql);
    db.close();
  }
  rmSync(join(places.files, 'installation'));
  return places;
}

async function opens(places: Places): Promise<void> {
  await (await openOffice(places)).close();
}

describe('an office does not start', { timeout: 150_000 }, () => {
  const third = () => placesIn(join(root, 'third'));
  const cases: [string, (at: Places) => void, MovingFault][] = [
    ['without its vault', (at) => remove(at.vault), 'VAULT_MISSING'],
    ['with an empty file for a vault', (at) => empty(at.vault), 'VAULT_MISSING'],
    ['without its store', (at) => remove(at.store), 'STORE_MISSING'],
    ['without its papers', (at) => remove(at.files), 'PAPERS_MISSING'],
    ['with the vault of another', (at) => put(third().vault, at.vault), 'INSTALLATION_MIXED'],
    ['with the store of another', (at) => put(third().store, at.store), 'INSTALLATION_MIXED'],
    ['with the papers of another', (at) => put(other.files, at.files), 'INSTALLATION_MIXED'],
  ];
  test.each(cases)('%s, and nothing is made', async (_, spoil, code) => {
    const at = another();
    spoil(at);
    const before = readdirSync(at.folder).filter((name) => !/-(wal|shm)$|lock$/.test(name));
    for (const _again of [1, 2]) await expect(opens(at)).rejects.toMatchObject({ code });
    expect(readdirSync(at.folder).filter((name) => !/-(wal|shm)$|lock$/.test(name))).toEqual(before);
  });

  test.each(cases.slice(0, 3))('of release 0.2, %s', async (_, spoil, code) => {
    const at = forgotten(another());
    spoil(at);
    await expect(opens(at)).rejects.toMatchObject({ code });
  });

  test('until somebody decides that what is here belongs together', async () => {
    const at = another();
    remove(at.vault);
    expect(await ocop(at.folder, 'rejoin')).toMatchObject({ code: 0 });
    await opens(at);
    expect((await verified(at)).counts.gap).toBeGreaterThan(100);
  });
});

describe('an office starts', { timeout: 150_000 }, () => {
  test('with what release 0.2 left, which from then on knows one another', async () => {
    const at = forgotten(another());
    await opens(at);
    await opens(at);
    remove(at.vault);
    await expect(opens(at)).rejects.toMatchObject({ code: 'VAULT_MISSING' });
  });

  test('as a new one, again where that was interrupted, and where the vault never held anything', async () => {
    const at = placesIn(place('new'));
    await opens(at);
    await opens(at);
    remove(at.store);
    await opens(at);
  });

  test('after an import, also one that was interrupted before its events', async () => {
    const at = placesIn(place('fresh'));
    await importFrom(exported, at, false);
    await opens(at);
    const begun = placesIn(place('begun'));
    await importFrom(exported, begun, false);
    const db = new DatabaseSync(begun.store);
    db.exec('DROP TRIGGER event_is_kept; DELETE FROM event WHERE position > 100');
    db.close();
    expect((await importFrom(exported, begun, true)).there).toBe(100);
    await opens(begun);
  });

  test('after a backup was restored, and after the demo was started over', async () => {
    const { out } = await ocop(office.folder, 'backup', place('backups'), '--json');
    const { folder } = JSON.parse(out) as { folder: string };
    const at = placesIn(place('restored'));
    expect(await ocop(at.folder, 'restore', folder)).toMatchObject({ code: 0 });
    await opens(at);
    remove(at.vault);
    expect(await ocop(at.folder, 'demo', '--reset')).toMatchObject({ code: 0 });
    await opens(at);
  });
});

describe('without its vault', { timeout: 150_000 }, () => {
  test('nothing is exported or backed up, and an import beside a vault makes no store', async () => {
    const at = another();
    remove(at.vault);
    expect(await ocop(at.folder, 'export', place('x'))).toMatchObject({
      err: expect.stringMatching(/^VAULT_MISSING/m),
    });
    expect(await ocop(at.folder, 'backup', place('x'))).toMatchObject({
      err: expect.stringMatching(/^VAULT_MISSING/m),
    });
    const alone = placesIn(place('alone'));
    mkdirSync(alone.folder);
    copyFileSync(office.vault, alone.vault);
    expect(await ocop(alone.folder, 'import', exported)).toMatchObject({
      err: expect.stringMatching(/^STORE_MISSING/m),
    });
    expect(existsSync(alone.store)).toBe(false);
  });
});
