// The key of sealed sheets is away: nothing is opened, and nothing is lost by having tried.
import { expect, test } from 'vitest';
import { councilSession } from '../domain/council-session/council-session.ts';
import { getCommand } from '../domain/registry.ts';
import { canonical } from '../eventstore/canonical.ts';
import { createExecutor } from '../eventstore/execute-command.ts';
import { envelopesUnder } from '../vault/envelopes.ts';
import { CHAIR, inSession, SESSION, sheetWithout } from './council-world.ts';
import { keepsInMemory, worldWithProduct } from './world.ts';

test('without it the sheets stay sealed; with it they open, or their members seal them again', async () => {
  const vault = keepsInMemory();
  const w = await worldWithProduct({ vault });
  const council = await inSession(w, ['tieu', 'ca-cao']);
  const [cycle = ''] = council.cycles;
  for (const by of council.scoring) await council.give(by, 'SealSheet', { cycle, sheet: sheetWithout(0) });
  const { revision } = await w.executor.look(councilSession, SESSION);
  const other = createExecutor({
    store: w.store,
    vault,
    envelopes: envelopesUnder(new Uint8Array(32).fill(9), canonical),
    clock: w.now,
    app: 'test',
    rulebookRef: (id) => id,
  });
  const give = (by: string, name: string, input: object, commandId: string) =>
    other.execute({
      command: getCommand('councilSession', name),
      id: SESSION,
      input,
      commandId,
      caller: { kind: 'person', id: by },
    });
  const open = async (commandId: string) => {
    const { revision: ifMatch } = await w.executor.look(councilSession, SESSION);
    return other.execute({
      command: getCommand('councilSession', 'OpenScores'),
      id: SESSION,
      input: { cycle },
      commandId,
      caller: { kind: 'person', id: CHAIR },
      ifMatch,
    });
  };
  expect(await open('a')).toMatchObject({ outcome: 'refused', refusal: { code: 'SEAL_KEY_AWAY' } });
  expect((await w.executor.look(councilSession, SESSION)).revision).toBe(revision);
  for (const by of council.scoring) {
    const sealed = await give(by, 'SealSheet', { cycle, sheet: sheetWithout(1), reason: 'Mất khóa' }, `again-${by}`);
    expect(sealed).toMatchObject({ outcome: 'appended' });
  }
  expect(await open('b')).toMatchObject({ outcome: 'appended' });
  const { state } = await w.executor.look(councilSession, SESSION);
  expect(state.agenda[0]?.opening).toMatchObject({ unfit: [], scored: { length: council.scoring.length } });
}, 120_000);
