// The one way in (architecture 2.4): what it writes, what it answers, and what it never does twice.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import canonicalize from 'canonicalize';
import { afterEach, describe, expect, test } from 'vitest';
import { planOf } from '../demo/year-plan.ts';
import { productCycle } from '../domain/product-cycle/product-cycle.ts';
import { programmeYear } from '../domain/programme-year/programme-year.ts';
import { getCommand } from '../domain/registry.ts';
import { doc } from '../test/domain/story.ts';
import { sealInMemory, type World, worldWithProduct } from '../test/world.ts';
import { eventHash, hashFits, type StoredEvent, sealEvent } from './envelope.ts';
import { type CommandRequest, createExecutor, type Executor } from './execute-command.ts';
import { ReleaseTooOld } from './history.ts';
import type { EventStore } from './port.ts';
import { refOfRulebook } from './rulebook-ref.ts';
import { openSqliteStore } from './sqlite/sqlite-store.ts';

const command = (name: string, category = 'productCycle') => getCommand(category, name);
const DISTRICT = 'demo-krong-nang';
const COMMUNE = 'demo-krong-nang-xa-1';
let count = 0;

type Asked = Partial<Omit<CommandRequest, 'command' | 'caller'>> & { by?: string; workflow?: boolean };
function ask(w: Pick<World, 'executor'>, id: string, name: string, { by = COMMUNE, workflow, ...more }: Asked = {}) {
  return w.executor.execute({
    command: command(name),
    id,
    input: {},
    commandId: `test-${++count}`,
    caller: workflow ? { kind: 'workflow', id: 'w' } : { kind: 'person', id: by },
    ...more,
  });
}

async function begun(options: Parameters<typeof worldWithProduct>[0] = {}) {
  const w = await worldWithProduct(options);
  w.at('2022-02-10');
  await w.give({ by: COMMUNE, command: command('StartCycle'), id: w.cycle });
  return w;
}
type OneCycle = World & { cycle: string };
const seen = async (w: OneCycle) => (await w.executor.look(productCycle, w.cycle)).seen;
const types = async (w: OneCycle) => (await w.store.readStream(`productCycle-${w.cycle}`)).map((e) => e.type);
const executorOn = (store: EventStore, clock: () => string, patience?: number): Executor =>
  createExecutor({
    store,
    clock,
    seal: sealInMemory,
    app: 'test',
    rulebookRef: refOfRulebook,
    ...(patience === undefined ? {} : { patience }),
  });

