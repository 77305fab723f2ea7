// Copies of a sealed office, altered in every way we could think of, as a store and as an export of it; and what a
// verification says when one earlier checkpoint is known outside. What it cannot know without one is asserted too, and named
// in docs/verification.md.
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkpointText, readCheckpoint } from '../../audit/checkpoint.ts';
import { sealLine } from '../../audit/seal-line.ts';
import { makeSignerKey, readSignerKey, type SignerKey, signatureLine, signNote } from '../../audit/signed-note.ts';
import { leafHash } from '../../audit/tree-hash.ts';
import { openOffice, openStore } from '../../cli/compose.ts';
import { startNotarySide } from '../../cli/notary-side.ts';
import { moveDemoClock } from '../../domain/demo-clock/demo-clock.ts';
import { LOG_KEYS_ID, logKeys, revokeLogKey } from '../../domain/log-keys/log-keys.ts';
import { type EventToAppend, type StoredEvent, sealEvent } from '../../eventstore/envelope.ts';
import { findExport } from '../../moving/import-source.ts';
import { type Verification, verifyExport } from '../../moving/verify.ts';
import { type Places, readSettings } from '../../settings/settings.ts';
import { copyOf, demoIn, exportTo, tamper, verified } from '../moving/installation.ts';
import { eventually } from '../temporal-world.ts';

const root = mkdtempSync(join(tmpdir(), 'ocop-tampering-'));
/** what somebody outside kept */
const outside = join(root, 'checkpoint.txt');
let office: Places;
/** as it was before the last day */
let backup: Places;
let events: readonly StoredEvent[];
let key: SignerKey;
let rootKey: SignerKey;
let count = 0;
const fresh = () => copyOf(office, join(root, `copy-${count++}`));

