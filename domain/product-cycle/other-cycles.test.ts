import { describe, expect, test } from 'vitest';
import { coffee, come, doc, story } from '../../test/domain/story.ts';
import { isRefusal } from '../kernel/refusal.ts';
import { nextToLookFor } from './other-cycles.ts';
import { type ProductCycle, productCycle } from './product-cycle.ts';

const FIRST = '66-2022-ca-phe-mau-1';
const SECOND = '66-2022-ca-phe-mau-2';
const LAST_YEAR = '66-2021-ca-phe-mau-1';

const one = (more: Partial<ProductCycle> = {}): ProductCycle => ({
  ...productCycle.initial,
  started: { on: '2022-02-10', at: 0 },
  purpose: 'rating',
  ...more,
});
const ended = (kind: 'rated' | 'recognised' | 'withdrawn' | 'not-selected' | 'carried-over', on = '2022-06-20') =>
  one({ ended: { kind, on, at: 9 } });

/** The second cycle of a product whose others are known. */
const besides = (others: Record<string, ProductCycle>, id = SECOND) => {
  const s = story(id);
  s.others = { relatives: new Map(Object.entries(others)) };
  return s;
};
const paper = (year: number) => ({ earlier: { year, outcome: 'rated', stars: 2, document: doc('TB') } });

describe('one cycle at a time for each purpose', () => {
  test('a second one waits until the first has ended', () => {
    besides({ [FIRST]: one() }).expects('StartCycle', {}, 'CYCLE_UNDER_WAY', { cycle: FIRST });
    for (const kind of ['withdrawn', 'not-selected'] as const)
      besides({ [FIRST]: ended(kind) }).expects('StartCycle', {}, ['CycleStarted']);
  });
  test('also where the one under way is of another year', () => {
    besides({ [LAST_YEAR]: one() }, FIRST).expects('StartCycle', {}, 'CYCLE_UNDER_WAY', { cycle: LAST_YEAR });
    besides({ '66-2023-ca-phe-mau-1': one() }, FIRST).expects('StartCycle', {}, 'CYCLE_UNDER_WAY');
  });
  test('what was carried over is under way, but for the cycle it goes on in', () => {
    const carried = { [LAST_YEAR]: ended('carried-over') };
    besides(carried, FIRST).expects('StartCycle', {}, ['CycleStarted']);
    besides({ ...carried, [FIRST]: ended('withdrawn') }).expects('StartCycle', {}, 'CYCLE_UNDER_WAY');
  });
  const certifiedBy = { stars: 4, number: 'GCN-0', from: '2021-12-01', until: '2024-12-01' };
  test('a renewal goes on beside a rating for more stars, entered at the rating of what was recognised', () => {
    const input = { entry: 'rating', purpose: 'renewal', after: LAST_YEAR };
    const recognised = { ...ended('recognised', '2021-12-01'), certifiedBy };
    const s = besides({ [LAST_YEAR]: recognised, [FIRST]: one() });
    s.others.before = recognised;
    s.expects('StartCycle', { ...input, purpose: 'rating' }, 'CYCLE_UNDER_WAY');
    s.expects('StartCycle', input, [{ type: 'CycleStarted', data: { purpose: 'renewal' } }]);
    s.expects('StartCycle', { ...input, entry: 'idea' }, 'RENEWAL_IS_RE_RATED');
  });
  test('what had ended is not brought back beside another one', () => {
    const s = come.started().did('WithdrawProduct', { reason: 'Nhầm' });
    const annul = { revisions: [s.facts.length - 1], reason: 'Nhầm', document: doc('DC') };
    s.others = { relatives: new Map([[SECOND, one()]]) };
    s.expects('AnnulFacts', annul, 'CYCLE_UNDER_WAY', { cycle: SECOND });
    s.others = { relatives: new Map([[SECOND, ended('withdrawn')]]) };
    s.expects('AnnulFacts', annul, ['FactsAnnulled']);
  });
});