const opened: EventStore[] = [];
const folders: string[] = [];
function onDisk(): { store: EventStore; file: string } {
  const folder = mkdtempSync(join(tmpdir(), 'ocop-execute-'));
  folders.push(folder);
  const file = join(folder, 'events.db');
  const store = openSqliteStore(file);
  opened.push(store);
  return { store, file };
}
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe('the envelope', () => {
  test('says who, when, on what and by which release, under one hash that anybody can recompute', async () => {
    const w = await begun();
    const result = await ask(w, w.cycle, 'IdentifyPotential', {
      commandId: 'k1',
      input: { remarks: 'Sầu riêng ngon', occurredOn: '2022-02-10' },
      causationId: 'mail-7',
    });
    expect(result).toMatchObject({ outcome: 'appended', revision: 2 });
    const [, , event] = await w.store.readStream(`productCycle-${w.cycle}`);
    expect(event).toMatchObject({
      v: 1,
      stream: `productCycle-${w.cycle}`,
      revision: 2,
      type: 'PotentialIdentified',
      schemaVersion: 1,
      actor: { kind: 'person', id: COMMUNE, role: 'commune-officer', unit: '650-01' },
      commandId: 'k1',
      correlationId: 'k1',
      causationId: 'mail-7',
      app: 'test',
      recordedAt: '2022-02-10T02:00:00.000Z',
    });
    expect(event?.rulebook).toMatch(/^R2019@sha256:[0-9a-f]{64}$/);
    const e = event as StoredEvent;
    const members = Object.fromEntries(
      [
        'v',
        'stream',
        'revision',
        'type',
        'schemaVersion',
        'data',
        'occurredAt',
        'recordedAt',
        'actor',
        'commandId',
        'commandHash',
        'correlationId',
        'causationId',
        'basis',
        'rulebook',
        'app',
      ].map((name) => [name, e[name as keyof StoredEvent]]),
    );
    expect(
      createHash('sha256')
        .update(canonicalize(members) as string)
        .digest('hex'),
    ).toBe(e.hash);
    const input = { remarks: (e.data as { remarks: unknown }).remarks, occurredOn: '2022-02-10' };
    expect(
      createHash('sha256')
        .update(canonicalize({ name: 'IdentifyPotential', input }) as string)
        .digest('hex'),
    ).toBe(e.commandHash);
  });
  test('what is not on the closed list is not under the hash; what is, is', async () => {
    const w = await begun();
    const [event] = (await w.store.readStream(`productCycle-${w.cycle}`)) as [StoredEvent];
    expect(eventHash({ ...event, position: '999', extra: 'smuggled' } as StoredEvent)).toBe(event.hash);
    expect(hashFits({ ...event, position: '999' })).toBe(true);
    for (const change of [
      { revision: 1 },
      { occurredAt: '2022-02-11T02:00:00.000Z' },
      { data: {} },
      { actor: { kind: 'person', id: 'x' } },
      { basis: {} },
      { app: 'other' },
      { rulebook: 'R1' },
    ] as const)
      expect(hashFits({ ...event, ...change } as StoredEvent), JSON.stringify(change)).toBe(false);
    expect(hashFits({ ...event, id: '00000000-0000-5000-8000-000000000000' })).toBe(false);
  });
  test('names the streams a decision rested on, with the revision that was read', async () => {
    const w = await begun();
    const [event] = await w.store.readStream(`productCycle-${w.cycle}`);
    const at = async (stream: string) => (await w.store.readStream(stream)).length - 1;
    expect(event?.basis).toEqual({
      'programmeYear-66-2022': await at('programmeYear-66-2022'),
      'unitTree-66': await at('unitTree-66'),
      'product-ca-phe-mau': 0,
      [`account-${COMMUNE}`]: 0,
    });
  });
  test('the time of writing never goes back within a stream, even when the clock does', async () => {
    const w = await begun();
    w.at('2022-02-09');
    const result = await ask(w, w.cycle, 'RecordPromotion', {
      input: { kind: 'fair', where: 'x', occurredOn: '2022-02-09' },
    });
    expect(result).toMatchObject({ outcome: 'refused', refusal: { code: 'OCCURRED_TOO_EARLY' } });
    w.at('2022-02-10T01:00:00.000Z');
    await ask(w, w.cycle, 'RecordPromotion', { input: { kind: 'fair', where: 'x' } });
    const recorded = (await w.store.readStream(`productCycle-${w.cycle}`)).map((e) => e.recordedAt);
    expect(recorded).toEqual(['2022-02-10T02:00:00.000Z', '2022-02-10T02:00:00.000Z']);
  });
  test('a workflow’s own time counts when it is later than the clock', async () => {
    const w = await begun();
    await ask(w, w.cycle, 'OpenStep', { workflow: true, at: '2022-02-11T01:00:00.000Z' });
    await ask(w, w.cycle, 'RecordPromotion', { input: { kind: 'fair', where: 'x' }, at: '2022-02-01T01:00:00.000Z' });
    const recorded = (await w.store.readStream(`productCycle-${w.cycle}`)).map((e) => e.recordedAt);
    expect(recorded.slice(1)).toEqual(['2022-02-11T01:00:00.000Z', '2022-02-11T01:00:00.000Z']);
  });
});

