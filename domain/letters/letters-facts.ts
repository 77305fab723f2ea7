// What the sending of one person's letters turns on: the first that is to be tried again.
import { type Letters, letters } from './letters.ts';

export type LettersFacts = {
  /** what could not be sent is tried again, the earliest first */
  readonly again:
    | { readonly no: number; readonly tries: number; readonly at: string; readonly cause: string }
    | undefined;
};

export function lettersFacts(id: string, { letters: all }: Letters, revision: number): LettersFacts {
  const [first] = all
    .flatMap(({ no, tries, status, tryAgainAt: at }) =>
      status === 'failed' && at !== undefined ? [{ no, tries, at }] : [],
    )
    .sort((a, b) => (a.at < b.at ? -1 : 1));
  return { again: first && { ...first, cause: `${letters.stream(id)}@${revision}` } };
}
