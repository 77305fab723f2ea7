// Nothing stands still without anybody: on every day of an open cycle the process moves it or somebody may, and whoever is
// reminded of it, or told that it is overdue, may do what they are reminded of.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { account } from '../../domain/access/account.ts';
import { admit, contextOf, permission } from '../../domain/access/admission.ts';
import { whoActs } from '../../domain/access/authorise.ts';
import { fold } from '../../domain/kernel/fold.ts';
import { isRefusal } from '../../domain/kernel/refusal.ts';
import { productCycle, situationOf } from '../../domain/product-cycle/product-cycle.ts';
import { type Waiting, waitingFor } from '../../domain/product-cycle/waiting.ts';
import { addDays } from '../../domain/time/civil-date.ts';
import { choices, laws, type Step, walk } from './random-walks.ts';
import { told } from './specification.ts';
import type { Story } from './story.ts';

type Who = { readonly role: string; readonly unit: string };

const holding = ({ role, unit }: Who) =>
  fold(
    account,
    told(account, 'a', [{ type: 'RoleGranted', data: { grant: 'g', province: '66', role, unit, from: '2020-01-01' } }]),
  );

/** The commands of what is waited for that somebody who holds that one role would be admitted with. */
function admitted(s: Story, waiting: Waiting, who: Who): readonly string[] {
  const { id, state, facts, year } = s;
  const needs = { year, units: s.units, product: s.product, ...s.others };
  const subject = { id, stream: productCycle.stream(id), state };
  const c = contextOf({ subject, needs, at: `${s.today}T02:00:00.000Z`, dating: {} });
  const situation = situationOf(id, state, year);
  const asked = { c, dating: {}, input: undefined, facts, situation, account: holding(who), tree: s.units };
  const caller = { kind: 'person', id: 'a' } as const;
  return [...productCycle.commands.values()]
    .filter(({ by }) => by.kind === 'responsibility' && by.id === waiting.responsibility)
    .filter(({ by }) => by.kind === 'responsibility' && (by.tier === undefined || by.tier(state) === waiting.tier))
    .filter((command) => {
      const permit = () => permission({ command, caller, ...asked });
      const verdict = admit({ command, exists: true, c, facts, permit });
      return verdict !== 'already-so' && !isRefusal(verdict);
    })
    .map(({ name }) => name);
}

const acting = (s: Story, { responsibility, tier }: Waiting) =>
  whoActs({
    responsibility,
    tier,
    situation: situationOf(s.id, s.state, s.year),
    tree: s.units,
    today: s.today,
    occurredOn: s.today,
  });

/** What is waited for may be done by whoever acts in it, today or from the day on which its date begins to run. */
function somebodyActs(s: Story, waiting: Waiting): void {
  const who = acting(s, waiting);
  expect(who.length, waiting.en).toBeGreaterThan(0);
  const since = s.state.deadline?.since ?? s.today;
  const from = s.copy().on([since, s.today].sort().at(-1) as string);
  for (const one of who) expect(admitted(from, waiting, one), `${one.role}: ${waiting.en}, ${s.today}`).not.toEqual([]);
}

const after = ({ story: s, name, input }: Step): Story => s.copy().did(name, input);

for (const law of laws)
  test(`under ${law.rulebook}, on every day of an open cycle somebody may act or the process will, and who is reminded may`, () => {
    let [days, reminded] = [0, 0];
    const look = (step: Step) => {
      const { decided, story } = step;
      if (!Array.isArray(decided.outcome)) return;
      for (const { type, data } of decided.outcome) {
        if (type !== 'ReminderCameDue' && type !== 'MarkedOverdue') continue;
        const waiting = waitingFor(story.state, story.year) as Waiting;
        const { to, which = '' } = data as { to: readonly Who[]; which?: string };
        const acts = acting(story, waiting).map(({ role, unit }) => `${role} ${unit}`);
        // Once it is late, who stands above is told as well.
        const late = type === 'MarkedOverdue' || which.startsWith('T+');
        const reached = late ? to.filter(({ role, unit }) => acts.includes(`${role} ${unit}`)) : to;
        expect(reached, type).not.toEqual([]);
        for (const who of reached) {
          reminded++;
          expect(admitted(story, waiting, who), `${type}: ${who.role}: ${waiting.en}, ${story.today}`).not.toEqual([]);
        }
      }
      const s = after(step);
      if (s.year.closed || !s.state.started) return;
      for (const ahead of [0, 30]) {
        const then = s.copy().on(addDays(s.today, ahead));
        const waiting = waitingFor(then.state, then.year);
        const move = then.move();
        if (then.state.ended && !waiting) continue;
        days++;
        if (move?.kind === 'give') continue;
        expect(waiting, `${move?.kind} on ${then.today}`).toBeDefined();
        somebodyActs(then, waiting as Waiting);
      }
    };
    fc.assert(
      fc.property(choices(40), (taken) => {
        walk(taken, look, law);
      }),
      { numRuns: 6, seed: 20_220_718, endOnFailure: true },
    );
    expect(days).toBeGreaterThan(150);
    expect(reminded).toBeGreaterThan(10);
  }, 120_000);
