import { describe, expect, test } from 'vitest';
import { given, told } from '../../test/domain/specification.ts';
import { account } from '../access/account.ts';
import { authorise } from '../access/authorise.ts';
import { fold } from '../kernel/fold.ts';
import { isRefusal } from '../kernel/refusal.ts';
import { end, province, treeOf } from '../unit/tree.fixture.ts';
import { unitTree } from '../unit/unit-tree.ts';
import { actsForUnit, calendarFeed, openFeed, revokeFeed } from './calendar-feed.ts';

const ID = 'f'.repeat(64);
const units = treeOf(...province);
const grant = { grant: 'x', province: '66', role: 'commune-officer', unit: '650-01', from: '2020-01-01' };
const holder = fold(account, told(account, 'can-bo', [{ type: 'RoleGranted', data: grant }]));
const mine = { province: '66', account: 'can-bo' };
const opened = { type: 'FeedOpened', data: { ...mine, language: 'vi' } };

const feed = (...facts: { type: string; data: unknown }[]) =>
  given(calendarFeed, ID, told(calendarFeed, ID, facts), { needs: { holder, units } });

describe('a calendar', () => {
  test('of one’s own, or of a unit at which one holds a role', () => {
    feed().when(openFeed, mine).then(['FeedOpened']);
    feed()
      .when(openFeed, { ...mine, unit: '650-01', language: 'en' })
      .then([{ type: 'FeedOpened', data: { unit: '650-01' } }]);
  });
  test.each([
    ['another unit', '650-02', 'UNIT_NOT_YOURS'],
    ['the unit above', '650', 'UNIT_NOT_YOURS'],
    ['no unit there is', '651', 'UNIT_UNKNOWN'],
  ])('not of %s', (_, unit, code) => {
    feed()
      .when(openFeed, { ...mine, unit })
      .then(code);
  });
  test('not of another province, whose codes may be the same', () => {
    feed()
      .when(openFeed, { ...mine, province: '67', unit: '650-01' })
      .then('PROVINCE_NOT_YOURS');
    feed()
      .when(openFeed, { ...mine, province: '67' })
      .then('PROVINCE_NOT_YOURS');
  });
  test('is opened once; the same secret for anything else is refused', () => {
    feed(opened).when(openFeed, mine).then('already-so');
    feed(opened)
      .when(openFeed, { ...mine, unit: '650-01' })
      .then('FEED_EXISTS');
  });
  test('is revoked for good', () => {
    feed(opened).when(revokeFeed).then(['FeedRevoked']);
    const revoked = { type: 'FeedRevoked', data: {} };
    feed(opened, revoked).when(revokeFeed).then('already-so');
    feed(opened, revoked).when(openFeed, mine).then('FEED_REVOKED');
  });
});

test.each(['secret', 'F'.repeat(64), 'f'.repeat(63), `${'f'.repeat(64)}0`])('its id is a hash, not %s', (id) => {
  expect(calendarFeed.id.safeParse(id).success).toBe(false);
});

test('is opened by its holder alone, and revoked also by who grants roles', () => {
  const by = (command: typeof openFeed, id: string, role = 'commune-officer', unit = '650-01') => {
    const actor = authorise({
      by: command.by,
      situation: { province: '66', place: '66', account: 'can-bo', rulebook: '' },
      caller: { kind: 'person', id },
      account: { grants: [{ id: 'x', role: role as 'admin', unit, from: '2020-01-01' }] },
      tree: units,
      today: '2022-06-20',
      occurredOn: '2022-06-20',
    });
    return isRefusal(actor) ? actor.code : actor.id;
  };
  expect([by(openFeed, 'can-bo'), by(openFeed, 'nguoi-khac')]).toEqual(['can-bo', 'ONLY_THE_OWNER']);
  expect(by(openFeed, 'quan-tri', 'admin', '66')).toBe('ONLY_THE_OWNER');
  expect([by(revokeFeed, 'can-bo'), by(revokeFeed, 'nguoi-khac')]).toEqual(['can-bo', 'ROLE_MISSING']);
  expect(by(revokeFeed, 'quan-tri', 'admin', '66')).toBe('quan-tri');
});

test('a role at a unit ends with its last day, with the unit, and is none at a namesake that came later', () => {
  const acts = (tree: typeof units, today: string, on = '2022-01-01') =>
    actsForUnit(holder, tree, { unit: '650-01', on, today });
  expect(acts(units, '2022-06-20')).toBe(true);
  const gone = treeOf(...province, end('650-01', '2022-03-31', ['650-02']));
  expect([acts(gone, '2022-03-31'), acts(gone, '2022-04-01')]).toEqual([true, false]);
  expect(actsForUnit(account.initial, units, { unit: '650-01', on: '2022-01-01', today: '2022-06-20' })).toBe(false);
  expect(acts(unitTree.initial, '2022-06-20')).toBe(false);
});
