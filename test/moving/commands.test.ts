// `ocop export`, `import`, `backup`, `restore` and `verify` as processes, killed and beside others.
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../../cli/compose.ts';
import type { Verification } from '../../moving/verify.ts';
import type { Places } from '../../settings/settings.ts';
import { eventually } from '../temporal-world.ts';
import { grownHistory } from './grown-history.ts';
import { begin, copyOf, demoIn, exportTo, ocop, placesIn, tamper, verified } from './installation.ts';

const root = mkdtempSync(join(tmpdir(), 'ocop-commands-'));
let office: Places;
/** so long that a process can be killed in the middle */
let large: Places;
let count = 0;
const LARGE = 24_000;
const place = (name: string) => join(root, `${name}-${count++}`);
const linesOf = (path: string) => readFileSync(path, 'utf8').split('\n');

beforeAll(async () => {
  office = await demoIn(join(root, 'office'));
  const demo = await openStore(office, { readOnly: true });
  large = copyOf(office, join(root, 'large'));
  rmSync(large.store);
  const store = await openStore(large);
  for (const batch of grownHistory(await demo.readAll({ limit: 10_000 }), LARGE)) await store.adopt(batch);
  await store.close();
  await demo.close();
}, 240_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function eventsIn(places: Places): Promise<number> {
  if (!existsSync(places.store)) return 0;
  try {
    const store = await openStore(places, { readOnly: true });
    const head = await store.head();
    await store.close();
    return Number(head?.position ?? 0);
  } catch {
    // Only just being made.
    return 0;
  }
}

/** Its streams were given other names than those its decisions name; anything else would be damage. */
async function expectAsLarge(exported: string): Promise<void> {
  const { out } = await ocop(office.folder, 'verify', exported, '--json');
  const { counts, findings } = JSON.parse(out) as Verification;
  expect(counts).toEqual((await verified(large)).counts);
  expect([...new Set(findings.map(({ code }) => code))]).toEqual(['FIGURE_OF_OLDER_RELEASE']);
}

describe('killed in the middle', { timeout: 240_000 }, () => {
  test('an export goes on where it was, and is the same as one that was not disturbed', async () => {
    const [whole, torn] = [place('whole'), place('torn')];
    await exportTo(whole, large);
    const { child, ended } = begin(large.folder, ['export', torn]);
    await eventually(() => existsSync(join(torn, 'export-progress.json')), Boolean, 60_000);
    child.kill('SIGKILL');
    expect(await ended).toMatchObject({ code: null });
    expect(existsSync(join(torn, 'manifest.json'))).toBe(false);
    expect(await ocop(office.folder, 'import', torn)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^EXPORT_UNFINISHED: .*Run the same ocop export again/),
    });
    expect(await ocop(large.folder, 'export', torn)).toMatchObject({
      code: 0,
      err: expect.stringMatching(/went on after event \d{5}/),
    });
    // Another release exported the other one, and the header says so.
    expect(linesOf(join(torn, 'events.jsonl')).slice(1, -2)).toEqual(linesOf(join(whole, 'events.jsonl')).slice(1, -2));
    await expectAsLarge(torn);
  });

  test('an export whose noted beginning is not what was noted begins anew', async () => {
    const torn = place('torn');
    const { child, ended } = begin(large.folder, ['export', torn]);
    await eventually(() => existsSync(join(torn, 'export-progress.json')), Boolean, 60_000);
    child.kill('SIGKILL');
    await ended;
    const part = join(torn, 'events.jsonl.part');
    const bytes = readFileSync(part);
    bytes[1000] = (bytes[1000] ?? 0) ^ 1;
    writeFileSync(part, bytes);
    const again = await ocop(large.folder, 'export', torn);
    expect(again.code).toBe(0);
    expect(again.err).not.toMatch(/went on/);
    await expectAsLarge(torn);
  });

  test('an import goes on where it was, until the new store tells the same as the old', async () => {
    const exported = place('exported');
    await exportTo(exported, large);
    const fresh = placesIn(place('fresh'));
    let there = 0;
    for (let kill = 0; kill < 2; kill++) {
      const { child, ended } = begin(fresh.folder, ['import', exported]);
      const until = there + randomInt(1, 8000);
      there = await eventually(
        () => eventsIn(fresh),
        (n) => n >= until,
        120_000,
      );
      child.kill('SIGKILL');
      expect(await ended).toMatchObject({ code: null });
    }
    const last = await ocop(fresh.folder, 'import', exported, '--json');
    expect(last.code).toBe(0);
    expect((JSON.parse(last.out) as { there: number }).there).toBeGreaterThanOrEqual(there);
    const { historyDigest, counts } = await verified(large);
    expect(await verified(fresh)).toMatchObject({ historyDigest, counts });
  });
});

