import { describe, expect, test } from 'vitest';
import { given, told } from '../../test/domain/specification.ts';
import { doc, units } from '../../test/domain/story.ts';
import { workflow } from '../kernel/command.ts';
import { fold } from '../kernel/fold.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { allUnits, findUnit, nameOf, type Unit, unitTree } from '../unit/unit-tree.ts';
import { account, grantRole, revokeRole } from './account.ts';
import { authorise, whoActs } from './authorise.ts';
import { type Account, grantsOn } from './grants.ts';

const grant = (role: string, unit: string, from = '2022-01-01', until?: string) => ({
  type: 'RoleGranted',
  data: { grant: `${role}-${unit}`, province: '66', role, unit, from, ...(until ? { until } : {}) },
});
const holding = (...events: { type: string; data: unknown }[]): Account => fold(account, told(account, 'a', events));
const situation = { province: '66', place: '650-01', producer: 'htx-mau', rulebook: 'R2019' };
const ask = (
  id: Parameters<typeof responsibility>[0],
  holder: Account,
  more: Partial<Parameters<typeof authorise>[0]> = {},
) =>
  authorise({
    by: responsibility(id),
    situation,
    caller: { kind: 'person', id: 'a' },
    account: holder,
    tree: units,
    today: '2022-06-20',
    occurredOn: '2022-06-20',
    ...more,
  });

describe('the rulebook’s table, the dated units and today’s grants say who may', () => {
  test('the district officer of the product’s district, not of another', () => {
    expect(ask('select-ideas', holding(grant('district-officer', '650')))).toEqual({
      kind: 'person',
      id: 'a',
      role: 'district-officer',
      unit: '650',
    });
    expect(ask('select-ideas', holding(grant('district-officer', '651')))).toMatchObject({ code: 'ROLE_MISSING' });
    expect(ask('select-ideas', holding(grant('commune-officer', '650-01')))).toMatchObject({
      code: 'ROLE_MISSING',
      details: { rolesEn: 'District OCOP officer – huyện Krông Năng' },
    });
  });
  test('a producer for its own products only', () => {
    expect(ask('register-idea', holding(grant('producer', 'htx-mau')))).toMatchObject({
      role: 'producer',
      unit: 'htx-mau',
    });
    expect(ask('register-idea', holding(grant('producer', 'htx-khac')))).toMatchObject({ code: 'ROLE_MISSING' });
  });
  test('per rung of the ladder', () => {
    const district = holding(grant('district-officer', '650'));
    expect(ask('record-result', district, { tier: 'district' })).toMatchObject({ unit: '650' });
    expect(ask('record-result', district, { tier: 'province' })).toMatchObject({ code: 'ROLE_MISSING' });
    expect(ask('record-result', holding(grant('province-officer', '66')), { tier: 'national' })).toMatchObject({
      unit: '66',
    });
  });
  test('a grant counts from its first through its last day, by the writer’s clock', () => {
    const holder = holding(grant('district-officer', '650', '2022-06-01', '2022-06-30'));
    const on = (today: string) => 'refused' in ask('select-ideas', holder, { today, occurredOn: '2022-06-15' });
    expect(['2022-05-31', '2022-06-01', '2022-06-30', '2022-07-01'].map(on)).toEqual([true, false, false, true]);
    expect(grantsOn(holder, '2022-06-30')).toHaveLength(1);
  });
  test('people do not do what the process does, nor the process what people do', () => {
    const nobody = account.initial;
    expect(ask('select-ideas', nobody, { by: workflow })).toMatchObject({ code: 'ONLY_THE_PROCESS' });
    expect(ask('select-ideas', nobody, { caller: { kind: 'workflow', id: 'w' } })).toMatchObject({
      code: 'NOT_A_PERSON',
    });
    expect(ask('select-ideas', nobody, { by: workflow, caller: { kind: 'workflow', id: 'w' } })).toEqual({
      kind: 'workflow',
      id: 'w',
    });
  });
  test('installation may do only what installs', () => {
    const caller = { kind: 'installation', id: 'cli' } as const;
    expect(ask('register-unit', account.initial, { caller, atInstallation: true })).toEqual({
      kind: 'installation',
      id: 'cli',
    });
    expect(ask('select-ideas', account.initial, { caller })).toMatchObject({ code: 'NOT_A_PERSON' });
  });
});