describe('a command given again', () => {
  test('is already applied, with the revision and position of the first time', async () => {
    const w = await begun();
    const first = await ask(w, w.cycle, 'IdentifyPotential', { commandId: 'k', input: { remarks: 'a' } });
    w.at('2022-03-01');
    const again = await ask(w, w.cycle, 'IdentifyPotential', { commandId: 'k', input: { remarks: 'a' } });
    expect(again).toEqual({
      outcome: 'already-applied',
      revision: 2,
      position: first.outcome === 'appended' && first.position,
    });
    expect(await types(w)).toEqual(['CycleStarted', 'StepOpened', 'PotentialIdentified']);
  });
  test('also on a process that never saw the first time', async () => {
    const w = await begun();
    await ask(w, w.cycle, 'IdentifyPotential', { commandId: 'k' });
    const other = executorOn(w.store, w.now);
    expect(await ask({ executor: other }, w.cycle, 'IdentifyPotential', { commandId: 'k' })).toMatchObject({
      outcome: 'already-applied',
      revision: 2,
    });
  });
  test('with other content under the same id is refused: another input, another name, another day', async () => {
    const w = await begun();
    await ask(w, w.cycle, 'RecordPromotion', { commandId: 'k', input: { kind: 'fair', where: 'Huế' } });
    for (const [name, input] of [
      ['RecordPromotion', { kind: 'fair', where: 'Đà Lạt' }],
      ['RecordPromotion', { kind: 'fair', where: 'Huế', occurredOn: '2022-02-10' }],
      ['IdentifyPotential', {}],
    ] as const)
      expect(await ask(w, w.cycle, name, { commandId: 'k', input })).toMatchObject({
        outcome: 'refused',
        refusal: { code: 'COMMAND_ID_REUSED' },
      });
  });
  test('a retry after a lost reply learns already-applied although its If-Match is stale by then', async () => {
    const w = await begun();
    await ask(w, w.cycle, 'IdentifyPotential');
    await ask(w, w.cycle, 'RegisterIdea', { input: { summary: 'x' } });
    const select = { by: DISTRICT, commandId: 'select', ifMatch: await seen(w) };
    expect((await ask(w, w.cycle, 'SelectIdea', select)).outcome).toBe('appended');
    expect((await ask(w, w.cycle, 'SelectIdea', select)).outcome).toBe('already-applied');
  });
});

describe('If-Match', () => {
  test('a decision on what has changed since is refused with what changed, and changes nothing', async () => {
    const w = await begun();
    await ask(w, w.cycle, 'RegisterIdea', { input: { summary: 'x' } });
    const old = await seen(w);
    await ask(w, w.cycle, 'ListIdea', { input: { list: doc('DS', '2022-02-10') } });
    const before = await types(w);
    const result = await ask(w, w.cycle, 'SelectIdea', { by: DISTRICT, ifMatch: old });
    expect(result).toMatchObject({
      outcome: 'stale',
      seen: old + 1,
      refusal: { code: 'STALE_REVISION', details: { what: 'IdeaListed', by: COMMUNE } },
    });
    expect(await types(w)).toEqual(before);
  });
  test('a quiet fact does not make it stale', async () => {
    const w = await begun();
    await ask(w, w.cycle, 'OpenStep', { workflow: true });
    const old = await seen(w);
    w.at('2022-02-25');
    expect((await ask(w, w.cycle, 'RecordReminderDue', { workflow: true })).outcome).toBe('appended');
    expect(await seen(w)).toBe(old);
    expect((await ask(w, w.cycle, 'WithdrawProduct', { input: { reason: 'x' }, ifMatch: old })).outcome).toBe(
      'appended',
    );
  });
});

