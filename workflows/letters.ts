// The procedure of one person's letters: what could not be sent is tried again. The first try is the post office's.
import { give, type Move, over } from '../domain/kernel/procedure.ts';
import type { LettersFacts } from '../domain/letters/letters-facts.ts';

export function letters({ again }: LettersFacts): Move {
  return again
    ? give('RecordAttempt', { cause: again.cause, which: `${again.no}/${again.tries}`, dueAt: again.at })
    : over('no letter is to be tried again');
}
