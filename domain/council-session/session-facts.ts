// What the procedure of a session turns on, read off its state and off the cycles of what it decided.
import { hasDeclared } from './conflicts.ts';
import { awaitedIn, type CouncilSession, councilSession, type Item, isOpen, resultOfItem } from './council-session.ts';
import { isTaken, isUndelivered, refusedFor, standingMinutes, type Taking } from './delivery.ts';
import { undecided } from './sitting.ts';
import { minutesLackSince, minutesTermLacks } from './terms.ts';
import { staleIn } from './withdrawal.ts';

/** A result on its way into its cycle. */
export type ResultFacts = {
  readonly session: string;
  readonly cycle: string;
  readonly stream: string;
  /** the fact that said it, or that asked for it again */
  readonly cause: string;
  /**
   * the cycle stands with it, or no longer with one that stands no more; waits for it; has another of the session, which is
   * to be taken back; went elsewhere, which is noted or not
   */
  readonly is: 'as-said' | 'awaited' | 'stale' | 'gone' | 'gone-and-noted';
};

export type SessionFacts = {
  readonly distributed: boolean;
  /** scoring members who have not declared on every product */
  readonly undeclared: readonly string[];
  readonly open: boolean;
  /** products without a sheet of everybody who rates them, and those not decided on */
  readonly undecided: number;
  /** the fact since which minutes are missing, where nobody has said by when they are due */
  readonly minutesLackSince: string | undefined;
  readonly drawnUp: boolean;
  readonly signed: boolean;
  readonly results: readonly ResultFacts[];
  /** appeals that nobody has answered yet */
  readonly appeals: number;
  /** of how many results the cycle cannot be read: nothing is written to it, and the others go on */
  readonly unreadable: number;
};

/** The cycles that the facts have to be read with: of results that wait to be delivered. */
export const cyclesToLookAt = (state: CouncilSession): readonly string[] =>
  standingMinutes(state) ? state.agenda.filter(isUndelivered).map((item) => item.cycle) : [];

const declaredByAll = (state: CouncilSession, account: string): boolean =>
  state.agenda.every((item) => item.postponed !== undefined || hasDeclared(item, account));

/** Whom the secretary still waits for: scoring members who have not declared on every product. */
export const undeclaredIn = (state: CouncilSession): readonly string[] =>
  state.members.filter((m) => m.scores && !declaredByAll(state, m.account)).map((m) => m.account);

/** A cycle as it was looked at. */
export type CycleSeen = Taking & { readonly stream: string };

/** Undefined before it is convened. @param cycles those of `cyclesToLookAt` that can be read */
export function sessionFacts(
  id: string,
  state: CouncilSession,
  cycles: ReadonlyMap<string, CycleSeen>,
): SessionFacts | undefined {
  if (!state.convened) return undefined;
  const results = state.agenda.flatMap((item): readonly ResultFacts[] => {
    const its = cycles.get(item.cycle);
    return its && isUndelivered(item) ? [resultOf(id, state, item, its)] : [];
  });
  return {
    distributed: state.agenda.every((item) => item.dossier || item.postponed),
    undeclared: undeclaredIn(state),
    open: isOpen(state),
    undecided: undecided(state).length,
    minutesLackSince: minutesTermLacks(state)
      ? `${councilSession.stream(id)}@${minutesLackSince(state)?.at}`
      : undefined,
    drawnUp: state.minutes.length > 0,
    signed: standingMinutes(state) !== undefined,
    results,
    appeals: state.agenda.filter(awaitedIn).length,
    unreadable: cyclesToLookAt(state).length - results.length,
  };
}

function resultOf(id: string, state: CouncilSession, item: Item, its: CycleSeen): ResultFacts {
  const { cycle, postponed, askedAgain, delivery, superseded } = item;
  const closed = resultOfItem(item);
  const at = Math.max(...[item.closed, postponed, askedAgain, superseded].map((mark) => mark?.at ?? 0));
  const stale = staleIn(id, item, its.state);
  const taken = isTaken(id, item, its.state);
  const code = refusedFor(state, item, { stale, its, taken })?.code;
  const noted = delivery?.code === code && (closed === undefined || delivery?.of === closed.at);
  const causedBy = (at: number) => `${councilSession.stream(id)}@${at}`;
  // What is noted after another note is a note of its own.
  const toNote = { session: id, cycle, stream: its.stream, cause: causedBy(Math.max(at, delivery?.at ?? 0)) };
  if (code !== undefined) return { ...toNote, is: noted ? 'gone-and-noted' : 'gone' };
  if (stale) return { ...toNote, cause: causedBy(at), is: 'stale' };
  return taken || !closed ? { ...toNote, is: 'as-said' } : { ...toNote, cause: causedBy(at), is: 'awaited' };
}