describe('who, when and what is refused', () => {
  const refusedWith = async (result: Promise<unknown>, code: string) =>
    expect(await result).toMatchObject({ outcome: 'refused', refusal: { code } });
  test('days ahead and days before it began', async () => {
    const w = await begun();
    await refusedWith(
      ask(w, w.cycle, 'IdentifyPotential', { input: { occurredOn: '2022-02-11' } }),
      'OCCURRED_IN_FUTURE',
    );
    await refusedWith(
      ask(w, w.cycle, 'IdentifyPotential', { input: { occurredOn: '2022-02-09' } }),
      'OCCURRED_TOO_EARLY',
    );
    w.at('2022-02-14');
    await ask(w, w.cycle, 'IdentifyPotential', { input: { occurredOn: '2022-02-11' } });
    const last = (await w.store.readStream(`productCycle-${w.cycle}`)).at(-1);
    expect(last).toMatchObject({ occurredAt: '2022-02-10T17:00:00.000Z', recordedAt: '2022-02-14T02:00:00.000Z' });
  });
  test('unknown products, ids and fields', async () => {
    const w = await begun();
    await refusedWith(ask(w, '66-2022-khong-co-1', 'IdentifyPotential'), 'UNKNOWN_RESOURCE');
    await refusedWith(ask(w, 'nonsense', 'IdentifyPotential'), 'ID_INVALID');
    await refusedWith(ask(w, w.cycle, 'IdentifyPotential', { input: { colour: 'red' } }), 'FIELD_UNKNOWN');
    const invalid = await ask(w, w.cycle, 'RegisterIdea', { input: { summary: 7 } });
    expect(invalid).toMatchObject({
      refusal: { code: 'INPUT_INVALID', field: '/summary' },
      errors: [{ pointer: '/summary' }],
    });
    await refusedWith(ask(w, w.cycle, 'StartCycle'), 'CYCLE_EXISTS');
  });
  test('a workflow’s command by a person, a person’s by a workflow, and the wrong role', async () => {
    const w = await begun();
    await refusedWith(ask(w, w.cycle, 'OpenStep'), 'ONLY_THE_PROCESS');
    await refusedWith(ask(w, w.cycle, 'IdentifyPotential', { workflow: true }), 'NOT_A_PERSON');
    await refusedWith(ask(w, w.cycle, 'IdentifyPotential', { by: 'demo-lak' }), 'ROLE_MISSING');
    await refusedWith(ask(w, w.cycle, 'IdentifyPotential', { by: 'nobody' }), 'ROLE_MISSING');
  });
  test('a refusal leaves no trace, and nothing to do neither', async () => {
    const w = await begun();
    await ask(w, w.cycle, 'OpenStep', { workflow: true });
    const before = await w.store.head();
    await ask(w, w.cycle, 'OpenStep');
    expect(await ask(w, w.cycle, 'OpenStep', { workflow: true })).toEqual({ outcome: 'nothing-to-do', revision: 1 });
    expect(await w.store.head()).toEqual(before);
  });
  test('judge says the same as a command would, without giving it', async () => {
    const w = await begun();
    const history = await w.executor.look(productCycle, w.cycle);
    const may = async (name: string, id: string) =>
      (await w.executor.judge({ commands: [command(name)], history, caller: { kind: 'person', id } }))[0];
    expect(await may('IdentifyPotential', COMMUNE)).toBeUndefined();
    expect(await may('IdentifyPotential', 'demo-lak')).toMatchObject({ code: 'ROLE_MISSING' });
    expect(await may('SubmitDossier', COMMUNE)).toMatchObject({ code: 'STEP_NOT_REACHED' });
  });
  test('many are judged with one reading of each stream they rest on', async () => {
    const w = await begun();
    const history = await w.executor.look(productCycle, w.cycle);
    const read: string[] = [];
    const readStream = w.store.readStream;
    w.store.readStream = (stream, from) => {
      read.push(stream);
      return readStream(stream, from);
    };
    const commands = [...productCycle.commands.values()];
    await w.executor.judge({ commands, history, caller: { kind: 'person', id: COMMUNE } });
    expect(commands.length).toBeGreaterThan(10);
    expect(read.toSorted()).toEqual([...new Set(read)].toSorted());
  });
});

