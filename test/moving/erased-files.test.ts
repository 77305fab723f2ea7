// A file that the law wanted gone stays gone: after a restore or an import of older copies; and a verification says that it was
// erased, not that it is missing.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lockStore, openersOf, openOffice, openStore, snapshot } from '../../cli/compose.ts';
import { sweepFiles } from '../../cli/files-side.ts';
import { recordAgain } from '../../cli/forget-command.ts';
import { eraseFile } from '../../domain/product-cycle/erasing-files.ts';
import { receiveFile } from '../../domain/product-cycle/files.ts';
import { productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { takeBackup } from '../../moving/backup.ts';
import { restoreBackup } from '../../moving/restore.ts';
import { folderFiles } from '../../papers/files/folder-files.ts';
import { hashOf } from '../../papers/files/samples.fixture.ts';
import type { Places } from '../../settings/settings.ts';
import { copyOf, demoIn, exportTo, importFrom, placesIn, verified } from './installation.ts';

const root = mkdtempSync(join(tmpdir(), 'ocop-erased-'));
const now = () => new Date().toISOString();
const quiet = () => {};
let cycle: string;
const BYTES = Buffer.from('%PDF-1.7 bản chụp căn cước gửi nhầm');
const sha256 = hashOf(BYTES);
const A_DAY_LATER = () => Date.now() + 86_400_000;
let count = 0;
const place = (name: string) => join(root, `${name}-${count++}`);
let before: Places;
let after: Places;
let backup: string;
let oldExport: string;

async function inOffice<T>(
  places: Places,
  work: (office: Awaited<ReturnType<typeof openOffice>>) => Promise<T>,
): Promise<T> {
  const office = await openOffice(places);
  return work(office).finally(() => office.close());
}
const has = ({ files }: Places) => existsSync(join(files, sha256));
const codesOf = async (places: Places) => (await verified(places)).findings.map(({ code }) => code);
const sweep = (places: Places) =>
  inOffice(places, ({ store }) =>
    sweepFiles({ store, files: folderFiles(places.files), now: A_DAY_LATER(), afterDays: 30 }),
  );

beforeAll(async () => {
  before = await demoIn(place('before'));
  const part = join(root, 'part');
  writeFileSync(part, BYTES);
  await folderFiles(before.files).take(part, sha256);
  const account = 'demo-province';
  cycle = await inOffice(before, async ({ executor }) => [...(await executor.ids(productCycle))][0] ?? '');
  const received = await inOffice(before, ({ executor }) =>
    executor.execute({
      ...{ command: receiveFile, id: cycle, commandId: 'nhan', caller: { kind: 'person', id: account } },
      input: { account, sha256, bytes: BYTES.length, kind: 'pdf' },
    }),
  );
  expect(received).toMatchObject({ outcome: 'appended' });
  const taken = await takeBackup(place('backups'), {
    ...{ places: before, snapshot, release: 'test', now, say: quiet },
    openCopy: (file) => openStore({ ...before, store: file }, { readOnly: true }),
  });
  backup = taken.folder;
  oldExport = place('export');
  await exportTo(oldExport, before);
  after = copyOf(before, place('after'));
  const document = { number: 'ĐN-9', date: '2022-03-01' };
  const erased = await inOffice(after, ({ executor }) =>
    executor.execute({
      ...{ command: eraseFile, id: cycle, commandId: 'xoa', caller: { kind: 'person', id: 'demo-admin' } },
      input: { sha256, ground: 'entered-by-mistake', document },
    }),
  );
  expect(erased).toMatchObject({ outcome: 'appended' });
}, 120_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('until its bytes are gone a verification says so; then that it was erased by law', async () => {
  const places = copyOf(after, place('swept'));
  expect(await codesOf(places)).toEqual(['PAPER_NOT_ERASED']);
  expect(await sweep(places)).toMatchObject({ erased: 1, orphans: [] });
  expect(has(places)).toBe(false);
  expect(await verified(places)).toMatchObject({ findings: [], erasedPapers: 1, papers: 0 });
});

test('one that is missing is missing still', async () => {
  const places = copyOf(before, place('missing'));
  rmSync(join(places.files, sha256));
  expect(await codesOf(places)).toEqual(['PAPER_MISSING']);
});

test('a restore of an older backup does not bring it back, and records the decision again', async () => {
  const places = copyOf(after, place('restored'));
  await sweep(places);
  const how = { places, replace: true, lock: lockStore, ...openersOf(places, now), now, say: quiet };
  const { erasures } = await restoreBackup(backup, how);
  expect(erasures.unknown).toMatchObject([{ type: 'FileErased' }]);
  expect(has(places)).toBe(false);
  expect(await recordAgain(places, erasures.unknown)).toBe(1);
  const told = await inOffice(places, ({ executor }) => executor.look(productCycle, cycle));
  expect(told.facts.at(-1)).toMatchObject({ type: 'FileErased', actor: { kind: 'installation' } });
  expect(await codesOf(places)).toEqual([]);
});

test('an import leaves it behind: of an export that still had it, and of an older one into a store that knows', async () => {
  const newer = place('newer');
  await exportTo(newer, after);
  const fresh = placesIn(place('fresh'));
  await importFrom(newer, fresh, false);
  expect([has(after), has(fresh)]).toEqual([true, false]);
  await importFrom(oldExport, fresh, true);
  expect(has(fresh)).toBe(false);
  expect(await codesOf(fresh)).toEqual([]);
});
