// How a process manager says what comes next. A procedure is a pure function from the facts of a stream to one move:
// give this command, wait for this fact, or the procedure is over. It is asked afresh after every look.
import type { DueAction } from './due-action.ts';

/** Of what is given at once only the cause is known; the time is that of the look. */
export type ToGive = Omit<DueAction, 'dueAt'> & { readonly dueAt?: string };

export type Move =
  | { readonly kind: 'give'; readonly action: ToGive }
  /** `what`: the fact that is waited for, as people read it in Temporal's own UI */
  | { readonly kind: 'wait'; readonly what: string }
  /** nothing is left to do, unless a later fact takes back what ended it */
  | { readonly kind: 'over'; readonly what: string };

export type Procedure<Facts> = (facts: Facts) => Move;

export const give = (command: string, action: Omit<ToGive, 'command'>): Move => ({
  kind: 'give',
  action: { command, ...action },
});
export const until = (what: string): Move => ({ kind: 'wait', what });
export const over = (what: string): Move => ({ kind: 'over', what });

/** The procedure's own move and what the deadline makes due beside it, the move first. @param at time of the look */
export function actionsOf(move: Move, deadlines: readonly DueAction[], at: string): readonly DueAction[] {
  return move.kind === 'give' ? [{ dueAt: at, ...move.action }, ...deadlines] : deadlines;
}