describe('a waiting rule counts over all cycles of the product', () => {
  test('rated this year, by whichever cycle, it is not rated again this year', () => {
    for (const kind of ['rated', 'recognised'] as const) {
      const s = besides({ [FIRST]: ended(kind) });
      s.expects('StartCycle', { entry: 'rating', ...paper(2020) }, 'RATED_THIS_YEAR', { cycle: FIRST, year: 2022 });
      const again = come.dossierReady(besides({ [FIRST]: ended(kind) })).on('2022-06-02');
      again.expects('SubmitDossier', { criteriaSet: 'R2019/6' }, 'RATED_THIS_YEAR');
    }
    const next = come.dossierReady(besides({ [LAST_YEAR]: ended('rated') }, FIRST)).on('2022-06-02');
    next.expects('SubmitDossier', { criteriaSet: 'R2019/6' }, ['DossierSubmitted']);
  });
  test('nor where both had been filed: what ended does not come back, nor is the second recognised', () => {
    const s = come.started().did('WithdrawProduct', { reason: 'Nhầm' });
    const annul = { revisions: [s.facts.length - 1], reason: 'Nhầm', document: doc('DC') };
    const found = come.provinceResult();
    const day = '2022-07-20';
    const decided = { decision: doc('QĐ', day) };
    for (const kind of ['rated', 'recognised'] as const)
      for (const [one, name, input] of [
        [s, 'AnnulFacts', annul],
        [found, 'Recognise', decided],
      ] as const) {
        one.others = { relatives: new Map([[SECOND, ended(kind)]]) };
        one.expects(name, input, 'RATED_THIS_YEAR', { cycle: SECOND, year: 2022 });
        one.others = { relatives: new Map([[SECOND, { ...ended(kind), purpose: 'renewal' }]]) };
        expect(isRefusal(one.when(name, input).outcome)).toBe(false);
      }
  });
  test('an idea rejected in one cycle waits its week in the next one too', () => {
    const refused = one({ ...ended('not-selected'), idea: { status: 'rejected', on: '2022-03-10', at: 4 } });
    const s = come.toIdea(besides({ [FIRST]: refused }));
    s.on('2022-03-11').expects('RegisterIdea', { summary: 'x' }, 'IDEA_TOO_EARLY', { from: '2022-03-17' });
    s.on('2022-03-17').expects('RegisterIdea', { summary: 'x' }, ['IdeaRegistered']);
  });
  test('nobody is reminded before the day on which it may be handed in', () => {
    const refused = one({ ...ended('not-selected'), idea: { status: 'rejected', on: '2022-03-29', at: 4 } });
    const s = besides({ [FIRST]: refused })
      .on('2022-03-30')
      .did('StartCycle', { entry: 'idea' })
      .moves();
    expect(s.state.notBefore).toEqual({ idea: '2022-04-05' });
    expect(s.state.deadline).toMatchObject({ since: '2022-04-05', dueOn: '2022-04-20' });
    s.on('2022-04-05').moves().expects('RegisterIdea', { summary: 'x' }, ['IdeaRegistered']);
    expect(s.facts.map((f) => f.type)).not.toContain('ReminderCameDue');
    expect(s.on('2022-04-15').moves().said).toMatchObject({ why: { en: 'register the idea' } });
    s.expects('MoveDeadline', {}, 'already-so');
  });
  test('nor of filing in a year in which it may not be filed any more', () => {
    const s = come.dossierReady(besides({ [FIRST]: ended('recognised', '2022-01-20') })).moves();
    expect(s.state).toMatchObject({ step: 'implementation', notBefore: { dossier: '2023-01-01' } });
    expect(s.state.deadline).toBeUndefined();
    s.did('AimAtRound', { round: 2 }).on('2022-12-20').moves();
    expect(s.state.deadline).toBeUndefined();
  });
  test('a plan not selected this year comes again next year, whichever cycle is named', () => {
    const rejected = { plan: { status: 'rejected', targetStar: 3, on: '2022-04-01', at: 5 } } as const;
    const s = besides({
      [LAST_YEAR]: one({ ...ended('not-selected'), ...rejected }),
      [FIRST]: one({ ...ended('not-selected'), ...rejected }),
    });
    s.others.before = one({ ...ended('not-selected'), ...rejected });
    s.expects('StartCycle', { entry: 'business-plan', after: LAST_YEAR }, 'ENTRY_SAME_YEAR', { year: 2022 });
  });
  test('a paper does not speak for a year the system knows', () => {
    const s = besides({ [LAST_YEAR]: ended('withdrawn') }, FIRST);
    s.expects('StartCycle', { entry: 'rating', ...paper(2021) }, 'YEAR_IS_KNOWN', { cycle: LAST_YEAR });
    s.expects('StartCycle', { entry: 'rating', ...paper(2020) }, ['CycleStarted']);
  });
});

describe('the cycles of a product', () => {
  const known = (id: string, there: readonly string[], registeredOn = '2020-03-01') => {
    const found = new Map<string, ProductCycle | undefined>();
    const look = { id, needs: { product: { ...coffee, registeredOn } }, found };
    for (let next = nextToLookFor(look); next; next = nextToLookFor(look))
      found.set(next.id, there.includes(next.id) ? one() : undefined);
    return [...found].flatMap(([cycle, state]) => (state ? [cycle] : []));
  };
  test('are all found, year by year and ordinal by ordinal, whatever lies between', () => {
    const there = ['66-2020-ca-phe-mau-1', '66-2020-ca-phe-mau-2', '66-2021-ca-phe-mau-2', '66-2023-ca-phe-mau-3'];
    expect(known(FIRST, ['66-2023-ca-phe-mau-1', ...there.slice(0, 3)])).toEqual([
      ...there.slice(0, 3),
      '66-2023-ca-phe-mau-1',
    ]);
    expect(known(SECOND, [FIRST])).toEqual([FIRST]);
  });
  test('so an ordinal follows on one that is there', () => {
    story(SECOND).expects('StartCycle', {}, 'ORDINAL_SKIPPED', { before: FIRST });
  });
});
