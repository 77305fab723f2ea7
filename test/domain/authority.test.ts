// Whoever amends whatever, and however far the dossier has come: no act of a lower tier changes a higher one's.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Actor } from '../../domain/kernel/event.ts';
import type { Fact } from '../../domain/kernel/fold.ts';
import { isRefusal } from '../../domain/kernel/refusal.ts';
import type { ProductCycle } from '../../domain/product-cycle/product-cycle.ts';
import { addDays } from '../../domain/time/civil-date.ts';
import { come, doc, resultOf, type Story, story, totalsOf } from './story.ts';

const officers: readonly Actor[] = [
  { kind: 'person', id: 'c', role: 'commune-officer', unit: '650-01' },
  { kind: 'person', id: 'd', role: 'district-officer', unit: '650' },
  { kind: 'person', id: 'p', role: 'province-officer', unit: '66' },
];
const heightOfTier: Readonly<Record<string, number>> = { district: 1, province: 2, national: 2 };
/** of who gives each fact of a cycle, as R2019's table says; what is not here the producer or the commune gives */
const heightOf: Readonly<Record<string, number>> = {
  IdeaSelected: 1,
  IdeaApproved: 2,
  PlanSelected: 1,
  DossierForwarded: 1,
};
const heightOfFact = ({ type, data }: Fact) =>
  heightOfTier[(data as { tier?: string }).tier ?? ''] ?? heightOf[type] ?? 0;

/** The story as it is told where each fact is given by the level that holds it. */
function asHeld(told: Story): Story {
  const facts = told.facts.map((f) =>
    f.actor.kind === 'person' ? { ...f, actor: officers[heightOfFact(f)] as Actor } : f,
  );
  return story(told.id, { facts }).on(told.today);
}

const decision = { decision: doc('QĐ', '2022-10-25') };
const stories = [
  come.districtResult,
  come.forwarded,
  come.recognised,
  come.atNation,
  come.atReview,
  () => come.districtResult(undefined, 4500, 2),
  () =>
    come
      .atReview()
      .on('2022-10-25')
      .did('RecordReview', { basis: 'national-result', minutes: doc('B'), stars: 4 }),
  () => come.atNation().on('2022-10-25').did('RecordTierResult', resultOf(9300, 5)).did('Recognise', decision).moves(),
];

const why = { reason: 'x', document: doc('ĐC') };
const changes = [
  { totals: totalsOf(9300), mean: 9300, stars: 5 },
  { totals: totalsOf(6800), mean: 6800, stars: 3 },
  { totals: totalsOf(2500), mean: 2500, stars: 1 },
  { letter: doc('CV-2') },
  { decision: doc('QĐ-2', '2022-10-25') },
];

/** What a level has decided in a cycle: its results, and who recognised. */
const decidedAbove = ({ visits, ended, idea }: ProductCycle, height: number) => ({
  results: visits.filter((v) => (heightOfTier[v.tier] ?? 0) > height).map((v) => [v.tier, v.round, v.result]),
  recognised: height < 2 && ended?.kind === 'recognised' ? ended : undefined,
  approved: height < 2 && idea?.status,
});

const hasStars = ({ ended }: ProductCycle) => ended?.kind === 'recognised' || ended?.kind === 'rated';
const starsThatCount = (state: ProductCycle) => (hasStars(state) ? state.ended?.stars : undefined);
const starsOfTheResult = (state: ProductCycle) => (hasStars(state) ? state.visits.at(-1)?.result?.stars : undefined);

test('no act of a lower tier changes a higher one’s, and stars recognised are those of the standing result', () => {
  let [accepted, refused] = [0, 0];
  const choice = fc.record({
    which: fc.nat(stories.length - 1),
    revision: fc.nat(40),
    by: fc.nat(2),
    change: fc.nat(changes.length),
    back: fc.nat(60),
  });
  fc.assert(
    fc.property(choice, ({ which, revision, by, change, back }) => {
      const s = asHeld((stories[which] as () => Story)()).by(officers[by] as Actor);
      const before = decidedAbove(s.state, by);
      const results = s.facts.filter((f) => f.type === 'TierResultRecorded').map((f) => f.revision);
      const fields = changes[change];
      const given = {
        // A result, whenever its figures are corrected.
        revision: change < 3 ? results[revision % results.length] : revision % s.facts.length,
        ...(fields ? { changes: fields } : { rightDay: addDays(s.today, -back) }),
        ...why,
      };
      const resting = s.facts
        .slice(given.revision)
        .filter((f) => f.actor.kind === 'person' || f.type !== 'ReminderCameDue');
      for (const [name, input] of [
        ['CorrectFact', given],
        ['CorrectFact', { ...given, annuls: resting.slice(1).map((f) => f.revision) }],
        ['AnnulFacts', { revisions: resting.map((f) => f.revision), ...why }],
      ] as const) {
        const { outcome, state } = s.when(name, input);
        if (isRefusal(outcome)) refused++;
        else accepted++;
        expect(decidedAbove(state, by), `${name} by ${officers[by]?.role}`).toEqual(before);
        expect(starsThatCount(state), name).toEqual(starsOfTheResult(state));
      }
    }),
    { numRuns: 300, seed: 20_220_718 },
  );
  expect([accepted > 50, refused > 100]).toEqual([true, true]);
}, 120_000);
