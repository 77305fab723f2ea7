import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CertificateStory, issuedStory, recognitions } from '../../test/domain/certificate-story.ts';
import { doc, yearOf } from '../../test/domain/story.ts';
import { type ProductCycle, productCycle } from '../product-cycle/product-cycle.ts';
import { addDays, addMonths } from '../time/civil-date.ts';
import { isWorkingDay } from '../time/working-days.ts';
import { warningsOf } from './warning.ts';

const warned = (s: CertificateStory) =>
  s.facts.filter(({ type }) => type === 'ExpiryWarned').map(({ data }) => (data as { daysBefore: number }).daysBefore);
const types = (s: CertificateStory) => s.facts.map(({ type }) => type);

describe('that a certificate runs out', () => {
  test.each(recognitions)(
    'under $rulebook is told the producer and the issuer as the plan says, and as the law says',
    (of) => {
      const s = issuedStory(of);
      const { until = '' } = s.state;
      s.on(addDays(until, -1)).moves();
      expect(warned(s)).toEqual([30]);
      const told = s.facts.find(({ type }) => type === 'ExpiryWarned')?.data as { to: object[] };
      expect(told.to.length).toBeGreaterThan(1);
      expect(told).toMatchObject({
        legal: true,
        until,
        to: expect.arrayContaining([{ role: 'producer', unit: 'htx-mau' }]),
      });
    },
  );
  test('each warning comes on its day, one for a day off on the working day before', () => {
    const s = issuedStory(recognitions[0]);
    // 2/8/2025 is the end: 180 days before is 3/2/2025, a Monday; 90 days before 4/5, a Sunday.
    const days = warningsOf(s.state, s.year(2025)).map(({ on, daysBefore }) => [daysBefore, on]);
    expect(days).toEqual([
      [180, '2025-02-03'],
      [120, '2025-04-04'],
      [90, '2025-05-02'],
      [30, '2025-07-03'],
    ]);
    for (const on of ['2025-02-03', '2025-04-04', '2025-05-02', '2025-07-03']) s.on(on).moves();
    expect(warned(s)).toEqual([180, 120, 90, 30]);
    s.expects('WarnOfExpiry', {}, 'already-so');
  });
  test('the law’s own is told whatever the plan says', () => {
    const s = issuedStory(recognitions[0]);
    s.year = (year) => yearOf(year, (p) => ({ ...p, policies: { 'certificate-warning-days': [] } }));
    s.on('2025-07-02')
      .moves()
      .on('2025-07-03')
      .expects('WarnOfExpiry', {}, [{ type: 'ExpiryWarned', data: { legal: true } }]);
  });
  test('is served by letter, which a correction puts right', () => {
    const s = issuedStory(recognitions[0])
      .on('2025-06-30')
      .did('RecordExpiryNotice', { letter: doc('TB', '2025-06-30') });
    expect(s.state.served?.on).toBe('2025-06-30');
    const revision = s.facts.length - 1;
    const put = {
      revision,
      changes: { letter: doc('TB-2', '2025-06-30') },
      reason: 'x',
      document: doc('ĐC', '2025-06-30'),
    };
    s.expects('CorrectFact', put, ['FactCorrected']);
    s.expects('AnnulFacts', { revisions: [revision], reason: 'x', document: doc('HB', '2025-06-30') }, [
      'FactsAnnulled',
    ]);
  });
  test('is recorded after its last day, and nothing more is done with it', () => {
    const s = issuedStory(recognitions[0]).on('2025-08-02');
    s.expects('ExpireCertificate', {}, 'NOT_DUE').on('2025-08-03').moves();
    expect(s.state.ended).toMatchObject({ as: 'expired', until: '2025-08-02' });
    expect(s.due()).toEqual([]);
    s.expects('RecordExpiryNotice', { letter: doc('TB', '2025-08-03') }, 'CERTIFICATE_ENDED', { until: '2025-08-02' });
  });
});