describe('beside other processes', { timeout: 120_000 }, () => {
  test('an import into a store that is in use is refused, and so is a restore over it', async () => {
    const busy = copyOf(office, place('busy'));
    const exported = place('exported');
    await exportTo(exported, busy);
    const backup = await ocop(busy.folder, 'backup', place('backups'), '--json');
    const { folder } = JSON.parse(backup.out) as { folder: string };
    const holder = await openStore(busy);
    expect(await ocop(busy.folder, 'import', exported)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^STORE_LOCKED: /m),
    });
    expect(await ocop(busy.folder, 'restore', folder, '--replace')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^STORE_LOCKED: /m),
    });
    await holder.close();
    expect(await ocop(busy.folder, 'import', exported)).toMatchObject({ code: 0 });
  });

  test('a backup and an export taken while another process writes at full speed are each of one moment', async () => {
    const folder = place('written');
    const writer = spawn(process.execPath, [fileURLToPath(new URL('./busy-writer.ts', import.meta.url)), folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const acknowledged: string[] = [];
    createInterface({ input: writer.stdout }).on('line', (line) => acknowledged.push(line));
    try {
      await eventually(
        () => acknowledged.length,
        (n) => n > 200,
        60_000,
      );
      const before = [...acknowledged];
      const { code, out, err } = await ocop(folder, 'backup', place('backups'), '--json');
      expect({ code, err }).toMatchObject({ code: 0 });
      const during = acknowledged.length;
      expect(during).toBeGreaterThan(before.length);
      const backup = JSON.parse(out) as { folder: string };
      const fresh = placesIn(place('fresh'));
      expect(await ocop(fresh.folder, 'restore', backup.folder)).toMatchObject({ code: 0 });
      expect(await verified(fresh)).toMatchObject({ counts: { manipulation: 0, gap: 0, notice: 0 } });
      const store = await openStore(fresh, { readOnly: true });
      const streams = new Set((await store.readAll({ limit: 1_000_000 })).map((e) => e.stream));
      await store.close();
      expect(before.filter((stream) => !streams.has(stream))).toEqual([]);

      const exported = place('exported');
      expect(await ocop(folder, 'export', exported)).toMatchObject({ code: 0 });
      expect(await ocop(folder, 'verify', exported, '--json')).toMatchObject({ code: 0 });
      expect(await ocop(folder, 'verify', '--json')).toMatchObject({ code: 0 });
    } finally {
      writer.kill('SIGKILL');
      await once(writer, 'close');
    }
  });
});

