import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type Served, served } from '../api/world.fixture.ts';
import { planOf } from '../demo/year-plan.ts';
import { getCommand } from '../domain/registry.ts';
import { CHAIR, type Council, inSession, SESSION, sheetWithout } from '../test/council-world.ts';
import { keepsInMemory, worldWithProduct } from '../test/world.ts';
import { councilCommand } from './council-command.ts';

let s: Served;
let council: Council;
let cycle: string;
let folder: string;
let printed: string[];
beforeAll(async () => {
  s = await served();
  council = await inSession(s, ['tieu', 'ca-cao']);
  [cycle] = council.cycles as [string];
  folder = mkdtempSync(join(tmpdir(), 'ocop-council-'));
}, 120_000);
afterAll(async () => {
  await s.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  printed = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
});

const run = (...args: string[]) =>
  councilCommand()
    .parseAsync([...args, '--address', s.url, '--json'], { from: 'user' })
    .then(() => JSON.parse(printed.at(-1) ?? ''));
const sheet = (content: unknown): string => {
  const file = join(folder, 'phieu.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
};

test('a member prints a sheet, checks it, seals it, and the chair opens', async () => {
  const [first = '', ...others] = council.scoring;
  const empty = await run('score', SESSION, cycle, '--as', first);
  expect(Object.values(empty.choices).every((option) => option === null)).toBe(true);
  expect(await run('score', SESSION, cycle, sheet({ ...empty, ...sheetWithout(2) }), '--as', first)).toMatchObject({
    ok: true,
  });
  const { receipt } = await run('seal', SESSION, cycle, sheet(sheetWithout(2)), '--as', first);
  expect((await s.ask(`/v1/council-sessions/${SESSION}/receipts/${receipt}`, { by: first })).body).toMatchObject({
    state: 'sealed',
  });
  for (const by of others) await run('seal', SESSION, cycle, sheet(sheetWithout(0)), '--as', by);
  const opened = await run('open', SESSION, cycle, '--as', CHAIR);
  expect(opened.scored).toHaveLength(7);
});

test('a draft is kept with the server for its member alone, sealed from there, and goes', async () => {
  const [by = '', other = ''] = council.scoring;
  const at = council.cycles[1] as string;
  const { choices } = sheetWithout(3);
  const [first = ''] = Object.keys(choices);
  await expect(run('draft', SESSION, at, '--as', by)).rejects.toThrow('no draft');
  expect(await run('draft', SESSION, at, sheet({ choices: { [first]: choices[first] } }), '--as', by)).toMatchObject({
    kept: true,
  });
  expect(await run('draft', SESSION, at, '--as', by)).toEqual({ choices: { [first]: choices[first] } });
  await expect(run('draft', SESSION, at, '--as', other)).rejects.toThrow('no draft');
  await run('draft', SESSION, at, sheet({ choices }), '--as', by);
  const { receipt } = await run('seal', SESSION, at, '--as', by);
  expect(receipt).toMatch(/^\d+-/);
  await run('draft', SESSION, at, sheet({ choices }), '--as', other);
  expect(await run('draft', SESSION, at, '--drop', '--as', other)).toMatchObject({ kept: false });
  await expect(run('seal', SESSION, at, '--as', other)).rejects.toThrow('no draft');
});

test('a sheet that is none is told with every fault before anything is sent, and refusals come as sentences', async () => {
  const [by = ''] = council.scoring;
  const { choices } = sheetWithout(0);
  const [one = '', two = ''] = Object.keys(choices);
  const wrong = sheet({ choices: { ...choices, [one]: 'x', [two]: 'y' } });
  await expect(run('score', SESSION, cycle, wrong, '--as', by)).rejects.toThrow(new RegExp(`${one}.*\n.*${two}`));
  await expect(run('seal', SESSION, cycle, sheet(sheetWithout(0)), '--as', by)).rejects.toThrow('SHEETS_OPENED');
  await expect(run('open', SESSION, cycle, '--as', by)).rejects.toThrow('SHEETS_OPENED');
  await expect(run('score', SESSION, '66-2022-khac-1', '--as', by)).rejects.toThrow('not on the agenda');
});

test('with a key that the chair holds: closed and opened on their own machines, and the server has no word of it', async () => {
  const vault = keepsInMemory();
  const other = await served(
    () => ({ reveal: (ref) => vault.reveal(ref) }),
    () => worldWithProduct({ vault }),
  );
  try {
    // What the demo plan leaves with the server, this office leaves with its chair.
    const plan = { ...planOf(2022), policies: {} };
    const document = { number: '02/KH', date: '2022-01-06' };
    other.at('2022-01-06');
    const change = getCommand('programmeYear', 'ChangeYearPlan');
    await other.give({ by: 'demo-province', command: change, id: '66-2022', input: { plan, document } });
    const { cycles, scoring } = await inSession(other, ['tieu']);
    const [at] = cycles as [string];
    const go = (...args: string[]) =>
      councilCommand()
        .parseAsync([...args, '--address', other.url, '--json'], { from: 'user' })
        .then(() => JSON.parse(printed.at(-1) ?? ''));
    const passphrase = join(folder, 'passphrase');
    writeFileSync(passphrase, 'một câu thật dài\n');
    const key = join(folder, 'key.json');
    const { recovery } = await go('key', SESSION, key, '--passphrase-file', passphrase, '--as', CHAIR);
    // A draft stays here, wrapped: the server refuses it, and it goes with the sealing.
    process.env.XDG_STATE_HOME = join(folder, 'state');
    const [first = '', ...others] = scoring;
    await expect(go('draft', SESSION, at, sheet(sheetWithout(1)), '--as', first)).rejects.toThrow('--passphrase-file');
    const wrapped = ['--passphrase-file', passphrase, '--as', first];
    await go('draft', SESSION, at, sheet(sheetWithout(1)), ...wrapped);
    expect(await go('draft', SESSION, at, ...wrapped)).toEqual(sheetWithout(1));
    const kept = readdirSync(join(folder, 'state', 'ocop', 'drafts'));
    expect(readFileSync(join(folder, 'state', 'ocop', 'drafts', kept[0] as string), 'utf8')).not.toContain('choices');
    const put = { by: first, method: 'PUT', body: { sheet: sheetWithout(1) } };
    expect(await other.ask(`/v1/council-sessions/${SESSION}/drafts/${at}`, put)).toMatchObject({
      body: { code: 'DRAFT_ON_DEVICE' },
    });
    await go('seal', SESSION, at, ...wrapped);
    expect(readdirSync(join(folder, 'state', 'ocop', 'drafts'))).toEqual([]);
    for (const by of others) await go('seal', SESSION, at, sheet(sheetWithout(1)), '--as', by);
    const wrong = join(folder, 'wrong');
    writeFileSync(wrong, 'khác\n');
    const open = (words: string) => go('open', SESSION, at, '--key', key, '--passphrase-file', words, '--as', CHAIR);
    await expect(open(wrong)).rejects.toThrow('Nothing was opened');
    await expect(go('open', SESSION, at, '--as', CHAIR)).rejects.toThrow('--key');
    writeFileSync(wrong, `${recovery}\n`);
    expect(await open(wrong)).toMatchObject({ scored: { length: 7 }, unfit: [] });
    const envelopes = await other.ask(`/v1/council-sessions/${SESSION}/envelopes/${at}`, { by: scoring[2] });
    expect(envelopes).toMatchObject({ status: 403, body: { code: 'NOT_FOR_OPENING' } });
  } finally {
    await other.close();
  }
}, 120_000);
