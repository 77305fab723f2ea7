import { describe, expect, test } from 'vitest';
import { type CertificateStory, issuedStory, recognitions } from '../../test/domain/certificate-story.ts';
import { person } from '../../test/domain/specification.ts';
import { doc, yearOf } from '../../test/domain/story.ts';
import { certifiedBy } from '../product-cycle/certificates.ts';
import { revocationLawOn } from '../rulebooks/registry.ts';
import { addDays } from '../time/civil-date.ts';
import { certificate } from './certificate.ts';

const GROUNDS = ['false-dossier', 'criteria-no-longer-met', 'law-broken', 'mark-misused', 'production-ended', 'other'];
const year = { R2019: '2023', R2023: '2025', R2025: '2026', R2026: '2028' } as const;
const on = (s: CertificateStory, monthDay: string) => `${year[s.cycle.rulebook as keyof typeof year]}-${monthDay}`;
const proposed = (s: CertificateStory, ground = 'mark-misused') => {
  const date = on(s, '09-04');
  return s.on(date).did('ProposeRevocation', { ground, conclusion: doc('KL', date) });
};
const heard = (s: CertificateStory) => {
  const date = on(s, '09-11');
  return proposed(s)
    .on(date)
    .did('HearProducer', { minutes: doc('BB', date), attended: true, statement: 'Xin khắc phục' });
};
const decision = (date: string, number = 'GCN-1') => ({ number, decision: doc('QĐ', date) });

describe.each(recognitions)('a certificate of $rulebook', (of) => {
  test('is revoked on one of the six grounds, within 15 days of the conclusion', () => {
    expect(revocationLawOn(of.on).revocation.grounds.map(({ id }) => id)).toEqual(GROUNDS);
    for (const ground of GROUNDS) {
      const s = issuedStory(of);
      const date = on(s, '09-04');
      s.on(date).expects('ProposeRevocation', { ground, conclusion: doc('KL', date) }, [
        {
          type: 'RevocationProposed',
          data: { ground, rulebook: 'R2026', due: { basis: expect.stringContaining('Điều 8') } },
        },
      ]);
    }
    const s = heard(issuedStory(of));
    const term = addDays(on(s, '09-04'), 15);
    expect((s.state.revocation?.dueOn ?? '') >= term).toBe(true);
    s.did('RevokeCertificate', decision(on(s, '09-11')));
    expect(s.said).toEqual({ number: 'GCN-1', ground: 'mark-misused', decision: doc('QĐ', on(s, '09-11')) });
    expect(s.state.ended).toMatchObject({ as: 'revoked', until: on(s, '09-10') });
    expect(certifiedBy(s.cycle, s.state)?.until).toBe(on(s, '09-10'));
    expect(s.due()).toEqual([]);
  });
  test('not on any other, nor on a conclusion that is still to come', () => {
    const s = issuedStory(of);
    s.on(on(s, '09-04'));
    const conclusion = doc('KL', on(s, '09-04'));
    s.expects('ProposeRevocation', { ground: 'bad-taste', conclusion }, 'GROUND_UNKNOWN', { ground: 'bad-taste' });
    s.expects('ProposeRevocation', { ground: 'other', conclusion: doc('KL', on(s, '09-05')) }, 'CONCLUDED_LATER');
  });
  test('is not revoked unheard, unless the plan says so, nor under another number or an earlier day', () => {
    const s = proposed(issuedStory(of));
    s.on(on(s, '09-12')).expects('RevokeCertificate', decision(on(s, '09-12')), 'NOT_HEARD');
    const unheard = s.year;
    s.year = (y) => yearOf(y, (p) => ({ ...p, policies: { 'revocation-hearing': 'not-required' } }));
    s.expects('RevokeCertificate', decision(on(s, '09-12')), ['CertificateRevoked']);
    s.year = unheard;
    const h = heard(issuedStory(of)).on(on(s, '09-12'));
    h.expects('RevokeCertificate', decision(on(s, '09-12'), 'GCN-7'), 'NUMBER_NOT_THIS', { number: 'GCN-1' });
    h.expects('RevokeCertificate', decision(on(s, '09-10')), 'REVOKED_BEFORE_CONCLUSION', { from: on(s, '09-11') });
    h.expects('RevokeCertificate', decision(on(s, '09-13')), 'REVOKED_LATER');
  });
});

