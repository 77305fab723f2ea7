// The minutes of a session as somebody may read them: those that were drawn up as they were then, or what they would say now.
import type { Fact } from '../kernel/fold.ts';
import { fold } from '../kernel/fold.ts';
import { presidesOver, seenBy } from './considered.ts';
import {
  type CouncilSession,
  councilSession,
  isOpen,
  isSigned,
  itemOf,
  type Minutes,
  memberOf,
} from './council-session.ts';
import { minutesOf } from './minutes.ts';
import { presidedLast } from './signing.ts';
import { undecided } from './sitting.ts';

export type SaidMinutes = ReturnType<typeof minutesOf>;

/** Who asks, besides the seat that the session itself knows: whoever convenes councils here, and who inspects. */
export type Reader = { readonly account: string; readonly convenes: boolean; readonly inspects: boolean };

/** Before both have signed they are for the council and its conveners; what was signed is told to whoever sees the session. */
export const maySee = (state: CouncilSession, minutes: Minutes | undefined, { account, ...reader }: Reader): boolean =>
  (minutes !== undefined && isSigned(minutes)) || reader.convenes || memberOf(state, account) !== undefined;

/**
 * First figures of what was scored again are for whoever presides over the product alone; once all is decided also for who
 * signs, convenes or inspects.
 */
function seesFirstFigures(state: CouncilSession, reader: Reader): (cycle: string) => boolean {
  const { account, convenes, inspects } = reader;
  const seat = memberOf(state, account)?.seat;
  const signs = seat === 'council-chair' || seat === 'council-secretary' || presidedLast(state) === account;
  const over = state.sittings.length > 0 && !isOpen(state) && undecided(state).length === 0;
  if (over && (convenes || inspects || signs)) return () => true;
  return (cycle) => {
    const item = itemOf(state, cycle);
    return item !== undefined && presidesOver(state, item, account);
  };
}

export type DrawnUp = { readonly minutes: SaidMinutes; readonly whole: boolean };

/** @param no which of those that were drawn up, from 0; undefined: what they would say now */
export function minutesSeen(
  { id, facts, state }: { id: string; facts: readonly Fact[]; state: CouncilSession },
  no: number | undefined,
  reader: Reader,
): DrawnUp {
  const at = no === undefined ? undefined : state.minutes[no]?.drawnUp.at;
  // As they were drawn up: what was corrected or annulled since is said by later ones.
  const then = at === undefined ? state : fold(councilSession, facts.slice(0, at));
  const said = minutesOf(id, at === undefined ? seenBy(then, reader.account) : then);
  const isToldAlready = no !== undefined && isSigned(state.minutes[no] as Minutes);
  const seesFirst = seesFirstFigures(state, reader);
  const products = said.products.map((p) => {
    if (seesFirst(p.cycle)) return p;
    const isScoredAgain = !isToldAlready && itemOf(state, p.cycle)?.closed === undefined;
    const { result, ...unconcluded } = p;
    return result && !isScoredAgain ? { ...p, openings: p.openings.slice(-1) } : { ...unconcluded, openings: [] };
  });
  const whole = products.every((p, i) => p.openings.length === said.products[i]?.openings.length);
  return { minutes: { ...said, products }, whole };
}
