import { describe, expect, test } from 'vitest';
import { certificateStory, issuedStory, recognisedCycle, recognitions } from '../../test/domain/certificate-story.ts';
import { doc, yearOf } from '../../test/domain/story.ts';
import { certificate } from './certificate.ts';

const R2019 = recognitions[0];
const begun = () => certificateStory(R2019).did('BeginCertificate').moves();
const names = (s: ReturnType<typeof begun>) => s.facts.map(({ type }) => type);

describe('what is recognised has its certificate by a day', () => {
  test.each(recognitions)('under $rulebook, ten working days after the recognition', (of) => {
    const s = certificateStory(of).did('BeginCertificate').moves();
    expect(s.state.toIssue).toMatchObject({ on: of.on, basis: expect.stringContaining('issuing-working-days (10)') });
    s.expects('AwaitIssue', {}, 'already-so');
  });
  test('whoever issues it is reminded, and afterwards whoever stands above as well', () => {
    const s = begun();
    expect(s.state.toIssue?.dueOn).toBe('2022-08-16');
    s.expects('RemindOfIssue', {}, 'NOT_DUE').expects('MarkIssueOverdue', {}, 'NOT_DUE');
    s.on('2022-08-05').moves();
    expect(s.said).toMatchObject({
      ...{ which: 'T-7', dueOn: '2022-08-16', why: { vi: 'cấp giấy chứng nhận' } },
      to: [
        { role: 'signer', unit: '66' },
        { role: 'province-officer', unit: '66' },
      ],
    });
    s.on('2022-08-16').moves();
    expect(s.said).toMatchObject({ which: 'T' });
    s.on('2022-08-17').moves();
    expect(s.state.toIssue?.overdue).toBe(true);
    expect(s.said).toMatchObject({ which: 'T+1' });
    const late = s.facts.at(-1);
    const tells = certificate.events.get('IssueReminded')?.tells?.(late?.data, { stream: '', revision: 0 });
    expect(tells).toMatchObject({ kind: 'overdue', urgent: true });
    expect(names(s).filter((type) => type === 'IssueOverdue')).toHaveLength(1);
  });
  test('once it is issued nobody is reminded, and what was told of it is told no more', () => {
    const s = begun().on('2022-08-05').moves();
    const said = certificate.events.get('IssueReminded');
    const reminded = s.facts.at(-1) as never as { data: unknown };
    expect(said?.stillSo?.(s.state, reminded.data, reminded as never)).toBe(true);
    s.did('IssueCertificate', { number: 'GCN-1', issuedOn: '2022-08-05' });
    expect(s.state.toIssue).toBeUndefined();
    expect(said?.stillSo?.(s.state, reminded.data, reminded as never)).toBe(false);
    s.expects('RemindOfIssue', {}, 'already-so').expects('MarkIssueOverdue', {}, 'already-so');
    expect(s.due().map(({ command }) => command)).toEqual(['WarnOfExpiry', 'ExpireCertificate']);
  });
  test('an issue that was annulled is waited for again', () => {
    const s = issuedStory(R2019).on('2022-08-10');
    s.did('AnnulFacts', { revisions: [1], reason: 'x', document: doc('HB', '2022-08-10') }).moves();
    expect(s.state.toIssue).toMatchObject({ dueOn: '2022-08-16' });
  });
  test('the days are the plan’s, and a plan that changes them moves the date, reminded of anew', () => {
    const s = begun().on('2022-08-05').moves();
    s.year = (y) => yearOf(y, (p) => ({ ...p, policies: { 'issuing-working-days': 5 } }));
    s.moves();
    expect(s.state.toIssue).toMatchObject({ dueOn: '2022-08-09' });
    expect(s.state.toIssue?.reminded).toEqual(['T-3']);
  });
  test('a calendar that is confirmed says so, and reminds nobody again', () => {
    const s = begun().on('2022-08-16').moves();
    const known = s.state.toIssue;
    const year = s.year;
    s.year = (y) => ({ ...year(y), calendar: { ...year(y).calendar, knownYears: [] } });
    s.moves();
    expect(s.state.toIssue).toEqual({ ...known, basis: expect.stringContaining('not confirmed') });
    s.year = year;
    expect(s.moves().state.toIssue).toEqual(known);
  });
  test('a recognition from older papers is waited for from the day of its entry', () => {
    const s = certificateStory(R2019);
    s.cycle = recognisedCycle(R2019, { olderPapers: { from: 5, until: 20 } });
    s.on('2022-11-01').did('BeginCertificate').moves();
    expect(s.state.toIssue).toMatchObject({ on: '2022-11-01', dueOn: '2022-11-15' });
  });
  test('nor is it any more when the recognition is annulled', () => {
    const s = begun();
    const { ended: _, ...open } = s.cycle;
    s.cycle = open;
    s.did('TakeBackCertificate');
    expect(s.due()).toEqual([]);
  });
});
