// Sets up the demo's province: units, accounts, the year plans. Everything goes through executeCommand.
import { grantRole } from '../domain/access/account.ts';
import { setContact } from '../domain/access/contact.ts';
import { confirmCalendar, proposeCalendar } from '../domain/calendar/civil-calendar.ts';
import type { Command } from '../domain/kernel/aggregate.ts';
import { refusalSentence } from '../domain/kernel/refusal.ts';
import { approveYearPlan, planYear } from '../domain/programme-year/programme-year.ts';
import type { YearPlanInput } from '../domain/programme-year/year-plan.ts';
import { registerUnit } from '../domain/unit/registering.ts';
import type { CommandResult, Executor } from '../eventstore/execute-command.ts';
import { communesOf, officers } from './accounts.ts';
import { districts, PROVINCE } from './districts.ts';
import { holidays, planOf } from './year-plan.ts';

export type Give = (given: {
  by: string;
  command: Command;
  id: string;
  input?: unknown;
  key?: string;
}) => Promise<CommandResult>;

/** Gives commands one after the other; a refusal is a bug of the demo and stops it. */
export function givingTo(executor: Executor): Give {
  let count = 0;
  return async ({ by, command, id, input, key }) => {
    const stream = command.aggregate.stream(id);
    const seen = command.restsOn ? (await executor.look(command.aggregate, id)).seen : undefined;
    const result = await executor.execute({
      command,
      id,
      input: input ?? {},
      commandId: key ?? `demo/${stream}/${command.name}/${++count}`,
      caller: by === 'installation' ? { kind: 'installation', id: 'demo' } : { kind: 'person', id: by },
      ...(seen === undefined ? {} : { ifMatch: seen }),
    });
    if (result.outcome === 'refused' || result.outcome === 'stale')
      throw new Error(
        `${command.name} on ${stream} by ${by}: ${result.refusal.code} ${refusalSentence(result.refusal, 'en')} ${JSON.stringify('errors' in result ? result.errors : '')}`,
      );
    return result;
  };
}

export async function installUnits(give: Give): Promise<void> {
  const register = (unit: { code: string; name: string; level: string; parent?: string }) =>
    give({
      by: 'installation',
      command: registerUnit,
      id: PROVINCE.code,
      input: { from: PROVINCE.from, ...unit },
      key: `install/unit/${unit.code}`,
    });
  await register({ code: PROVINCE.code, name: PROVINCE.name, level: 'province' });
  for (const d of districts) {
    await register({ code: d.code, name: d.name, level: 'district', parent: PROVINCE.code });
    for (const c of communesOf(d.code)) await register({ ...c, level: 'commune', parent: d.code });
  }
}

export async function grant(
  give: Give,
  account: { id: string; role: string; unit: string },
  from = '2020-01-01',
): Promise<void> {
  const { id, role, unit } = account;
  const input = { grant: `${role}-${unit}`, province: PROVINCE.code, role, unit, from };
  await give({ by: 'installation', command: grantRole, id, input, key: `install/grant/${id}/${role}/${unit}` });
}

export async function installAccounts(give: Give): Promise<void> {
  for (const officer of officers) await grant(give, officer);
}

/** Illustrative addresses (RFC 2606): no letter to them can reach anybody. */
export async function setContacts(give: Give): Promise<void> {
  for (const { id } of officers) {
    const input = { email: `${id}@example.invalid` };
    await give({ by: 'demo-admin', command: setContact, id, input, key: `demo/contact/${id}` });
  }
}

/** The days off of a civil year, from the yearly notice. */
async function confirmDaysOff(give: Give, year: number): Promise<void> {
  const id = String(year);
  const days = holidays[year] ?? { holidays: [] };
  const by = 'demo-province';
  const proposed = { province: PROVINCE.code, days };
  await give({ by, command: proposeCalendar, id, input: proposed, key: `demo/calendar-${id}/propose` });
  const document = { number: `MH-TB-${year}`, date: `${year}-01-04` };
  await give({ by, command: confirmCalendar, id, input: { days, document }, key: `demo/calendar-${id}/confirm` });
}

export async function planAndApprove(
  give: Give,
  year: number,
  { number = `01/KH-${year}`, plan = planOf(year) }: { number?: string; plan?: YearPlanInput } = {},
): Promise<void> {
  const id = `${PROVINCE.code}-${year}`;
  await confirmDaysOff(give, year);
  await give({
    by: 'demo-province',
    command: planYear,
    id,
    input: { plan },
    key: `demo/${id}/plan`,
  });
  await give({
    by: 'demo-signer',
    command: approveYearPlan,
    id,
    input: { document: { number, date: `${year}-01-05` } },
    key: `demo/${id}/approve`,
  });
}
