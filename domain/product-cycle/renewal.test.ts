import { describe, expect, test } from 'vitest';
import { come, doc, type Story, story, yearOf } from '../../test/domain/story.ts';
import { type ProductCycle, productCycle, type Validity } from './product-cycle.ts';

const FIRST = '66-2022-ca-phe-mau-1';
const SECOND = '66-2022-ca-phe-mau-2';

const recognised = (certifiedBy: Validity): ProductCycle => ({
  ...productCycle.initial,
  started: { on: certifiedBy.from, at: 0 },
  purpose: 'rating',
  ended: { kind: 'recognised', stars: certifiedBy.stars, on: certifiedBy.from, at: 9 },
  certifiedBy,
});
const of = (stars: number, from: string, until: string): Validity => ({ stars, number: `GCN-${from}`, from, until });
const besides = (others: Record<string, ProductCycle>, s: Story = story(SECOND)) => {
  s.others = { relatives: new Map(Object.entries(others)) };
  return s;
};
const paper = (year: number, issuedOn?: string, stars = 3) => ({
  earlier: {
    year,
    outcome: 'rated',
    stars,
    document: doc('QĐ'),
    ...(issuedOn ? { certificate: { number: 'GCN-cu', issuedOn } } : {}),
  },
});
const renewal = { entry: 'rating', purpose: 'renewal' } as const;
/** A dossier with all that its filing asks for. */
const ready = (s: Story) =>
  s
    .moves()
    .did('AddEvidence', { id: 'a', kind: 'other', document: doc('A') })
    .did('ConfirmLocalShares', { labour: 1, material: 1, document: doc('XN') });

describe('what a renewal is said to renew is there', () => {
  test('without a certificate of 3 stars or more nothing is renewed, whatever the caller says', () => {
    const s = story();
    s.expects('StartCycle', { ...renewal, ...paper(2019) }, 'CERTIFICATE_UNKNOWN');
    s.expects('StartCycle', { ...renewal, ...paper(2019, '2019-12-20', 2) }, 'CERTIFICATE_MISFITS');
    s.expects('StartCycle', { ...renewal, ...paper(2020, '2019-12-20') }, 'CERTIFICATE_MISFITS');
    s.expects('StartCycle', { ...renewal, ...paper(2019, '2019-12-20') }, [
      { type: 'CycleStarted', data: { earlier: { certificate: { validUntil: '2022-12-20' } } } },
    ]);
    s.did('StartCycle', { ...renewal, ...paper(2019, '2019-12-20') });
    expect(s.state.earlierCertificate).toMatchObject({ stars: 3, from: '2019-12-20', until: '2022-12-20' });
  });
  test('nor one that has run out: such a product is rated anew', () => {
    const s = story('66-2023-ca-phe-mau-1', { year: yearOf(2023) }).on('2023-02-10');
    s.expects('StartCycle', { ...renewal, ...paper(2019, '2019-12-20') }, 'CERTIFICATE_EXPIRED');
    s.expects('StartCycle', { ...renewal, purpose: 'rating', ...paper(2019, '2019-12-20') }, ['CycleStarted']);
  });
  test('the newest certificate counts, also where the caller names an older one', () => {
    const s = besides({ [FIRST]: recognised(of(4, '2022-01-20', '2025-01-20')) });
    s.expects('StartCycle', { ...renewal, ...paper(2019, '2019-12-20') }, 'RENEWED_IN_A_LATER_YEAR', { year: 2022 });
  });
  test('what came meanwhile counts when the dossier is filed, and what ran out', () => {
    const s = ready(story().did('StartCycle', { ...renewal, ...paper(2019, '2019-04-20') }));
    besides({ [SECOND]: recognised(of(4, '2022-03-01', '2025-03-01')) }, s);
    s.expects('SubmitDossier', { criteriaSet: 'R2019/6' }, 'RATED_THIS_YEAR', { cycle: SECOND });
    besides({}, s).expects('SubmitDossier', { criteriaSet: 'R2019/6' }, ['DossierSubmitted']);
    s.on('2022-04-21').expects('SubmitDossier', { criteriaSet: 'R2019/6' }, 'CERTIFICATE_EXPIRED');
  });
  test('26/2026/QĐ-TTg takes its dossier from 180 days before the end, and longer where the act came too late', () => {
    const year = yearOf(2027, (p) => ({ ...p, rulebook: 'R2026' }));
    const filing = (issuedOn: string) => {
      const s = story('66-2027-ca-phe-mau-1', { year }).on('2027-02-10');
      return ready(s.did('StartCycle', { ...renewal, ...paper(2024, issuedOn) }));
    };
    const criteriaSet = 'R2026/13';
    const early = filing('2024-08-20');
    expect(early.state.deadline).toMatchObject({ since: '2027-02-21' });
    early.expects('SubmitDossier', { criteriaSet }, 'RENEWAL_NOT_OPEN', { from: '2027-02-21' });
    filing('2024-08-08').expects('SubmitDossier', { criteriaSet }, ['DossierSubmitted']);
    const late = story('66-2026-ca-phe-mau-1', { year: yearOf(2026, (p) => ({ ...p, rulebook: 'R2026' })) });
    const start = { ...renewal, ...paper(2023, '2023-06-15') };
    late.on('2026-07-01').expects('StartCycle', start, ['CycleStarted']);
    late.on('2026-12-20').expects('StartCycle', start, 'CERTIFICATE_EXPIRED');
  });
});

describe('for more stars', () => {
  test('a product is rated while there are more', () => {
    const five = paper(2020, '2020-12-20', 5);
    const s = story().expects('StartCycle', { entry: 'rating', ...five }, 'NO_MORE_STARS', { stars: 5 });
    s.expects('StartCycle', { entry: 'idea', ...five }, 'NO_MORE_STARS');
    s.expects('StartCycle', { entry: 'rating', ...paper(2020, '2020-12-20', 4) }, ['CycleStarted']);
  });
  test('not twice in a year, whatever each time was called', () => {
    const s = besides({ [FIRST]: { ...recognised(of(4, '2022-01-20', '2025-01-20')), purpose: 'renewal' } });
    s.expects('StartCycle', { entry: 'rating', ...paper(2019) }, 'RATED_THIS_YEAR', { cycle: FIRST });
  });
});

test('a recognition is not taken back under a renewal that rests on it', () => {
  const s = come.recognised().moves();
  const its = { ...(s.certificate as object), number: 'GCN-1', from: '2022-08-02', until: '2025-08-02' };
  const rests = (cycles: Record<string, ProductCycle>) => {
    besides(cycles, s);
    s.others = { ...s.others, ofRelatives: new Map([[s.id, its]]) };
    return s;
  };
  const revisions = s.facts.filter(({ type }) => ['ProductRecognised', 'StepOpened'].includes(type)).slice(-2);
  const annul = { revisions: revisions.map(({ revision }) => revision), reason: 'Nhầm', document: doc('DC') };
  const renews: ProductCycle = { ...productCycle.initial, purpose: 'renewal', started: { on: '2023-02-10', at: 0 } };
  rests({ '66-2023-ca-phe-mau-1': renews }).expects('AnnulFacts', annul, 'RENEWAL_RESTS_ON_IT');
  const withdrawn: ProductCycle = { ...renews, ended: { kind: 'withdrawn', on: '2023-03-01', at: 4 } };
  rests({ '66-2023-ca-phe-mau-1': withdrawn }).expects('AnnulFacts', annul, ['FactsAnnulled']);
});
