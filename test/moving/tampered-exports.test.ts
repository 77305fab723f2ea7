// An import is as strict as a verification: what somebody wrote over, with right hashes and trailers, is refused before
// anything is written. What is in a store all the same marks its own stream and nothing else.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOffice, openStore } from '../../cli/compose.ts';
import { account } from '../../domain/access/account.ts';
import { productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { unitTree } from '../../domain/unit/unit-tree.ts';
import { canonical } from '../../eventstore/canonical.ts';
import { type EventToAppend, sealEvent } from '../../eventstore/envelope.ts';
import type { Places } from '../../settings/settings.ts';
import { copyOf, demoIn, exportTo, importFrom, placesIn, verified } from './installation.ts';

const root = mkdtempSync(join(tmpdir(), 'ocop-tampered-'));
let office: Places;
let exported: string;
let count = 0;
const place = (name: string) => join(root, `${name}-${count++}`);

beforeAll(async () => {
  office = await demoIn(join(root, 'office'));
  exported = join(root, 'exported');
  await exportTo(exported, office);
}, 120_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** The export once more, its events changed and everything that covers them made to fit. */
function writtenOver(change: (events: EventToAppend[]) => void): string {
  const at = place('export');
  cpSync(exported, at, { recursive: true });
  const file = join(at, 'events.jsonl');
  const [header, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
  const events = lines.slice(0, -1).map((line) => JSON.parse(line) as EventToAppend);
  change(events);
  const resealed = events.map(({ id: _, hash: __, ...members }) => canonical(sealEvent(members)));
  const text = [header, ...resealed, ''].join('\n');
  const sha256 = createHash('sha256').update(text).digest('hex');
  writeFileSync(file, `${text}${JSON.stringify({ events: events.length, sha256 })}\n`);
  const manifest = JSON.parse(readFileSync(join(at, 'manifest.json'), 'utf8')) as object;
  writeFileSync(join(at, 'manifest.json'), JSON.stringify({ ...manifest, events: { count: events.length, sha256 } }));
  return at;
}

const set = (events: EventToAppend[], type: string, change: Partial<EventToAppend>) => {
  const at = events.findIndex((e) => e.type === type);
  if (at < 0) throw new Error(`the demo has no ${type}`);
  events[at] = { ...(events[at] as EventToAppend), ...change };
};

describe('an import is refused, and makes nothing', { timeout: 150_000 }, () => {
  const cases: [string, (events: EventToAppend[]) => void, string][] = [
    ['data that cannot be read', (e) => set(e, 'IdeaRegistered', { data: { nothing: true } }), 'DATA_UNREADABLE'],
    ['a unit that cannot be read', (e) => set(e, 'UnitRegistered', { data: {} }), 'DATA_UNREADABLE'],
    ['a clock that cannot be read', (e) => set(e, 'DemoClockMoved', { data: null }), 'DATA_UNREADABLE'],
    ['no time of recording', (e) => set(e, 'IdeaRegistered', { recordedAt: '' }), 'RECORDED_AT_UNREADABLE'],
    [
      'one recorded too early',
      (e) => set(e, 'IdeaSelected', { recordedAt: '1999-01-01T00:00:00.000Z' }),
      'RECORDED_EARLIER',
    ],
    [
      'one that rests on what is not there',
      (e) => set(e, 'IdeaSelected', { basis: { 'unitTree-66': 9999 } }),
      'BASIS_MISSING',
    ],
  ];
  test.each(cases)('of %s', async (_, change, code) => {
    const fresh = placesIn(place('fresh'));
    const at = writtenOver(change);
    await expect(importFrom(at, fresh, false)).rejects.toMatchObject({
      code: 'EXPORT_DAMAGED',
      message: expect.stringContaining(`(${code})`),
    });
    expect(existsSync(fresh.folder)).toBe(false);
  });

  test('only there: what was sealed anew and says nothing false is taken over', async () => {
    const fresh = placesIn(place('fresh'));
    await importFrom(
      writtenOver(() => {}),
      fresh,
      false,
    );
    expect(existsSync(fresh.store)).toBe(true);
  });
});

describe('an export that changes between its checking and its taking over', { timeout: 150_000 }, () => {
  const changes: Record<string, (at: string) => void> = {
    'becomes another one, whole in itself': (at) => {
      const other = writtenOver((e) => set(e, 'IdeaSelected', { occurredAt: '2022-03-01T03:00:00.000Z' }));
      cpSync(join(other, 'events.jsonl'), join(at, 'events.jsonl'));
    },
    'is cut off': (at) => truncateSync(join(at, 'events.jsonl'), 200_000),
    'gets more events': (at) => {
      const file = join(at, 'events.jsonl');
      const lines = readFileSync(file, 'utf8').split('\n');
      writeFileSync(file, lines.toSpliced(-2, 0, lines.at(-3) as string).join('\n'));
    },
    'gets other values': (at) => {
      const file = join(at, 'vault.jsonl');
      writeFileSync(file, readFileSync(file, 'utf8').replace('"sealedAt":"2', '"sealedAt":"1'));
    },
  };
  test.each(Object.entries(changes))('%s: what is taken over is a part of what was checked', async (_, change) => {
    const at = place('export');
    cpSync(exported, at, { recursive: true });
    const fresh = placesIn(place('fresh'));
    await expect(importFrom(at, fresh, false, () => change(at))).rejects.toMatchObject({
      code: expect.stringMatching(/^EXPORT_(DAMAGED|TRUNCATED)$/),
    });
    await importFrom(exported, fresh, true);
    expect((await verified(fresh)).historyDigest).toBe((await verified(office)).historyDigest);
  });
});

describe('an event that cannot be read, in a store all the same', { timeout: 150_000 }, () => {
  const streams = {
    'the unit tree': 'unitTree-66',
    'the demo clock': 'demoClock-',
    'an account': 'account-demo-province',
  };
  test.each(Object.entries(streams))('%s: the office starts, and everything else answers', async (_, prefix) => {
    const at = copyOf(office, place('copy'));
    const store = await openStore(at);
    const last = (await store.readAll({ limit: 100_000, prefixes: [prefix] })).at(-1) as EventToAppend & {
      position: string;
    };
    const { position: _p, id: _i, hash: _h, ...members } = last;
    await store.adopt([sealEvent({ ...members, revision: last.revision + 1, data: { nothing: true } })]);
    await store.close();
    const opened = await openOffice(at);
    try {
      expect(opened.isDemo()).toBe(true);
      const cycles = await opened.store.readAll({ limit: 100_000, prefixes: ['productCycle-'] });
      const id = cycles[0]?.stream.slice('productCycle-'.length) as string;
      const caller = { kind: 'person', id: 'demo-province' } as const;
      const history = await opened.executor.look(productCycle, id);
      expect(history.damagedAt).toBeUndefined();
      const commands = [...productCycle.commands.values()];
      expect(await opened.executor.judge({ commands, history, caller })).toHaveLength(commands.length);
      expect(Object.keys((await opened.executor.look(unitTree, '66')).state.units).length).toBeGreaterThan(1);
      expect((await opened.executor.look(account, 'demo-province')).state.grants.length).toBeGreaterThan(0);
    } finally {
      await opened.close();
    }
  });
});