describe('a certificate whose renewal is under way', () => {
  const RENEWAL = '66-2030-ca-phe-mau-1';
  const renewal = (filed: string, more: Partial<ProductCycle> = {}): ProductCycle => ({
    ...productCycle.initial,
    purpose: 'renewal',
    started: { on: '2030-01-05', at: 0 },
    submitted: { on: filed, at: 3, manifest: '0' },
    ...more,
  });
  // Until 20/6/2030: filed from 22/12/2029 to 20/2/2030.
  const renewing = (cycle: ProductCycle) => {
    const s = issuedStory(recognitions[3]);
    s.cycles.set(RENEWAL, cycle);
    return s;
  };
  test('filed in time, holds out until the result, at most 180 days', () => {
    const s = renewing(renewal('2030-02-20')).on('2030-06-21').moves();
    expect(s.state.held).toMatchObject({ renewal: RENEWAL, until: '2030-12-17' });
    s.expects('ExpireCertificate', {}, 'NOT_DUE').expects('HoldValidity', {}, 'already-so');
    s.on('2030-12-18').moves();
    expect(s.state.ended).toMatchObject({ as: 'expired', until: '2030-12-17' });
  });
  test('ends with a result that is no recognition', () => {
    const s = renewing(renewal('2030-02-20')).on('2030-06-21').moves();
    s.cycles.set(RENEWAL, renewal('2030-02-20', { ended: { kind: 'rated', stars: 2, on: '2030-07-10', at: 9 } }));
    s.on('2030-07-11').moves();
    expect(s.state.ended).toMatchObject({ as: 'expired', until: '2030-07-10' });
  });
  test('not filed, filed late, or where the plan keeps to the transition alone, runs out', () => {
    const { submitted: _, ...unfiled } = renewal('2030-02-20');
    const cases = [renewing(unfiled), renewing(renewal('2030-02-21')), renewing(renewal('2030-02-20'))] as const;
    cases[2].year = (year) => yearOf(year, (p) => ({ ...p, policies: { 'renewal-undecided': 'transition-only' } }));
    for (const s of cases) expect(types(s.on('2030-06-21').moves()).at(-1)).toBe('CertificateExpired');
  });
  test('in the transition holds out though the time for filing had passed when the act came', () => {
    // Issued on 15/7/2023: its time for filing ended on 17/3/2026, before the act of 22/5/2026.
    const s = issuedStory({ rulebook: 'R2023', on: '2023-07-15', stars: 3 });
    s.cycles.set('66-2026-ca-phe-mau-1', renewal('2026-06-30'));
    s.year = (year) => yearOf(year, (p) => ({ ...p, policies: { 'renewal-undecided': 'transition-only' } }));
    s.on('2026-07-16').moves();
    expect(s.state.held).toMatchObject({ until: '2027-01-11' });
  });
  test('under the acts before, runs out: they know no such time', () => {
    const s = issuedStory(recognitions[0]);
    s.cycles.set('66-2025-ca-phe-mau-1', renewal('2025-03-03'));
    expect(types(s.on('2025-08-03').moves()).at(-1)).toBe('CertificateExpired');
  });
});

describe('whatever the day of issue', () => {
  const aDay = fc.integer({ min: 0, max: 1400 }).map((n) => addDays('2023-03-01', n));
  const days = fc.oneof(aDay, fc.constantFrom('2024-02-29', '2024-12-31', '2025-01-01', '2025-08-31', '2025-12-31'));
  test('the term ends in the same month 36 later, and is warned of in order, on working days, the law’s own in time', () => {
    fc.assert(
      fc.property(days, (on) => {
        const s = issuedStory({ rulebook: 'R2023', on, stars: 3 });
        const { until = '' } = s.state;
        expect(until).toBe(addMonths(on, 36));
        expect(Number(until.slice(0, 4)) - Number(on.slice(0, 4))).toBe(3);
        const year = s.year(Number(until.slice(0, 4)));
        const warnings = warningsOf(s.state, year);
        expect(warnings.map(({ daysBefore }) => daysBefore)).toEqual([180, 120, 90, 30]);
        for (const { on: day, daysBefore } of warnings) {
          expect(isWorkingDay(day, year.calendar)).toBe(true);
          expect(day <= addDays(until, -daysBefore)).toBe(true);
        }
        s.on(addDays(until, 1)).moves();
        expect(s.state.ended).toMatchObject({ as: 'expired', until });
      }),
      { numRuns: 60, seed: 20_220_718 },
    );
  });
});
