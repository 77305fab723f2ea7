// A ground that ends a rating without a star is established by vote, never concluded from points.
import { z } from 'zod';
import { seated } from '../kernel/command.ts';
import { slug } from '../kernel/fields.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import { cycleId, markOf } from '../product-cycle/product-cycle.ts';
import { groundName } from '../rulebooks/knock-outs.ts';
import { findCriteriaSet } from '../rulebooks/registry.ts';
import { KNOCK_OUT_UNKNOWN, knockOutsOf } from '../rulebooks/stars.ts';
import { type CouncilRules, rulesOf } from './council-rules.ts';
import { type CouncilSession, councilSession, type Item, itemOf, seatIds, withItem } from './council-session.ts';
import { NOT_ON_AGENDA } from './distribution.ts';
import { decidingRefused } from './opening.ts';
import { presentIn, ratersOf } from './quorum.ts';

const MAY_NOT_VOTE = refusal('MAY_NOT_VOTE', 'invalid', {
  vi: '{member} không được biểu quyết về {cycle}: vắng mặt, có xung đột lợi ích hoặc không phải thành viên.',
  en: '{member} has no vote on {cycle}: away, with a conflict of interest, or no member.',
});
const VOTED_TWICE = refusal('VOTED_TWICE', 'invalid', {
  vi: '{member} được ghi hai phiếu biểu quyết.',
  en: '{member} is listed with two votes.',
});

const vote = z.strictObject({ member: slug, for: z.boolean() });
const votes = z.array(vote).min(1).max(40);

const knockOutVoted = councilSession.event('KnockOutVoted', {
  version: 1,
  schema: z.strictObject({ cycle: cycleId, ground: z.string().max(60), votes, established: z.boolean() }),
  evolve: (state, { cycle, ground, established }, meta) =>
    withItem(state, cycle, ({ votes }) => ({ votes: [...votes, { ...markOf(meta), ground, established }] })),
  sentence: ({ cycle, ground, votes, established }) => {
    const [pro, all] = [votes.filter((v) => v.for).length, votes.length];
    const { vi, en } = groundName(ground);
    return {
      vi: `Biểu quyết loại ${cycle} (${vi}): ${pro}/${all} đồng ý, ${established ? 'thông qua' : 'không thông qua'}`,
      en: `Vote on knocking ${cycle} out (${en}): ${pro} of ${all} for, ${established ? 'carried' : 'not carried'}`,
    };
  },
});

/** Policy `knock-out-vote`, of those who voted; compared without division. */
const carried: Record<CouncilRules['knockOutVote'], (pro: number, all: number) => boolean> = {
  majority: (pro, all) => pro * 2 > all,
  'two-thirds': (pro, all) => pro * 3 >= all * 2,
  every: (pro, all) => pro === all,
};

/** The ground on which the council knocked a product out, by its last vote on each. */
export const knockOutOf = ({ votes }: Item): string | undefined =>
  votes.findLast((v) => v.established && !votes.some((later) => later.ground === v.ground && later.at > v.at))?.ground;

function votesRefused(given: z.infer<typeof votes>, state: CouncilSession, item: Item): Refusal | undefined {
  const there = presentIn(state);
  const may = ratersOf(state, item).map((m) => m.account);
  for (const [i, { member }] of given.entries()) {
    const field = `/votes/${i}/member`;
    if (given.findIndex((v) => v.member === member) !== i) return VOTED_TWICE({ member }, field);
    if (!may.includes(member) || !there.includes(member)) return MAY_NOT_VOTE({ member, cycle: item.cycle }, field);
  }
  return undefined;
}

export const voteOnKnockOut = councilSession.command('VoteOnKnockOut', {
  input: z.strictObject({ cycle: cycleId, ground: z.string().max(60), votes }),
  by: seated(...seatIds),
  restsOn: 'what-was-seen',
  decide: ({ state, input, actor, needs }) => {
    const { cycle, ground, votes } = input;
    const item = itemOf(state, cycle);
    if (!item) return NOT_ON_AGENDA({ cycle }, '/cycle');
    const rules = rulesOf(state, needs.year);
    const refused = decidingRefused({ state, item, rules }, actor.id) ?? votesRefused(votes, state, item);
    if (refused) return refused;
    const set = findCriteriaSet(item.dossier?.criteriaSet ?? '');
    const known = set ? knockOutsOf(rules.rulebook, set).map(({ id }) => id) : [];
    if (!known.includes(ground)) return KNOCK_OUT_UNKNOWN({ set: set?.id, knockOut: ground, known }, '/ground');
    const established = carried[rules.knockOutVote](votes.filter((v) => v.for).length, votes.length);
    return [knockOutVoted({ ...input, established })];
  },
  words: { vi: 'Biểu quyết loại sản phẩm', en: 'Vote on knocking a product out' },
});
