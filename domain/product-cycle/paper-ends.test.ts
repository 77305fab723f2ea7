import { expect, test } from 'vitest';
import { come, doc } from '../../test/domain/story.ts';

const report = (validUntil: string, id = 'pkn') => ({ id, kind: 'test-report', document: doc('PKN'), validUntil });
const told = (s: ReturnType<typeof come.toImplementation>) =>
  s.facts.filter(({ type }) => type === 'PaperEndTold').map(({ data }) => data);

test('a paper that runs out is told of 30 days before, once, whatever the deadline says', () => {
  const s = come.toImplementation().did('AddEvidence', report('2022-06-30'));
  const { deadline } = s.state;
  s.on('2022-05-30').expects('TellPaperEnd', {}, 'NOT_DUE');
  s.on('2022-05-31').moves();
  expect(told(s)).toEqual([{ id: 'pkn', kind: 'test-report', validUntil: '2022-06-30' }]);
  s.expects('TellPaperEnd', {}, 'already-so');
  expect(s.state.deadline?.dueOn).toBe(deadline?.dueOn);
});

test('of one that was replaced, or is over already, nobody is told; of each that runs out somebody is', () => {
  const s = come.toImplementation().did('AddEvidence', report('2022-06-30'));
  s.did('AddEvidence', { ...report('2023-06-30', 'pkn-2'), replaces: 'pkn' });
  s.did('AddEvidence', report('2022-01-31', 'cu'));
  s.did('AddEvidence', report('2022-06-20', 'attp')).did('AddEvidence', report('2022-06-21', 'vsat'));
  s.on('2022-06-01').moves();
  expect(told(s).map((one) => (one as { id: string }).id)).toEqual(['attp', 'vsat']);
});
