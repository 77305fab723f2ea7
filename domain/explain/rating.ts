// Stars explained: from sheets down to each member's options, from minutes on paper down to the members' totals.
import { points } from '../kernel/fields.ts';
import { cited } from '../programme-year/due.ts';
import { type CriteriaSet, leavesOf } from '../rulebooks/criteria-set.ts';
import { explainRating } from '../rulebooks/explain-rating.ts';
import { groundName } from '../rulebooks/knock-outs.ts';
import { bandOf, comparedMean, meanOf, shownMean } from '../rulebooks/mean.ts';
import type { RatingPolicies } from '../rulebooks/policies.ts';
import type { Band, Rulebook } from '../rulebooks/rulebook.ts';
import type { SheetTotal } from '../rulebooks/score-sheet.ts';
import type { Rating } from '../rulebooks/stars.ts';
import { type Derivation, derived } from './derivation.ts';

/** @param members whose sheets they are, in the order of the rating's; pseudonyms */
export function explainSheets(
  rating: Rating,
  { set, members, facts }: { set: CriteriaSet; members: readonly string[]; facts: readonly string[] },
): Derivation {
  const sentences = explainRating(rating, set);
  const result = sentences.at(-1) ?? { vi: '', en: '' };
  const ofMembers = rating.explanation.members.map((sheet, at) => explainSheet(sheet, members[at] ?? '', set));
  return {
    what: 'stars',
    words: result,
    rule: cited(set.cite),
    facts,
    from: sentences
      .slice(0, -1)
      .map((words, at) => ({ what: at === 0 ? 'mean' : 'step', words, ...(at === 0 ? { from: ofMembers } : {}) })),
  };
}

function explainSheet({ total, choices }: SheetTotal, member: string, set: CriteriaSet): Derivation {
  const leaves = new Map(leavesOf(set).map((leaf) => [leaf.code, leaf]));
  return derived('total', `${member}: ${points(total)} điểm.`, `${member}: ${points(total, 'en')} points.`, {
    from: choices.map(({ criterion, option, points: given }) => {
      const leaf = leaves.get(criterion);
      const chosen = leaf?.options.find(({ id }) => id === option);
      return derived(
        'criterion',
        `${criterion} ${leaf?.name.vi ?? ''}: ${chosen?.name.vi ?? 'không chọn'}, ${points(given)}/${points(leaf?.max ?? 0)}.`,
        `${criterion} ${leaf?.name.en ?? ''}: ${chosen?.name.en ?? 'none chosen'}, ${points(given, 'en')}/${points(leaf?.max ?? 0, 'en')}.`,
      );
    }),
  });
}

type OnPaper = {
  readonly stars: number;
  readonly totals: readonly number[];
  readonly knockOut?: string | undefined;
  readonly missed?: readonly { readonly criterion: string; readonly star: number }[] | undefined;
};

/** What minutes on paper said: their points were checked, their sheets were not seen. */
export function explainPaper(
  { stars, totals, knockOut, missed = [] }: OnPaper,
  { rulebook, policies, facts }: { rulebook: Rulebook; policies: RatingPolicies; facts: readonly string[] },
): Derivation {
  const result = (from: readonly Derivation[]) =>
    derived('stars', `Kết quả: ${stars} sao.`, `Result: ${stars} stars.`, { facts, from });
  if (knockOut !== undefined) {
    const { vi, en } = groundName(knockOut);
    return result([derived('knock-out', `Bị loại: ${vi}.`, `Knocked out: ${en}.`)]);
  }
  if (totals.length === 0) return result([]);
  const mean = meanOf(totals);
  const band = bandOf(comparedMean(mean, policies['mean-compared']), rulebook, policies['band-gaps']);
  const sum = (lang: 'vi' | 'en') => `(${totals.map((t) => points(t, lang)).join(' + ')}) / ${totals.length}`;
  return result([
    derived(
      'mean',
      `Điểm trung bình: ${sum('vi')} = ${shownMean(mean, 'vi')}.`,
      `Mean: ${sum('en')} = ${shownMean(mean, 'en')}.`,
      { rule: `policy mean-compared (${policies['mean-compared']})` },
    ),
    explainBand(rulebook.bands, band),
    ...missed.map(({ criterion, star }) =>
      derived(
        'minimum-missed',
        `Tiêu chí ${criterion} chưa đạt mức tối thiểu của ${star} sao.`,
        `Criterion ${criterion} missed the minimum of ${star} stars.`,
      ),
    ),
  ]);
}

export function explainBand(bands: readonly Band[], star: number): Derivation {
  const from = bands.find((band) => band.star === star)?.from ?? 0;
  return derived(
    'band',
    `Khung ${star} sao từ ${points(from)} điểm.`,
    `The ${star}-star band starts at ${points(from, 'en')}.`,
  );
}
