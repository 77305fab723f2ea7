// What holds for a council: its rulebook's defaults, as the year plan changes them, and the terms of the act.
import { policiesOf } from '../programme-year/due.ts';
import type { ProgrammeYear } from '../programme-year/programme-year.ts';
import type { RatingPolicies } from '../rulebooks/policies.ts';
import { getRulebook } from '../rulebooks/registry.ts';
import type { Rulebook } from '../rulebooks/rulebook.ts';
import type { CouncilSession, Numbers } from './council-session.ts';

/** What a dossier has to have reached the members before. */
const MEETING = 'council-meeting';

export type CouncilRules = Numbers & {
  readonly rulebook: Rulebook;
  /** by which a rating is found */
  readonly policies: RatingPolicies;
  readonly quorumNeedsChair: boolean;
  /** working days between dossier and meeting */
  readonly leadWorkingDays: number;
  readonly writtenWorkingDays: number;
  /** sheets are closed to a key of the session that the chair holds, not to the server's */
  readonly keyHeldByChair: boolean;
};

/** As the year plan says now, but for the numbers a council sits by: those are as they were when it was opened. */
export function rulesOf(state: CouncilSession, year: ProgrammeYear): CouncilRules {
  const { rulebook: id = '', tier = '' } = state;
  const rulebook = getRulebook(id);
  const { council, deadlines } = rulebook;
  const plan = policiesOf(year);
  const legal = deadlines.find((term) => term.of === MEETING && term.tiers.includes(tier))?.value;
  const lead = plan['council-lead-working-days'];
  return {
    rulebook,
    policies: plan,
    maxSpread: plan['council-max-spread'] ?? council.maxSpread,
    quorumBasisPoints: plan['council-quorum-basis-points'] ?? council.quorumBasisPoints,
    quorumNeedsChair: council.quorumNeedsChair,
    minMembers: plan['council-min-members'] ?? council.minMembers,
    leadWorkingDays: legal === undefined ? (lead ?? council.leadWorkingDays) : Math.max(legal, lead ?? 0),
    writtenWorkingDays: plan['written-opinion-working-days'],
    namedMayPreside: plan['who-presides'] === 'named-after-deputies',
    keyHeldByChair: plan['sheet-keys'] === 'chair',
    knockOutVote: plan['knock-out-vote'],
    ...state.numbers,
  };
}

/** How many working days the members have a dossier before they decide on it. */
export const leadOf = ({ inWriting }: Pick<CouncilSession, 'inWriting'>, rules: CouncilRules): number =>
  inWriting ? rules.writtenWorkingDays : rules.leadWorkingDays;
