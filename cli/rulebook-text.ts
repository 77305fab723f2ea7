// What `ocop rulebook` prints for people: Vietnamese first where a label is shown, figures as on paper.
import {
  type CriteriaSet,
  type Criterion,
  type CriterionLeaf,
  leavesOf,
  type Option,
} from '../domain/rulebooks/criteria-set.ts';
import { type Difference, productCodeForm } from '../domain/rulebooks/diff.ts';
import { explainRating, showPoints } from '../domain/rulebooks/explain-rating.ts';
import type { Finding } from '../domain/rulebooks/finding.ts';
import { shownMean } from '../domain/rulebooks/mean.ts';
import type { Cite, Rulebook } from '../domain/rulebooks/rulebook.ts';
import type { Rating } from '../domain/rulebooks/stars.ts';
import type { WhatIf } from '../domain/rulebooks/what-if.ts';
import type { Words } from '../domain/rulebooks/words.ts';

const points = (hundredths: number) => showPoints(hundredths, 'vi').replace(/,00$/, '');
const both = ({ vi, en }: Words) => `${vi} / ${en}`;
const cited = ({ act, article }: Cite) => (article ? `${act}, ${article}` : act);

export function findingText({ level, of, code, what }: Finding): string {
  return `${level === 'error' ? 'ERROR ' : 'notice'} ${of} ${code}: ${both(what)}`;
}

export function rulebookText(rulebook: Rulebook, sets: readonly CriteriaSet[]): string {
  const { id, title, effectiveFrom, supersededFrom, parts, bands, ladder, certificate } = rulebook;
  return [
    `${id}  ${both(title)}`,
    `${effectiveFrom} – ${supersededFrom ?? 'nay / today'}`,
    (['A', 'B', 'C'] as const).map((code) => `${code} ${points(parts[code].max)} ${parts[code].name.vi}`).join('; '),
    bands.map(({ star, from }) => `${star}★ ≥ ${points(from)}`).join('  '),
    ...ladder.map((tier) => {
      const stars = tier.recognises.map((star) => `${star}★`).join(' ') || '–';
      const goes = tier.forwards ? ` → ${tier.forwards.to} ≥ ${points(tier.forwards.fromPoints ?? 0)}` : '';
      const back = tier.missReturnsTo ? ` ↩ ${tier.missReturnsTo}` : '';
      return `  ${tier.id}: ${tier.rates ? stars : 'không chấm điểm / no points'}${goes}${back}  (${cited(tier.cite)})`;
    }),
    `${certificate.months} tháng / months ≥ ${certificate.fromStar}★`,
    ...(rulebook.productCode
      ? [`mã sản phẩm / product code: ${productCodeForm(rulebook.productCode)}  (${cited(rulebook.productCode.cite)})`]
      : []),
    ...rulebook.deadlines.map((d) => `  ${d.id}: ${d.value} ${d.unit} ${d.direction} ${d.of}  (${cited(d.cite)})`),
    ...[...rulebook.incomplete, ...(rulebook.assumptions ?? [])].map(({ id: gap, what }) => `! ${gap}: ${both(what)}`),
    ...sets.map(
      (set) => `${set.id}  ${both(set.name)}  ${leavesOf(set).length} tiêu chí${set.incomplete.length > 0 ? ' !' : ''}`,
    ),
  ].join('\n');
}

export function setText(set: CriteriaSet): string {
  const lines = (criteria: readonly Criterion[]): readonly string[] =>
    criteria.flatMap((criterion) => [
      `${criterion.code}  ${criterion.name.vi}  ${points(criterion.max)}`,
      ...('options' in criterion
        ? criterion.options.map((o) => `    ${o.id}  ${caseOf(criterion, o)}${o.name.vi}${starsAt(set, o.id)}`)
        : lines(criterion.criteria)),
    ]);
  return [
    `${set.id}  ${both(set.name)}  (${cited(set.cite)})`,
    ...set.incomplete.map(({ id, what }) => `! ${id}: ${both(what)}`),
    ...set.caveats.map(({ criterion, what }) => `~ ${criterion ? `${criterion}: ` : ''}${both(what)}`),
    ...set.knockOuts.map(({ id, criterion, name }) => `x ${id}${criterion ? ` (${criterion})` : ''}: ${both(name)}`),
    ...set.parts.flatMap(({ code, max, criteria }) => [`${code}  ${points(max)}`, ...lines(criteria)]),
  ].join('\n');
}

/** Which alternative an option belongs to, where the form names them. */
function caseOf({ caseNames }: CriterionLeaf, option: Option): string {
  return caseNames && option.case ? `(${caseNames[option.case - 1]?.vi}) ` : '';
}

/** The stars for which an option is the least one. */
function starsAt(set: CriteriaSet, option: string): string {
  const leaf = leavesOf(set).find(({ options }) => options.some(({ id }) => id === option));
  const score = leaf?.options.find(({ id }) => id === option)?.points;
  const marks = set.minimum.filter((m) => m.criterion === leaf?.code && m.atLeastPoints === score);
  return marks.length > 0 ? `  [${marks.map(({ star }) => `${star}★`).join(' ')}]` : '';
}

export function diffText(a: string, b: string, differences: readonly Difference[]): string {
  if (differences.length === 0) return `${a} = ${b}`;
  return differences.map((row) => `${row.what}\n  ${a}: ${row.a ?? '–'}\n  ${b}: ${row.b ?? '–'}`).join('\n');
}

export function ratingText(rating: Rating, set: CriteriaSet): string {
  const confirm = rating.toConfirm.map(({ what }) => `! ${what.vi}\n  ${what.en}`);
  return [...explainRating(rating, set).map(({ vi, en }) => `${vi}\n  ${en}`), ...confirm].join('\n');
}

export function whatIfText(recorded: Rating, to: CriteriaSet, { correspondence, open, least, most }: WhatIf): string {
  const { pairs, onlyFrom } = correspondence;
  const codes = (why: string) => [...new Set(open.filter((o) => o.why === why).map((o) => o.criterion))].join(', ');
  const range = least.stars === most.stars ? `${least.stars}★` : `${least.stars}★ – ${most.stars}★`;
  const mean = (rating: Rating) => (rating.mean ? shownMean(rating.mean, 'vi') : '–');
  return [
    `${recorded.explanation.set}: ${recorded.stars}★ (${mean(recorded)})`,
    `${to.id}: ${range} (${mean(least)} – ${mean(most)})`,
    `Tương ứng / corresponding: ${pairs.map(({ from, to: other }) => `${from.code}→${other.code}`).join(' ')}`,
    `Không còn / no longer asked: ${onlyFrom.map(({ code }) => code).join(', ') || '–'}`,
    `Mới, chưa ai chấm / new, scored by nobody: ${codes('new') || '–'}`,
    `Lựa chọn khác / other options: ${codes('other-options') || '–'}`,
  ].join('\n');
}
