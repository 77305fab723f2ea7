// Backup and restore of the embedded installation, and how what is built from the store notices.
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lockStore, openersOf, openOffice, openOfficeReadModels, openStore, snapshot } from '../../cli/compose.ts';
import { registerProducer } from '../../domain/producer/producer.ts';
import { takeBackup } from '../../moving/backup.ts';
import { refuseHalfRestored, restoreBackup } from '../../moving/restore.ts';
import { openRelayMemory } from '../../relay/checkpoint.ts';
import { startRelay } from '../../relay/relay.ts';
import type { Places } from '../../settings/settings.ts';
import { eventually } from '../temporal-world.ts';
import { copyOf, demoIn, placesIn, tamper, verified } from './installation.ts';

const root = mkdtempSync(join(tmpdir(), 'ocop-backup-'));
let office: Places;
/** another installation, with a history of its own */
let neighbour: Places;
let count = 0;
const place = (name: string) => join(root, `${name}-${count++}`);
const quiet = () => {};
const silent = { info: quiet, warn: quiet, error: quiet };

beforeAll(async () => {
  office = await demoIn(join(root, 'office'));
  neighbour = await demoIn(join(root, 'neighbour'));
}, 120_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

const backupOf = (places: Places) =>
  takeBackup(place('backups'), {
    places,
    snapshot,
    openCopy: (file) => openStore({ ...places, store: file }, { readOnly: true }),
    release: 'test',
    now: () => new Date().toISOString(),
    say: quiet,
  });
const restore = (backup: string, places: Places, replace = false) =>
  restoreBackup(backup, {
    places,
    replace,
    lock: lockStore,
    ...openersOf(places, () => new Date().toISOString()),
    now: () => new Date().toISOString(),
    say: quiet,
  });

describe('a backup', { timeout: 150_000 }, () => {
  test('is restored elsewhere as it was; its files are whole in themselves and their owner’s alone', async () => {
    const { folder, manifest } = await backupOf(office);
    expect(readdirSync(folder).sort()).toEqual(['events.sqlite', 'manifest.json', 'vault.sqlite']);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    const fresh = placesIn(place('fresh'));
    expect(await restore(folder, fresh)).toEqual({
      manifest,
      replaced: undefined,
      erasures: { erased: 0, unknown: [] },
      checkpoints: 0,
    });
    expect(await verified(fresh)).toEqual(await verified(office));
    expect(readdirSync(fresh.folder).filter((name) => /restor/.test(name))).toEqual([]);
  });

  test('that came by a medium without rights is restored for its owner alone', async () => {
    const { folder } = await backupOf(office);
    for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o644);
    const fresh = placesIn(place('fresh'));
    await restore(folder, fresh);
    for (const file of [fresh.store, fresh.vault]) expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('whose restore fails when all is copied leaves no copy behind, and can be restored again', async () => {
    const { folder } = await backupOf(office);
    const fresh = placesIn(place('fresh'));
    const inTheWay = join(fresh.folder, 'restore-unfinished.json');
    mkdirSync(`${inTheWay}.new`, { recursive: true });
    await expect(restore(folder, fresh)).rejects.toThrow();
    expect(readdirSync(fresh.folder).filter((name) => /restor/.test(name))).toEqual([]);
    await restore(folder, fresh);
    expect(await verified(fresh)).toMatchObject({ counts: { manipulation: 0, gap: 0, notice: 0 } });
  });

  test('that is damaged or incomplete is refused, and nothing is touched', async () => {
    const { folder } = await backupOf(office);
    const spoilt = (spoil: (copy: string) => void) => {
      const copy = copyOf({ ...office, folder }, place('spoilt')).folder;
      spoil(copy);
      return copy;
    };
    const flip = (path: string) => {
      const bytes = readFileSync(path);
      bytes[5000] = (bytes[5000] ?? 0) ^ 1;
      writeFileSync(path, bytes);
    };
    for (const [spoil, code] of [
      [(at: string) => flip(join(at, 'events.sqlite')), 'BACKUP_DAMAGED'],
      [(at: string) => flip(join(at, 'vault.sqlite')), 'BACKUP_DAMAGED'],
      [(at: string) => truncateSync(join(at, 'events.sqlite'), 8192), 'BACKUP_DAMAGED'],
      [(at: string) => rmSync(join(at, 'vault.sqlite')), 'BACKUP_INCOMPLETE'],
      [(at: string) => rmSync(join(at, 'manifest.json')), 'BACKUP_INCOMPLETE'],
      [(at: string) => writeFileSync(join(at, 'manifest.json'), '{'), 'BACKUP_DAMAGED'],
      [(at: string) => writeFileSync(join(at, 'manifest.json'), '{"ocopBackup":2}'), 'BACKUP_TOO_NEW'],
      [(at: string) => writeFileSync(join(at, 'manifest.json'), '{}'), 'BACKUP_NOT_OURS'],
      [(at: string) => rmSync(at, { recursive: true }), 'BACKUP_NOT_OURS'],
    ] as const) {
      const fresh = placesIn(place('fresh'));
      await expect(restore(spoilt(spoil), fresh)).rejects.toMatchObject({ code });
      expect(existsSync(fresh.folder)).toBe(false);
    }
  });

  test('replaces nothing unasked, and moves aside what it replaces', async () => {
    const { folder } = await backupOf(office);
    const other = copyOf(neighbour, place('other'));
    const before = await verified(other);
    await expect(restore(folder, other)).rejects.toMatchObject({ code: 'RESTORE_WOULD_REPLACE' });
    expect(await verified(other)).toEqual(before);
    const { replaced } = await restore(folder, other, true);
    expect((await verified(other)).historyDigest).toBe((await verified(office)).historyDigest);
    expect(await verified(placesIn(replaced ?? ''))).toEqual(before);
  });

  test('of a store whose newest event is not what its hash says is not given out as one', async () => {
    const spoilt = copyOf(office, place('spoilt'));
    tamper(spoilt.store, `UPDATE event SET data = '{}' WHERE position = (SELECT max(position) FROM event)`);
    await expect(backupOf(spoilt)).rejects.toMatchObject({ code: 'BACKUP_DAMAGED' });
  });
});

describe('a restore that was interrupted', { timeout: 150_000 }, () => {
  /** The folder as a crash leaves it after so many of the renames. */
  async function interrupted(renames: number) {
    const { folder } = await backupOf(office);
    const before = await verified(neighbour);
    const half = copyOf(neighbour, place('half'));
    const [staged, replaced] = ['restoring-x', 'replaced-x'].map((name) => join(half.folder, name)) as [string, string];
    const steps = ['events.sqlite', 'vault.sqlite'].flatMap((name) => [
      [join(half.folder, name), join(replaced, name)],
      [join(staged, name), join(half.folder, name)],
    ]);
    for (const made of [staged, replaced]) mkdirSync(made);
    for (const name of ['events.sqlite', 'vault.sqlite']) copyFileSync(join(folder, name), join(staged, name));
    const { takenAt } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as { takenAt: string };
    writeFileSync(
      join(half.folder, 'restore-unfinished.json'),
      JSON.stringify({
        backup: folder,
        takenAt,
        staged: 'restoring-x',
        replaced: 'replaced-x',
        renewed: ['events.sqlite', 'vault.sqlite'],
      }),
    );
    for (const [from, to] of steps.slice(0, renames)) renameSync(from ?? '', to ?? '');
    return { folder, half, replaced, before };
  }

  test.each([0, 1, 2, 3, 4])('after %i renames says so, and the same command finishes it', async (renames) => {
    const { folder, half, replaced, before } = await interrupted(renames);
    expect(() => refuseHalfRestored(half)).toThrow(
      expect.objectContaining({
        code: 'RESTORE_UNFINISHED',
        message: expect.stringContaining(`ocop restore ${folder}`),
      }),
    );
    expect((await restore(folder, half)).replaced).toBe(replaced);
    refuseHalfRestored(half);
    expect(await verified(half)).toEqual(await verified(office));
    expect(await verified(placesIn(replaced))).toEqual(before);
  });
});

describe('what is built from the store, after a restore of an earlier moment', { timeout: 150_000 }, () => {
  const producer = (office: Awaited<ReturnType<typeof openOffice>>, id: string) =>
    office.executor.execute({
      command: registerProducer,
      id,
      input: { province: '66', place: '650-01', kind: 'cooperative', name: 'Hợp tác xã Mẫu' },
      commandId: `register/${id}`,
      caller: { kind: 'person', id: 'demo-krong-nang-xa-1' },
    });

  test('read models and relay notice, build anew, and work goes on', async () => {
    const places = copyOf(office, place('going-on'));
    const { folder } = await backupOf(places);

    async function session(work: (office: Awaited<ReturnType<typeof openOffice>>) => Promise<void>) {
      const said: string[] = [];
      const log = { ...silent, info: (_: object, message: string) => void said.push(message) };
      const opened = await openOffice(places);
      const readModels = await openOfficeReadModels(opened, places, log);
      const hinted: string[] = [];
      const relay = await startRelay({
        store: opened.store,
        sink: {
          send: async (stream) => void hinted.push(stream),
          endRun: async () => {},
          running: async () => new Set<string>(),
          runOf: async () => 'none' as const,
          namespaceId: async () => 'namespace',
        },
        memory: openRelayMemory(places.relay),
        shape: 1,
        log,
        overlapMs: 0,
      });
      await work(opened);
      const head = (await opened.store.head())?.position ?? '';
      expect(await readModels.waitFor(head, 20_000)).toBe(true);
      await eventually(
        () => readModels.health(),
        (health) => health.every((h) => h.caughtUp),
      );
      await eventually(
        () => relay.state(),
        (state) => state.position === head && state.waiting === 0,
      );
      const built = { said, hinted: hinted.length, health: readModels.health() };
      await relay.stop();
      await readModels.stop();
      await opened.close();
      return built;
    }

    await session(async (opened) => {
      expect((await producer(opened, 'htx-before')).outcome).toBe('appended');
    });
    const undisturbed = await session(async () => {});
    expect(undisturbed.said.filter((line) => /whole store|is complete/.test(line))).toEqual([]);

    await restore(folder, places, true);
    const after = await session(async (opened) => {
      expect((await producer(opened, 'htx-after')).outcome).toBe('appended');
    });
    expect(after.said).toContain('relay: reading the whole store');
    expect(after.said).toContain('the read model is complete');
    expect(after.hinted).toBeGreaterThan(undisturbed.hinted);
    expect(after.health.every((h) => h.caughtUp && h.quarantined.length === 0)).toBe(true);
    const report = await verified(places);
    expect(report).toMatchObject({ counts: { manipulation: 0, gap: 0 } });
  });
});
