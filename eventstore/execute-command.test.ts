import { describe, expect, test } from 'vitest';
import { grant } from '../demo/install.ts';
import { productCycle } from '../domain/product-cycle/product-cycle.ts';
import { doc } from '../test/domain/story.ts';
import { ask, begun, COMMUNE, command, DISTRICT, executorOn, seen, types } from './command.fixture.ts';

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

describe('who learns of a recorded command', () => {
  const FOREIGN = 'demo-lak';
  async function identified() {
    const w = await begun();
    await ask(w, w.cycle, 'IdentifyPotential', { commandId: 'known', input: { remarks: 'a' } });
    return w;
  }
  test('a foreign account with a known key is answered as with any other key, whatever it sends', async () => {
    const w = await identified();
    for (const executor of [w.executor, executorOn(w.store, w.now)])
      for (const more of [{ input: { remarks: 'a' } }, { input: { remarks: 'b' } }, { ifMatch: 0 }]) {
        const answer = (commandId: string) =>
          ask({ executor }, w.cycle, 'IdentifyPotential', { commandId, by: FOREIGN, ...more });
        const known = await answer('known');
        expect(known.outcome).not.toBe('already-applied');
        expect(known).toEqual(await answer('unknown'));
      }
  });
  test('whoever gave it learns already-applied, also when the role has ended since', async () => {
    const w = await identified();
    const input = { grant: 'commune-officer-650-01', until: '2022-02-11' };
    await w.give({ by: 'demo-admin', command: command('RevokeRole', 'account'), id: COMMUNE, input });
    w.at('2022-03-01');
    expect(await ask(w, w.cycle, 'RegisterIdea', { input: { summary: 'x' } })).toMatchObject({
      refusal: { code: 'ROLE_MISSING' },
    });
    expect(await ask(w, w.cycle, 'IdentifyPotential', { commandId: 'known', input: { remarks: 'a' } })).toMatchObject({
      outcome: 'already-applied',
      revision: 2,
    });
  });
  test('a colleague who may do the same learns it too', async () => {
    const w = await identified();
    await grant(w.give, { id: 'demo-colleague', role: 'commune-officer', unit: '650-01' });
    const colleague = (remarks: string) =>
      ask(w, w.cycle, 'IdentifyPotential', { commandId: 'known', by: 'demo-colleague', input: { remarks } });
    expect(await colleague('a')).toMatchObject({ outcome: 'already-applied', revision: 2 });
    expect(await colleague('b')).toMatchObject({ refusal: { code: 'COMMAND_ID_REUSED' } });
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
    const { readStream, readAfter } = w.store;
    w.store.readStream = (stream, from) => {
      read.push(stream);
      return readStream(stream, from);
    };
    w.store.readAfter = (stream, known) => {
      read.push(stream);
      return readAfter(stream, known);
    };
    const commands = [...productCycle.commands.values()];
    await w.executor.judge({ commands, history, caller: { kind: 'person', id: COMMUNE } });
    expect(commands.length).toBeGreaterThan(10);
    expect(read.toSorted()).toEqual([...new Set(read)].toSorted());
  });
});

test('what a correction says of a day is judged as the day that any command names', async () => {
  const w = await begun();
  await ask(w, w.cycle, 'OpenStep', { workflow: true });
  w.at('2022-02-14');
  await ask(w, w.cycle, 'IdentifyPotential');
  w.at('2022-06-01');
  const moved = { revision: 2, rightDay: '2022-02-11', reason: 'x', document: doc('ĐC') };
  const correcting = async (by: string) => ask(w, w.cycle, 'CorrectFact', { by, input: moved, ifMatch: await seen(w) });
  expect(await correcting(COMMUNE)).toMatchObject({ refusal: { code: 'DATED_BACK_TOO_FAR', field: '/rightDay' } });
  expect(await correcting(DISTRICT)).toMatchObject({ outcome: 'appended' });
  expect((await types(w)).slice(-2)).toEqual(['FactCorrected', 'DatingMarked']);
});