describe('a unit that was abolished', () => {
  const gone = (successors: string[]) =>
    fold(unitTree, [
      ...told(unitTree, '66', [
        ...allUnits(units).map(({ code, name, level, from, parents: [parent] }) => ({
          type: 'UnitRegistered',
          data: { code, name, level, from, ...(parent ? { parent: parent.is } : {}) },
        })),
        { type: 'UnitAbolished', data: { code: '650', until: '2022-06-30', successors, document: doc('NQ') } },
      ]),
    ]);
  const after = { tree: gone(['651']), today: '2022-07-05' };
  test('what happened in its day is entered by its successor’s holder on behalf of it', () => {
    expect(
      ask('select-ideas', holding(grant('district-officer', '651')), { ...after, occurredOn: '2022-06-29' }),
    ).toEqual({
      kind: 'person',
      id: 'a',
      role: 'district-officer',
      unit: '651',
      onBehalfOf: '650',
    });
    expect(
      ask('select-ideas', holding(grant('district-officer', '650')), { ...after, occurredOn: '2022-06-29' }),
    ).toMatchObject({ code: 'ROLE_MISSING' });
  });
  test('what happens later is its successor’s own', () => {
    const actor = ask('select-ideas', holding(grant('district-officer', '651')), {
      ...after,
      occurredOn: '2022-07-04',
    });
    expect(actor).toMatchObject({ unit: '651' });
    expect(actor).not.toHaveProperty('onBehalfOf');
  });
  test('without another district in its place a procedure under the older law goes on with those who took over', () => {
    const holder = holding(grant('province-officer', '66'));
    expect(
      ask('select-ideas', holder, { tree: gone(['66']), today: '2022-07-05', occurredOn: '2022-07-05' }),
    ).toMatchObject({ role: 'province-officer', unit: '66', onBehalfOf: '650' });
  });
  test('role, unit and for whom are said alike in permission, refusal and reminder', () => {
    const reform = { tree: gone([]), today: '2022-07-05', occurredOn: '2022-07-05' };
    expect(ask('select-ideas', holding(), reform)).toMatchObject({
      details: {
        rolesEn: expect.stringMatching(/^Provincial coordination office – .* \(on behalf of huyện Krông Năng\)$/),
      },
    });
    const matter = { ...reform, situation, tier: undefined, responsibility: 'select-ideas' } as const;
    expect(whoActs(matter)).toMatchObject([{ role: 'province-officer', unit: '66', onBehalfOf: '650' }]);
  });
  test('who holds it itself as well acts in its own right', () => {
    const reform = { tree: gone([]), today: '2022-07-05', occurredOn: '2022-07-05' };
    expect(ask('record-implementation', holding(grant('province-officer', '66')), reform)).toEqual({
      kind: 'person',
      id: 'a',
      role: 'province-officer',
      unit: '66',
    });
  });
  test('a grant at an old unit is none at the new one that carries its code', () => {
    const reuse = {
      type: 'UnitRegistered',
      data: {
        code: '650-01',
        name: 'xã mới',
        level: 'commune',
        parent: '66',
        from: '2022-07-01',
        replaces: ['650-01'],
      },
    };
    const before = told(unitTree, '66', [
      { type: 'UnitRegistered', data: { code: '66', name: 'tỉnh', level: 'province', from: '2004-01-01' } },
      {
        type: 'UnitRegistered',
        data: { code: '650-01', name: 'xã', level: 'commune', parent: '66', from: '2004-01-01' },
      },
      reuse,
    ]);
    const reform = { tree: fold(unitTree, before), today: '2022-07-05', occurredOn: '2022-07-05' };
    const asked = (from: string) => ask('list-ideas', holding(grant('commune-officer', '650-01', from)), reform);
    expect(asked('2022-01-01')).toMatchObject({ code: 'ROLE_MISSING' });
    expect(asked('2022-07-01')).toMatchObject({ unit: '650-01' });
  });
  test('the province goes on with its people when it is formed anew', () => {
    const facts = told(unitTree, '66', [
      { type: 'UnitRegistered', data: { code: '66', name: 'tỉnh', level: 'province', from: '2004-01-01' } },
      {
        type: 'UnitRegistered',
        data: { code: '52', name: 'tỉnh mới', level: 'province', from: '2022-07-01', replaces: ['66'] },
      },
    ]);
    const reform = { tree: fold(unitTree, facts), today: '2022-07-05', occurredOn: '2022-07-05' };
    const here = { ...reform, situation: { province: '66', place: '66', rulebook: 'R2019' } };
    expect(ask('grant-roles', holding(grant('admin', '66')), here)).toMatchObject({ unit: '52' });
  });
});

