// Checkpoints travel with the history they seal; and where an older backup is put back, those whose events are lost are named in
// a fact, kept, published and told by every verification, and the log is sealed on.
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LOST } from '../../audit/checkpoint-folder.ts';
import { acceptTheRestore } from '../../cli/accept-restore.ts';
import { lockStore, openersOf, openOffice, openStore, snapshot } from '../../cli/compose.ts';
import { notaryHealth } from '../../cli/notary-health.ts';
import { startNotarySide } from '../../cli/notary-side.ts';
import { moveDemoClock } from '../../domain/demo-clock/demo-clock.ts';
import { asText, contentOf } from '../../domain/letters/content.ts';
import { takeBackup } from '../../moving/backup.ts';
import { findExport } from '../../moving/import-source.ts';
import { restoreBackup } from '../../moving/restore.ts';
import { checkpointsBeside, verifyExport } from '../../moving/verify.ts';
import { type Places, readSettings } from '../../settings/settings.ts';
import { eventually } from '../temporal-world.ts';
import { demoIn, exportTo, importFrom, placesIn, verified } from './installation.ts';

const root = mkdtempSync(join(tmpdir(), 'ocop-checkpoints-'));
const now = () => '2026-11-23T02:00:00.000Z';
const quiet = () => {};
const log = pino({ level: 'silent' });
const caller = { kind: 'person', id: 'demo-admin' } as const;
let office: Places;
let backup: string;

/** Opens the office with its notary, for as long as it takes. */
async function running<T>(
  work: (notary: Awaited<ReturnType<typeof startNotarySide>>, nextDay: (n: number) => Promise<unknown>) => Promise<T>,
): Promise<T> {
  const opened = await openOffice(office);
  const settings = readSettings({});
  const notary = await startNotarySide({ settings, places: office, office: opened, log, say: quiet });
  const nextDay = (n: number) =>
    opened.executor.execute({
      command: moveDemoClock,
      id: 'demo',
      input: { byMs: 86_400_000 },
      commandId: `day-${n}`,
      caller,
    });
  try {
    return await work(notary, nextDay);
  } finally {
    await notary.stop();
    await opened.close();
  }
}
type Side = Awaited<ReturnType<typeof startNotarySide>>;
const sealedBeyond = (notary: Side, size: number) =>
  eventually(
    () => notary.state(),
    ({ latest }) => (latest?.size ?? 0) > size,
  );
const codes = async (places = office) =>
  (await verified(places, { checkpoints: checkpointsBeside(places.checkpoints) })).findings.map(
    ({ grade, code }) => `${grade} ${code}`,
  );

beforeAll(async () => {
  office = await demoIn(join(root, 'office'));
  await running(async (notary, nextDay) => {
    const first = (await sealedBeyond(notary, 0)).latest?.size ?? 0;
    const openCopy = (store: string) => openStore({ ...office, store }, { readOnly: true });
    const parts = { places: office, snapshot, openCopy, release: 'test', now, say: quiet };
    backup = (await takeBackup(join(root, 'backups'), parts)).folder;
    await nextDay(1);
    await sealedBeyond(notary, first);
  });
}, 120_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('an export brings them along, its verification holds them against it, and an import takes them over', async () => {
  const folder = join(root, 'export');
  await exportTo(folder, office);
  const report = await verifyExport(findExport(folder), quiet);
  expect([report.findings, report.sealed]).toEqual([[], { good: 2, given: 2, upTo: report.sealed.upTo }]);
  expect(report.sealed.upTo).toBeGreaterThan(0);
  const moved = placesIn(join(root, 'moved'));
  await importFrom(folder, moved, false);
  expect(readdirSync(moved.checkpoints)).toEqual(readdirSync(office.checkpoints));
  // Something that is none, or a link, is left behind.
  writeFileSync(join(folder, 'checkpoints', 'x.txt'), '%PDF-1.7');
  await importFrom(folder, moved, true);
  expect(readdirSync(moved.checkpoints)).toEqual(readdirSync(office.checkpoints));
});

test('after a restore what was published stays, and is sealed on only once the loss is said', async () => {
  const published = readdirSync(office.checkpoints);
  const restored = await restoreBackup(backup, {
    places: office,
    replace: true,
    lock: lockStore,
    ...openersOf(office, now),
    now,
    say: quiet,
  });
  expect([restored.checkpoints, readdirSync(office.checkpoints)]).toEqual([0, published]);
  expect(await codes()).toEqual(['manipulation HISTORY_SHORTER']);
  await running(async (notary) => {
    const { halted } = await eventually(
      () => notary.state(),
      (state) => state.halted !== undefined,
    );
    expect(halted?.why).toBe('shorter-than-sealed');
    expect(notaryHealth(notary.state()).note.en).toMatch(/ocop notary accept-restore/);
  });
  const accepted = await acceptTheRestore(office, { number: '5/QĐ-VP', date: '2022-06-20' });
  expect(accepted.lost).toHaveLength(1);
  expect(accepted.kept).toBe(Number(published[0]?.slice(0, 15)));
  await running(async (notary, nextDay) => {
    await nextDay(2);
    await eventually(
      () => notary.state(),
      ({ lost }) => lost === 1,
    );
    const { size } = (await sealedBeyond(notary, accepted.kept)).latest ?? { size: 0 };
    expect(size).toBeGreaterThan(accepted.kept);
    expect(notaryHealth(notary.state())).toMatchObject({
      ok: true,
      note: { en: expect.stringContaining('1 checkpoints seal what was lost') },
    });
    expect(notary.publicLog.checkpoints.lost().map((c) => c.size)).toEqual(accepted.lost.map((c) => c.size));
  });
  // It says so for ever, and calls nobody a forger for it; the lost one was not written over.
  expect((await codes()).filter((code) => !code.startsWith('notice'))).toEqual(['gap LOST_IN_RESTORE']);
  expect(readdirSync(join(office.checkpoints, LOST))).toHaveLength(1);
  await expect(acceptTheRestore(office, { number: '5/QĐ-VP', date: '2022-06-20' })).rejects.toThrow(
    /nothing to accept/,
  );
});

test('a backup put into a new folder brings its checkpoints', async () => {
  const places = placesIn(join(root, 'fresh'));
  const parts = { places, replace: false, lock: lockStore, ...openersOf(places, now), now, say: quiet };
  expect((await restoreBackup(backup, parts)).checkpoints).toBe(1);
  expect(existsSync(places.checkpoints)).toBe(true);
  expect(await codes(places)).toEqual([]);
});

test('a checkpoint is known again in the letter that brought it', async () => {
  const name = readdirSync(office.checkpoints).find((one) => one.endsWith('.txt')) ?? '';
  const note = readFileSync(join(office.checkpoints, name), 'utf8');
  const letter = join(root, 'letter.txt');
  const both = { vi: 'Nhận và giữ niêm phong', en: 'Keep the seal' };
  const lines = note.split('\n').filter(Boolean);
  const matters = [{ ref: 'logKeys-office@9', what: both, about: both, isNews: true, lines, path: '/' }];
  const of = {
    lang: 'vi',
    reader: 'x',
    today: '2022-06-20',
    settled: 0,
    publicUrl: 'https://x',
    isDemo: true,
  } as const;
  writeFileSync(letter, asText(contentOf({ ...of, matters })).replaceAll('\n', '\r\n'));
  cpSync(join(office.checkpoints, name), join(root, 'note.txt'));
  for (const file of [letter, join(root, 'note.txt')])
    expect((await verified(office, { checkpoints: [file] })).sealed).toMatchObject({ given: 1, good: 1 });
});
