// Whatever people do in whatever order, valid or refused, early or late, with corrections in between and the process at
// work: these hold. Each step of a walk picks one of the commands that would be accepted now, or one that would not.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amends, evolve, type Fact, fold } from '../../domain/kernel/fold.ts';
import { isRefusal } from '../../domain/kernel/refusal.ts';
import { type ProductCycle, productCycle, rulebookOf } from '../../domain/product-cycle/product-cycle.ts';
import { waitingFor } from '../../domain/product-cycle/waiting.ts';
import { stepIds } from '../../domain/programme-year/steps.ts';
import { firstTier, getTier } from '../../domain/rulebooks/ladder.ts';
import {
  accepted,
  choices,
  laws,
  movesOfTheProcedure,
  processCommands,
  SECRET,
  type Step,
  walk,
} from './random-walks.ts';
import { doc, type Story } from './story.ts';

/** The story with the step taken. */
const after = ({ story: s, name, input }: Step): Story => s.copy().did(name, input);

/** What holds after every step, whatever came before. */
const invariants: Record<string, (step: Step) => void> = {
  'there is one current step, and no step is done that was not reached': ({ decided }) => {
    const { step, done } = decided.state as ProductCycle;
    const reached = step === undefined ? -1 : stepIds.indexOf(step);
    for (const id of Object.keys(done)) expect(stepIds.indexOf(id as never)).toBeLessThanOrEqual(reached);
  },
  'an ended cycle takes only records, corrections, and the opening of promotion, unless its year opens again': ({
    name,
    before,
    decided,
  }) => {
    if (!before.ended || !Array.isArray(decided.outcome)) return;
    const may = new Set(['ResultNotified', 'FactsAnnulled', 'FactCorrected', 'CarriedOverTo', 'CycleTakenBack']);
    may.add('CertificateOpened');
    for (const ofADate of ['TellingAwaited', 'ReminderCameDue', 'MarkedOverdue', 'DeadlineMoved', 'DeadlineFixed'])
      may.add(ofADate);
    for (const e of decided.outcome) {
      const promotion = e.type === 'StepOpened' && (e.data as { step: string }).step === 'promotion';
      // What a correction takes back may end it otherwise in the same act.
      const definition = productCycle.events.get(e.type);
      const again = name === 'CorrectFact' && definition?.consequence;
      expect(definition?.beside || may.has(e.type) || promotion || again, e.type).toBe(true);
    }
  },
  'the stars that count are those of the result that stands': ({ decided }) => {
    const { ended, visits } = decided.state as ProductCycle;
    if (ended?.kind !== 'recognised' && ended?.kind !== 'rated') return;
    const last = visits[visits.length - 1]?.result;
    expect([ended.stars, last?.outcome]).toEqual([last?.stars, ended.kind === 'recognised' ? 'recognise' : 'ends']);
  },
  'the dossier’s stays follow the ladder, unless it was moved to another law': ({ decided }) => {
    if (decided.facts.some((f) => f.type === 'RulebookChanged')) return;
    const state = decided.state as ProductCycle;
    const ladder = rulebookOf(state);
    state.visits.forEach((visit, i) => {
      const last = state.visits[i - 1];
      if (last) {
        const tier = getTier(ladder, last.tier);
        const ahead = visit.review ? tier.missReturnsTo : tier.forwards?.to;
        expect([last.result?.outcome, ahead]).toEqual([visit.review ? 'return' : 'forward', visit.tier]);
        expect(visit.review || last.received !== undefined).toBe(true);
      } else {
        expect([visit.tier, visit.review]).toEqual([firstTier(ladder).id, false]);
      }
    });
  },
  'whoever is waited for has a deadline, an ended cycle only where its result is still to be told': ({
    decided,
    story: s,
  }) => {
    const state = decided.state as ProductCycle;
    const waiting = waitingFor(state, s.year);
    if (waiting && !state.ended) expect(state.deadline, waiting.en).toBeDefined();
    if (state.ended && !waiting) expect(state.deadline).toBeUndefined();
  },
  'the process does nothing twice on the same state': ({ decided, name, input, story: s }) => {
    if (!processCommands.includes(name)) return;
    const again = s.copy();
    again.did(name, input);
    expect(Array.isArray(again.when(name, input).outcome), JSON.stringify(decided.outcome)).toBe(false);
  },
  'the procedure gives exactly what the guards admit, and waits exactly where they admit nothing': (step) => {
    const s = after(step);
    const move = s.move();
    if (!move) return;
    const given = move.kind === 'give' && move.action.on === undefined ? [move.action] : [];
    for (const { command, input } of given) expect(accepted(s.when(command, input)), command).toBe(true);
    expect(movesOfTheProcedure.filter((name) => accepted(s.when(name)))).toEqual(given.map((a) => a.command));
  },
  'where the procedure waits somebody is waited for, and where it moves nobody is': (step) => {
    const s = after(step);
    const move = s.move();
    // What the closing of the year carries over was still waited for.
    if (!move || s.state.ended || s.year.closed) return;
    expect([move.kind, waitingFor(s.state, s.year) !== undefined]).toEqual([move.kind, move.kind === 'wait']);
  },
  'no personal value is in any fact': ({ decided }) => {
    expect(JSON.stringify(decided.outcome)).not.toContain(SECRET);
  },
};

