// For each kind of tampering that can be known without a checkpoint: it is found, named, and graded.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../../cli/compose.ts';
import { type EventToAppend, type StoredEvent, sealEvent } from '../../eventstore/envelope.ts';
import type { Places } from '../../settings/settings.ts';
import { copyOf, demoIn, tamper, verified } from './installation.ts';

const root = mkdtempSync(join(tmpdir(), 'ocop-verify-'));
let office: Places;
let events: readonly StoredEvent[];
let count = 0;
const another = () => copyOf(office, join(root, `copy-${count++}`));
const clean = { manipulation: 0, gap: 0, notice: 0 };

beforeAll(async () => {
  office = await demoIn(join(root, 'office'));
  const store = await openStore(office, { readOnly: true });
  events = await store.readAll({ limit: 10_000 });
  await store.close();
}, 120_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

const find = (of: (event: StoredEvent) => boolean): StoredEvent => {
  const found = events.find(of);
  if (!found) throw new Error('the demo has no such event');
  return found;
};
const text = (value: unknown) => `'${JSON.stringify(value).replaceAll("'", "''")}'`;
const at = ({ stream, revision }: EventToAppend) => `${stream}@${revision}`;
const where = ({ position }: StoredEvent) => `WHERE position = ${Number(position)}`;

/** The event written over as somebody would who knows how events are sealed. */
function writtenOver(event: StoredEvent, change: Partial<EventToAppend>): string {
  const { position, id, hash, ...members } = event;
  const sealed = sealEvent({ ...members, ...change });
  const { stream, revision, type, data, id: _, hash: __, ...meta } = sealed;
  return `UPDATE event SET type = '${type}', id = '${sealed.id}', hash = '${sealed.hash}', data = ${text(data)}, meta = ${text(meta)} ${where(event)}`;
}

async function spoilt(...statements: string[]) {
  const places = another();
  tamper(places.store, ...statements);
  return verified(places);
}

describe('verification of a store', { timeout: 150_000 }, () => {
  const withData = () => find((e) => e.type === 'IdeaRegistered');

  test('finds nothing where nothing is wrong, and says what it did not check', async () => {
    const report = await verified(office);
    expect(report).toMatchObject({ events: events.length, counts: clean, findings: [] });
    expect(report.notChecked.join()).toMatch(/newest events, or whole streams .* were removed/);
  });

  test('data edited in place', async () => {
    const event = withData();
    const report = await spoilt(
      `UPDATE event SET data = ${text({ ...(event.data as object), changed: true })} ${where(event)}`,
    );
    expect(report.findings).toContainEqual(
      expect.objectContaining({ grade: 'manipulation', code: 'HASH_DIFFERS', at: at(event) }),
    );
  });

  test('a file that was received and is not there', async () => {
    const event = find((e) => e.stream.startsWith('productCycle-') && e.type === 'ReminderCameDue');
    const data = { sha256: 'b'.repeat(64), bytes: 5, kind: 'pdf' };
    const report = await spoilt(writtenOver(event, { type: 'FileReceived', schemaVersion: 1, data }));
    expect(report.findings).toContainEqual(
      expect.objectContaining({ grade: 'gap', code: 'PAPER_MISSING', at: at(event) }),
    );
  });

  test('an actor changed in place', async () => {
    const event = withData();
    const report = await spoilt(
      `UPDATE event SET meta = json_set(meta, '$.actor.id', 'somebody-else') ${where(event)}`,
    );
    expect(report).toMatchObject({ counts: { ...clean, manipulation: 1 }, findings: [{ code: 'HASH_DIFFERS' }] });
  });

  test('data that is no JSON any more', async () => {
    const report = await spoilt(`UPDATE event SET data = '{"name' ${where(withData())}`);
    expect(report.findings).toContainEqual(expect.objectContaining({ code: 'HASH_DIFFERS', at: at(withData()) }));
  });

  test('data and hash edited, with the id of before', async () => {
    const event = withData();
    const over = writtenOver(event, { app: 'other' });
    const report = await spoilt(over, `UPDATE event SET id = '${event.id}' ${where(event)}`);
    expect(report).toMatchObject({
      counts: { ...clean, manipulation: 1 },
      findings: [{ code: 'ID_DIFFERS', at: at(event) }],
    });
  });

  test('an event removed from the middle of its stream', async () => {
    const event = find((e) => e.revision === 1 && events.some((x) => x.stream === e.stream && x.revision === 2));
    const report = await spoilt(`DELETE FROM event ${where(event)}`);
    expect(report.findings).toContainEqual(
      expect.objectContaining({
        grade: 'manipulation',
        code: 'EVENT_MISSING',
        at: `${event.stream}@2`,
        what: expect.stringContaining('revision 1 '),
      }),
    );
  });

  test('the newest event of a stream removed, where others rest on it', async () => {
    const year = events.filter((e) => e.stream === 'programmeYear-66-2022').at(-1) as StoredEvent;
    const rests = events.some((e) => (e.basis?.[year.stream] ?? -1) >= year.revision);
    expect(rests).toBe(true);
    const report = await spoilt(`DELETE FROM event ${where(year)}`);
    expect(report.findings).toContainEqual(
      expect.objectContaining({
        grade: 'manipulation',
        code: 'BASIS_MISSING',
        what: expect.stringContaining(at(year)),
      }),
    );
  });

  test('two positions of one stream swapped', async () => {
    const one = find((e) => e.revision === 1 && events.some((x) => x.stream === e.stream && x.revision === 2));
    const other = find((e) => e.stream === one.stream && e.revision === 2);
    const report = await spoilt(
      `UPDATE event SET position = -1 ${where(one)}`,
      `UPDATE event SET position = ${Number(one.position)} ${where(other)}`,
      `UPDATE event SET position = ${Number(other.position)} WHERE position = -1`,
    );
    const codes = report.findings.map((f) => `${f.code} ${f.at}`);
    expect(codes).toContain(`EVENT_MISSING ${at(other)}`);
    expect(codes).toContain(`OUT_OF_ORDER ${at(one)}`);
  });

  test('an event recorded before the one it follows', async () => {
    const event = find((e) => e.revision === 1);
    const report = await spoilt(writtenOver(event, { recordedAt: '1999-01-01T00:00:00.000Z' }));
    expect(report.findings).toContainEqual(expect.objectContaining({ code: 'RECORDED_EARLIER', at: at(event) }));
  });

  test('an event recorded after all that follows, and one that does not say when', async () => {
    const event = find((e) => e.revision === 0 && !events.some((x) => x.stream === e.stream && x.revision === 1));
    expect(await spoilt(writtenOver(event, { recordedAt: '2099-01-01T00:00:00.000Z' }))).toMatchObject({
      counts: { ...clean, notice: 1 },
      findings: [{ code: 'RECORDED_AHEAD', at: at(event) }],
    });
    expect(await spoilt(writtenOver(event, { recordedAt: 'yesterday' }))).toMatchObject({
      counts: { ...clean, manipulation: 1 },
      findings: [{ code: 'RECORDED_AT_UNREADABLE', at: at(event) }],
    });
  });

  test('data of the wrong shape under a right hash is a gap', async () => {
    const event = withData();
    const report = await spoilt(writtenOver(event, { data: { nothing: true } }));
    expect(report).toMatchObject({
      counts: { manipulation: 0, gap: 1, notice: 0 },
      findings: [{ code: 'DATA_UNREADABLE', at: at(event) }],
    });
  });

  test('what a newer release wrote is a notice where it could be checked, a gap where not', async () => {
    const event = events.at(-1) as StoredEvent;
    expect(await spoilt(writtenOver(event, { schemaVersion: 99 }))).toMatchObject({
      counts: { ...clean, notice: 1 },
      findings: [{ code: 'EVENT_UNKNOWN' }],
    });
    expect(await spoilt(writtenOver(event, { v: 2 }))).toMatchObject({
      counts: { ...clean, gap: 1 },
      findings: [{ code: 'ENVELOPE_UNKNOWN' }],
    });
  });

  test('figures of a rulebook that this release does not have', async () => {
    const event = find((e) => e.rulebook !== undefined);
    const [id] = event.rulebook?.split('@') ?? [];
    const other = `${id}@sha256:${'0'.repeat(64)}`;
    expect(await spoilt(writtenOver(event, { rulebook: other }))).toMatchObject({
      counts: { ...clean, gap: 1 },
      findings: [{ code: 'RULEBOOK_DIFFERS' }],
    });
    expect(await spoilt(writtenOver(event, { rulebook: `R2099@sha256:${'0'.repeat(64)}` }))).toMatchObject({
      counts: { ...clean, notice: 1 },
      findings: [{ code: 'RULEBOOK_UNKNOWN' }],
    });
  });

  test('pages of the file that are damaged: what was read before them was verified', async () => {
    const places = another();
    const bytes = readFileSync(places.store);
    for (let page = 600; page < bytes.length / 4096; page += 10) bytes.fill(0xff, page * 4096, (page + 1) * 4096);
    writeFileSync(places.store, bytes);
    const report = await verified(places);
    expect(report.events).toBeGreaterThan(0);
    expect(report.events).toBeLessThan(events.length);
    expect(report.findings).toContainEqual(expect.objectContaining({ grade: 'gap', code: 'MEDIUM_DAMAGED' }));
  });
});

describe('what somebody wrote to stop a verification', { timeout: 150_000 }, () => {
  const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
  test.each([
    ['half of a surrogate pair', `data = '{"x":"\\ud800"}'`],
    ['a number that is none', `data = '{"x":1e999}'`],
    ['nested beyond measure', `data = '{"x":${deep}}'`],
    ['a rulebook that is no text', `meta = json_set(meta, '$.rulebook', 5)`],
  ])('%s is a manipulation like any other', async (_, change) => {
    expect(await spoilt(`UPDATE event SET ${change} WHERE position = 100`)).toMatchObject({
      events: events.length,
      counts: { manipulation: 1 },
      findings: [{ code: 'HASH_DIFFERS' }, {}],
    });
  });

  test('a member of a newer envelope is none', async () => {
    expect(
      await spoilt(`UPDATE event SET meta = json_set(meta, '$.v', 2, '$.x', 1) WHERE position = 100`),
    ).toMatchObject({ counts: { manipulation: 0, gap: 1 }, findings: [{ code: 'ENVELOPE_UNKNOWN' }] });
  });
});

function withPagesGone(file: string, which: (page: number) => boolean): void {
  const bytes = readFileSync(file);
  for (let page = 1; page < bytes.length / 4096; page++)
    if (which(page)) bytes.fill(0xff, page * 4096, (page + 1) * 4096);
  writeFileSync(file, bytes);
}

describe('verification of a damaged medium', { timeout: 150_000 }, () => {
  test('a store whose end cannot be found', async () => {
    const places = another();
    withPagesGone(places.store, (page) => page === 1);
    expect(await verified(places)).toMatchObject({
      events: 0,
      findings: expect.arrayContaining([expect.objectContaining({ code: 'MEDIUM_DAMAGED', at: 'store' })]),
    });
  });

  test('a vault: the store beside it is verified, and what could not be read is not called missing', async () => {
    const places = another();
    withPagesGone(places.vault, (page) => page > 10);
    expect(await verified(places)).toMatchObject({
      events: events.length,
      counts: { ...clean, gap: 1 },
      findings: [{ code: 'MEDIUM_DAMAGED', at: 'vault' }],
    });
  });
});

describe('verification of the vault', { timeout: 150_000 }, () => {
  const ref = `(SELECT ref FROM value ORDER BY ref LIMIT 1)`;
  const vaultSpoilt = async (statement: string) => {
    const places = another();
    tamper(places.vault, statement);
    return verified(places);
  };

  test('a value changed', async () => {
    expect(await vaultSpoilt(`UPDATE value SET value = value || '!' WHERE ref = ${ref}`)).toMatchObject({
      counts: { ...clean, manipulation: 1 },
      findings: [{ code: 'VALUE_CHANGED', at: expect.stringMatching(/^vault:/) }],
    });
  });

  test('a value and its commitment changed', async () => {
    const report = await vaultSpoilt(
      `UPDATE value SET commitment = (SELECT commitment FROM value ORDER BY ref DESC LIMIT 1), salt = (SELECT salt FROM value ORDER BY ref DESC LIMIT 1), value = (SELECT value FROM value ORDER BY ref DESC LIMIT 1) WHERE ref = ${ref}`,
    );
    expect(report).toMatchObject({
      counts: { ...clean, manipulation: 1 },
      findings: [{ code: 'COMMITMENT_DIFFERS', at: expect.stringMatching(/@\d+$/) }],
    });
  });

  test('a row gone without a mark is a gap; one that was erased is counted', async () => {
    expect(await vaultSpoilt(`DELETE FROM value WHERE ref = ${ref}`)).toMatchObject({
      counts: { ...clean, gap: 1 },
      findings: [{ code: 'VALUE_MISSING' }],
    });
    expect(await vaultSpoilt(`UPDATE value SET value = NULL, salt = NULL WHERE ref = ${ref}`)).toMatchObject({
      counts: clean,
      vault: { erased: 1 },
    });
  });
});
