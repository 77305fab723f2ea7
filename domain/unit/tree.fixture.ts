// Trees of units told in a few words.
import { told } from '../../test/domain/specification.ts';
import { doc } from '../../test/domain/story.ts';
import { fold } from '../kernel/fold.ts';
import { type UnitTree, unitTree } from './unit-tree.ts';

type Told = { type: string; data: unknown };

export const unit = (code: string, level: string, parent?: string, from = '2004-01-01', replaces?: string[]): Told => ({
  type: 'UnitRegistered',
  data: {
    ...{ code, name: `đơn vị ${code}`, level, from },
    ...(parent ? { parent } : {}),
    ...(replaces ? { replaces } : {}),
  },
});
export const end = (code: string, until: string, successors: string[] = []): Told => ({
  type: 'UnitAbolished',
  data: { code, until, successors, document: doc('NQ') },
});
export const move = (code: string, parent: string, from: string): Told => ({
  type: 'UnitMoved',
  data: { code, parent, from, document: doc('NQ') },
});

export const province: readonly Told[] = [
  unit('66', 'province'),
  unit('650', 'district', '66'),
  unit('650-01', 'commune', '650'),
  unit('650-02', 'commune', '650'),
];

export const treeOf = (...facts: Told[]): UnitTree => fold(unitTree, told(unitTree, '66', facts));
