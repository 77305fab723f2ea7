import { describe, expect, test } from 'vitest';
import { come, doc, type Story, story, yearOf } from '../../test/domain/story.ts';
import { certificateOn, certificatesOf } from './certificates.ts';
import { type Certificate, type ProductCycle, productCycle } from './product-cycle.ts';

const FIRST = '66-2022-ca-phe-mau-1';
const SECOND = '66-2022-ca-phe-mau-2';

const recognised = (certificate: Certificate): ProductCycle => ({
  ...productCycle.initial,
  started: { on: certificate.from, at: 0 },
  purpose: 'rating',
  ended: { kind: 'recognised', stars: certificate.stars, on: certificate.from, at: 9 },
  certificate,
});
const of = (stars: number, from: string, until: string): Certificate => ({ stars, number: `GCN-${from}`, from, until });
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

describe('one certificate of a product stands on any day', () => {
  const certificate = (issuedOn: string) => ({
    decision: doc('QĐ', issuedOn),
    certificate: { number: 'GCN-1', issuedOn },
  });
  test('a new one takes the place of the one before, which ends the day before', () => {
    const before = recognised(of(3, '2020-12-01', '2023-12-01'));
    const s = besides({ '66-2020-ca-phe-mau-1': before }, come.provinceResult()).on('2022-08-02');
    const { state } = s
      .when('Recognise', certificate('2022-08-02'))
      .then([
        { type: 'ProductRecognised', data: { replaces: { stars: 3, number: 'GCN-2020-12-01', until: '2022-08-01' } } },
      ]);
    const all = certificatesOf([state, before]);
    expect(certificateOn(all, '2022-08-01')?.stars).toBe(3);
    expect(certificateOn(all, '2022-08-02')?.stars).toBe(4);
    expect(certificateOn(all, '2020-11-30')).toBeUndefined();
    expect(certificateOn(all, '2025-08-03')).toBeUndefined();
  });
  test('so none is issued on the day of another, nor before it', () => {
    for (const from of ['2022-08-02', '2022-08-03']) {
      const other: ProductCycle = { ...recognised(of(3, from, '2025-08-02')), purpose: 'renewal' };
      const s = besides({ [SECOND]: other }, come.provinceResult());
      s.on('2022-08-03').expects('Recognise', certificate('2022-08-02'), 'ISSUED_BEFORE_THE_STANDING', { on: from });
    }
  });
  test('one that had run out is replaced by none', () => {
    const old = { '66-2019-ca-phe-mau-1': recognised(of(3, '2019-06-01', '2022-06-01')) };
    const s = besides(old, come.provinceResult()).on('2022-08-02').did('Recognise', certificate('2022-08-02'));
    expect(s.said.replaces).toBeUndefined();
  });
  test('nor is one taken back under a renewal that rests on it', () => {
    const s = come.recognised();
    const annul = { revisions: [s.facts.length - 1], reason: 'Nhầm', document: doc('DC') };
    const renews: ProductCycle = { ...productCycle.initial, purpose: 'renewal', started: { on: '2023-02-10', at: 0 } };
    besides({ '66-2023-ca-phe-mau-1': renews }, s).expects('AnnulFacts', annul, 'RENEWAL_RESTS_ON_IT');
    const withdrawn: ProductCycle = { ...renews, ended: { kind: 'withdrawn', on: '2023-03-01', at: 4 } };
    besides({ '66-2023-ca-phe-mau-1': withdrawn }, s).expects('AnnulFacts', annul, ['FactsAnnulled']);
  });
});
