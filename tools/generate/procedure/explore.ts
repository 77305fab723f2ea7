// The procedure of a cycle under one rulebook, found by going every way: in each state every command is tried, and the
// process makes its own moves after it. Nothing is said here of who may do what, or of what follows: the domain says it.

import { type Command, splitStream } from '../../../domain/kernel/aggregate.ts';
import { responsibleFor } from '../../../domain/kernel/command.ts';
import { own } from '../../../domain/kernel/own.ts';
import type { Words } from '../../../domain/kernel/refusal.ts';
import { tierName } from '../../../domain/product-cycle/escalation/tier.ts';
import { productCycle, visitOf } from '../../../domain/product-cycle/product-cycle.ts';
import { waitingFor } from '../../../domain/product-cycle/waiting.ts';
import { steps } from '../../../domain/programme-year/steps.ts';
import { getCommand } from '../../../domain/registry.ts';
import { getRulebook } from '../../../domain/rulebooks/registry.ts';
import { type Holder, holdersOf, responsibilityOf } from '../../../domain/rulebooks/responsibilities.ts';
import { addDays } from '../../../domain/time/civil-date.ts';
import { stateWords as states } from '../../../projections/product-board/state-words.ts';
import { type Story, story, yearOf } from '../../../test/domain/story.ts';
import { planUnder } from '../../../test/plans.ts';
import { attempts, holder, lawOf, opened, outside } from './attempts.ts';

/** One turn of the procedure as it was seen. */
export type Turn = {
  readonly state: Words;
  /** undefined: something came from outside */
  readonly command: Command | undefined;
  /** what came from outside, or on what the outcome of the command turned */
  readonly when: Words | undefined;
  /** who may give it; empty: the process itself, or what comes from outside */
  readonly who: readonly Holder[];
  /** what the process then gives of itself */
  readonly process: readonly Command[];
  /** types of the facts that were written by all of them */
  readonly facts: readonly string[];
  readonly next: Words;
  /** where the date comes from that then runs */
  readonly basis: string | undefined;
  /** the date is the one that ran before */
  readonly sameDate: boolean;
};

const MOST = 4000;

/** Every turn that can be seen, each once, in the order in which the procedure comes to them. */
export function explore(rulebook: string, year: number): readonly Turn[] {
  const turns = new Map<string, Turn>();
  const seen = new Set<string>();
  /** what was seen to move nothing in a state is not tried in it again */
  const beside = new Set<string>();
  const begin = story(`66-${year}-ca-phe-mau-1`, { year: yearOf(year, () => planUnder(rulebook, year)) });
  begin.others = { holder };
  const open: Story[] = [begin.on(`${year}-02-10`)];
  const tell = (before: Seen, s: Story, by: Pick<Turn, 'command' | 'when' | 'who' | 'process'>) => {
    const next = stateOf(s);
    const { deadline } = s.state;
    const turn: Turn = {
      ...by,
      state: before.state,
      facts: s.facts.slice(before.facts).map(({ type }) => type),
      next,
      basis: deadline && !s.state.ended ? deadline.basis : undefined,
      sameDate: deadline?.at === before.deadline,
    };
    const key = JSON.stringify([turn.state.en, by.command?.name, by.when?.en, turn.next.en, turn.basis]);
    if (!turns.has(key)) turns.set(key, turn);
  };
  const goOn = (s: Story) => {
    const key = keyOf(s);
    if (seen.has(key)) return;
    seen.add(key);
    if (seen.size > MOST) throw new Error(`more than ${MOST} states under ${rulebook}: the exploration does not end`);
    open.push(s);
  };
  /** The stories in which a command was accepted, one for each way of giving it. */
  const given = (name: string, s: Story): readonly Story[] =>
    (attempts[name] ?? []).flatMap(({ input, words }) => {
      const way = `${stateOf(s).en} ${name} ${words?.en}`;
      if (beside.has(way)) return [];
      const sent = input(s);
      const command = productCycle.commands.get(name) as Command;
      const who = holdersFor(command, s);
      // What nobody holds at a tier is not done there.
      if (who.length === 0 || !Array.isArray(s.when(name, sent).outcome)) return [];
      const next = s.copy();
      const before = seenOf(next);
      next.did(name, sent);
      tell(before, next, { command, when: words, who, process: moves(next) });
      if (keyOf(next) === keyOf(s)) beside.add(way);
      const then = own(opened, name);
      if (then) given(then, next);
      return next;
    });
  for (let found = open.shift(); found; found = open.shift()) {
    const s = later(found);
    for (const name of Object.keys(attempts))
      if ((name === 'StartCycle') === (s.facts.length === 0)) for (const next of given(name, s)) goOn(next);
    for (const { words, happens, opens } of outside) {
      const way = `${stateOf(s).en} ${words.en}`;
      const next = s.copy();
      const before = seenOf(next);
      if (beside.has(way) || !happens(next)) continue;
      beside.add(way);
      tell(before, next, { command: undefined, when: words, who: [], process: moves(next) });
      if (opens) given(opens, next);
      if (next.state.ended || stateOf(next).en !== before.state.en) goOn(next);
    }
  }
  return [...turns.values()];
}

