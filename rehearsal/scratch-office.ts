// An office in memory in which a year can be gone through before it begins: what the real one begins it with, its plan, its
// post, and one account that may do everything. Nothing of it reaches the real store.
import { type Errand, type ErrandDone, postErrands } from '../activities/post-errands.ts';
import type { PostParts } from '../activities/postman.ts';
import { type ReadersOf, readersOn } from '../activities/who-is-told.ts';
import { grantRole } from '../domain/access/account.ts';
import type { Caller } from '../domain/access/authorise.ts';
import type { Command } from '../domain/kernel/aggregate.ts';
import { type Refusal, refusalSentence } from '../domain/kernel/refusal.ts';
import { letters } from '../domain/letters/letters.ts';
import { postOffice, setPost } from '../domain/post-office/post-office.ts';
import { isDutyOf } from '../domain/programme-year/duties.ts';
import { approveYearPlan, planYear, provinceOf } from '../domain/programme-year/programme-year.ts';
import type { YearPlan } from '../domain/programme-year/year-plan.ts';
import { rulebooks } from '../domain/rulebooks/registry.ts';
import { type Holder, holdersOf, type Level, responsibilityIds } from '../domain/rulebooks/responsibilities.ts';
import type { Rulebook } from '../domain/rulebooks/rulebook.ts';
import { type Day, startOfDay } from '../domain/time/civil-date.ts';
import { allUnits, type Unit, type UnitTree, unitTree } from '../domain/unit/unit-tree.ts';
import { createExecutor, type Executor } from '../eventstore/execute-command.ts';
import { readHistory } from '../eventstore/history.ts';
import { keepsNothing } from '../eventstore/keeps-nothing.ts';
import type { EventStore } from '../eventstore/port.ts';
import { refOfRulebook } from '../eventstore/rulebook-ref.ts';
import { takeOver } from './begins-with.ts';

/** Acts for everybody, and is nobody whom a reminder reaches. */
export const REHEARSER = 'dien-tap';

export type ScratchOffice = {
  readonly executor: Executor;
  readonly clock: { now: string };
  readonly tree: UnitTree;
  /** streams that the year begins with, whose process goes on */
  readonly streams: readonly string[];
  give(command: Command, id: string, input: unknown): Promise<void>;
  /** writes letters and hands them to nobody */
  errand(errand: Errand): Promise<ErrandDone>;
  /** who of the real office gets what is told on a day */
  readersOn(day: Day): ReadersOf;
};

/** @param r `real`: what the year begins with is taken over from it; `scratch`: an empty store */
export async function scratchOffice(r: {
  real: EventStore;
  scratch: EventStore;
  yearId: string;
  plan: YearPlan;
  communes?: readonly string[] | undefined;
}): Promise<ScratchOffice> {
  const { real, scratch, yearId, plan } = r;
  const province = provinceOf(yearId);
  const { accounts, streams } = await takeOver({ ...r, province, opensOn: plan.opensOn });
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
  const units = allUnits(tree).filter((u) => u.from <= plan.closesOn && (u.until ?? plan.closesOn) >= plan.opensOn);
  await give.installation(grantsAt(units).map((grant) => ({ ...grant, province })));
  await give.rehearser(planYear, yearId, { plan: r.communes ? narrowed(plan, units, r.communes) : plan });
  await give.rehearser(approveYearPlan, yearId, { document: { number: 'diễn tập', date: plan.opensOn } });
  // What was told until now is nobody's to read; whether the real post goes out yet says nothing of the year.
  const { hours } = (await readHistory(real, postOffice, province)).state;
  await give.rehearser(setPost, province, { ...hours, open: true });
  const readers = new Map<Day, ReadersOf>();
  return {
    executor,
    clock,
    tree,
    streams: [...streams, postOffice.stream(province)],
    give: give.rehearser,
    errand: postErrands(executor, toNobody),
    readersOn(today) {
      const known = readers.get(today) ?? readersOn({ accounts, tree, province, today });
      readers.set(today, known);
      return known;
    },
  };
}

/** With the duties of these communes and of the units above them alone. */
function narrowed(plan: YearPlan, units: readonly Unit[], communes: readonly string[]): YearPlan {
  const those = new Set(communes);
  for (const code of those)
    for (const unit of units.filter((u) => u.code === code)) for (const { is } of unit.parents) those.add(is);
  const duties = (plan.duties ?? []).flatMap((duty) => {
    const owed = units.filter((u) => those.has(u.code) && isDutyOf(duty, u)).map(({ code }) => code);
    return owed.length > 0 ? [{ ...duty, units: [...new Set(owed)] }] : [];
  });
  return { ...plan, duties };
}

/** What a letter says is not kept, and nobody's address is known here: each counts as read in the system. */
const toNobody: PostParts = {
  channel: { name: 'rehearsal', send: async () => ({ outcome: 'sent' }), check: async () => '', close: () => {} },
  publicUrl: () => 'https://rehearsal.invalid',
  isDemo: () => false,
  reveal: async (ref) => (ref.startsWith(letters.stream('')) ? '' : undefined),
};

/** Every role that any act knows, at every unit of its level: within a year one act may follow another. */
function grantsAt(units: readonly Unit[]) {
  const holders = rulebooks.flatMap(holdersUnder);
  const rolesAt = (level: string) =>
    new Set(holders.filter((h: Holder) => h.at === (level as Level)).map(({ role }) => role));
  return units.flatMap(({ code, level, from }) =>
    [...rolesAt(level)].map((role) => ({ grant: `${role}-${code}-${from}`, role, unit: code, from })),
  );
}

function holdersUnder(rulebook: Rulebook): readonly Holder[] {
  return responsibilityIds.flatMap((id) =>
    'perTier' in rulebook.responsibilities[id]
      ? rulebook.ladder.flatMap((tier) => holdersOf(rulebook, id, tier.id))
      : holdersOf(rulebook, id),
  );
}

function roleNamed({ code, details: { roles } }: Refusal): Caller['as'] {
  const [role, unit] = code === 'ROLE_AMBIGUOUS' && Array.isArray(roles) ? String(roles[0]).split('@') : [];
  return role === undefined || unit === undefined ? undefined : { role, unit };
}

type Granted = { grant: string; province: string; role: string; unit: string; from: Day };

function givingTo(executor: Executor) {
  let count = 0;
  const person = { kind: 'person', id: REHEARSER } as const;
  async function given(request: Pick<Parameters<Executor['execute']>[0], 'command' | 'id' | 'input' | 'caller'>) {
    const { command, id } = request;
    const seen = command.restsOn ? (await executor.look(command.aggregate, id)).seen : undefined;
    const ifMatch = seen === undefined ? {} : { ifMatch: seen };
    const asked = { ...request, commandId: `rehearsal/${++count}`, ...ifMatch };
    let result = await executor.execute(asked);
    // Who rehearses holds every role; where one is to be named, any that fits will do.
    const as = result.outcome === 'refused' ? roleNamed(result.refusal) : undefined;
    if (as) result = await executor.execute({ ...asked, caller: { ...request.caller, as } });
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
