// How a product's cycle is told in a list: its place, its due date, the days that are left.
import type { BoardItem } from '../talk/answers.ts';
import type { Translate } from './language.ts';

export const placeOf = (item: BoardItem): string =>
  [item.commune?.name, item.district?.name].filter(Boolean).join(', ') || item.province.name;

export function daysLeft(t: Translate, left: number | undefined): string {
  if (left === undefined) return '';
  if (left === 0) return t('due.today');
  return left > 0 ? t('due.left', { count: left }) : t('due.late', { count: -left });
}

/** Within how many working days something is said to be due soon. */
export const SOON = 5;