test('a reminder goes to every unit that holds the responsibility', () => {
  const to = whoActs({
    responsibility: 'submit-dossier',
    situation,
    tier: undefined,
    tree: units,
    today: '2022-06-20',
    occurredOn: '2022-06-20',
  });
  expect(to).toEqual([
    { role: 'producer', unit: 'htx-mau' },
    { role: 'commune-officer', unit: '650-01', name: nameOf(units, '650-01') },
    { role: 'district-officer', unit: '650', name: nameOf(units, '650') },
  ]);
});

test('what belongs to no known law goes by the law of its day, for permission and reminder alike', () => {
  const matter = {
    situation: { ...situation, rulebook: 'R0' },
    tree: units,
    today: '2022-06-20',
    occurredOn: '2022-06-20',
  };
  expect(whoActs({ ...matter, responsibility: 'select-ideas', tier: undefined })).toMatchObject([{ unit: '650' }]);
  expect(ask('select-ideas', holding(grant('district-officer', '650')), matter)).toMatchObject({ unit: '650' });
});

describe('GrantRole, RevokeRole', () => {
  const input = { grant: 'g1', province: '66', role: 'district-officer', unit: '650', from: '2022-01-01' };
  const needs = { units };
  test('at a unit that is there, or for a producer of the province', () => {
    const grantOf = (change: object, more: object = {}) =>
      given(account, 'a', [], { needs: { ...needs, ...more } }).when(grantRole, { ...input, ...change });
    for (const unit of ['zz', 'constructor']) grantOf({ unit }).then('UNIT_UNKNOWN', { code: unit });
    const gone = { ...(findUnit(units, '650-01') as Unit), until: '2021-12-31' };
    const merged = { units: { ...units, units: { ...units.units, '650-01': [gone] } } };
    grantOf({ unit: '650-01' }, merged).then('UNIT_ENDED', { code: '650-01' });
    grantOf({ role: 'commune-officer', unit: '650-01', from: '2021-12-31' }, merged).then(['RoleGranted']);
    const producing = { role: 'producer', unit: 'htx-mau' };
    grantOf(producing, { producer: {} }).then('PRODUCER_UNKNOWN');
    grantOf(producing, { producer: { kind: 'farm', province: '12' } }).then('PRODUCER_ELSEWHERE');
    grantOf(producing, { producer: { kind: 'farm', province: '66' } }).then(['RoleGranted']);
  });
  test('a role at a unit for a period; its id is not used twice', () => {
    const s = given(account, 'a', [], { needs }).when(grantRole, input).then(['RoleGranted']);
    given(account, 'a', s.facts, { needs })
      .when(grantRole, { ...input, unit: '651' })
      .then('GRANT_EXISTS', { grant: 'g1' });
    given(account, 'a', [], { needs })
      .when(grantRole, { ...input, role: 'king' })
      .then('INPUT_INVALID');
  });
  test('ends after a day; an unknown grant cannot end', () => {
    const s = given(account, 'a', [], { needs }).when(grantRole, input);
    const revoked = given(account, 'a', s.facts, { needs })
      .when(revokeRole, { grant: 'g1', until: '2022-06-30' })
      .then(['RoleRevoked']);
    expect(grantsOn(revoked.state, '2022-07-01')).toEqual([]);
    given(account, 'a', s.facts).when(revokeRole, { grant: 'g2', until: '2022-06-30' }).then('GRANT_UNKNOWN');
  });
});
