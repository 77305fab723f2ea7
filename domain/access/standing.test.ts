// Suspending, delegating, and as what somebody acts who holds several roles.
import { describe, expect, test } from 'vitest';
import { given, told } from '../../test/domain/specification.ts';
import { fold } from '../kernel/fold.ts';
import { isRefusal } from '../kernel/refusal.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { registerUnit } from '../unit/registering.ts';
import { unitTree } from '../unit/unit-tree.ts';
import { account } from './account.ts';
import { authorise, type Caller } from './authorise.ts';
import { delegateRole } from './delegating.ts';
import { type Account, grantsOn, resting } from './grants.ts';
import { reinstateAccount, suspendAccount } from './suspending.ts';

const granted = (role: string, unit: string, more: object = {}) => ({
  type: 'RoleGranted',
  data: { grant: `${role}-${unit}`, province: '66', role, unit, from: '2022-01-01', ...more },
});
const province = given(unitTree, '66').when(registerUnit, {
  code: '66',
  name: 'tỉnh',
  level: 'province',
  from: '2004-01-01',
});
const tree = given(unitTree, '66', province.facts).when(registerUnit, {
  code: '650',
  name: 'huyện',
  level: 'district',
  parent: '66',
  from: '2004-01-01',
}).state;
const holding = (...roles: ReturnType<typeof granted>[]): Account => fold(account, told(account, 'cb-1', roles));

describe('suspending', () => {
  const facts = told(account, 'cb-1', [granted('district-officer', '650')]);
  test('stops what the account acts as from that day, until it is let work again', () => {
    const stopped = given(account, 'cb-1', facts, { today: '2022-03-01' })
      .when(suspendAccount, { reason: 'mất điện thoại' })
      .then(['AccountSuspended']);
    expect(grantsOn(stopped.state, '2022-02-28')).toHaveLength(1);
    expect(grantsOn(stopped.state, '2022-03-01')).toHaveLength(0);
    given(account, 'cb-1', stopped.facts, { today: '2022-03-02' })
      .when(suspendAccount, { reason: 'lần nữa' })
      .then('already-so');
    const back = given(account, 'cb-1', stopped.facts, { today: '2022-03-05' })
      .when(reinstateAccount, {})
      .then(['AccountReinstated']);
    expect(grantsOn(back.state, '2022-03-04')).toHaveLength(0);
    expect(grantsOn(back.state, '2022-03-05')).toHaveLength(1);
    given(account, 'cb-1', back.facts, { today: '2022-03-05' }).when(reinstateAccount, {}).then('NOT_SUSPENDED');
  });
  test('but not of the last who can grant roles', () => {
    const admin = told(account, 'cb-1', [granted('admin', '66')]);
    given(account, 'cb-1', admin, { needs: { units: tree }, today: '2022-03-01' })
      .when(suspendAccount, { reason: 'x' })
      .then('LAST_GRANTER');
    const relatives = new Map([['cb-2', holding(granted('admin', '66'))]]);
    given(account, 'cb-1', admin, { needs: { units: tree, relatives }, today: '2022-03-01' })
      .when(suspendAccount, { reason: 'x' })
      .then(['AccountSuspended']);
  });
});

