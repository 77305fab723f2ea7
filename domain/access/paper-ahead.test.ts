import { describe, expect, test } from 'vitest';
import { come, doc } from '../../test/domain/story.ts';
import { paperAhead } from './paper-ahead.ts';

const today = '2022-06-20';

describe('a paper that somebody names', () => {
  test('is of today at the latest, wherever it stands in what is sent', () => {
    expect(paperAhead({ minutes: doc('BB', today), note: 'x', n: 1, none: null }, today)).toBeUndefined();
    expect(paperAhead({ documents: [{ requirement: 'x', document: doc('BB', '2022-06-21') }] }, today)).toMatchObject({
      ...{ code: 'PAPER_AHEAD', field: '/documents/0/document/date' },
      details: { number: 'BB', date: '2022-06-21', today },
    });
  });
  test('a date that is no paper’s may lie ahead', () => {
    expect(paperAhead({ dueOn: '2022-07-01', meeting: { date: '2022-07-01' } }, today)).toBeUndefined();
  });
  test('that lies ahead is refused with the command that brings it, and what is wrong besides is said first', () => {
    const s = come.recognised();
    const ahead = doc('CB', '2031-01-01');
    s.expects('PublishResult', { document: ahead }, 'PAPER_AHEAD', { number: 'CB', date: '2031-01-01' });
    s.did('PublishResult', { document: doc('CB', '2022-08-01') });
    s.expects('PublishResult', { document: ahead }, 'already-so');
  });
});