/** A copy on which the next act is given: a day later, or when what is barred until then may be done. */
function later(s: Story): Story {
  const next = s.copy();
  if (s.facts.length === 0) return next;
  const from = s.state.deadline?.since ?? s.today;
  return next.on(from > s.today ? from : addDays(s.today, 1));
}

/** The process makes its moves; answers the commands it gives, the one on another stream too. */
function moves(s: Story): readonly Command[] {
  const given = new Set<Command>();
  for (let n = 0; n < 50; n++) {
    const due = s.due().find((a) => a.dueAt <= `${s.today}T02:00:00.000Z`);
    if (!due) break;
    given.add(getCommand(splitStream(due.on?.stream ?? productCycle.stream(s.id)).category, due.command));
    if (due.on === undefined) s.did(due.command, due.input);
    else if (!s.meets()) break;
  }
  return [...given];
}

type Seen = { readonly state: Words; readonly facts: number; readonly deadline: number | undefined };
const seenOf = (s: Story): Seen => ({ state: stateOf(s), facts: s.facts.length, deadline: s.state.deadline?.at });

function holdersFor({ by }: Command, s: Story): readonly Holder[] {
  const held = responsibleFor(by);
  if (!held) return [];
  return holdersOf(getRulebook(s.state.rulebook ?? lawOf(s).rulebook), responsibilityOf(held), held.tier?.(s.state));
}

/** The step, the tier and what is waited for, or how it ended. */
function stateOf(s: Story): Words {
  const { state } = s;
  if (!state.started) return { vi: 'Chưa mở chu trình', en: 'Not begun' };
  const waiting = waitingFor(state, s.year);
  const waits = (lang: 'vi' | 'en') => (waiting ? `${lang === 'vi' ? ': chờ' : ': waits to'} ${waiting[lang]}` : '');
  if (state.ended) {
    const { kind } = state.ended;
    return { vi: `${states[kind].vi}${waits('vi')}`, en: `${states[kind].en}${waits('en')}` };
  }
  const { step } = state;
  if (!step) return { vi: 'Đã mở chu trình', en: 'Begun' };
  const visit = visitOf(state);
  const tier = waiting?.tier ?? visit?.tier;
  const at = (lang: 'vi' | 'en') =>
    tier === undefined
      ? ''
      : ` – ${tierName(tier)[lang]}${visit?.review ? (lang === 'vi' ? ' (rà soát)' : ' (review)') : ''}`;
  return { vi: `${steps[step].vi}${at('vi')}${waits('vi')}`, en: `${steps[step].en}${at('en')}${waits('en')}` };
}

/** What tells states apart for the procedure: not days, numbers of papers or counts. */
function keyOf(s: Story): string {
  const { idea, plan, evidence, localShares, visits, submitted, ended } = s.state;
  const visit = visits.at(-1);
  return JSON.stringify([
    stateOf(s).en,
    [idea?.status, plan?.status, plan?.told !== undefined],
    [evidence.length > 0, localShares !== undefined, submitted?.received !== undefined],
    [visit?.result?.outcome, visit?.notified !== undefined],
    ended?.kind === 'carried-over' && [s.year.closed, s.nextYear !== undefined, s.nextStarted],
  ]);
}
