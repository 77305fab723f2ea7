import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openOffice, openStore, openVault } from '../../cli/compose.ts';
import { grantRole } from '../../domain/access/account.ts';
import { sealEvent } from '../../eventstore/envelope.ts';
import type { MovingFault } from '../../moving/refused.ts';
import type { Places } from '../../settings/settings.ts';
import { copyOf, demoIn, exportTo, importFrom, placesIn, verified } from './installation.ts';

const root = mkdtempSync(join(tmpdir(), 'ocop-moving-'));
let office: Places;
let exported: string;
let fresh: Places;
let count = 0;
const paper = Buffer.from('Quyết định công nhận');
const paperName = createHash('sha256').update(paper).digest('hex');
const place = (name: string) => join(root, `${name}-${count++}`);
const linesOf = (path: string) => readFileSync(path, 'utf8').trimEnd().split('\n');

beforeAll(async () => {
  office = await demoIn(join(root, 'office'));
  mkdirSync(office.files);
  writeFileSync(join(office.files, paperName), paper);
  exported = join(root, 'export');
  await exportTo(exported, office);
}, 120_000);
beforeEach(() => {
  fresh = placesIn(place('fresh'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('moving to a new folder', { timeout: 150_000 }, () => {
  test('keeps ids, order and hashes, the vault and the papers; a verification of both tells the same', async () => {
    const { events } = await importFrom(exported, fresh, false);
    const [before, after] = [await verified(office), await verified(fresh)];
    expect(after).toEqual({ ...before, epoch: expect.any(String) });
    expect(after).toMatchObject({ events, papers: 1, counts: { manipulation: 0, gap: 0, notice: 0 } });
    expect(after.epoch).not.toBe(before.epoch);
    expect(after.vault?.references).toBeGreaterThan(100);
    expect(readFileSync(join(fresh.files, paperName))).toEqual(paper);

    const [a, b] = [await openStore(office, { readOnly: true }), await openStore(fresh, { readOnly: true })];
    const bare = async (store: typeof a) =>
      (await store.readAll({ limit: 10_000 })).map(({ position, ...event }) => event);
    expect(await bare(b)).toEqual(await bare(a));
    for (const store of [a, b]) await store.close();
  });

  test('exported twice, and exported again from where it went, the events are the same bytes', async () => {
    const again = place('again');
    await exportTo(again, office);
    await exportTo(again, office);
    expect(linesOf(join(again, 'events.jsonl'))).toEqual(linesOf(join(exported, 'events.jsonl')));
    expect(readdirSync(again).sort()).toEqual(['events.jsonl', 'files', 'manifest.json', 'vault.jsonl']);
    expect(statSync(join(again, 'vault.jsonl')).mode & 0o777).toBe(0o600);

    await importFrom(exported, fresh, false);
    const moved = place('moved');
    await exportTo(moved, fresh);
    expect(linesOf(join(moved, 'events.jsonl')).slice(1, -1)).toEqual(
      linesOf(join(exported, 'events.jsonl')).slice(1, -1),
    );
    // When a value came into this vault is this vault's own affair.
    const values = (folder: string) =>
      linesOf(join(folder, 'vault.jsonl'))
        .slice(1, -1)
        .map((line) => ({ ...JSON.parse(line), sealedAt: undefined }));
    expect(values(moved)).toEqual(values(exported));
  });

  test('imported again it finds nothing to do, also after the new office has worked on', async () => {
    const { events } = await importFrom(exported, fresh, false);
    const newOffice = await openOffice(fresh);
    const input = { grant: 'new', province: '66', role: 'province-officer', unit: '66', from: '2022-01-01' };
    const caller = { kind: 'installation', id: 'test' } as const;
    await newOffice.executor.execute({ command: grantRole, id: 'somebody-new', input, commandId: 'c', caller });
    await newOffice.close();
    expect(await importFrom(exported, fresh, true)).toMatchObject({ events, there: events });
    expect((await verified(fresh)).events).toBe(events + 1);
  });

  test('a history that has grown since is taken over from where the store stands', async () => {
    const lines = linesOf(join(exported, 'events.jsonl'));
    const part = place('part.jsonl');
    writeLinesWithTrailer(part, lines.slice(0, 1001));
    await importFrom(part, fresh, false);
    expect(await importFrom(exported, fresh, true)).toMatchObject({ there: 1000, events: lines.length - 2 });
    expect((await verified(fresh)).historyDigest).toBe((await verified(office)).historyDigest);
  });

  test('no sweep of a node takes a value whose event is still on its way', async () => {
    await importFrom(exported, fresh, false);
    const imported = await openVault(fresh, () => '2026-11-23T03:00:00.000Z');
    const swept = await imported.sweep({ before: '2026-11-22T03:00:00.000Z', isReferenced: () => false });
    await imported.close();
    expect(swept).toBe(0);
  });

  test('what was erased stays erased', async () => {
    const erasing = copyOf(office, place('erasing'));
    const before = place('before');
    await exportTo(before, erasing);
    const vault = await openVault(erasing, () => '2026-11-23T02:00:00.000Z');
    const [first] = await vault.rows({ limit: 1 });
    await vault.erase(first?.ref ?? '');
    await vault.close();
    const after = place('after');
    await exportTo(after, erasing);
    await importFrom(after, fresh, false);
    await importFrom(before, fresh, true);
    const report = await verified(fresh);
    expect(report).toMatchObject({ counts: { manipulation: 0, gap: 0 }, vault: { erased: 1 } });
  });

  test('a paper that is not what its name says is left out and named', async () => {
    const spoilt = copyOf(office, place('spoilt'));
    const other = 'a'.repeat(64);
    writeFileSync(join(spoilt.files, other), 'something else');
    const folder = place('left-out');
    expect(await exportTo(folder, spoilt)).toMatchObject({ files: { count: 1 }, leftOut: [other] });
    expect(readdirSync(join(folder, 'files'))).toEqual([paperName]);
    expect(await verified(spoilt)).toMatchObject({ findings: [{ grade: 'manipulation', code: 'PAPER_CHANGED' }] });
  });

  test('a paper that cannot be read keeps nobody from an export', async () => {
    const spoilt = copyOf(office, place('spoilt'));
    const other = 'a'.repeat(64);
    mkdirSync(join(spoilt.files, other));
    const folder = place('left-out');
    expect(await exportTo(folder, spoilt)).toMatchObject({ files: { count: 1 }, leftOut: [other] });
    expect(await verified(spoilt)).toMatchObject({ findings: [{ grade: 'gap', code: 'PAPER_UNREADABLE', at: other }] });
  });

  test('exported again, the folder holds no paper that was removed since; copies are their owner’s alone', async () => {
    const moving = copyOf(office, place('moving'));
    const bytes = 'removed later';
    const other = createHash('sha256').update(bytes).digest('hex');
    writeFileSync(join(moving.files, other), bytes, { mode: 0o644 });
    const folder = place('again');
    expect(await exportTo(folder, moving)).toMatchObject({ files: { count: 2 } });
    expect(statSync(join(folder, 'files', other)).mode & 0o777).toBe(0o600);
    rmSync(join(moving.files, other));
    expect(await exportTo(folder, moving)).toMatchObject({ files: { count: 1 } });
    expect(readdirSync(join(folder, 'files'))).toEqual([paperName]);
  });
});

function writeLinesWithTrailer(path: string, lines: readonly string[]): void {
  const body = `${lines.join('\n')}\n`;
  const sha256 = createHash('sha256').update(body).digest('hex');
  writeFileSync(path, `${body}${JSON.stringify({ events: lines.length - 1, sha256 })}\n`);
}

type Bad = {
  what: string;
  /** what happens to the lines: header, events, trailer */
  spoil: (lines: string[]) => string[];
  /** whoever spoilt them also wrote the trailer anew */
  resealed?: boolean;
  code: MovingFault;
  says: RegExp;
};

const swap = (lines: string[], a: number, b: number) => lines.with(a, lines[b] ?? '').with(b, lines[a] ?? '');
const edit = (lines: string[], at: number, change: (event: any) => any) =>
  lines.with(at, JSON.stringify(change(JSON.parse(lines[at] ?? ''))));
const first = (lines: string[], of: (event: any) => boolean) => lines.findIndex((l, i) => i > 0 && of(JSON.parse(l)));

const bad: readonly Bad[] = [
  {
    what: 'cut without its trailer',
    spoil: (l) => l.slice(0, -1),
    code: 'EXPORT_TRUNCATED',
    says: /without its trailer/,
  },
  {
    what: 'cut in the middle of a line',
    spoil: (l) => [...l.slice(0, 40), (l[40] ?? '').slice(0, 50)],
    code: 'EXPORT_TRUNCATED',
    says: /line 41: the file ends in the middle/,
  },
  {
    what: 'with lines of two streams swapped',
    spoil: (l) => swap(l, 2, 1400),
    code: 'EXPORT_DAMAGED',
    says: /line \d+/,
  },
  {
    what: 'with lines of one stream swapped and a new trailer',
    spoil: (l) =>
      swap(
        l,
        first(l, (e) => e.revision === 1),
        first(l, (e) => e.revision === 2),
      ),
    resealed: true,
    code: 'EXPORT_DAMAGED',
    says: /stands where revision/,
  },
  {
    what: 'with one byte of an event edited and a new trailer',
    spoil: (l) => l.with(700, (l[700] ?? '').replace('"recordedAt":"2', '"recordedAt":"3')),
    resealed: true,
    code: 'EXPORT_DAMAGED',
    says: /line 701: \S+ does not say what its hash was made of/,
  },
  {
    what: 'with an event, its hash and the trailer made anew, but the id of before',
    spoil: (l) => edit(l, 9, ({ id, hash, ...event }) => ({ ...sealEvent({ ...event, app: 'other' }), id })),
    resealed: true,
    code: 'EXPORT_DAMAGED',
    says: /line 10: \S+ has the id of another event/,
  },
  {
    what: 'with a member no hash covers',
    spoil: (l) => edit(l, 9, (event) => ({ ...event, note: 'x' })),
    resealed: true,
    code: 'EXPORT_DAMAGED',
    says: /line 10: it is no event/,
  },
  {
    what: 'without a line in the middle of a stream, and a new trailer',
    spoil: (l) =>
      l.toSpliced(
        first(l, (e) => e.revision === 1),
        1,
      ),
    resealed: true,
    code: 'EXPORT_DAMAGED',
    says: /stands where revision 1 /,
  },
  {
    what: 'without the last line before the trailer',
    spoil: (l) => l.toSpliced(-2, 1),
    code: 'EXPORT_DAMAGED',
    says: /the trailer counts \d+ events, \d+ are there/,
  },
  {
    what: 'padded after the trailer',
    spoil: (l) => [...l, l[1] ?? ''],
    code: 'EXPORT_DAMAGED',
    says: /after the trailer/,
  },
  {
    what: 'with a line that is not JSON',
    spoil: (l) => l.with(5, 'x'),
    code: 'EXPORT_DAMAGED',
    says: /line 6: it is not/,
  },
  {
    what: 'with another header',
    spoil: (l) => l.with(0, JSON.stringify({ ...JSON.parse(l[0] ?? ''), epoch: 'another' })),
    code: 'EXPORT_DAMAGED',
    says: /sha256/,
  },
  {
    what: 'of a newer format',
    spoil: (l) => l.with(0, '{"ocopExport":2,"epoch":"e","release":"9.0.0"}'),
    code: 'EXPORT_TOO_NEW',
    says: /newer release \(9\.0\.0/,
  },
  {
    what: 'with an event this release does not know',
    spoil: (l) => edit(l, 1, ({ id, hash, ...event }) => sealEvent({ ...event, type: 'UnitDissolved' })),
    resealed: true,
    code: 'EXPORT_TOO_NEW',
    says: /line 2: .* UnitDissolved v1, which this release does not know/,
  },
  {
    what: 'with an envelope this release does not know, of another shape',
    spoil: (l) => edit(l, 1, ({ actor, ...event }) => ({ ...event, v: 2, actors: [actor] })),
    resealed: true,
    code: 'EXPORT_TOO_NEW',
    says: /line 2: .* has an envelope \(v2\) of a newer release/,
  },
  {
    what: 'with an event that holds what canonical JSON cannot',
    spoil: (l) => l.with(1, (l[1] ?? '').replace('"data":{', '"data":{"x":"\\ud800",')),
    resealed: true,
    code: 'EXPORT_DAMAGED',
    says: /line 2: .* does not say what its hash was made of/,
  },
  { what: 'that is none', spoil: () => ['{"hello":1}', '{}'], code: 'EXPORT_NOT_OURS', says: /no export of ours/ },
  { what: 'that is empty', spoil: () => [], code: 'EXPORT_NOT_OURS', says: /is empty|line 1/ },
];

describe('an export is refused before anything is written', { timeout: 150_000 }, () => {
  test.each(bad)('$what', async ({ spoil, resealed, code, says }) => {
    const path = place('bad.jsonl');
    const lines = spoil(linesOf(join(exported, 'events.jsonl')));
    if (resealed) writeLinesWithTrailer(path, lines.slice(0, -1));
    else writeFileSync(path, lines.length > 0 ? `${lines.join('\n')}${code === 'EXPORT_TRUNCATED' ? '' : '\n'}` : '');
    await expect(importFrom(path, fresh, false)).rejects.toMatchObject({ code, message: expect.stringMatching(says) });
    expect(existsSync(fresh.folder)).toBe(false);
  });

  test('where its vault was changed, cut, or is that of another export', async () => {
    const folder = (vault: (lines: string[]) => string[]) => {
      const path = place('vault');
      mkdirSync(path);
      for (const name of ['events.jsonl', 'manifest.json']) copyFileSync(join(exported, name), join(path, name));
      writeFileSync(join(path, 'vault.jsonl'), `${vault(linesOf(join(exported, 'vault.jsonl'))).join('\n')}\n`);
      return path;
    };
    const refusedWith = (vault: (lines: string[]) => string[], code: string, message: RegExp) =>
      expect(importFrom(folder(vault), fresh, false)).rejects.toMatchObject({
        code,
        message: expect.stringMatching(message),
      });
    const changed = (l: string[]) => edit(l, 3, (row) => ({ ...row, value: `${row.value}!` }));
    await refusedWith(changed, 'EXPORT_DAMAGED', /line 4: the value of vault:\w+ does not fit/);
    await refusedWith((l) => l.slice(0, -1), 'EXPORT_TRUNCATED', /without its trailer/);
    const empty = (l: string[]) => {
      const sha256 = createHash('sha256').update(`${l[0]}\n`).digest('hex');
      return [l[0] ?? '', JSON.stringify({ rows: 0, sha256 })];
    };
    await refusedWith(empty, 'EXPORT_DAMAGED', /not the one the manifest beside it names/);
    await refusedWith((l) => l, 'EXPORT_DAMAGED', /does not hold the papers/);
    expect(existsSync(fresh.folder)).toBe(false);
  });

  test('where the folder is unfinished, no export, or not there', async () => {
    const unfinished = place('unfinished');
    mkdirSync(unfinished);
    await expect(importFrom(unfinished, fresh, false)).rejects.toMatchObject({ code: 'EXPORT_NOT_OURS' });
    copyFileSync(join(exported, 'events.jsonl'), join(unfinished, 'events.jsonl'));
    await expect(importFrom(unfinished, fresh, false)).rejects.toMatchObject({ code: 'EXPORT_UNFINISHED' });
    await expect(async () => importFrom(place('none'), fresh, false)).rejects.toMatchObject({
      code: 'EXPORT_UNREADABLE',
    });
  });

  test('where the store holds another installation, whose event is named', async () => {
    const other = await demoIn(place('other'));
    const before = await verified(other);
    await expect(importFrom(exported, other, true)).rejects.toMatchObject({
      code: 'IMPORT_INTO_OTHER',
      message: expect.stringMatching(/another installation's history: its event 1 is \S+@0 .*Nothing was written/),
    });
    expect(await verified(other)).toEqual(before);
  });
});

test('nothing is exported into a folder that holds something else', async () => {
  const folder = place('others');
  mkdirSync(folder);
  writeFileSync(join(folder, 'letter.txt'), '');
  await expect(exportTo(folder, office)).rejects.toMatchObject({ code: 'EXPORT_FOLDER_IN_USE' });
  expect(readdirSync(folder)).toEqual(['letter.txt']);
});
