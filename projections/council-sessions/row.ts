import {
  type CouncilSession,
  isConflicted,
  isOpen,
  sessionParts,
} from '../../domain/council-session/council-session.ts';
import { isUndelivered, standingMinutes } from '../../domain/council-session/delivery.ts';
import { undeclaredIn } from '../../domain/council-session/session-facts.ts';
import { undecided } from '../../domain/council-session/sitting.ts';
import { saidIn, termsOf } from '../../domain/council-session/terms.ts';
import type { Values } from '../engine/columns.ts';
import { foldedColumns } from '../engine/folding.ts';
import type { SessionItem } from './sessions.ts';

export const sessionColumns = {
  id: 'TEXT PRIMARY KEY',
  year: 'INTEGER NOT NULL',
  unit: 'TEXT NOT NULL',
  tier: 'TEXT NOT NULL',
  round: 'INTEGER NOT NULL',
  rulebook: 'TEXT NOT NULL',
  meets_on: 'TEXT NOT NULL',
  in_writing: 'INTEGER NOT NULL',
  stage: 'TEXT NOT NULL',
  members: 'INTEGER NOT NULL',
  products: 'INTEGER NOT NULL',
  undecided: 'INTEGER NOT NULL',
  undeclared: 'INTEGER NOT NULL',
  undelivered: 'INTEGER NOT NULL',
  suspended: 'INTEGER NOT NULL',
  waited_for: 'TEXT',
  seats: 'TEXT NOT NULL',
  ...foldedColumns,
} as const;

/** How far a session has come, by what it has behind it. */
function stageOf(state: CouncilSession): SessionItem['stage'] {
  if (standingMinutes(state)) return state.agenda.some(isUndelivered) ? 'signed' : 'delivered';
  if (state.minutes.length > 0) return 'minutes';
  if (state.sittings.length > 0) return !isOpen(state) && undecided(state).length === 0 ? 'decided' : 'sitting';
  return state.agenda.every((item) => item.dossier) ? 'distributed' : 'convened';
}

/** As JSON: the list hands it out whole. */
function waitedForIn(state: CouncilSession): string | null {
  const [term] = termsOf(state);
  if (!term) return null;
  const { to, dueOn, overdue } = term;
  return JSON.stringify({ what: saidIn(term), of: to, dueOn, overdue });
}

/** Per seat the cycles it has before it: those of the agenda without its conflicts of interest. */
const seatsOf = (state: CouncilSession): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    state.members.map(({ account }) => [
      account,
      state.agenda.filter((item) => !isConflicted(item, account)).map(({ cycle }) => cycle),
    ]),
  );

export function sessionRow(id: string, state: CouncilSession): Values {
  return {
    id,
    year: sessionParts(id).year,
    unit: state.unit ?? '',
    tier: state.tier ?? '',
    round: state.round ?? 0,
    rulebook: state.rulebook ?? '',
    meets_on: state.meetsOn ?? '',
    in_writing: state.inWriting ? 1 : 0,
    stage: stageOf(state),
    members: state.members.length,
    products: state.agenda.length,
    undecided: undecided(state).length,
    undeclared: undeclaredIn(state).length,
    undelivered: state.agenda.filter(isUndelivered).length,
    suspended: state.suspended && isOpen(state) ? 1 : 0,
    waited_for: waitedForIn(state),
    seats: JSON.stringify(seatsOf(state)),
  };
}