describe('a revocation', () => {
  const of = recognitions[3];
  test('is of a certificate that is issued and stands, one at a time', () => {
    const s = proposed(issuedStory(of));
    const conclusion = doc('KL', on(s, '09-04'));
    s.expects('ProposeRevocation', { ground: 'other', conclusion }, 'REVOCATION_UNDER_WAY');
    s.expects('HearProducer', { minutes: doc('BB', on(s, '09-04')), attended: false }, ['ProducerHeard']);
    const h = heard(issuedStory(of));
    h.expects('HearProducer', { minutes: doc('BB', on(s, '09-11')), attended: true }, 'HEARD_ALREADY');
    h.did('RevokeCertificate', decision(on(s, '09-11')));
    h.expects('ProposeRevocation', { ground: 'other', conclusion }, 'CERTIFICATE_ENDED', { howEn: 'was revoked' });
    h.expects('RevokeCertificate', decision(on(s, '09-11')), 'CERTIFICATE_ENDED');
    const never = issuedStory(of).on(on(s, '09-04'));
    never.expects('RevokeCertificate', decision(on(s, '09-04')), 'NO_REVOCATION_PROPOSED');
    never.did('AnnulFacts', { revisions: [1], reason: 'x', document: doc('HB', on(s, '09-04')) });
    never.expects('ProposeRevocation', { ground: 'other', conclusion }, 'CERTIFICATE_NOT_ISSUED');
  });
  test('decided after its term is marked late', () => {
    const s = heard(issuedStory(of));
    const last = s.state.revocation?.dueOn ?? '';
    s.on(last).expects('RevokeCertificate', decision(last), [{ type: 'CertificateRevoked', data: {} }]);
    const late = addDays(last, 1);
    s.on(late).expects('RevokeCertificate', decision(late), [{ type: 'CertificateRevoked', data: { late: true } }]);
  });
  test('who decides is reminded of its term, and after it with who stands above', () => {
    const s = proposed(issuedStory(of));
    const last = s.state.revocation?.dueOn ?? '';
    s.on(last).moves();
    expect(s.said).toMatchObject({ which: 'T', dueOn: last, why: { en: 'decide on the proposed revocation' } });
    s.on(addDays(last, 1)).moves();
    expect(s.state.revocation?.overdue).toBe(true);
    s.expects('MarkRevocationOverdue', {}, 'already-so');
    const types = s.facts.map(({ type }) => type);
    expect(types).toContain('RevocationReminded');
    expect(types.filter((type) => type === 'RevocationOverdue')).toHaveLength(1);
    // Nobody would be reminded of a day that is past: that it is late is what they are told.
    const late = s.facts.findLast(({ type }) => type === 'RevocationReminded');
    expect(late?.data).toMatchObject({ which: 'T+1' });
    const tells = certificate.events.get('RevocationReminded')?.tells;
    expect(tells?.(late?.data, { stream: '', revision: 0 })).toMatchObject({ kind: 'overdue', urgent: true });
    s.on(addDays(last, 30)).moves();
    expect(s.said).toMatchObject({ which: 'T+7' });
    expect(s.due().map((a) => a.command)).toEqual(['WarnOfExpiry', 'ExpireCertificate']);
    s.did('DropRevocation', { reason: 'x', document: doc('TB', s.today) });
    s.expects('RemindOfRevocation', {}, 'already-so');
  });
  test('is dropped with a reason, and may be proposed again', () => {
    const s = heard(issuedStory(of)).did('DropRevocation', {
      reason: 'Đã khắc phục',
      document: doc('TB', '2028-09-11'),
    });
    expect(s.state.revocation).toBeUndefined();
    s.expects('ProposeRevocation', { ground: 'other', conclusion: doc('KL', '2028-09-11') }, ['RevocationProposed']);
  });
  test('that was mis-keyed is corrected or taken back, and the certificate stands again', () => {
    const s = heard(issuedStory(of)).did('RevokeCertificate', decision('2028-09-11')).on('2028-09-20');
    const revision = s.facts.length - 1;
    const put = (date: string) => ({
      revision,
      changes: { decision: doc('QĐ', date) },
      reason: 'x',
      document: doc('ĐC', '2028-09-20'),
    });
    s.expects('CorrectFact', put('2028-09-10'), 'REVOKED_BEFORE_CONCLUSION');
    s.did('AnnulFacts', { revisions: [revision], reason: 'x', document: doc('HB', '2028-09-20') });
    expect(s.state.ended).toBeUndefined();
    expect(s.due().map((a) => a.command)).toContain('ExpireCertificate');
  });
  test('nobody below the issuer decides it', () => {
    const s = heard(issuedStory(of)).did('RevokeCertificate', decision('2028-09-11')).on('2028-09-20');
    s.by({ ...person, role: 'commune-officer', unit: '650-01' });
    const revisions = [s.facts.length - 1];
    s.expects('AnnulFacts', { revisions, reason: 'x', document: doc('HB', '2028-09-20') }, 'FACT_OF_A_HIGHER_LEVEL');
  });
});

