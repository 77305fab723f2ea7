// A ground that ends a rating without a star is established by vote, never concluded from points.
import { z } from 'zod';
import { seated } from '../kernel/command.ts';
import { slug } from '../kernel/fields.ts';
import { markOf } from '../kernel/mark.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import { cycleId } from '../product-cycle/product-cycle.ts';
import { groundName } from '../rulebooks/knock-outs.ts';
import { findCriteriaSet } from '../rulebooks/registry.ts';
import { KNOCK_OUT_UNKNOWN, knockOutsOf } from '../rulebooks/stars.ts';
import { type CouncilRules, rulesOf } from './council-rules.ts';
import {
  type CouncilSession,
  councilSession,
  type Item,
  isConflicted,
  itemOf,
  seatIds,
  type Vote,
  withItem,
} from './council-session.ts';
import { NOT_ON_AGENDA } from './distribution.ts';
import { decidingRefused } from './opening.ts';
import { presentIn, quorumOf, ratersOf } from './quorum.ts';

const MAY_NOT_VOTE = refusal('MAY_NOT_VOTE', 'invalid', {
  vi: '{member} không được biểu quyết về {cycle}: vắng mặt, có xung đột lợi ích hoặc không phải thành viên.',
  en: '{member} has no vote on {cycle}: away, with a conflict of interest, or no member.',
});
const VOTED_TWICE = refusal('VOTED_TWICE', 'invalid', {
  vi: '{member} được ghi hai phiếu biểu quyết.',
  en: '{member} is listed with two votes.',
});

const VOTES_TOO_FEW = refusal('VOTES_TOO_FEW', 'invalid', {
  vi: 'Biểu quyết về {cycle} có {votes} phiếu, cần ít nhất {needed}.',
  en: 'The vote on {cycle} lists {votes} votes; at least {needed} are needed.',
});

const vote = z.strictObject({ member: slug, for: z.boolean() });
const votes = z.array(vote).min(1).max(40);

const knockOutVoted = councilSession.event('KnockOutVoted', {
  version: 1,
  schema: z.strictObject({ cycle: cycleId, ground: z.string().max(60), votes, established: z.boolean() }),
  evolve: (state, { cycle, ground, votes: given, established }, meta) =>
    withItem(state, cycle, ({ votes }) => ({
      votes: [...votes, { ...markOf(meta), ground, votes: given, established }],
    })),
  derives: (data, before, { needs }) => ({
    ...data,
    established: isCarried(data.votes, rulesOf(before, needs.year).knockOutVote),
  }),
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
  'two-thirds': (pro, all) => pro * 3 >= all * 2 && all > 0,
  every: (pro, all) => pro === all && all > 0,
};
const isCarried = (votes: Vote['votes'], how: CouncilRules['knockOutVote']): boolean =>
  carried[how](votes.filter((v) => v.for).length, votes.length);

/** Without the votes of those whose conflict was found later. */
function withoutConflicted(vote: Vote, item: Item, how: CouncilRules['knockOutVote']): Vote {
  const votes = vote.votes.filter((v) => !isConflicted(item, v.member));
  if (votes.length === vote.votes.length) return vote;
  return { ...vote, votes, established: isCarried(votes, how) };
}

/** The vote by which the council knocked a product out: the last one on its ground. */
export function knockOutOf(item: Item, { knockOutVote }: Pick<CouncilRules, 'knockOutVote'>): Vote | undefined {
  const last = item.votes.filter((v) => !item.votes.some((later) => later.ground === v.ground && later.at > v.at));
  return last.map((v) => withoutConflicted(v, item, knockOutVote)).findLast((v) => v.established);
}

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
    const { needed } = quorumOf(state, item, rules);
    if (votes.length < needed) return VOTES_TOO_FEW({ cycle, votes: votes.length, needed }, '/votes');
    const established = isCarried(votes, rules.knockOutVote);
    return [knockOutVoted({ ...input, established })];
  },
  words: { vi: 'Biểu quyết loại sản phẩm', en: 'Vote on knocking a product out' },
});
