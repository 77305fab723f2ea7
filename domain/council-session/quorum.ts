// Whether a council may decide: who is there, without those who may not rate the product, and who presides over it.
import { type Day, dayOf } from '../time/civil-date.ts';
import type { CouncilRules } from './council-rules.ts';
import { type CouncilSession, type Item, isConflicted, type Member, sittingNow } from './council-session.ts';

/** Who is in the room, or has come for the next sitting; of a sitting in writing everybody is. */
export function presentIn(state: CouncilSession): readonly string[] {
  const accounts = state.members.map((m) => m.account);
  if (state.inWriting) return accounts;
  const here = state.attendance.filter((a) => a.sitting === sittingNow(state));
  return accounts.filter((account) => here.findLast((a) => a.account === account)?.arrived === true);
}

/** Without those who came for the next sitting on another day than it is opened on. */
export const onTheDay = (state: CouncilSession, on: Day): CouncilSession => ({
  ...state,
  attendance: state.attendance.filter((a) => a.sitting !== sittingNow(state) || dayOf(a.when) === on),
});

/** The members whose sheets make a product's result: those who score and have no conflict. */
export const ratersOf = ({ members }: CouncilSession, item: Item | undefined): readonly Member[] =>
  members.filter((m) => m.scores && !(item && isConflicted(item, m.account)));

export type Quorum = {
  readonly base: number;
  readonly present: number;
  readonly needed: number;
  /** who presides, if anybody may */
  readonly presides: string | undefined;
  readonly enough: boolean;
};

/**
 * Of one product, or without one of the whole council. The base leaves out the conflicted; compared without division.
 * Chair, then deputies in the order of the decision, then whom it names (policy `who-presides`).
 * @param there who takes part, where it is not everybody in the room
 */
export function quorumOf(
  state: CouncilSession,
  item: Item | undefined,
  rules: CouncilRules,
  there = presentIn(state),
): Quorum {
  const raters = ratersOf(state, item);
  const present = raters.filter((m) => there.includes(m.account)).length;
  const needed = Math.ceil((raters.length * rules.quorumBasisPoints) / 10_000);
  const presides = presidersOf(state, rules).find((a) => there.includes(a) && !(item && isConflicted(item, a)));
  const enough = present >= needed && raters.length >= rules.minMembers;
  return {
    base: raters.length,
    present,
    needed,
    presides,
    enough: enough && (presides !== undefined || !rules.quorumNeedsChair),
  };
}

function presidersOf({ members, presides }: CouncilSession, { namedMayPreside }: CouncilRules): readonly string[] {
  const ofSeat = (seat: Member['seat']) => members.filter((m) => m.seat === seat).map((m) => m.account);
  const named = presides !== undefined && namedMayPreside ? [presides] : [];
  return [...ofSeat('council-chair'), ...ofSeat('council-deputy'), ...named];
}