describe('a cached fold', () => {
  test('does not outlive what it rests on: where a backup was restored, the stream is read anew', async () => {
    const w = await begun();
    const earlier = await w.store.readStream(`productCycle-${w.cycle}`);
    await ask(w, w.cycle, 'IdentifyPotential');
    expect((await w.executor.look(productCycle, w.cycle)).revision).toBeGreaterThan(0);
    const readStream = w.store.readStream;
    w.store.readStream = async (stream, from = 0) =>
      stream === earlier[0]?.stream ? earlier.filter((e) => e.revision >= from) : readStream(stream, from);
    const now = await w.executor.look(productCycle, w.cycle);
    expect([now.revision, now.state.done.awareness]).toEqual([earlier.length - 1, undefined]);
  });
  test('never answers: what another process wrote is seen before anything is refused', async () => {
    const w = await begun();
    const other = executorOn(w.store, w.now);
    await other.look(productCycle, w.cycle); // warm, without the idea
    await ask(w, w.cycle, 'RegisterIdea', { input: { summary: 'x' } });
    expect(
      (await ask({ executor: other }, w.cycle, 'ListIdea', { input: { list: doc('DS', '2022-02-10') } })).outcome,
    ).toBe('appended');
    // and the first one's cache is behind now
    expect(await ask(w, w.cycle, 'ListIdea', { input: { list: doc('DS', '2022-02-10') } })).toMatchObject({
      refusal: { code: 'IDEA_NOT_PENDING', details: { status: 'listed' } },
    });
  });
  test('an If-Match that only a cache calls stale is judged on a fresh read', async () => {
    const w = await begun();
    const other = executorOn(w.store, w.now);
    await other.look(productCycle, w.cycle);
    await ask(w, w.cycle, 'RegisterIdea', { input: { summary: 'x' } });
    const result = await ask({ executor: other }, w.cycle, 'SelectIdea', { by: DISTRICT, ifMatch: await seen(w) });
    expect(result.outcome).toBe('appended');
  });
  test('a grant taken back elsewhere is seen', async () => {
    const w = await begun();
    const other = executorOn(w.store, w.now);
    await ask({ executor: other }, w.cycle, 'RecordPromotion', { input: { kind: 'fair', where: 'x' } });
    await w.give({
      by: 'demo-admin',
      command: command('RevokeRole', 'account'),
      id: COMMUNE,
      input: { grant: 'commune-officer-650-01', until: '2022-02-09' },
    });
    expect(
      await ask({ executor: other }, w.cycle, 'RecordPromotion', { input: { kind: 'fair', where: 'y' } }),
    ).toMatchObject({ refusal: { code: 'ROLE_MISSING' } });
  });
});

describe('what a decision rested on', () => {
  /** Between look and append, somebody changes the year plan. */
  test('a needed stream that moved between look and append makes it decide again', async () => {
    const inner = openSqliteStore(':memory:');
    let meddle: (() => Promise<unknown>) | undefined;
    const store: EventStore = {
      ...inner,
      append: async (stream, expected, events) => {
        const now = stream.startsWith('productCycle') ? meddle : undefined;
        if (now) {
          meddle = undefined;
          await now();
        }
        return inner.append(stream, expected, events);
      },
    };
    const w = await begun({ store });
    const elsewhere = executorOn(inner, w.now);
    const plan = planOf(2022);
    meddle = async () =>
      elsewhere.execute({
        command: command('ChangeYearPlan', 'programmeYear'),
        id: '66-2022',
        input: {
          plan: { ...plan, windows: { ...plan.windows, awareness: { from: '2022-02-01', until: '2022-02-21' } } },
          calendar: { holidays: [] },
          document: doc('02/KH', '2022-02-10'),
        },
        commandId: 'change',
        caller: { kind: 'person', id: 'demo-province' },
        ifMatch: (await elsewhere.look(programmeYear, '66-2022')).seen,
      });
    const result = await ask(w, w.cycle, 'IdentifyPotential');
    expect(result.outcome).toBe('appended');
    const [, step] = await w.store.readStream(`productCycle-${w.cycle}`);
    expect(step).toMatchObject({ data: { due: { dueOn: '2022-02-21' } }, basis: { 'programmeYear-66-2022': 2 } });
  });
  test('a command that keeps losing says so instead of hanging', async () => {
    const w = await begun();
    const store: EventStore = { ...w.store, append: async (on) => ({ outcome: 'conflict', on, actual: 0 }) };
    const result = await ask({ executor: executorOn(store, w.now, 20) }, w.cycle, 'IdentifyPotential');
    expect(result).toMatchObject({ outcome: 'refused', refusal: { code: 'TOO_BUSY' } });
  });
});

