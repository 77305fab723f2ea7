// The levels of government at which roles are held, one above the other.

import { own } from '../kernel/own.ts';
import type { HolderLevel, RoleId } from './responsibilities.ts';
import { type Words, words } from './words.ts';

/** Lowest first. The nation works outside this system: the province enters what it decides. */
const levels = [
  ['producer', words('chủ thể', 'producer')],
  ['commune', words('cấp xã', 'commune')],
  ['district', words('cấp huyện', 'district')],
  ['province', words('cấp tỉnh', 'province')],
  ['national', words('cấp Trung ương', 'nation')],
] as const satisfies readonly (readonly [HolderLevel, Words])[];

/** How high a level stands, 0 for producers; a department is the province's. */
export function heightOf(level: HolderLevel | 'department'): number {
  return levels.findIndex(([id]) => id === (level === 'department' ? 'province' : level));
}

/** The name of the level at a height. */
export const levelAt = (height: number): Words => (levels[height] ?? levels[0])[1];

/** The office that does a level's OCOP work. */
const officers: Readonly<Partial<Record<string, RoleId>>> = {
  commune: 'commune-officer',
  district: 'district-officer',
  province: 'province-officer',
};

/** The role that does the same at a unit of another level, which took over: its own officer for an officer. */
export function roleAt(role: RoleId, level: string): RoleId {
  return Object.values(officers).includes(role) ? (own(officers, level) ?? role) : role;
}
