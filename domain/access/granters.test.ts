import { describe, expect, test } from 'vitest';
import { installUnits } from '../../demo/install.ts';
import { given, told } from '../../test/domain/specification.ts';
import { units } from '../../test/domain/story.ts';
import { world } from '../../test/world.ts';
import { fold } from '../kernel/fold.ts';
import { findUnit, type Unit } from '../unit/unit-tree.ts';
import { account, grantRole, revokeRole } from './account.ts';
import { grantingRoles } from './granters.ts';

type Held = { role?: string; unit?: string; from?: string; until?: string };
const granted = ({ role = 'admin', unit = '66', from = '2022-01-01', until }: Held, grant = 'g') => ({
  type: 'RoleGranted',
  data: { grant, province: '66', role, unit, from, ...(until ? { until } : {}) },
});
const holding = (...held: Held[]) =>
  fold(
    account,
    told(
      account,
      'b',
      held.map((h, i) => granted(h, `b${i}`)),
    ),
  );
const ending = (own: Held, until: string, others: Held[][] = [], more: Held[] = []) => {
  const relatives = new Map(others.map((held, i) => [`other-${i}`, holding(...held)]));
  const facts = told(account, 'a', [granted(own), ...more.map((h, i) => granted(h, `g${i}`))]);
  return given(account, 'a', facts, { needs: { units, relatives } }).when(revokeRole, { grant: 'g', until });
};

describe('the last who can grant roles is not ended', () => {
  test('until somebody else can', () => {
    ending({}, '2022-06-30').then('LAST_GRANTER', { on: '2022-07-01' });
    ending({}, '2022-06-30', [[{}]]).then(['RoleRevoked']);
    ending({ role: 'province-officer' }, '2022-06-30', [[{}]]).then(['RoleRevoked']);
    ending({}, '2022-06-30', [], [{ role: 'province-officer' }]).then(['RoleRevoked']);
  });
  test('nor by a day that has passed', () => {
    ending({}, '2022-01-31').then('LAST_GRANTER', { on: '2022-06-20' });
    ending({}, '2021-12-31').then('LAST_GRANTER');
  });
  test('somebody else on every day it loses: not one whose role ends, begins later or is held elsewhere', () => {
    ending({}, '2022-06-30', [[{ until: '2022-12-31' }]]).then('LAST_GRANTER', { on: '2023-01-01' });
    ending({}, '2022-06-30', [[{ until: '2022-12-31' }], [{ from: '2023-01-01' }]]).then(['RoleRevoked']);
    ending({}, '2022-06-30', [[{ from: '2022-07-02' }]]).then('LAST_GRANTER', { on: '2022-07-01' });
    ending({}, '2022-06-30', [[{ unit: '650' }], [{ role: 'signer' }]]).then('LAST_GRANTER');
    ending({ until: '2022-12-31' }, '2022-06-30', [[{ until: '2022-12-31' }]]).then(['RoleRevoked']);
  });
  test('a role that lets nobody grant ends as it likes, and so does one that has run out', () => {
    ending({ role: 'signer' }, '2022-06-30').then(['RoleRevoked']);
    ending({ until: '2022-05-31' }, '2022-03-31').then(['RoleRevoked']);
  });
  test('two who end each other at once: one stays', async () => {
    const here = world();
    await installUnits(here.give);
    const input = { grant: 'g', province: '66', role: 'admin', unit: '66', from: '2020-01-01' };
    for (const id of ['a', 'b']) await here.give({ by: 'installation', command: grantRole, id, input });
    const there = world({ store: here.store, clock: here.clock });
    const end = (w: typeof here, by: string, id: string) =>
      w.executor.execute({
        command: revokeRole,
        id,
        input: { grant: 'g', until: '2022-01-03' },
        commandId: `end ${id}`,
        caller: { kind: 'person', id: by },
      });
    const both = await Promise.all([end(here, 'a', 'b'), end(there, 'b', 'a')]);
    expect(both.map((r) => (r.outcome === 'refused' ? r.refusal.code : r.outcome)).toSorted()).toEqual([
      'ROLE_MISSING',
      'appended',
    ]);
    const left = both[0]?.outcome === 'appended' ? 'a' : 'b';
    expect(await end(there, left, left)).toMatchObject({ refusal: { code: 'LAST_GRANTER' } });
    await here.store.close();
  });
});

describe('a grant is judged', () => {
  const input = { grant: 'g1', province: '66', role: 'district-officer', unit: '650', from: '2022-01-01' };
  const grantOf = (change: object, tree = units) =>
    given(account, 'a', [], { needs: { units: tree } }).when(grantRole, { ...input, ...change });
  test('the role is one of the unit’s level', () => {
    for (const unit of ['66', '650-01']) grantOf({ unit }).then('ROLE_NOT_AT_LEVEL', { unit });
    grantOf({ role: 'admin' }).then('ROLE_NOT_AT_LEVEL');
    grantOf({ role: 'signer' }).then(['RoleGranted']);
    for (const unit of ['66', '650-01']) grantOf({ role: 'auditor', unit }).then(['RoleGranted']);
  });
  test('its dates are in order, and the unit is there on both', () => {
    grantOf({ until: '2021-12-31' }).then('GRANT_ENDS_BEFORE');
    grantOf({ until: '2022-01-01' }).then(['RoleGranted']);
    const ended = { ...(findUnit(units, '650') as Unit), until: '2022-06-30' };
    const tree = { ...units, units: { ...units.units, '650': [ended] } };
    grantOf({ until: '2022-07-01' }, tree).then('UNIT_ENDED', { code: '650', until: '2022-06-30' });
    grantOf({ until: '2022-06-30' }, tree).then(['RoleGranted']);
  });
  test('its end is brought forward, to the day before its first at most, and never put off', () => {
    const own = { role: 'signer', until: '2022-06-30' };
    ending(own, '2021-12-31').then(['RoleRevoked']);
    ending(own, '2021-12-30').then('GRANT_ENDS_BEFORE');
    ending(own, '2022-07-01').then('GRANT_HAS_ENDED', { until: '2022-06-30' });
    ending(own, '2022-06-30').then('already-so');
  });
});

test('a role with an end that lets its holder grant others is warned of', () => {
  const advised = (held: Held) => account.advise?.({ id: 'b', state: holding(held), needs: {} }).map((a) => a.code);
  expect(grantingRoles()).toEqual(['admin', 'province-officer']);
  expect(advised({ until: '2022-12-31' })).toEqual(['GRANTER_ENDS']);
  expect(advised({})).toEqual([]);
  expect(advised({ role: 'signer', until: '2022-12-31' })).toEqual([]);
});