describe('a damaged history', () => {
  async function damage(sql: string) {
    const { store, file } = onDisk();
    const w = await begun({ store });
    await ask(w, w.cycle, 'IdentifyPotential');
    const db = new DatabaseSync(file);
    db.exec(`DROP TRIGGER event_is_append_only; ${sql.replaceAll('STREAM', `'productCycle-${w.cycle}'`)}`);
    db.close();
    return { ...w, executor: executorOn(store, w.now) };
  }
  test.each([
    ['data', `UPDATE event SET data = '{"remarks":null}' WHERE stream = STREAM AND revision = 2`, 2],
    ['text that is no JSON', `UPDATE event SET data = '{' WHERE stream = STREAM AND revision = 1`, 1],
    [
      'the actor',
      `UPDATE event SET meta = replace(meta, '${COMMUNE}', 'somebody') WHERE stream = STREAM AND revision = 2`,
      2,
    ],
    ['a type nobody knows', `UPDATE event SET type = 'Nonsense' WHERE stream = STREAM AND revision = 2`, 2],
    [
      'hash and id kept, type swapped',
      `UPDATE event SET type = 'IdeaApproved' WHERE stream = STREAM AND revision = 2`,
      2,
    ],
    [
      'a version',
      `UPDATE event SET meta = replace(meta, '"schemaVersion":1', '"schemaVersion":7') WHERE stream = STREAM AND revision = 2`,
      2,
    ],
  ])('%s: stays readable, is marked, and takes no more commands', async (_, sql, damagedAt) => {
    const w = await damage(sql);
    const history = await w.executor.look(productCycle, w.cycle);
    expect(history).toMatchObject({ damagedAt, revision: 2 });
    expect(history.facts).toHaveLength(3);
    expect(history.state.done.awareness).toBeUndefined();
    const before = await w.store.head();
    expect(await ask(w, w.cycle, 'RecordPromotion', { input: { kind: 'fair', where: 'x' } })).toMatchObject({
      outcome: 'refused',
      refusal: { code: 'HISTORY_DAMAGED', details: { revision: damagedAt } },
    });
    expect(await w.store.head()).toEqual(before);
  });
  test('an event of a newer release is no damage: this release is too old', async () => {
    const w = await begun();
    const [first] = (await w.store.readStream(`productCycle-${w.cycle}`)) as [StoredEvent];
    const { position: _, hash: __, id: ___, ...members } = first;
    const ahead = [
      { ...members, revision: 1, type: 'ProductTeleported', data: {} },
      { ...members, revision: 1, schemaVersion: 2 },
      { ...members, revision: 1, v: 2 },
    ];
    for (const event of ahead) {
      const store: EventStore = {
        ...w.store,
        readStream: async (s, from) =>
          s === first.stream && (from ?? 0) <= 1
            ? [first, { ...sealEvent(event), position: '9' }]
            : w.store.readStream(s, from),
      };
      await expect(executorOn(store, w.now).look(productCycle, w.cycle)).rejects.toThrow(ReleaseTooOld);
    }
  });
});

