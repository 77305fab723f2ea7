// Lateness never depends on who typed later: the same facts give the same dates and the same lateness, typed right at once,
// typed some days afterwards, or typed with a wrong day and corrected.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { walkOf } from '../../demo/walk.ts';
import type { Mark } from '../../domain/kernel/mark.ts';
import { isRefusal } from '../../domain/kernel/refusal.ts';
import { productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { addDays, type Day } from '../../domain/time/civil-date.ts';
import { planUnder } from '../plans.ts';
import { needed } from '../ways.ts';
import { laws } from './random-walks.ts';
import { doc, type Story, story, yearOf } from './story.ts';

/** What is said of who was late and by when who has to act, without the revisions that say so. */
function lateness({ state }: Story) {
  const on = (mark: Mark | undefined) => mark?.on;
  const { deadline, done, handedOnLate, idea, plan, submitted, visits, ended } = state;
  return {
    done: Object.entries(done).map(([step, { on, late }]) => [step, on, late]),
    days: [on(idea), on(plan), on(submitted), on(ended)],
    visits: visits.map(({ tier, round, roundYear, result, forwarded, received }) => [
      [tier, round, roundYear],
      [result, forwarded, received].map(on),
    ]),
    handedOnLate,
    waits: deadline && [deadline.subject, deadline.dueOn, deadline.since, deadline.basis, deadline.overdue],
  };
}

type Told = { readonly on: Day; readonly name: string; readonly input: object };

/** The facts of one product's way, as far as it is told, on days of their own. */
function way({ law, gaps, length }: Choice): readonly Told[] {
  const { rulebook, year } = laws[law] as (typeof laws)[number];
  let on = `${year}-02-10`;
  return needed(walkOf('ca-phe-mau', { year, rulebook }))
    .filter(({ command }) => command.aggregate === productCycle)
    .slice(0, length)
    .map((act, i) => {
      on = addDays(on, gaps[i % gaps.length] as number);
      return { on, name: act.command.name, input: writtenBy(on, act.input) };
    });
}

/** Where it goes faster than the walk, its papers do, too. */
const writtenBy = (on: Day, input: object): object =>
  JSON.parse(JSON.stringify(input), (key, value) => (key === 'date' && value > on ? on : value));

const begun = ({ law }: Choice): Story => {
  const { rulebook, year } = laws[law] as (typeof laws)[number];
  return story(`66-${year}-ca-phe-mau-1`, { year: yearOf(year, () => planUnder(rulebook, year)) });
};

/** Every day the process does what is due; false: it was refused. */
function typed(s: Story, { on, name, input }: Told, when: Day): boolean {
  const day = when === on ? {} : { occurredOn: on };
  s.on(when);
  if (s.facts.length > 0) s.moves();
  const { outcome } = s.when(name, { ...input, ...day });
  if (isRefusal(outcome) || outcome === 'already-so') return false;
  s.did(name, { ...input, ...day }).moves();
  return true;
}

type Choice = {
  law: number;
  gaps: number[];
  length: number;
  /** which of its facts is typed otherwise, by how many days, and how many facts later it is put right */
  which: number;
  days: number;
  after: number;
};
const choice: fc.Arbitrary<Choice> = fc.record({
  law: fc.nat(laws.length - 1),
  gaps: fc.array(fc.oneof(fc.nat(8), fc.nat(40)), { minLength: 30, maxLength: 30 }),
  length: fc.integer({ min: 2, max: 30 }),
  which: fc.nat(29),
  days: fc.integer({ min: -12, max: 12 }),
  after: fc.nat(4),
});

/** Typed right at once, as far as the law lets it. */
function straight(c: Choice): { told: readonly Told[]; s: Story } {
  const s = begun(c);
  const told: Told[] = [];
  for (const fact of way(c)) {
    if (!typed(s, fact, fact.on)) break;
    told.push(fact);
  }
  return { told, s };
}

/** How far the compared ways had come, and whether anybody was late on them. */
const comparing = () => {
  let compared = 0;
  const seen = new Set<string>();
  return {
    /** A way typed otherwise comes out as the straight one does, after some days in which only the process acts. */
    same(other: Story, s: Story, today: Day) {
      const end = addDays([today, s.today].sort().at(-1) as Day, 3);
      expect(lateness(other.on(end).moves())).toEqual(lateness(s.on(end).moves()));
      compared++;
      const { state } = s;
      for (const [step, { late }] of Object.entries(state.done)) seen.add(`${step} ${late ? 'late' : 'in time'}`);
      for (const { tier, result } of state.visits) seen.add(`${tier} ${result ? 'rated' : 'open'}`);
    },
    areMany() {
      expect(compared).toBeGreaterThan(60);
      expect([...seen]).toEqual(expect.arrayContaining(everywhere));
    },
  };
};

const everywhere = ['awareness', 'idea', 'business-plan', 'implementation', 'rating']
  .flatMap((step) => [`${step} late`, `${step} in time`])
  .concat(['commune rated', 'district rated', 'province rated', 'national rated']);

const runs = { numRuns: 300, seed: 20_220_718 };

test('a fact typed with a wrong day and corrected afterwards', () => {
  const ways = comparing();
  fc.assert(
    fc.property(choice, (c) => {
      const { told, s } = straight(c);
      const which = c.which % Math.max(1, told.length);
      const wrong = begun(c);
      let revision = -1;
      const right = () => {
        const fact = told[which] as Told;
        const correction = { revision, rightDay: fact.on, reason: 'x', document: doc('ĐC') };
        const { outcome } = wrong.when('CorrectFact', correction);
        if (isRefusal(outcome) || outcome === 'already-so') return false;
        wrong.did('CorrectFact', correction).moves();
        return true;
      };
      for (const [i, fact] of told.entries()) {
        const said = { ...fact, on: i === which ? addDays(fact.on, c.days) : fact.on };
        const when = i === which && c.days > 0 ? said.on : fact.on;
        if (when < wrong.today && wrong.facts.length > 0) return;
        const from = wrong.facts.length;
        if (!typed(wrong, said, when)) return;
        if (i === which)
          revision = wrong.facts.findIndex((f, r) => r >= from && f.actor.kind === 'person' && !/Opened$/.test(f.type));
        if (i === which + c.after && !right()) return;
      }
      if (told.length <= which + c.after && !right()) return;
      ways.same(wrong, s, wrong.today);
    }),
    runs,
  );
  ways.areMany();
}, 120_000);

test('a fact typed days after it happened', () => {
  const ways = comparing();
  fc.assert(
    fc.property(choice, (c) => {
      const { told, s } = straight(c);
      const later = begun(c);
      let today = '';
      for (const [i, fact] of told.entries()) {
        const lag = i % 30 === c.which ? Math.abs(c.days) : 0;
        const when = addDays(fact.on, lag);
        today = when > today ? when : today;
        if (!typed(later, fact, today)) return;
      }
      ways.same(later, s, today);
    }),
    runs,
  );
  ways.areMany();
}, 120_000);