describe('what a command answers', { timeout: 120_000 }, () => {
  test('verify: 0 nothing, 2 a gap, 3 manipulation, 64 wrong use, 69 not verified', async () => {
    const clean = await ocop(office.folder, 'verify', '--json');
    expect(clean.code).toBe(0);
    expect(JSON.parse(clean.out)).toMatchObject({ of: 'store', findings: [], historyDigest: expect.any(String) });

    const gap = copyOf(office, place('gap'));
    tamper(gap.vault, 'DELETE FROM value WHERE ref = (SELECT min(ref) FROM value)');
    expect(await ocop(gap.folder, 'verify')).toMatchObject({
      code: 2,
      out: expect.stringMatching(/^GAP VALUE_MISSING \S+@\d+: (.|\n)*^0 manipulations, 1 gaps, 0 notices$/m),
    });
    tamper(gap.store, `UPDATE event SET data = '{}' WHERE position = 100`);
    expect(await ocop(gap.folder, 'verify')).toMatchObject({ code: 3 });

    expect(await ocop(office.folder, 'verify', '--nonsense')).toMatchObject({ code: 64, out: '' });
    expect(await ocop(place('none'), 'verify')).toMatchObject({
      code: 69,
      err: expect.stringMatching(/^STORE_MISSING/),
    });
    expect(await ocop(office.folder, 'verify', place('none'))).toMatchObject({ code: 69 });
  });

  test('verify of an export finds what was cut from it, and what was edited', async () => {
    const exported = place('exported');
    await exportTo(exported, office);
    const events = join(exported, 'events.jsonl');
    const whole = readFileSync(events);
    truncateSync(events, whole.length - 1000);
    expect(await ocop(office.folder, 'verify', exported)).toMatchObject({
      code: 2,
      out: expect.stringMatching(/^GAP EXPORT_TRUNCATED/),
    });
    writeFileSync(events, whole.toString().replace('"recordedAt":"2', '"recordedAt":"3'));
    expect(await ocop(office.folder, 'verify', exported)).toMatchObject({
      code: 3,
      out: expect.stringMatching(/^MANIPULATION HASH_DIFFERS(.|\n)*^MANIPULATION EXPORT_DAMAGED/m),
    });
  });

  test('wrong use of the others ends with 2, what is missing or unreadable with 1', async () => {
    for (const args of [['import'], ['backup'], ['restore'], ['export', 'a', 'b']])
      expect(await ocop(office.folder, ...args)).toMatchObject({ code: 2, out: '' });
    const none = place('none');
    expect(await ocop(none, 'backup', root)).toMatchObject({ code: 1, err: expect.stringMatching(/^STORE_MISSING/) });
    expect(await ocop(none, 'import', place('x'))).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^EXPORT_UNREADABLE/),
    });
    const odd = place('odd');
    mkdirSync(join(odd, 'events.jsonl'), { recursive: true });
    expect(await ocop(none, 'import', join(odd, 'events.jsonl'))).toMatchObject({ code: 1 });
    expect(existsSync(none)).toBe(false);
  });

  test('backup and restore leave KurrentDB and PostgreSQL to their own', async () => {
    for (const args of [
      ['backup', place('b')],
      ['restore', place('b')],
    ])
      expect(
        await begin(office.folder, args, { OCOP_STORE_URL: 'kurrentdb://127.0.0.1:1?tls=false' }).ended,
      ).toMatchObject({ code: 2, err: expect.stringMatching(/ocop export <folder>/) });
  });

  test('a folder that is half restored is opened by no command until the restore is finished', async () => {
    const { out } = await ocop(office.folder, 'backup', place('backups'), '--json');
    const { folder, takenAt } = JSON.parse(out) as { folder: string; takenAt: string };
    const half = placesIn(place('half'));
    mkdirSync(join(half.folder, 'restoring-x'), { recursive: true });
    for (const name of ['events.sqlite', 'vault.sqlite'])
      writeFileSync(join(half.folder, 'restoring-x', name), readFileSync(join(folder, name)));
    const renewed = ['events.sqlite', 'vault.sqlite'];
    const mark = { backup: folder, takenAt, staged: 'restoring-x', replaced: 'replaced-x', renewed };
    writeFileSync(join(half.folder, 'restore-unfinished.json'), JSON.stringify(mark));
    for (const args of [['serve'], ['export'], ['demo']])
      expect(await ocop(half.folder, ...args)).toMatchObject({
        code: 1,
        err: expect.stringMatching(/^RESTORE_UNFINISHED: .*Finish it with: ocop restore/),
      });
    expect(await ocop(half.folder, 'verify')).toMatchObject({ code: 69 });
    expect(existsSync(half.store)).toBe(false);
    expect(await ocop(half.folder, 'restore', folder)).toMatchObject({ code: 0 });
    expect(await ocop(half.folder, 'verify')).toMatchObject({ code: 0 });
    expect(readdirSync(half.folder)).not.toContain('restore-unfinished.json');
  });
});
