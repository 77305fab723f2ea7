import { describe, expect, it, test } from 'vitest';
import { legalDeadlines, legalRoundFor, legalRounds } from './legal-terms.ts';
import { getRulebook } from './registry.ts';

const r2026 = getRulebook('R2026');
const calendar = { holidays: ['2026-09-02'] };

describe('a legal term', () => {
  test.each([
    // 15 working days over the holiday of 2/9; the day of receipt is not counted.
    ['R2026', 'dossier-received', '2026-08-24', 'commune-assessment', '2026-09-15'],
    ['R2026', 'certificate-expiry', '2027-06-30', 'renewal-opens', '2027-01-01'],
    ['R2026', 'certificate-expiry', '2027-06-30', 'renewal-closes', '2027-03-02'],
    ['R2026', 'certificate-expiry', '2026-06-30', 'late-renewal-validity', '2026-12-27'],
    ['R2026', 'dossier-complete', '2026-07-01', 'renewal-decision', '2026-08-15'],
    ['R2026', 'revocation-ground-concluded', '2026-07-01', 'revocation', '2026-07-16'],
    ['R2019', 'council-meeting', '2022-06-20', 'dossier-to-members', '2022-06-16'],
    ['R2023', 'council-meeting', '2023-06-19', 'dossier-to-members', '2023-06-16'],
    ['R2023', 'certificate-expiry', '2026-06-30', 'expiry-notice', '2026-05-31'],
  ])('under %s, counted from %s on %s: %s falls on %s', (id, of, on, term, dueOn) => {
    const terms = legalDeadlines(getRulebook(id), { of, on, calendar });
    expect(terms.find((one) => one.id === term)?.dueOn).toBe(dueOn);
  });

  it('is asked for at one tier or at any', () => {
    const ask = { of: 'council-meeting', on: '2025-06-19', calendar };
    expect(legalDeadlines(getRulebook('R2023'), { ...ask, tier: 'district' })).toHaveLength(1);
    expect(legalDeadlines(getRulebook('R2023'), { ...ask, tier: 'national' })).toEqual([]);
    expect(legalDeadlines(getRulebook('R2025'), { ...ask, tier: 'district' })).toEqual([]);
  });
});

describe('the legal rounds', () => {
  it('of 2027 end before the days the act prints; the nation’s second in the next year', () => {
    expect(legalRounds(r2026, 2027).map((r) => [r.tier, r.no, r.proposeBy, r.finishBy])).toEqual([
      ['province', 1, '2027-04-29', '2027-06-29'],
      ['province', 2, '2027-10-29', '2027-12-29'],
      ['national', 1, '2027-07-29', '2027-09-29'],
      ['national', 2, '2028-01-29', '2028-03-29'],
    ]);
    expect(legalRounds(getRulebook('R2023'), 2024)).toEqual([]);
  });

  test.each([
    ['province', '2027-01-01', '2027/1'],
    ['province', '2027-04-29', '2027/1'],
    ['province', '2027-04-30', '2027/2'],
    ['province', '2027-10-29', '2027/2'],
    ['province', '2027-10-30', '2028/1'],
    ['national', '2027-01-29', '2026/2'],
    ['national', '2027-01-30', '2027/1'],
    ['national', '2027-07-30', '2027/2'],
  ])('at tier %s, what is proposed on %s belongs to round %s', (tier, day, round) => {
    const found = legalRoundFor(r2026, tier, day);
    expect(`${found?.year}/${found?.no}`).toBe(round);
  });

  it('are none at a tier without rounds', () => {
    expect(legalRoundFor(r2026, 'commune', '2027-01-01')).toBeUndefined();
  });
});

describe('revocation', () => {
  it('has six grounds; the province takes back 3★ 4★, the minister 5★', () => {
    expect(r2026.revocation?.grounds).toHaveLength(6);
    expect(r2026.revocation?.decidedBy.map(({ stars }) => stars)).toEqual([[3, 4], [5]]);
  });
});
