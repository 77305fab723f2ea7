// An office in memory in which a year can be gone through before it begins: units and calendars of the real one, its
// plan, and one account that may do everything. Nothing of it reaches the real store.
import { account, grantRole } from '../domain/access/account.ts';
import { type Account, grantsOn } from '../domain/access/grants.ts';
import { civilCalendar } from '../domain/calendar/civil-calendar.ts';
import { type Command, splitStream } from '../domain/kernel/aggregate.ts';
import { refusalSentence } from '../domain/kernel/refusal.ts';
import { approveYearPlan, planYear, provinceOf } from '../domain/programme-year/programme-year.ts';
import type { YearPlan } from '../domain/programme-year/year-plan.ts';
import { type Holder, holdersOf, type Level, responsibilityIds } from '../domain/rulebooks/responsibilities.ts';
import type { Rulebook } from '../domain/rulebooks/rulebook.ts';
import { type Day, startOfDay } from '../domain/time/civil-date.ts';
import { allUnits, existsOn, type Unit, unitTree } from '../domain/unit/unit-tree.ts';
import { everyEvent } from '../eventstore/every-event.ts';
import { createExecutor, type Executor } from '../eventstore/execute-command.ts';
import { readHistory } from '../eventstore/history.ts';
import { keepsNothing } from '../eventstore/keeps-nothing.ts';
import type { EventStore } from '../eventstore/port.ts';
import { refOfRulebook } from '../eventstore/rulebook-ref.ts';

const REHEARSER = 'dien-tap';

export type ScratchOffice = {
  readonly executor: Executor;
  readonly clock: { now: string };
  give(command: Command, id: string, input: unknown): Promise<void>;
  /** accounts of the real office that hold a role at a unit on a day */
  holdersOf(role: { readonly role: string; readonly unit: string }, on: Day): readonly string[];
};

/** @param r `real`: whose units and calendars are taken over; `scratch`: an empty store */
export async function scratchOffice(r: {
  real: EventStore;
  scratch: EventStore;
  yearId: string;
  plan: YearPlan;
  rulebook: Rulebook;
}): Promise<ScratchOffice> {
  const { real, scratch, yearId, plan, rulebook } = r;
  const province = provinceOf(yearId);
  const accounts = await takeOver(real, scratch, province);
  const clock = { now: startOfDay(plan.opensOn) };
  const executor = createExecutor({
    store: scratch,
    vault: keepsNothing,
    clock: () => clock.now,
    app: 'rehearsal',
    rulebookRef: refOfRulebook,
  });
  const give = givingTo(executor);
  const { state: tree } = await executor.look(unitTree, province);
  const units = allUnits(tree).filter((unit) => existsOn(unit, plan.opensOn));
  await give.installation(grantsAt(units, rulebook).map((grant) => ({ ...grant, province, from: plan.opensOn })));
  await give.rehearser(planYear, yearId, { plan });
  await give.rehearser(approveYearPlan, yearId, { document: { number: 'diễn tập', date: plan.opensOn } });
  return {
    executor,
    clock,
    give: give.rehearser,
    holdersOf: ({ role, unit }, on) =>
      [...accounts].flatMap(([id, state]) =>
        grantsOn(state, on).some((g) => g.role === role && g.unit === unit) ? [id] : [],
      ),
  };
}

/** Units and calendars as they are; answers the accounts. */
async function takeOver(real: EventStore, scratch: EventStore, province: string): Promise<Map<string, Account>> {
  const prefixes = [unitTree.stream(province), civilCalendar.stream('')];
  for await (const { position: _, ...event } of everyEvent(real, { prefixes })) await scratch.adopt([event]);
  const ids = new Set<string>();
  for await (const { stream } of everyEvent(real, { prefixes: [account.stream('')] })) ids.add(splitStream(stream).id);
  const accounts = new Map<string, Account>();
  for (const id of ids) accounts.set(id, (await readHistory(real, account, id)).state);
  return accounts;
}

/** Every role that the rulebook knows, at every unit of its level; what is the nation's the province enters. */
function grantsAt(units: readonly Unit[], rulebook: Rulebook) {
  const tiers = [undefined, ...rulebook.ladder.map(({ id }) => id)];
  const holders = responsibilityIds.flatMap((id) =>
    'perTier' in rulebook.responsibilities[id]
      ? tiers.flatMap((tier) => (tier === undefined ? [] : holdersOf(rulebook, id, tier)))
      : holdersOf(rulebook, id),
  );
  const rolesAt = (level: string) =>
    new Set(holders.filter((h: Holder) => h.at === (level as Level)).map(({ role }) => role));
  return units.flatMap(({ code, level }) =>
    [...rolesAt(level)].map((role) => ({ grant: `${role}-${code}`, role, unit: code })),
  );
}

type Granted = { grant: string; province: string; role: string; unit: string; from: Day };

function givingTo(executor: Executor) {
  let count = 0;
  const person = { kind: 'person', id: REHEARSER } as const;
  async function given(request: Pick<Parameters<Executor['execute']>[0], 'command' | 'id' | 'input' | 'caller'>) {
    const { command, id } = request;
    const seen = command.restsOn ? (await executor.look(command.aggregate, id)).seen : undefined;
    const ifMatch = seen === undefined ? {} : { ifMatch: seen };
    const result = await executor.execute({ ...request, commandId: `rehearsal/${++count}`, ...ifMatch });
    if (result.outcome !== 'refused' && result.outcome !== 'stale') return;
    throw new Error(`${command.name} ${id}: ${result.refusal.code} ${refusalSentence(result.refusal, 'en')}`);
  }
  return {
    rehearser: (command: Command, id: string, input: unknown) => given({ command, id, input, caller: person }),
    async installation(grants: readonly Granted[]) {
      const caller = { kind: 'installation', id: REHEARSER } as const;
      for (const input of grants) await given({ command: grantRole, id: REHEARSER, input, caller });
    },
  };
}