describe('any order of commands', () => {
  const seen = new Set<string>();
  test.each(laws)(
    'under $rulebook keeps every invariant',
    (law) => {
      let secrets = 0;
      fc.assert(
        fc.property(choices(40), (taken) => {
          const s = walk(
            taken,
            (step) => {
              const { outcome } = step.decided;
              if (Array.isArray(outcome)) for (const e of outcome) seen.add(e.type);
              else seen.add(isRefusal(outcome) ? 'refused' : 'already-so');
              if (JSON.stringify(step.input).includes(SECRET)) secrets++;
              if (!accepted(step.decided)) return;
              for (const [rule, holds] of Object.entries(invariants))
                try {
                  holds(step);
                } catch (error) {
                  throw new Error(`after ${step.name}: ${rule}: ${(error as Error).message}`, { cause: error });
                }
            },
            law,
          );
          expectSameFold(s);
        }),
        { numRuns: 25, seed: 20_220_718 },
      );
      expect(secrets).toBeGreaterThan(200);
    },
    120_000,
  );

  test('annulled and done again on the same day, the state is the same but for its revisions', () => {
    let redone = 0;
    fc.assert(
      fc.property(choices(30), (taken) => {
        walk(taken, ({ name, input, decided, before, story: s }) => {
          if (!Array.isArray(decided.outcome) || !before.started) return;
          const types = decided.outcome.map((e) => e.type);
          for (const type of types) seen.add(type);
          // The next year's cycle goes on: its delivery cannot be taken back.
          const stands = (t: string) =>
            amends(productCycle, t) || productCycle.events.get(t)?.quiet || t === 'CarriedOverTo';
          if (types.some(stands)) return;
          const revisions = types.map((_, i) => s.facts.length + i);
          const again = s.copy();
          again.did(name, input).did('AnnulFacts', { revisions, reason: 'x', document: doc('HB') });
          expect(withoutRevisions(again.state)).toEqual(withoutRevisions(before));
          again.did(name, input);
          expect(withoutRevisions(again.state)).toEqual(withoutRevisions(decided.state));
          redone++;
        });
      }),
      { numRuns: 60, seed: 20_220_718 },
    );
    expect(redone).toBeGreaterThan(500);
  }, 120_000);

  test('reaches everything the procedure knows', () => {
    // No walk changes its product or its units: following-product.test and the suites of units do.
    const ofOthers = [
      // files.test: they lie beside the procedure.
      'FileReceived',
      'DossierTakenIn',
      'FileErased',
      // paper-ends.test: no paper of the walks runs out.
      'PaperEndTold',
      'ValuesForgotten',
      // The suites of walks know no accounts.
      'WorkAssigned',
      'ProductFollowed',
      'ProductChangeTold',
      'EndedWithProduct',
      'CyclePlaced',
      'DatingMarked',
      // council-delivery.test, where there is a session.
      'CouncilResultVoided',
      // paper-entries.test: the plan of the walks has them entered once.
      'PaperResultEntered',
      'PaperDifferencesResolved',
    ];
    const missing = [...productCycle.events.keys()].filter((type) => !seen.has(type) && !ofOthers.includes(type));
    expect(missing).toEqual([]);
    expect(seen).toContain('refused');
  });
});

/** Folded one by one, as the write path does, or all at once. */
function expectSameFold(s: Story): void {
  let state = productCycle.initial;
  const sofar: Fact[] = [];
  for (const fact of s.facts) {
    sofar.push(fact);
    state = amends(productCycle, fact.type) ? fold(productCycle, sofar) : evolve(productCycle, state, fact);
  }
  expect(state).toEqual(s.state);
}

function withoutRevisions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutRevisions);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key, v]) => key !== 'at' && key !== 'amendedAt' && v !== undefined);
  return Object.fromEntries(kept.map(([key, v]) => [key, withoutRevisions(v)]));
}