beforeAll(async () => {
  office = await demoIn(join(root, 'office'));
  const opened = await openOffice(office);
  const parts = {
    settings: readSettings({}),
    places: office,
    office: opened,
    log: pino({ level: 'silent' }),
    say: () => {},
  };
  const notary = await startNotarySide(parts);
  const sealed = (most: number) =>
    eventually(
      () => notary.state(),
      ({ latest }) => (latest?.size ?? 0) > most,
    );
  const first = (await sealed(0)).latest?.size ?? 0;
  backup = { ...office, folder: join(root, 'backup') };
  const { folder } = backup;
  const { snapshot } = await import('../../cli/compose.ts');
  mkdirSync(folder);
  await snapshot(office.store, join(folder, 'events.sqlite'));
  const caller = { kind: 'person', id: 'demo-admin' } as const;
  const input = { byMs: 86_400_000 };
  await opened.executor.execute({ command: moveDemoClock, id: 'demo', input, commandId: 'c1', caller });
  await sealed(first);
  await notary.stop();
  await opened.close();
  const names = readdirSync(office.checkpoints).sort();
  cpSync(join(office.checkpoints, names.at(-1) ?? ''), outside);
  [rootKey, key] = readFileSync(office.demoKeys, 'utf8').split('\n').slice(0, 2).map(readSignerKey) as [
    SignerKey,
    SignerKey,
  ];
  const store = await openStore(office, { readOnly: true });
  events = await store.readAll({ limit: 100_000 });
  await store.close();
}, 120_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** The same of the store and of an export of it. */
async function both(
  places: Places,
  checkpoints: readonly string[] = [outside],
  trusted?: string,
): Promise<readonly Verification[]> {
  const beside = { checkpoints, rootKey: trusted };
  const folder = join(root, `export-${count++}`);
  await exportTo(folder, places);
  return [await verified(places, beside), await verifyExport(findExport(folder), () => {}, beside)];
}
const found = (code: string, grade = 'manipulation') =>
  expect.arrayContaining([expect.objectContaining({ code, grade })]);

const find = (of: (event: StoredEvent) => boolean): StoredEvent => {
  const one = events.find(of);
  if (!one) throw new Error('the demo has no such event');
  return one;
};
const text = (value: unknown) => `'${JSON.stringify(value).replaceAll("'", "''")}'`;
const where = ({ position }: StoredEvent) => `WHERE position = ${Number(position)}`;
const put = (sealed: EventToAppend, at: string) => {
  const { stream, revision, type, data, id, hash, ...meta } = sealed;
  return `UPDATE event SET stream = '${stream}', revision = ${revision}, type = '${type}', id = '${id}', hash = '${hash}', data = ${text(data)}, meta = ${text(meta)} ${at}`;
};
/** Written over by somebody who knows how events are sealed. */
function resealed(event: StoredEvent, change: Partial<EventToAppend>): string {
  const { position, id, hash, ...members } = event;
  return put(sealEvent({ ...members, ...change }), where(event));
}
/** An event on which nothing rests that could tell. */
const loose = () =>
  find((e) => e.type === 'PromotionRecorded' || e.type === 'ContactSet' || e.type === 'VisitRecorded');

describe('with one earlier checkpoint known outside', { timeout: 150_000 }, () => {
  test('an untouched office fits it, also by the line a newspaper printed', async () => {
    const line = join(root, 'line.txt');
    const kept = readCheckpoint(readFileSync(outside, 'utf8'));
    if (!kept) throw new Error('it was sealed');
    writeFileSync(line, `${sealLine(kept)}\n`);
    const given = [outside, line, office.checkpoints];
    const [ofStore, ofExport] = await both(office, given, rootKey.text);
    expect([ofStore?.findings, ofStore?.sealed.upTo, ofStore?.sealed.good]).toEqual([[], kept.size, 4]);
    // An export brings its own along.
    expect([ofExport?.findings, ofExport?.sealed.upTo, ofExport?.sealed.good]).toEqual([[], kept.size, 6]);
  });

  const ways: readonly [string, () => readonly string[], string][] = [
    [
      'an event edited in place',
      () => [`UPDATE event SET data = json_set(data, '$.x', 1) ${where(find((e) => e.type === 'IdeaRegistered'))}`],
      'HASH_DIFFERS',
    ],
    ['an event edited and sealed anew', () => [resealed(loose(), { app: 'other' })], 'HISTORY_DIFFERS'],
    [
      'one score changed, the event sealed anew',
      () => {
        const event = find((e) => e.type === 'TierResultRecorded' && 'mean' in (e.data as object));
        return [resealed(event, { data: { ...(event.data as object), mean: 9999 } })];
      },
      'DERIVATION_DIFFERS',
    ],
    [
      'one member’s score changed, and with it all that follows from it, every event sealed anew',
      () => {
        const event = find((e) => e.type === 'TierResultRecorded' && ((e.data as any).totals?.length ?? 0) > 0);
        const data = event.data as { mean: number; totals: { total: number }[] };
        const [first, ...others] = data.totals as [{ total: number }, ...{ total: number }[]];
        const totals = [{ ...first, total: first.total - data.totals.length }, ...others];
        return events.map((e) => resealed(e, e === event ? { data: { ...data, totals, mean: data.mean - 1 } } : {}));
      },
      'HISTORY_DIFFERS',
    ],
    ['a stream removed as a whole', () => [`DELETE FROM event WHERE stream = '${loose().stream}'`], 'HISTORY_SHORTER'],
    [
      'the newest event of a stream removed',
      () => [`DELETE FROM event ${where(events.findLast((e) => e.stream.startsWith('account-')) as StoredEvent)}`],
      'HISTORY_SHORTER',
    ],
    [
      'the tail cut off',
      () => [`DELETE FROM event WHERE position > ${Number(events.at(-2)?.position)}`],
      'HISTORY_SHORTER',
    ],
    [
      'an invented event put in the place of another',
      () => {
        const [a, b] = [events[100], events[101]] as [StoredEvent, StoredEvent];
        const { position, id, hash, ...members } = b;
        const invented = sealEvent({ ...members, stream: 'producer-htx-khong-co', revision: 0 });
        return [
          `UPDATE event SET position = -position WHERE position > ${Number(a.position)}`,
          `UPDATE event SET position = 1 - position WHERE position < 0`,
          `INSERT INTO event (position, stream, revision, type, id, hash, data, meta) SELECT ${Number(b.position)}, 'x', 0, type, 'x', 'x', data, meta FROM event LIMIT 1`,
          put(invented, `WHERE position = ${Number(b.position)}`),
        ];
      },
      'HISTORY_DIFFERS',
    ],
    [
      'two events of different streams swapped',
      () => {
        const [a, b] = [events.at(-2), events.at(-3)] as [StoredEvent, StoredEvent];
        return [
          `UPDATE event SET position = -1 ${where(a)}`,
          `UPDATE event SET position = ${Number(a.position)} ${where(b)}`,
          `UPDATE event SET position = ${Number(b.position)} WHERE position = -1`,
        ];
      },
      'HISTORY_DIFFERS',
    ],
    [
      'two sealed sheets swapped, both events sealed anew',
      () => {
        const [a, b] = events.filter((e) => e.type === 'SheetSealed') as [StoredEvent, StoredEvent];
        const swap = (of: any, other: any) => ({
          data: { ...of, commitment: other.commitment, envelope: other.envelope },
        });
        return [resealed(a, swap(a.data, b.data)), resealed(b, swap(b.data, a.data))];
      },
      'HISTORY_DIFFERS',
    ],
    [
      'another rulebook named',
      () => {
        const event = find((e) => e.rulebook !== undefined);
        return [resealed(event, { rulebook: event.rulebook?.replace(/.$/, (c) => (c === '0' ? '1' : '0')) as string })];
      },
      'HISTORY_DIFFERS',
    ],
  ];
  test.each(ways)('%s', async (_, statements, code) => {
    const places = fresh();
    tamper(places.store, ...statements());
    for (const report of await both(places)) {
      const codes = report.findings.filter(({ grade }) => grade === 'manipulation').map((f) => f.code);
      // How many are left decides which of the two it is.
      const wanted = code === 'HISTORY_SHORTER' ? ['HISTORY_SHORTER', 'HISTORY_DIFFERS'] : [code];
      expect(
        wanted.filter((one) => codes.includes(one)),
        JSON.stringify([...new Set(report.findings.map((f) => f.grade + f.code)), report.events, report.sealed]),
      ).not.toEqual([]);
    }
  });

  test('a whole stream sealed anew, consistently', async () => {
    const places = fresh();
    const { stream } = loose();
    tamper(places.store, ...events.filter((e) => e.stream === stream).map((e) => resealed(e, { app: 'ocop@0.2.1' })));
    for (const report of await both(places)) expect(report.findings).toEqual(found('HISTORY_DIFFERS'));
  });

  test('the tail cut off together with the keys it announced: then nobody can tell whose checkpoint it is', async () => {
    const places = fresh();
    tamper(places.store, `DELETE FROM event WHERE position > ${Number(events.at(-40)?.position)}`);
    for (const report of await both(places)) expect(report.findings).toEqual(found('HISTORY_SHORTER', 'gap'));
  });

  test('an old backup put back', async () => {
    const places = fresh();
    rmSync(places.store);
    cpSync(join(backup.folder, 'events.sqlite'), places.store);
    for (const report of await both(places)) expect(report.findings).toEqual(found('HISTORY_SHORTER'));
  });

  test('the log built anew under other keys, which the history then announces', async () => {
    const places = fresh();
    const [otherRoot, other] = [makeSignerKey(rootKey.name), makeSignerKey(key.name)];
    const [announced, certified] = events.filter((e) => e.stream === 'logKeys-office') as [StoredEvent, StoredEvent];
    const { from, until } = certified.data as { from: string; until: string };
    const { certificateText } = await import('../../audit/checkpoint.ts');
    const certificate = signatureLine(certificateText({ key: other.text, from, until }), otherRoot)
      .trimEnd()
      .split(' ')
      .at(-1);
    tamper(
      places.store,
      resealed(announced, { data: { province: '66', root: otherRoot.text } }),
      resealed(certified, { data: { key: other.text, from, until, certificate } }),
    );
    for (const report of await both(places)) {
      expect(report.findings).toEqual(found('HISTORY_DIFFERS'));
      expect(report.findings).toEqual(found('SIGNER_UNKNOWN'));
    }
    for (const report of await both(places, [], rootKey.text))
      expect(report.findings).toEqual(found('ROOT_KEY_DIFFERS'));
  });

  test('a paper changed', async () => {
    const places = fresh();
    mkdirSync(places.files, { recursive: true });
    writeFileSync(join(places.files, createHash('sha256').update('biên bản').digest('hex')), 'biên bản khác');
    for (const report of [await verified(places, { checkpoints: [outside] })])
      expect(report.findings).toEqual(found('PAPER_CHANGED'));
  });

  test('a value in the vault changed', async () => {
    const places = fresh();
    tamper(
      places.vault,
      `UPDATE value SET value = 'khác' WHERE ref = (SELECT min(ref) FROM value WHERE value IS NOT NULL)`,
    );
    for (const report of [await verified(places, { checkpoints: [outside] })])
      expect(report.findings).toEqual(found('VALUE_CHANGED'));
  });
});

describe('checkpoints that are not what they say', { timeout: 150_000 }, () => {
  const given = async (...texts: string[]) => {
    const files = texts.map((note) => {
      const file = join(root, `given-${count++}.txt`);
      writeFileSync(file, note);
      return file;
    });
    return (await verified(office, { checkpoints: files })).findings;
  };
  const kept = () => {
    const checkpoint = readCheckpoint(readFileSync(outside, 'utf8'));
    if (!checkpoint?.sealedAt) throw new Error('it was sealed');
    return { ...checkpoint, sealedAt: checkpoint.sealedAt };
  };

  test('forged under the log’s name, edited, back-dated, or of two views', async () => {
    const { origin, size, root: hash, sealedAt, text } = kept();
    const body = (tree: { size: number; root: Buffer }, at = sealedAt) => checkpointText(origin, tree, at);
    const is = { size, root: hash };
    expect(await given(signNote(body(is), makeSignerKey(origin)))).toEqual(found('SIGNER_UNKNOWN'));
    expect(await given(text.replace('sealed 2', 'sealed 1'))).toEqual(found('SIGNATURE_BAD'));
    expect(await given(signNote(body(is, '2022-06-20T01:00:00.000Z'), key))).toEqual(found('BACK_DATED'));
    expect(await given(signNote(body(is, '2042-06-20T01:00:00.000Z'), key))).toEqual(found('KEY_NOT_ITS_DAYS'));
    const views = await given(text, signNote(body({ size, root: leafHash('other') }), key));
    expect(views).toEqual(found('SPLIT_VIEW'));
    expect(views).toEqual(found('HISTORY_DIFFERS'));
    expect(await given(signNote(body({ size: size + 1, root: leafHash('x') }), key))).toEqual(found('HISTORY_SHORTER'));
  });

  test('under a key that was revoked before; of a stolen one the old ones are gaps', async () => {
    const places = fresh();
    const opened = await openOffice(places);
    const caller = { kind: 'person', id: 'demo-admin' } as const;
    const input = { keyId: key.id, reason: 'compromised' };
    await opened.executor.execute({ command: revokeLogKey, id: LOG_KEYS_ID, input, commandId: 'r', caller });
    const at = (await opened.executor.look(logKeys, LOG_KEYS_ID)).recordedAt ?? '';
    await opened.close();
    const late = join(root, 'late.txt');
    const { root: now, events: all } = await verified(places);
    writeFileSync(late, signNote(checkpointText(key.name, { size: all, root: Buffer.from(now, 'hex') }, at), key));
    const { findings } = await verified(places, { checkpoints: [late, outside] });
    expect(findings).toEqual(found('KEY_REVOKED'));
    expect(findings).toEqual(found('KEY_COMPROMISED', 'gap'));
  });

  test('of another log, or no checkpoint at all: a PDF, an empty file, a folder that is not there, a long one', async () => {
    const other = makeSignerKey('other.example');
    const foreign = signNote(checkpointText(other.name, { size: 3, root: leafHash('x') }, kept().sealedAt), other);
    const findings = await given(foreign, '%PDF-1.7\n%âãÏÓ\n', '', '\uFEFF\r\n', 'x'.repeat(1000));
    expect(findings).toEqual(found('SIGNER_UNKNOWN', 'gap'));
    expect(findings).toEqual(found('HISTORY_DIFFERS', 'gap'));
    expect(findings.filter((f) => f.code === 'CHECKPOINT_UNREADABLE')).toHaveLength(4);
    const away = await verified(office, {
      checkpoints: [join(root, 'nowhere'), 'http://127.0.0.1:1/public/v1/checkpoints'],
    });
    expect(away.counts).toMatchObject({ manipulation: 0, gap: 2 });
    const windows = readFileSync(outside, 'utf8').replaceAll('\n', '\r\n');
    expect(await given(`\uFEFF${windows}`)).toEqual([]);
  });
});

describe('unnoticed without a checkpoint, as the docs say', { timeout: 150_000 }, () => {
  test.each<[string, () => readonly string[]]>([
    ['an event on which no figure rests, sealed anew', () => [resealed(loose(), { app: 'ocop@0.2.1' })]],
    ['the newest event removed', () => [`DELETE FROM event ${where(events.at(-1) as StoredEvent)}`]],
  ])('%s', async (_, statements) => {
    const places = fresh();
    tamper(places.store, ...statements());
    const report = await verified(places);
    expect(report.counts.manipulation).toBe(0);
    expect(report.notChecked.join()).toMatch(/no checkpoint that fits was given/);
  });
});
