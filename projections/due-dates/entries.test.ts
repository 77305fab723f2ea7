import { expect, test } from 'vitest';
import { councilSession } from '../../domain/council-session/council-session.ts';
import { CHAIR, held, SECRETARY } from '../../test/domain/council.ts';
import { entriesOf } from './entries.ts';

test('minutes are due to the secretary, then to who has not signed, until both have', () => {
  const s = held.closed().by('quy-trinh').did('SetMinutesTerm').by(SECRETARY);
  const minutes = () =>
    entriesOf[councilSession.category]?.('councilSession-x', s.state).find(({ id }) => id.endsWith('/minutes'));
  expect(minutes()).toMatchObject({
    what: { vi: expect.stringContaining('lập biên bản') },
    whose: { accounts: [SECRETARY] },
  });
  const hash = () => s.state.minutes.at(-1)?.hash;
  s.did('DrawUpMinutes', { number: '01' }).did('SignMinutes', { hash: hash() });
  expect(minutes()).toMatchObject({ dueOn: s.state.minutesBy?.dueOn, whose: { accounts: [CHAIR] } });
  s.by(CHAIR).did('SignMinutes', { hash: hash() });
  expect(minutes()).toBeUndefined();
});

test('an appeal is due to the unit that convened the council, until it is answered', () => {
  const s = held.signed();
  const [item] = s.state.agenda;
  const appeal = { on: s.today, at: 1, by: 'producer', answerBy: '2022-07-14' };
  const dates = (admissible?: boolean) =>
    entriesOf[councilSession.category]?.('councilSession-x', {
      ...s.state,
      agenda: [{ ...item, appeals: [{ ...appeal, ...(admissible === undefined ? {} : { admissible }) }] }],
    }).filter(({ id }) => id.includes('/appeal/'));
  expect(dates()).toMatchObject([{ dueOn: '2022-07-14', whose: { unit: '650', accounts: [] } }]);
  expect(dates(false)).toEqual([]);
});
