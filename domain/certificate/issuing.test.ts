import { describe, expect, test } from 'vitest';
import { certificateStory, issuedStory, recognisedCycle, recognitions } from '../../test/domain/certificate-story.ts';
import { doc } from '../../test/domain/story.ts';
import { certifiedBy } from '../product-cycle/certificates.ts';
import { certificate } from './certificate.ts';

const R2019 = recognitions[0];
const number = 'GCN-1';
const ends: Record<string, string> = {
  R2019: '2025-08-02',
  R2023: '2027-02-28',
  R2025: '2028-12-30',
  R2026: '2030-06-20',
};

describe('a certificate', () => {
  test.each(recognitions)('of $rulebook begins with the recognition, and is valid 36 months from its issue', (of) => {
    const s = certificateStory(of);
    s.expects('BeginCertificate', {}, [
      {
        type: 'CertificateBegun',
        data: { recognition: 9, recognisedOn: of.on, stars: of.stars, rulebook: of.rulebook },
      },
    ]);
    s.did('BeginCertificate').expects('BeginCertificate', {}, 'already-so');
    s.did('IssueCertificate', { number, issuedOn: of.on });
    expect(s.state).toMatchObject({ number, stars: of.stars, from: of.on, until: ends[of.rulebook] });
    expect(certifiedBy(s.cycle, s.state)).toEqual({ number, stars: of.stars, from: of.on, until: ends[of.rulebook] });
  });
  test('is begun by whoever issues it before the process came to that', () => {
    certificateStory(R2019).expects('IssueCertificate', { number, issuedOn: R2019.on }, [
      'CertificateBegun',
      'CertificateIssued',
    ]);
  });
  test('is not begun, nor issued, for what was not recognised', () => {
    const s = certificateStory(R2019);
    const { ended: _, ...open } = s.cycle;
    for (const cycle of [open, { ...s.cycle, ended: { kind: 'rated', stars: 2, on: R2019.on, at: 9 } } as const]) {
      s.cycle = cycle;
      s.expects('BeginCertificate', {}, 'NOT_DUE');
      s.expects('IssueCertificate', { number, issuedOn: R2019.on }, 'NOT_RECOGNISED');
    }
  });
  test('is issued once, not ahead of today, nor before its decision', () => {
    const s = certificateStory(R2019).did('BeginCertificate').on('2022-08-05');
    s.expects('IssueCertificate', { number, issuedOn: '2022-08-06' }, 'ISSUED_IN_FUTURE');
    s.expects('IssueCertificate', { number, issuedOn: '2022-08-01' }, 'ISSUED_BEFORE_DECISION', { decision: R2019.on });
    s.did('IssueCertificate', { number, issuedOn: '2022-08-02' });
    s.expects('IssueCertificate', { number: '2', issuedOn: '2022-08-03' }, 'CERTIFICATE_EXISTS', { number });
  });
  test('goes on with what an older release wrote of it with the recognition', () => {
    const s = certificateStory(R2019);
    const before = { stars: 4, number: 'GCN-cu', from: '2022-08-03', until: '2025-08-03' };
    s.cycle = recognisedCycle(R2019, { certifiedBy: before });
    expect(certifiedBy(s.cycle, undefined)).toEqual(before);
    s.expects('BeginCertificate', {}, ['CertificateBegun', 'CertificateIssued']);
    s.did('BeginCertificate');
    expect(certifiedBy(s.cycle, s.state)).toEqual(before);
  });
  test('is taken back with the recognition, and begins anew with the next', () => {
    const s = issuedStory(R2019).on('2022-09-01');
    s.expects('TakeBackCertificate', {}, 'NOT_DUE');
    const recognised = s.cycle;
    const { ended: _, ...open } = recognised;
    s.cycle = open;
    s.did('TakeBackCertificate').expects('TakeBackCertificate', {}, 'already-so');
    expect(certifiedBy(recognised, s.state)).toBeUndefined();
    s.cycle = { ...recognised, ended: { kind: 'recognised', stars: 3, on: '2022-09-01', at: 20 } };
    s.did('BeginCertificate').did('IssueCertificate', { number: '2', issuedOn: '2022-09-01' });
    expect(certifiedBy(s.cycle, s.state)).toMatchObject({ stars: 3, number: '2', from: '2022-09-01' });
    expect(s.state.ended).toBeUndefined();
  });
  test('a mis-keyed number or day is corrected, its term with it, within the order of decision and issue', () => {
    const s = issuedStory(R2019, '2022-08-04').on('2022-08-10');
    const put = (changes: object) => ({ revision: 1, changes, reason: 'x', document: doc('ĐC', '2022-08-10') });
    s.expects('CorrectFact', put({ issuedOn: '2022-08-01' }), 'ISSUED_BEFORE_DECISION');
    s.expects('CorrectFact', put({ issuedOn: '2022-08-05' }), 'ISSUED_IN_FUTURE');
    s.did('CorrectFact', put({ issuedOn: '2022-08-03', number: 'GCN-2' }));
    expect(s.state).toMatchObject({ number: 'GCN-2', from: '2022-08-03', until: '2025-08-03' });
    s.did('AnnulFacts', { revisions: [1], reason: 'x', document: doc('HB', '2022-08-10') });
    expect(s.state.number).toBeUndefined();
    s.expects('IssueCertificate', { number: '3', issuedOn: '2022-08-04' }, ['CertificateIssued']);
  });
});