describe('what is found of a recognised product', () => {
  const of = recognitions[0];
  const finding = (more: object = {}) => ({
    kind: 'post-inspection',
    result: 'to-remedy',
    conclusion: doc('BB', '2023-03-01'),
    remedyBy: '2023-04-01',
    ...more,
  });
  test('is recorded with a date for its remedy, and remedied', () => {
    const s = issuedStory(of)
      .on('2023-03-01')
      .did('RecordFinding', finding({ remarks: 'Nhãn thiếu hạn dùng' }));
    expect(JSON.stringify(s.facts)).not.toContain('Nhãn thiếu');
    s.on('2023-03-20').expects('RecordRemedy', { finding: 1, document: doc('BC', '2023-03-20') }, 'FINDING_UNKNOWN');
    s.did('RecordRemedy', { finding: 2, document: doc('BC', '2023-03-20') });
    expect(s.state.findings).toMatchObject([{ at: 2, remedied: { on: '2023-03-20' } }]);
    s.expects('RecordRemedy', { finding: 2, document: doc('BC', '2023-03-20') }, 'FINDING_UNKNOWN');
    const annul = { revisions: [2], reason: 'x', document: doc('HB', '2023-03-20') };
    s.expects('AnnulFacts', annul, 'FACTS_REST_ON_IT', { revisions: ['3'] });
    s.expects('AnnulFacts', { ...annul, revisions: [2, 3] }, ['FactsAnnulled']);
  });
  test('has no remedy before it was found, nor where all is kept', () => {
    const s = issuedStory(of).on('2023-03-01');
    s.expects('RecordFinding', finding({ remedyBy: '2023-02-28' }), 'REMEDY_BEFORE_FINDING');
    s.expects('RecordFinding', finding({ result: 'kept' }), 'REMEDY_OF_WHAT_IS_KEPT');
    s.expects('RecordFinding', { kind: 'mark-misuse', result: 'broken', conclusion: doc('BB', '2023-03-01') }, [
      'FindingRecorded',
    ]);
    s.expects('RecordRemedy', { finding: 1, document: doc('BC', '2023-03-01') }, 'FINDING_UNKNOWN');
  });
});

describe('a certificate that was lost', () => {
  const of = recognitions[0];
  const asked = { because: 'lost', letter: doc('ĐN', '2023-03-01') };
  test('is issued again with the same term, under a number of its own or the old one', () => {
    const s = issuedStory(of).on('2023-03-01').did('AskForReplacement', asked);
    s.expects('AskForReplacement', asked, 'REPLACEMENT_ASKED', { on: '2023-03-01' });
    s.on('2023-03-10').did('ReplaceCertificate', { number: 'GCN-1/L2', replacedOn: '2023-03-09' });
    expect(s.state).toMatchObject({
      number: 'GCN-1/L2',
      from: of.on,
      until: '2025-08-02',
      replaced: { on: '2023-03-09' },
    });
    s.did('AskForReplacement', { ...asked, because: 'damaged' });
    s.expects('ReplaceCertificate', { replacedOn: '2023-03-10' }, [
      { type: 'CertificateReplaced', data: { before: 'GCN-1/L2', number: 'GCN-1/L2' } },
    ]);
  });
  test('is not replaced unasked, on another day, or when it stands no more', () => {
    const s = issuedStory(of).on('2023-03-01');
    s.expects('ReplaceCertificate', { replacedOn: '2023-03-01' }, 'NO_REPLACEMENT_ASKED');
    s.did('AskForReplacement', asked);
    for (const replacedOn of ['2023-02-28', '2023-03-02'])
      s.expects('ReplaceCertificate', { replacedOn }, 'REPLACED_OUTSIDE_TERM', { asked: '2023-03-01' });
    const revoked = heard(issuedStory(of)).did('RevokeCertificate', decision('2023-09-11'));
    revoked.expects('AskForReplacement', asked, 'CERTIFICATE_ENDED');
    revoked.expects('ReplaceCertificate', { replacedOn: '2023-09-11' }, 'CERTIFICATE_ENDED');
  });
});
