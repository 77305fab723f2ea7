// How recorded sheets would have come out under another act. Where nothing corresponds, nobody scored: the answer is then
// a range, from no points to the most there.
import { own } from '../kernel/own.ts';
import { isRefusal, type Refusal, refusal } from '../kernel/refusal.ts';
import { type Correspondence, correspondingCriteria, correspondingOption, type Mapping } from './correspondence.ts';
import { type CriteriaSet, leavesOf, type OptionId, type ScoreSheet } from './criteria-set.ts';
import type { RatingPolicies } from './policies.ts';
import type { Rulebook } from './rulebook.ts';
import { type Rating, stars } from './stars.ts';
import { words } from './words.ts';

const nothingCorresponds = refusal(
  'NOTHING_CORRESPONDS',
  'invalid',
  words(
    'Bộ {set} không có tiêu chí nào tương ứng với {from}.',
    'Set {set} has no criterion that corresponds to {from}.',
  ),
);

/** A criterion of the other set that a member's sheet says nothing about, or says it in other options. */
export type OpenCriterion = { member: number; criterion: string; why: 'new' | 'other-options' };

export type WhatIf = {
  correspondence: Correspondence;
  open: readonly OpenCriterion[];
  /** Open criteria without points, and with the most they can have. */
  least: Rating;
  most: Rating;
};

export type WhatIfQuestion = {
  sheets: readonly ScoreSheet[];
  from: CriteriaSet;
  to: CriteriaSet;
  under: Rulebook;
  mapping?: Mapping;
  policies?: RatingPolicies;
};

/** Re-rates sheets under another rulebook's set. The sheets must be valid for the set they were scored by. */
export function whatIf({ sheets, from, to, under, mapping, policies }: WhatIfQuestion): WhatIf | Refusal {
  const correspondence = correspondingCriteria(from, to, mapping);
  if (correspondence.pairs.length === 0) return nothingCorresponds({ set: to.id, from: from.id });
  const carried = sheets.map((sheet, index) => carry(sheet, correspondence, index + 1));
  const open = carried.flatMap((one) => one.open);
  const rated = (most: boolean) => {
    const filled = carried.map(({ sheet, open: gaps }) => fill(sheet, to, most ? gaps : []));
    return stars({ sheets: filled, set: to, rulebook: under, ...(policies ? { policies } : {}) });
  };
  const [least, most] = [rated(false), rated(true)];
  if (isRefusal(least)) return least;
  return isRefusal(most) ? most : { correspondence, open, least, most };
}

function carry(sheet: ScoreSheet, { pairs, onlyTo }: Correspondence, member: number) {
  const carried: Record<string, OptionId | null> = {};
  const open: OpenCriterion[] = onlyTo.map(({ code }) => ({ member, criterion: code, why: 'new' }));
  for (const pair of pairs) {
    const entry = own(sheet, pair.from.code);
    const chosen = typeof entry === 'string' ? entry : (entry?.[0] ?? null);
    const option = correspondingOption(pair, chosen);
    if (option === undefined) open.push({ member, criterion: pair.to.code, why: 'other-options' });
    else carried[pair.to.code] = option;
  }
  return { sheet: carried, open };
}

/** A whole sheet of the set: what was carried over, the most in the open criteria named, nothing where a condition fails. */
function fill(carried: ScoreSheet, set: CriteriaSet, open: readonly OpenCriterion[]): ScoreSheet {
  const leaves = leavesOf(set);
  const sheet: Record<string, OptionId | null> = {};
  for (const { code, options } of leaves) {
    const top = options.reduce((best, option) => (option.points > best.points ? option : best));
    const chosen = (own(carried, code) ?? null) as OptionId | null;
    sheet[code] = open.some(({ criterion }) => criterion === code) ? top.id : chosen;
  }
  for (const { code, appliesIf } of leaves) {
    const condition = leaves.find((leaf) => leaf.code === appliesIf?.criterion);
    const points = condition?.options.find(({ id }) => id === own(sheet, condition.code))?.points ?? 0;
    if (appliesIf && points < appliesIf.atLeastPoints) sheet[code] = null;
  }
  return sheet;
}
