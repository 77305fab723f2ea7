// What lint says, one thing at a time.
import { type Words, words } from './words.ts';

export type Finding = {
  level: 'error' | 'notice';
  /** 'R2019' or 'R2019/6'. */
  of: string;
  code: string;
  what: Words;
};

export type Found = Omit<Finding, 'of'>;
export const error = (code: string, vi: string, en: string): Found => ({ level: 'error', code, what: words(vi, en) });
export const notice = (code: string, what: Words): Found => ({ level: 'notice', code, what });

/** What stands in a list more than once. */
export function repeated(list: readonly string[]): readonly string[] {
  return [...new Set(list.filter((item, index) => list.indexOf(item) !== index))];
}
