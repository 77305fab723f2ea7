import { expect, test } from 'vitest';
import { told } from '../../test/domain/specification.ts';
import { units } from '../../test/domain/story.ts';
import { fold } from '../kernel/fold.ts';
import type { Day } from '../time/civil-date.ts';
import { unitTree } from '../unit/unit-tree.ts';
import { account } from './account.ts';
import type { Account } from './grants.ts';
import { staffOf } from './staff.ts';

const granted = (role: string, unit: string, from = '2022-01-01') => ({
  type: 'RoleGranted',
  data: { grant: `${role}-${unit}`, province: '66', role, unit, from },
});
const accounts = (held: Record<string, ReturnType<typeof granted>[]>): ReadonlyMap<string, Account> =>
  new Map(Object.entries(held).map(([id, events]) => [id, fold(account, told(account, id, events))]));
const at = (code: string, held: Record<string, ReturnType<typeof granted>[]>, on: Day = '2022-06-20', tree = units) =>
  staffOf({ tree, accounts: accounts(held), on }).find(({ unit }) => unit.code === code);

test('a unit lacks the roles of which only its own level has any, and says what therefore nobody can do', () => {
  expect(at('650-01', {})).toMatchObject({ officers: [], lacking: ['commune-officer'] });
  expect(at('650-01', {})?.undone).toContain('confirm-local-shares');
  expect(at('650-01', { a: [granted('commune-officer', '650-01')] })).toMatchObject({ lacking: [], undone: [] });
  expect(at('650-01', { a: [granted('commune-officer', '650-02')] })?.lacking).toEqual(['commune-officer']);
  expect(at('650', { a: [granted('district-officer', '650')] })?.lacking).not.toContain('district-officer');
});

test('a role that ended, has not begun or rests is nobody’s', () => {
  expect(at('650-01', { a: [granted('commune-officer', '650-01', '2022-07-01')] })?.lacking).toEqual([
    'commune-officer',
  ]);
  const suspended = [
    granted('commune-officer', '650-01'),
    {
      type: 'AccountSuspended',
      data: { from: '2022-01-01', reason: { ref: 'r'.repeat(32), commitment: 'c'.repeat(64) } },
    },
  ];
  expect(at('650-01', { a: suspended as never })?.lacking).toEqual(['commune-officer']);
});

test('who took over from a unit lacks somebody, and hears who worked there before', () => {
  const unit = (code: string, more: object) => ({
    type: 'UnitRegistered',
    data: { code, name: `xã ${code}`, level: 'commune', parent: '66', from: '2020-01-01', ...more },
  });
  const province = { code: '66', name: 'tỉnh', level: 'province', from: '2004-01-01' };
  const tree = fold(
    unitTree,
    told(unitTree, '66', [
      { type: 'UnitRegistered', data: province },
      unit('24001', {}),
      unit('24002', { from: '2025-07-01', replaces: ['24001'] }),
    ]),
  );
  const held = { old: [granted('commune-officer', '24001')] };
  expect(at('24001', held, '2025-06-30', tree)).toMatchObject({ lacking: [], before: [] });
  expect(at('24001', held, '2025-07-01', tree)).toBeUndefined();
  expect(at('24002', held, '2025-07-01', tree)).toMatchObject({
    officers: [],
    lacking: ['commune-officer'],
    before: [{ unit: { code: '24001' }, accounts: ['old'] }],
  });
});
