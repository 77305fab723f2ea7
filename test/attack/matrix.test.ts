// Who may give which command, as the laws' tables say it, asked over HTTP: every command that people give × every role × its own
// unit, those above and below, and foreign ones. Each is asked as a preview just before the scripted histories give it.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routedCommands } from '../../api/routed-commands.ts';
import { type Served, served } from '../../api/world.fixture.ts';
import type { Command } from '../../domain/kernel/aggregate.ts';
import { responsibleFor } from '../../domain/kernel/command.ts';
import { changeYearPlan, confirmYearPlanChange } from '../../domain/programme-year/programme-year.ts';
import { aggregates } from '../../domain/registry.ts';
import { lawOn } from '../../domain/rulebooks/registry.ts';
import { type Holder, responsibilityOf } from '../../domain/rulebooks/responsibilities.ts';
import { dayOf } from '../../domain/time/civil-date.ts';
import { tellHistories } from '../../tools/generate/golden.ts';
import {
  type Attacker,
  addForeignProduct,
  attackersIn,
  isForeign,
  MAY_BE_DENIED_WITH,
  sendCommand,
} from './parts/people.ts';

const LEVELS: Readonly<Record<string, string>> = { '650-01': 'commune', '650': 'district', '66': 'province' };
/** What is held for groups, products or a producer turns on more than the unit: the table bounds it. */
const BOUNDED = ['department-officer', 'adviser', 'producer'];

type Row = {
  readonly command: Command;
  readonly who: Attacker;
  readonly may: 'yes' | 'no' | 'at most';
  readonly answer: string;
  readonly denied: boolean;
};
/** The offices of the scripted products’ commune, district and province, and their producers. */
const HERE = /^demo-(krong-nang(-xa-1)?|province|signer|admin|htx-.*)$/;
/** What lies at a commune; anything else may lie higher, where offices below have no part in it. */
const AT_A_COMMUNE = ['product-cycles', 'certificates'];
/** Who works in the commune or its district gives what lies there. */
const LOCAL = /^demo-(krong-nang(-xa-1)?|htx-.*)$/;
const rows: Row[] = [];
let s: Served;

beforeAll(async () => {
  s = await served(() => ({ requestsPerMinute: 0 }));
  await addForeignProduct(s);
  const people = await attackersIn(s.give);
  const asked = new Map<Command, boolean>();
  s.at('2022-01-05');
  async function ask(command: Command, id: string, input: object, by: string): Promise<void> {
    // Who gives it tells where the matter lies: of one that may lie elsewhere no role of the table’s is tried.
    const isHere = HERE.test(by) && !('occurredOn' in input);
    const known = asked.get(command);
    if (!routedCommands(command.aggregate).includes(command) || known || (known === false && !isHere)) return;
    asked.set(command, isHere);
    for (const who of people.filter((one, i) => tells(command, one, people.slice(0, i)))) {
      if (!isHere && isNamed(command, who)) continue;
      const { status, code } = await sendCommand(s, command, id, input, who.account, { preview: true });
      const denied =
        (status === 403 && MAY_BE_DENIED_WITH.has(code)) || (status === 404 && code === 'UNKNOWN_RESOURCE');
      rows.push({ command, who, may: mayGive(command, who, by), answer: `${status} ${code ?? ''}`, denied });
    }
  }
  await tellHistories({
    ...s,
    give: async (given) => {
      const { command, id, by } = given;
      const input = (given.input ?? {}) as object;
      await ask(command, id, input, by);
      // No history needs it: the signer’s word on a change that ends cycles.
      if (command === changeYearPlan) await ask(confirmYearPlanChange, id, { ...input, openCycles: 0 }, by);
      return s.give(given);
    },
  });
}, 180_000);
afterAll(async () => {
  await s.close();
  await s.store.close();
});

/** A role that the table names nowhere is tried at one unit of the matter’s own: elsewhere it says nothing more. */
function tells(command: Command, { role, unit }: Attacker, before: readonly Attacker[]): boolean {
  if (isNamed(command, { role })) return true;
  return !isForeign(unit) && !before.some((other) => other.role === role && !isForeign(other.unit));
}

const isNamed = (command: Command, { role }: Pick<Attacker, 'role'>): boolean =>
  holdersOf(command).some((h) => h.role === role);

function holdersOf({ by }: Command): readonly Holder[] {
  const duty = responsibleFor(by);
  if (!duty) return [];
  const entry = lawOn(dayOf(s.now())).responsibilities[responsibilityOf(duty)];
  return 'perTier' in entry ? Object.values(entry.perTier).flat() : entry;
}

/** By the table of the law in force, and by nothing else. */
function mayGive(command: Command, { role, unit }: Attacker, giver: string): Row['may'] {
  const duty = responsibleFor(command.by);
  const isTiered = duty !== undefined && 'perTier' in lawOn(dayOf(s.now())).responsibilities[responsibilityOf(duty)];
  const holders = holdersOf(command);
  const fits = holders.some((h) => h.role === role && (BOUNDED.includes(role) || h.at === LEVELS[unit]));
  if (!fits || (isForeign(unit) && role !== 'department-officer')) return 'no';
  const isBounded = unit !== '66' && !LOCAL.test(giver) && !AT_A_COMMUNE.includes(command.aggregate.resource);
  return isTiered || isBounded || BOUNDED.includes(role) ? 'at most' : 'yes';
}

const said = ({ command, who, answer }: Row) =>
  `${command.aggregate.resource} ${command.name} by ${who.role}@${who.unit}: ${answer}`;

test('whoever the table does not name is denied, at each unit', () => {
  expect(rows.filter((row) => row.may === 'no' && !row.denied).map(said)).toEqual([]);
});

test('whoever the table names is not denied for want of a role', () => {
  expect(rows.filter((row) => row.may === 'yes' && row.denied).map(said)).toEqual([]);
});

test('every command with a route was asked about, by people of whom some may and some may not', () => {
  const routed = aggregates.flatMap((a) => routedCommands(a));
  const asked = new Set(rows.map(({ command }) => command));
  expect(routed.filter((command) => !asked.has(command)).map(({ name }) => name)).toEqual([]);
  expect(rows.filter(({ may }) => may === 'yes').length).toBeGreaterThan(100);
  expect(rows.filter(({ denied }) => denied).length).toBeGreaterThan(1000);
});

test('each stands in docs/reference/permissions.md', () => {
  const page = readFileSync(new URL('../../docs/reference/permissions.md', import.meta.url), 'utf8');
  for (const duty of new Set(rows.map(({ command }) => responsibleFor(command.by)).filter((d) => d !== undefined)))
    expect(page).toContain(`| \`${responsibilityOf(duty)}\` |`);
});
