import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { productCycle } from '../domain/product-cycle/product-cycle.ts';
import { ask, begun, COMMUNE, executorOn, onDisk } from './command.fixture.ts';
import { type StoredEvent, sealEvent } from './envelope.ts';
import { ReleaseTooOld } from './history.ts';
import type { EventStore } from './port.ts';

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
    [
      'a number that no JSON has a form for',
      `UPDATE event SET data = '{"remarks":1e999}' WHERE stream = STREAM AND revision = 2`,
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
  test.each([
    ['cannot be read as what it says it is', { data: { nothing: true } }],
    [
      'is of a stream whose fold stumbles over it',
      { type: 'PotentialIdentified', schemaVersion: 1, data: { remarks: 5 } },
    ],
    ['says nothing at all', { data: null }],
  ])('an event that %s marks its stream, and the others go on', async (_, change) => {
    const w = await begun();
    const stream = `productCycle-${w.cycle}`;
    const { state } = await w.executor.look(productCycle, w.cycle);
    const [first] = (await w.store.readStream(stream)) as [StoredEvent];
    const { position: _p, hash: _h, id: _i, ...members } = first;
    await w.store.adopt([sealEvent({ ...members, revision: 1, ...change })]);
    const executor = executorOn(w.store, w.now);
    const history = await executor.look(productCycle, w.cycle);
    expect(history).toMatchObject({ damagedAt: 1, revision: 1, state });
    expect(history.facts).toHaveLength(2);
    expect(await ask({ ...w, executor }, w.cycle, 'IdentifyPotential')).toMatchObject({
      refusal: { code: 'HISTORY_DAMAGED', details: { revision: 1 } },
    });
  });
  test('an event of a newer release is no damage: this release is too old', async () => {
    const w = await begun();
    const [first] = (await w.store.readStream(`productCycle-${w.cycle}`)) as [StoredEvent];
    const { position: _, hash: __, id: ___, ...members } = first;
    const ahead = [
      { ...members, revision: 1, type: 'ProductTeleported', data: {} },
      { ...members, revision: 1, schemaVersion: first.schemaVersion + 1 },
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
