// An office whose machine's clock the test sets: what a moment's wrong clock may not do.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { giveDueCommand } from '../activities/give-due-command.ts';
import { whatIsDue } from '../activities/processes.ts';
import { givingTo, installAccounts, installUnits, planAndApprove } from '../demo/install.ts';
import { account } from '../domain/access/account.ts';
import { setDemoClock } from '../domain/demo-clock/demo-clock.ts';
import { confirmClock, OFFICE_CLOCK_ID } from '../domain/office-clock/office-clock.ts';
import { changeYearPlan, programmeYear } from '../domain/programme-year/programme-year.ts';
import { personCommands } from '../domain/registry.ts';
import { placesOf } from '../settings/settings.ts';
import { type Office, openOffice } from './compose.ts';

const DAY = 86_400_000;
const machine = { wall: 0, steady: 0 };
const sources = { wall: () => machine.wall, steady: () => machine.steady, awake: () => undefined };
const showing = (day: string) => Date.parse(`${day}T02:00:00.000Z`);

let folder: string;
let office: Office;
const open = async () => {
  const places = placesOf({ OCOP_DATA: folder, OCOP_STORE_URL: '', OCOP_VAULT_URL: '' });
  office = await openOffice(places, undefined, sources);
};
const restart = async () => {
  await office.close();
  await open();
};
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ocop-clock-'));
  machine.wall = showing('2022-01-05');
  await open();
  const give = givingTo(office.executor);
  await installUnits(give);
  await installAccounts(give);
  await planAndApprove(give, 2022);
});
afterEach(async () => {
  await office.close();
  rmSync(folder, { recursive: true });
});

const give = (command = confirmClock, id = OFFICE_CLOCK_ID, input: unknown = { province: '66' }, by = 'demo-admin') =>
  office.executor.execute({ command, id, input, commandId: randomUUID(), caller: { kind: 'person', id: by } });
const year = 'programmeYear-66-2022';
/** What the process does for the year by its clock, as a workflow would. */
async function processActs(at = office.clock()) {
  const [due] = await whatIsDue(office.executor, year, at);
  return due && giveDueCommand(office.executor, { stream: year, due, by: 'workflow', at });
}

test('a clock that shows 2031 for one look closes no year and takes no command until it is confirmed', async () => {
  await processActs();
  machine.wall += 9 * 365 * DAY;
  const refused = { outcome: 'refused', refusal: { code: 'CLOCK_DOUBTFUL' } };
  expect(await processActs()).toMatchObject(refused);
  machine.wall -= 9 * 365 * DAY;
  expect(await processActs()).toMatchObject(refused);
  const history = await office.executor.look(programmeYear, '66-2022');
  expect(history.state).toMatchObject({ opened: true, closed: false });
  const change = { plan: history.state.plan, document: { number: '2', date: '2022-01-05' } };
  expect(await give(changeYearPlan, '66-2022', change, 'demo-province')).toMatchObject(refused);
  const caller = { kind: 'person', id: 'demo-province' } as const;
  const verdicts = await office.executor.judge({ commands: personCommands(programmeYear), history, caller });
  expect(new Set(verdicts.map((v) => typeof v === 'object' && v.code))).toEqual(new Set(['CLOCK_DOUBTFUL']));

  expect(await give(confirmClock, OFFICE_CLOCK_ID, { province: '66' }, 'demo-province')).toMatchObject({
    refusal: { code: 'ROLE_MISSING' },
  });
  expect(await give()).toMatchObject({ outcome: 'appended' });
  expect(await office.clockDoubt()).toBeUndefined();
  expect(await give(changeYearPlan, '66-2022', change, 'demo-province')).not.toMatchObject(refused);
});

test('the time of a workflow is held against the clock too: Temporal runs on a machine of its own', async () => {
  await processActs();
  const later = new Date(machine.wall + 400 * DAY).toISOString();
  expect(await processActs(later)).toMatchObject({ refusal: { code: 'CLOCK_DOUBTFUL' } });
  expect(await office.clockDoubt()).toBeUndefined();
});

test('at a start the clock is held against the newest fact, and an older confirmation does not count', async () => {
  expect(await give()).toMatchObject({ outcome: 'appended' });
  machine.wall += 59 * DAY;
  await restart();
  expect(await office.clockDoubt()).toBeUndefined();
  expect(await give(confirmClock)).toMatchObject({ outcome: 'appended' });
  for (const wrong of [-59 * DAY, 61 * DAY]) {
    machine.wall += wrong;
    await restart();
    expect(await office.clockDoubt()).toBeDefined();
    machine.wall -= wrong;
  }
  machine.wall += 61 * DAY;
  expect(await give()).toMatchObject({ outcome: 'appended' });
  expect(await office.clockDoubt()).toBeUndefined();
});

test('the year’s plan says how long a silence may be', async () => {
  const { state } = await office.executor.look(programmeYear, '66-2022');
  const policies = { ...state.plan?.policies, 'clock-gap-days': 20 };
  const input = { plan: { ...state.plan, policies }, document: { number: '2', date: '2022-01-05' } };
  const { seen } = await office.executor.look(programmeYear, '66-2022');
  await office.executor.execute({
    command: changeYearPlan,
    id: '66-2022',
    input,
    ifMatch: seen,
    commandId: randomUUID(),
    caller: { kind: 'person', id: 'demo-province' },
  });
  machine.wall += 30 * DAY;
  await restart();
  expect(await office.clockDoubt()).toBeDefined();
});

test('a confirmation counts where this machine’s clock agrees: another node may still be wrong', async () => {
  machine.wall += 400 * DAY;
  office.clock();
  await office.executor.look(account, 'demo-admin');
  machine.wall -= 400 * DAY;
  await give();
  machine.wall += 400 * DAY;
  expect(await office.clockDoubt()).toBeDefined();
});

test('a demo’s clock is a fact and never doubted', async () => {
  const caller = { kind: 'installation', id: 'demo' } as const;
  const input = { province: '66', offsetMs: 0 };
  await office.executor.execute({ command: setDemoClock, id: 'demo', input, commandId: randomUUID(), caller });
  machine.wall += 400 * DAY;
  await restart();
  expect(office.isDemo()).toBe(true);
  machine.wall += 400 * DAY;
  office.clock();
  expect(await office.clockDoubt()).toBeUndefined();
});