describe('delegating', () => {
  const holder = holding(granted('signer', '66', { until: '2022-12-31' }));
  const by = (input: object = {}, needs: Account = holder) =>
    given(account, 'cb-2', [], { needs: { holder: needs }, today: '2022-06-01' }).when(delegateRole, {
      grant: 'thay-cb-1',
      holder: 'cb-1',
      holds: 'signer-66',
      from: '2022-06-06',
      until: '2022-06-19',
      document: { number: '12/UQ', date: '2022-06-01' },
      ...input,
    });
  test('gives the role for the time, and says by whom', () => {
    const { state } = by().then(['RoleDelegated']);
    expect(grantsOn(state, '2022-06-06')).toMatchObject([{ role: 'signer', unit: '66', delegated: { by: 'cb-1' } }]);
    expect(grantsOn(state, '2022-06-20')).toEqual([]);
  });
  test.each([
    ['to oneself', { holder: 'cb-2' }, 'DELEGATED_TO_ONESELF'],
    ['of what is not held', { holds: 'admin-66' }, 'GRANT_UNKNOWN'],
    ['beyond what is held', { until: '2023-01-01' }, 'DELEGATION_TOO_LONG'],
    ['that ends before it begins', { until: '2022-06-05' }, 'GRANT_ENDS_BEFORE'],
  ])('%s is refused', (_, input, code) => {
    by(input).then(code);
  });
  test('is not passed on', () => {
    const { state } = by().then(['RoleDelegated']);
    by({ holds: 'thay-cb-1' }, state).then('DELEGATED_ALREADY');
  });
  test('ends with the role it rests on, also when its holder is suspended', () => {
    const { state } = by().then(['RoleDelegated']);
    const left = (of: Account) => resting(state, new Map([['cb-1', of]]), '2022-06-10').grants.length;
    expect(left(holder)).toBe(1);
    expect(left(holding(granted('signer', '66', { until: '2022-06-09' })))).toBe(0);
    expect(left({ ...holder, suspensions: [{ from: '2022-06-08' }] })).toBe(0);
    expect(resting(state, new Map(), '2022-06-10').grants).toEqual([]);
  });
});

describe('as what somebody acts', () => {
  const ask = (of: Account, o: { as?: Caller['as']; signs?: boolean; giver?: string } = {}) =>
    authorise({
      by: responsibility('select-ideas'),
      situation: { province: '66', place: '650', rulebook: 'R2019' },
      caller: { kind: 'person', id: 'cb-1', as: o.as },
      account: of,
      tree,
      today: '2022-06-20',
      occurredOn: '2022-06-20',
      signs: o.signs,
    });
  const both = holding(granted('district-officer', '650'), granted('province-officer', '66'));
  const who = (said: ReturnType<typeof ask>) => (isRefusal(said) ? said.code : `${said.role}@${said.unit}`);
  test('the one they name, where it fits; else the narrowest that does', () => {
    const fits = ['district-officer@650', 'province-officer@66'].filter(
      (as) => who(ask(both, { as: { role: as.split('@')[0] as string, unit: as.split('@')[1] as string } })) === as,
    );
    expect(fits.length).toBeGreaterThan(0);
    expect(who(ask(both))).toBe(fits[0]);
    expect(who(ask(both, { as: { role: 'auditor', unit: '66' } }))).toBe('ROLE_MISSING');
  });
  test('who signs and holds several that fit says which, and is told them', () => {
    const two = holding(granted('admin', '66'), granted('province-officer', '66'));
    const sign = (as?: Caller['as']) =>
      authorise({
        by: responsibility('grant-roles'),
        situation: { province: '66', place: '66', rulebook: 'R2019' },
        caller: { kind: 'person', id: 'cb-1', as },
        account: two,
        tree,
        today: '2022-06-20',
        occurredOn: '2022-06-20',
        signs: true,
      });
    const unsaid = sign();
    expect(isRefusal(unsaid) && unsaid).toMatchObject({
      code: 'ROLE_AMBIGUOUS',
      details: { roles: ['admin@66', 'province-officer@66'] },
    });
    expect(who(sign({ role: 'province-officer', unit: '66' }))).toBe('province-officer@66');
  });
  test('who signs and holds one fitting role need not name it', () => {
    expect(who(ask(holding(granted('district-officer', '650')), { signs: true }))).toBe('district-officer@650');
  });
  test('a suspended account acts as nothing, whoever it is asked as', () => {
    expect(who(ask({ ...both, suspensions: [{ from: '2022-06-20' }] }))).toBe('ACCOUNT_SUSPENDED');
  });
  test('who acts by leave of another is told with their name', () => {
    const delegated = fold(
      account,
      told(account, 'cb-1', [
        {
          type: 'RoleDelegated',
          data: {
            ...granted('district-officer', '650', { until: '2022-12-31' }).data,
            holder: 'cb-9',
            holds: 'x',
            document: { number: '1', date: '2022-01-01' },
          },
        },
      ]),
    );
    expect(ask(delegated)).toMatchObject({ role: 'district-officer', delegatedBy: 'cb-9' });
  });
});