describe('many at once', () => {
  const evidence = (i: number) => ({ id: `piece-${i}`, kind: 'other', document: doc(`P${i}`, '2022-02-10') });
  async function collecting(options = {}) {
    const w = await begun(options);
    await ask(w, w.cycle, 'RegisterIdea', { input: { summary: 'x' } });
    await ask(w, w.cycle, 'SelectIdea', { by: DISTRICT });
    await ask(w, w.cycle, 'ApproveIdea', { by: 'demo-province', input: { list: doc('DS', '2022-02-10') } });
    await ask(w, w.cycle, 'SubmitPlan', { input: { targetStar: 3, plan: doc('PA', '2022-02-10') } });
    await ask(w, w.cycle, 'SelectPlan', { by: DISTRICT });
    return w;
  }
  const pieces = async (w: OneCycle) => (await w.executor.look(productCycle, w.cycle)).state.evidence.map((e) => e.id);

  test('64 commuting commands on one stream all succeed, from one process and from two', async () => {
    const w = await collecting();
    const other = { executor: executorOn(w.store, w.now) };
    const results = await Promise.all(
      Array.from({ length: 64 }, (_, i) => ask(i % 2 ? w : other, w.cycle, 'AddEvidence', { input: evidence(i) })),
    );
    expect(results.map((r) => r.outcome)).toEqual(results.map(() => 'appended'));
    expect(new Set(await pieces(w)).size).toBe(64);
  });

  test('of two who decide on the same state, one is told that it changed', async () => {
    const w = await begun();
    await ask(w, w.cycle, 'RegisterIdea', { input: { summary: 'x' } });
    const ifMatch = await seen(w);
    const other = { executor: executorOn(w.store, w.now) };
    const results = await Promise.all([
      ask(w, w.cycle, 'SelectIdea', { by: DISTRICT, ifMatch }),
      ask(other, w.cycle, 'RejectIdea', { by: DISTRICT, ifMatch, input: { reason: 'x' } }),
    ]);
    expect(results.map((r) => r.outcome).sort()).toEqual(['appended', 'stale']);
  });

  test('two executors race, lose replies and retry each other’s commands: no effect doubled, every hash fits', async () => {
    const inner = openSqliteStore(':memory:');
    let turn = 1;
    const random = () => {
      turn = (turn * 48_271) % 2_147_483_647;
      return turn / 2_147_483_647;
    };
    /** Commits, then loses the answer three times in ten. */
    const losing = (): EventStore => ({
      ...inner,
      append: async (stream, expected, events) => {
        const result = await inner.append(stream, expected, events);
        if (stream.startsWith('productCycle') && random() < 0.3) throw new Error('the reply was lost');
        return result;
      },
    });
    const w = await collecting({ store: inner });
    let second = 0;
    const clocks = [0, 0].map(
      () => () => new Date(Date.parse(w.now()) + second * 1000 + Math.floor(random() * 1000)).toISOString(),
    );
    const executors = clocks.map((clock) => ({ executor: executorOn(losing(), clock) }));
    let lost = 0;
    let repeated = 0;
    const insistently = async (first: number, round: number): Promise<void> => {
      for (let at = first; ; at++) {
        try {
          const result = await ask(executors[at % 2] as { executor: Executor }, w.cycle, 'AddEvidence', {
            commandId: `round-${round}`,
            input: evidence(round),
          });
          if (result.outcome === 'already-applied') repeated++;
          expect(['appended', 'already-applied']).toContain(result.outcome);
          return;
        } catch (error) {
          if (!String(error).includes('the reply was lost')) throw error;
          lost++;
        }
      }
    };
    for (let round = 0; round < 200; round++) {
      second = round;
      await Promise.all([insistently(0, round), insistently(1, round)]);
    }
    expect(lost).toBeGreaterThan(30);
    expect(repeated).toBeGreaterThan(150);
    const stored = await inner.readStream(`productCycle-${w.cycle}`);
    expect(stored.every(hashFits)).toBe(true);
    expect(stored.map((e) => e.revision)).toEqual(stored.map((_, i) => i));
    expect((await pieces(w)).sort()).toEqual(Array.from({ length: 200 }, (_, i) => `piece-${i}`).sort());
    for (const { executor } of executors)
      expect((await executor.look(productCycle, w.cycle)).state).toEqual(
        (await w.executor.look(productCycle, w.cycle)).state,
      );
  }, 30_000);
});
