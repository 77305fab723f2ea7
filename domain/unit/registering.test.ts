import { describe, test } from 'vitest';
import { given, told } from '../../test/domain/specification.ts';
import { doc } from '../../test/domain/story.ts';
import { abolishUnit, registerUnit } from './registering.ts';
import { unitTree } from './unit-tree.ts';

const unit = (code: string, level: string, parent?: string, from = '2004-01-01') => ({
  type: 'UnitRegistered',
  data: { code, name: `đơn vị ${code}`, level, from, ...(parent ? { parent } : {}) },
});
const end = (code: string, until: string, successors: string[]) => ({
  type: 'UnitAbolished',
  data: { code, until, successors, document: doc('NQ') },
});
const province = [
  unit('66', 'province'),
  unit('650', 'district', '66'),
  unit('650-01', 'commune', '650'),
  unit('650-02', 'commune', '650'),
];
const spec = (...events: { type: string; data: unknown }[]) => given(unitTree, '66', told(unitTree, '66', events));

describe('RegisterUnit', () => {
  const commune = { code: '650-03', name: 'xã mới', level: 'commune', parent: '650', from: '2022-01-01' };
  test('under a parent that is there, once', () => {
    spec(...province)
      .when(registerUnit, commune)
      .then(['UnitRegistered']);
    spec()
      .when(registerUnit, { code: '66', name: 'tỉnh', level: 'province', from: '2004-01-01' })
      .then(['UnitRegistered']);
    spec(...province)
      .when(registerUnit, { ...commune, parent: '999' })
      .then('UNIT_UNKNOWN', { code: '999' });
    spec(...province)
      .when(registerUnit, { ...commune, code: '650' })
      .then('UNIT_EXISTS');
    spec(...province)
      .when(registerUnit, { ...commune, level: 'village' })
      .then('INPUT_INVALID');
  });
});

describe('AbolishUnit', () => {
  const gone = { code: '650', until: '2025-06-30', successors: ['66'], document: doc('NQ') };
  test('with its last day, its successors and the paper', () => {
    spec(...province)
      .when(abolishUnit, gone)
      .then(['UnitAbolished']);
  });
  test('is refused for an unknown unit or successor, twice, before it began, and as its own successor', () => {
    spec(...province)
      .when(abolishUnit, { ...gone, code: '651' })
      .then('UNIT_UNKNOWN', { code: '651' });
    spec(...province)
      .when(abolishUnit, { ...gone, successors: ['67'] })
      .then('UNIT_UNKNOWN', { code: '67' });
    spec(...province, end('650', '2025-06-30', []))
      .when(abolishUnit, gone)
      .then('UNIT_ENDED');
    spec(...province)
      .when(abolishUnit, { ...gone, until: '2003-12-31' })
      .then('UNIT_DATES_CROSSED');
    spec(...province)
      .when(abolishUnit, { ...gone, successors: ['650'] })
      .then('UNIT_SUCCEEDS_ITSELF');
  });
  test('not of a province that no other takes the place of: nobody could act any more, nor take it back', () => {
    const document = doc('NQ');
    for (const successors of [[], ['650']])
      spec(...province)
        .when(abolishUnit, { code: '66', until: '2025-06-30', successors, document })
        .then('PROVINCE_LEFT_EMPTY');
    const commune = { code: '650-09', name: 'xã', level: 'commune', parent: '650', from: '2025-07-01' };
    spec(...province)
      .when(registerUnit, { ...commune, replaces: ['66'], document })
      .then('PROVINCE_LEFT_EMPTY');
    spec(...province)
      .when(registerUnit, {
        code: '54',
        name: 'tỉnh',
        level: 'province',
        from: '2025-07-01',
        replaces: ['66'],
        document,
      })
      .then(['UnitRegistered']);
  });
});
