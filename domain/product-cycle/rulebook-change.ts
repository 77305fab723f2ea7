// The rulebook that filing bound stays, even when the law changes mid-rating; only this fact, with its legal basis,
// moves a running cycle to another one.
import { z } from 'zod';
import { document, longText, paper } from '../kernel/fields.ts';
import { personal, personalRef } from '../kernel/personal.ts';
import { refusal } from '../kernel/refusal.ts';
import { findTier } from '../rulebooks/ladder.ts';
import { RULEBOOK_UNKNOWN } from '../rulebooks/refusals.ts';
import { findRulebook } from '../rulebooks/registry.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { setsOfGroup } from '../rulebooks/taxonomy.ts';
import { dossierIsAbove } from './authority.ts';
import { tierAtWork } from './escalation/tier.ts';
import { SET_NOT_OF_GROUP } from './filing.ts';
import { productCycle, visitOf } from './product-cycle.ts';
import { ended } from './step.ts';

const NOTHING_BOUND = refusal('NOTHING_BOUND', 'conflict', {
  vi: 'Chưa nộp hồ sơ nên chưa có bộ quy định ràng buộc.',
  en: 'No dossier is filed, so no rulebook is bound yet.',
});
const TIER_NOT_THERE = refusal('TIER_NOT_THERE', 'conflict', {
  vi: '{rulebook} không có cấp {tier}, nơi hồ sơ đang ở.',
  en: '{rulebook} has no tier {tier}, where the dossier lies.',
});
const RULEBOOK_NOT_YET = refusal('RULEBOOK_NOT_YET', 'invalid', {
  vi: '{rulebook} có hiệu lực từ ngày {from}: chưa áp dụng được.',
  en: '{rulebook} is in force from {from} on: no dossier can come under it before.',
});
const BOUND_ALREADY = refusal('BOUND_ALREADY', 'invalid', {
  vi: 'Hồ sơ đã theo {rulebook} và bộ tiêu chí {set}.',
  en: 'The dossier comes under {rulebook} and set {set} already.',
});

const rulebookChanged = productCycle.event('RulebookChanged', {
  version: 1,
  schema: z.strictObject({
    from: z.string(),
    rulebook: z.string(),
    criteriaSet: z.string(),
    group: z.string().optional(),
    legalBasis: document,
    reason: personalRef.optional(),
  }),
  evolve: (state, { rulebook, criteriaSet, group }) => ({
    ...state,
    rulebook,
    criteriaSet,
    ...(group ? { group } : {}),
  }),
  sentence: ({ from, rulebook, criteriaSet, legalBasis }) => ({
    vi: `Chuyển từ ${from} sang ${rulebook}, bộ tiêu chí ${criteriaSet}, căn cứ ${paper(legalBasis)}`,
    en: `Moved from ${from} to ${rulebook}, set ${criteriaSet}, by ${paper(legalBasis)}`,
  }),
});

export const changeRulebook = productCycle.command('ChangeRulebook', {
  input: z.strictObject({
    rulebook: z.string().min(1).max(20),
    criteriaSet: z.string().min(1).max(20),
    legalBasis: document,
    reason: personal(longText).optional(),
  }),
  by: responsibility('change-rulebook'),
  restsOn: 'what-was-seen',
  guard: (c) =>
    ended(c.state) ?? (c.state.rulebook === undefined ? NOTHING_BOUND() : dossierIsAbove(tierAtWork(c.state), c)),
  decide: ({ state, input, needs, occurredOn }) => {
    const rulebook = findRulebook(input.rulebook);
    if (!rulebook) return RULEBOOK_UNKNOWN({ rulebook: input.rulebook }, '/rulebook');
    const { effectiveFrom: from } = rulebook;
    if (occurredOn < from) return RULEBOOK_NOT_YET({ rulebook: rulebook.id, from }, '/rulebook');
    const bound = { rulebook: rulebook.id, set: input.criteriaSet };
    // A group that was put right after the filing brings its own sets.
    const group = needs.product.group ?? state.group;
    if (!setsOfGroup(rulebook, group ?? '').includes(input.criteriaSet))
      return SET_NOT_OF_GROUP({ ...bound, group }, '/criteriaSet');
    if (state.rulebook === rulebook.id && state.criteriaSet === input.criteriaSet)
      return BOUND_ALREADY(bound, '/rulebook');
    const tier = visitOf(state)?.tier;
    if (tier !== undefined && !findTier(rulebook, tier)) return TIER_NOT_THERE({ ...bound, tier }, '/rulebook');
    return [rulebookChanged({ from: state.rulebook ?? '', ...input, ...(group ? { group } : {}) })];
  },
  words: { vi: 'Chuyển bộ quy định', en: 'Change the rulebook' },
});