describe('one certificate of a product stands on any day', () => {
  const OLD = '66-2020-ca-phe-mau-1';
  const older = (from = '2020-12-01', until = '2023-12-01') => ({
    ...issuedStory({ rulebook: 'R2019', on: from, stars: 3 }).state,
    number: 'GCN-0',
    until,
  });
  const beside = (before = older()) => {
    const s = certificateStory(R2019).did('BeginCertificate');
    s.cycles.set(OLD, recognisedCycle({ rulebook: 'R2019', on: before.from ?? '', stars: 3 }));
    s.streams.set(OLD, before);
    return s;
  };
  test('a new one takes the place of the one before, which ends the day before', () => {
    const s = beside().did('IssueCertificate', { number, issuedOn: '2022-08-02' });
    expect(s.said.replaces).toEqual({ number: 'GCN-0', stars: 3, until: '2022-08-01' });
    expect(s.due()[0]).toMatchObject({
      command: 'SupersedeCertificate',
      on: { stream: `certificate-${OLD}`, input: { by: s.id } },
    });
    const old = issuedStory({ rulebook: 'R2019', on: '2020-12-01', stars: 3 });
    old.streams.set(s.id, s.state);
    old.on('2022-08-02').did('SupersedeCertificate', { by: s.id });
    expect(old.state.ended).toMatchObject({ as: 'superseded', until: '2022-08-01', by: s.id });
    old.expects('SupersedeCertificate', { by: s.id }, 'already-so').expects('RestoreCertificate', {}, 'NOT_DUE');
    s.streams.set(OLD, old.state);
    expect(s.due().map((a) => a.command)).not.toContain('SupersedeCertificate');
  });
  test('which stands again when the new one is annulled or of another day', () => {
    const s = beside().did('IssueCertificate', { number, issuedOn: '2022-08-02' });
    const old = issuedStory({ rulebook: 'R2019', on: '2020-12-01', stars: 3 });
    old.streams.set(s.id, s.state);
    old.on('2022-08-02').did('SupersedeCertificate', { by: s.id });
    s.streams.set(OLD, old.state);
    s.on('2022-08-03').did('AnnulFacts', { revisions: [1], reason: 'x', document: doc('HB', '2022-08-03') });
    expect(s.due()[0]).toMatchObject({ command: 'RestoreCertificate', on: { stream: `certificate-${OLD}` } });
    old.streams.set(s.id, s.state);
    old.on('2022-08-03').did('RestoreCertificate').expects('RestoreCertificate', {}, 'already-so');
    expect(old.state.ended).toBeUndefined();
    old.expects('SupersedeCertificate', { by: s.id }, 'NOT_DUE');
  });
  test('so none is issued on the day of another or before it, nor under its number', () => {
    const s = beside(older('2022-08-02', '2025-08-02')).on('2022-08-05');
    s.expects('IssueCertificate', { number, issuedOn: '2022-08-02' }, 'ISSUED_BEFORE_THE_STANDING', {
      number: 'GCN-0',
    });
    s.expects('IssueCertificate', { number: 'GCN-0', issuedOn: '2022-08-03' }, 'NUMBER_OF_ANOTHER');
    s.expects('IssueCertificate', { number, issuedOn: '2022-08-03' }, ['CertificateIssued']);
  });
  test('one that had run out is replaced by none', () => {
    const s = beside(older('2019-06-01', '2022-06-01')).did('IssueCertificate', { number, issuedOn: '2022-08-02' });
    expect(s.said.replaces).toBeUndefined();
    expect(s.due().map((a) => a.command)).toEqual(['WarnOfExpiry', 'ExpireCertificate']);
  });
});

test('every certificate has the id of its cycle', () => {
  expect(certificate.stream('66-2022-ca-phe-mau-1')).toBe('certificate-66-2022-ca-phe-mau-1');
});
