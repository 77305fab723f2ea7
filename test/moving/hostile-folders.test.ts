// Folders that hold what is somebody else's, or that point elsewhere: nothing outside is read, written or removed.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { lockStore, openersOf, openStore, snapshot } from '../../cli/compose.ts';
import { takeBackup } from '../../moving/backup.ts';
import { restoreBackup } from '../../moving/restore.ts';
import type { Places } from '../../settings/settings.ts';
import { demoIn, exportTo, importFrom, placesIn } from './installation.ts';

const root = mkdtempSync(join(tmpdir(), 'ocop-hostile-'));
let office: Places;
let exported: string;
let backup: string;
let count = 0;
let victim: string;
const place = (name: string) => join(root, `${name}-${count++}`);
const paper = Buffer.from('Quyết định công nhận');
const paperName = createHash('sha256').update(paper).digest('hex');
const SECRET = 'somebody else’s';
const quiet = () => {};
const now = () => new Date().toISOString();

beforeAll(async () => {
  office = await demoIn(join(root, 'office'));
  mkdirSync(office.files);
  writeFileSync(join(office.files, paperName), paper);
  exported = join(root, 'exported');
  await exportTo(exported, office);
  const openCopy = (file: string) => openStore({ ...office, store: file }, { readOnly: true });
  const taken = { places: office, snapshot, openCopy, release: 'test', now, say: quiet };
  backup = (await takeBackup(join(root, 'backups'), taken)).folder;
}, 120_000);
beforeEach(() => {
  victim = place('victim');
  mkdirSync(victim);
  for (const name of ['letter.txt', paperName, 'events.jsonl']) writeFileSync(join(victim, name), SECRET);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function expectUntouched() {
  expect(readdirSync(victim).sort()).toEqual([paperName, 'events.jsonl', 'letter.txt'].sort());
  for (const name of readdirSync(victim)) expect(readFileSync(join(victim, name), 'utf8'), name).toBe(SECRET);
}
const everythingIn = (folder: string) => readdirSync(folder, { recursive: true }).sort();

describe('an export', { timeout: 150_000 }, () => {
  const target = () => join(victim, 'letter.txt');
  const hostile: [string, (at: string) => void][] = [
    ['files of somebody', (at) => cpSync(victim, join(at, 'files'), { recursive: true })],
    ['a link for the folder of papers', (at) => symlinkSync(victim, join(at, 'files'))],
    ['a link for the events', (at) => symlinkSync(target(), join(at, 'events.jsonl.part'))],
    ['a second name for the events', (at) => linkSync(target(), join(at, 'events.jsonl.part'))],
    ['a link for the vault', (at) => symlinkSync(target(), join(at, 'vault.jsonl.part'))],
    ['a link for the manifest', (at) => symlinkSync(target(), join(at, 'manifest.json.new'))],
    ['a link to nothing', (at) => symlinkSync(place('nothing'), join(at, 'events.jsonl'))],
    ['a manifest of something else', (at) => writeFileSync(join(at, 'manifest.json'), '{"name":"a web page"}')],
    ['a pipe', (at) => execFileSync('mkfifo', [join(at, 'events.jsonl')])],
    ['something else', (at) => writeFileSync(join(at, 'thesis.doc'), SECRET)],
  ];
  test.each(hostile)('into a folder with %s is refused, and leaves it as it is', async (_, spoil) => {
    const at = place('at');
    mkdirSync(at);
    spoil(at);
    const before = everythingIn(at);
    await expect(exportTo(at, office)).rejects.toMatchObject({ code: 'EXPORT_FOLDER_IN_USE' });
    expect(everythingIn(at)).toEqual(before);
    expectUntouched();
  });

  const inOurs: [string, (at: string) => void][] = [
    ...hostile.slice(1, 3),
    ...hostile.slice(4, 6),
    ['a link for a paper', (at) => symlinkSync(target(), join(at, 'files', `${'a'.repeat(64)}`))],
    ['a folder among the papers', (at) => cpSync(victim, join(at, 'files', 'mine'), { recursive: true })],
  ];
  test.each(inOurs)('again, into one of ours with %s', async (_, spoil) => {
    const at = place('at');
    await exportTo(at, office);
    try {
      spoil(at);
    } catch {
      rmSync(join(at, 'files'), { recursive: true });
      spoil(at);
    }
    const before = everythingIn(at);
    await expect(exportTo(at, office)).rejects.toMatchObject({ code: 'EXPORT_FOLDER_IN_USE' });
    expect(everythingIn(at)).toEqual(before);
    expectUntouched();
  });

  test('again, into one with second names of somebody’s files, writes to none of them', async () => {
    const at = place('at');
    await exportTo(at, office);
    for (const name of ['events.jsonl.part', 'vault.jsonl.part', 'manifest.json.new', `files/${paperName}.part`])
      linkSync(target(), join(at, name));
    rmSync(join(at, 'files', paperName));
    await exportTo(at, office);
    expect(everythingIn(at)).toEqual(everythingIn(exported));
    expectUntouched();
  });
});

describe('an import', { timeout: 150_000 }, () => {
  const cases: [string, (at: string) => void][] = [
    [
      'whose vault is a link',
      (at) => swap(join(at, 'vault.jsonl'), (p) => symlinkSync(join(exported, 'vault.jsonl'), p)),
    ],
    ['whose events are a pipe', (at) => swap(join(at, 'events.jsonl'), (p) => execFileSync('mkfifo', [p]))],
    ['with a pipe for a paper', (at) => swap(join(at, 'files', paperName), (p) => execFileSync('mkfifo', [p]))],
    [
      'with a link for a paper',
      (at) => swap(join(at, 'files', paperName), (p) => symlinkSync(join(victim, paperName), p)),
    ],
  ];
  const swap = (path: string, make: (path: string) => void) => {
    rmSync(path);
    make(path);
  };
  test.each(cases)('of a folder %s is refused before anything is made', async (_, spoil) => {
    const [at, fresh] = [place('at'), placesIn(place('fresh'))];
    cpSync(exported, at, { recursive: true });
    spoil(at);
    await expect(importFrom(at, fresh, false)).rejects.toMatchObject({ code: 'EXPORT_DAMAGED' });
    expect(() => readdirSync(fresh.folder)).toThrow(/ENOENT/);
  });

  test('takes of its papers only what is one, and puts it only into the folder of papers', async () => {
    const [at, fresh] = [place('at'), placesIn(place('fresh'))];
    cpSync(exported, at, { recursive: true });
    for (const name of ['..%2fescaped', '.ssh', `${paperName}\n`]) writeFileSync(join(at, 'files', name), SECRET);
    mkdirSync(fresh.folder);
    mkdirSync(fresh.files);
    symlinkSync(join(victim, 'letter.txt'), join(fresh.files, `${paperName}.part`));
    await importFrom(at, fresh, false);
    expect(readdirSync(fresh.files).sort()).toEqual([paperName, 'installation'].sort());
    expectUntouched();
  });
});

describe('a restore', { timeout: 150_000 }, () => {
  const restore = (from: string, places: Places) =>
    restoreBackup(from, { places, replace: true, lock: lockStore, ...openersOf(places, now), now, say: quiet });

  test.each(['events.sqlite', 'vault.sqlite'])('of a backup whose %s is a link is refused', async (name) => {
    const [at, fresh] = [place('at'), placesIn(place('fresh'))];
    cpSync(backup, at, { recursive: true });
    rmSync(join(at, name));
    symlinkSync(join(backup, name), join(at, name));
    await expect(restore(at, fresh)).rejects.toMatchObject({ code: 'BACKUP_INCOMPLETE' });
  });

  test('moves links in the data folder aside, and what they point at stays', async () => {
    const fresh = placesIn(place('fresh'));
    mkdirSync(fresh.folder);
    symlinkSync(victim, fresh.files);
    symlinkSync(join(victim, 'letter.txt'), fresh.vault);
    symlinkSync(victim, join(fresh.folder, 'restoring-x'));
    symlinkSync(join(victim, 'letter.txt'), join(fresh.folder, 'restore-unfinished.json.new'));
    await restore(backup, fresh);
    expectUntouched();
    expect(readFileSync(join(fresh.files, paperName))).toEqual(paper);
  });

  test('that a mark says was begun outside of the data folder is refused', async () => {
    const fresh = placesIn(place('fresh'));
    mkdirSync(fresh.folder);
    const mark = { backup, takenAt: 'x', staged: '../victim', replaced: '../victim', renewed: [] };
    writeFileSync(join(fresh.folder, 'restore-unfinished.json'), JSON.stringify(mark));
    await expect(restore(backup, fresh)).rejects.toThrow();
    expectUntouched();
  });
});
