import { type CriteriaSet, type Criterion, type CriterionLeaf, leavesOf, type Option } from './criteria-set.ts';
import { error, type Found, notice, repeated } from './finding.ts';
import { reachSheet } from './reach-sheet.ts';
import type { Rulebook } from './rulebook.ts';
import type { Words } from './words.ts';

const MAX_LABEL = 160;

/** What is wrong with one set, and what is declared to be missing in it. */
export function setFindings(set: CriteriaSet, rulebook: Rulebook): readonly Found[] {
  const leaves = leavesOf(set);
  return [
    ...set.incomplete.map(({ id, what }) => notice(`DECLARED:${id}`, what)),
    ...set.caveats.filter((c) => c.criterion).map(({ id, what }) => notice(`READ:${id}`, what)),
    ...partFindings(set, rulebook),
    ...set.parts.flatMap(({ criteria }) => criteria.flatMap(sumFindings)),
    ...codeFindings(set, leaves),
    ...leaves.flatMap((leaf) => optionFindings(set, leaf)),
    ...minimumFindings(set, leaves),
    ...starFindings(set, rulebook),
    ...labelFindings(set),
  ];
}

const isGap = (set: CriteriaSet, ...ids: readonly string[]) => set.incomplete.some(({ id }) => ids.includes(id));
const sum = (criteria: readonly Criterion[]) => criteria.reduce((total, { max }) => total + max, 0);

function partFindings(set: CriteriaSet, { parts }: Rulebook): readonly Found[] {
  return set.parts.flatMap(({ code, max, criteria }) => {
    if (max !== parts[code].max) {
      return [error('PART_MAX', `Phần ${code}: ${max / 100} điểm.`, `Part ${code} has ${max / 100} points.`)];
    }
    if (sum(criteria) === max || isGap(set, 'part-sum', 'set-empty')) return [];
    const found = `${sum(criteria) / 100}/${max / 100}`;
    return [error('PART_SUM', `Phần ${code} cộng ${found} điểm.`, `Part ${code} sums to ${found} points.`)];
  });
}

function sumFindings(criterion: Criterion): readonly Found[] {
  const { code, max } = criterion;
  if ('options' in criterion) {
    const top = Math.max(...criterion.options.map(({ points }) => points));
    return top === max
      ? []
      : [error('OPTION_MAX', `Tiêu chí ${code}: cao nhất ${top / 100}.`, `Criterion ${code} tops at ${top / 100}.`)];
  }
  const below = criterion.criteria.flatMap(sumFindings);
  if (sum(criterion.criteria) === max) return below;
  const found = `${sum(criterion.criteria) / 100}/${max / 100}`;
  return [...below, error('SUM', `Tiêu chí ${code} cộng ${found}.`, `Criterion ${code} sums to ${found}.`)];
}

function codeFindings(set: CriteriaSet, leaves: readonly CriterionLeaf[]): readonly Found[] {
  const all = (criteria: readonly Criterion[]): readonly string[] =>
    criteria.flatMap((c) => [c.code, ...('options' in c ? [] : all(c.criteria))]);
  const codes = set.parts.flatMap(({ criteria }) => all(criteria));
  const ids = leaves.flatMap(({ options }) => options.map(({ id }) => id));
  const twice = [...repeated(codes), ...repeated(ids), ...repeated(set.knockOuts.map(groundOf))];
  const asked = [
    ...leaves.flatMap(({ appliesIf }) => (appliesIf ? [appliesIf.criterion] : [])),
    ...[...set.knockOuts, ...set.caveats].flatMap(({ criterion }) => (criterion === undefined ? [] : [criterion])),
  ];
  const stray = asked.filter((code) => !codes.includes(code));
  return [
    ...twice.map((code) => error('CODE_REPEATED', `Mã ${code} lặp lại.`, `Code ${code} stands twice.`)),
    ...stray.map((code) => error('CODE_UNKNOWN', `Không có tiêu chí ${code}.`, `There is no criterion ${code}.`)),
  ];
}

const groundOf = ({ id }: { id: string }) => id;

function optionFindings(set: CriteriaSet, { code, options }: CriterionLeaf): readonly Found[] {
  const read = (caveat: string) => set.caveats.some(({ id, criterion }) => id === caveat && criterion === code);
  const twice = (tell: (option: Option) => string) =>
    repeated(options.map((option) => `${option.case ?? ''}:${tell(option)}`)).length > 0;
  return [
    ...(twice(({ points }) => String(points)) && !read('misprint-kept')
      ? [error('POINTS_REPEATED', `Tiêu chí ${code} lặp điểm.`, `Criterion ${code} gives points twice.`)]
      : []),
    ...((['vi', 'en'] as const).some((lang) => twice(({ name }) => name[lang])) && !read('wording-repeated')
      ? [error('WORDING_REPEATED', `Tiêu chí ${code} lặp lời.`, `Criterion ${code} words two options alike.`)]
      : []),
  ];
}

function minimumFindings(set: CriteriaSet, leaves: readonly CriterionLeaf[]): readonly Found[] {
  return set.minimum.flatMap(({ star, criterion, atLeastPoints }) => {
    const leaf = leaves.find(({ code }) => code === criterion);
    const name = `${star}★ ${criterion}`;
    if (!leaf) return [error('MINIMUM_CRITERION', `${name}: không có tiêu chí.`, `${name}: no such criterion.`)];
    if (!leaf.options.some(({ points }) => points === atLeastPoints)) {
      return [error('MINIMUM_OPTION', `${name}: không có lựa chọn.`, `${name}: no option has these points.`)];
    }
    const eased = set.minimum.some(
      (m) => m.criterion === criterion && m.star > star && m.atLeastPoints < atLeastPoints,
    );
    return eased
      ? [error('MINIMUM_FALLS', `${name}: sao cao hơn lại thấp hơn.`, `${name}: a higher star asks less.`)]
      : [];
  });
}

function starFindings(set: CriteriaSet, rulebook: Rulebook): readonly Found[] {
  if (isGap(set, 'set-empty')) return [];
  return ([1, 2, 3, 4, 5] as const)
    .filter((star) => !reachSheet(set, rulebook, star))
    .map((star) => error('STAR_UNREACHABLE', `Không phiếu nào đạt ${star} sao.`, `No sheet gives ${star} stars.`));
}

function labelFindings(set: CriteriaSet): readonly Found[] {
  const named = (criteria: readonly Criterion[]): readonly (readonly [string, Words])[] =>
    criteria.flatMap((c) => [
      [c.code, c.name] as const,
      ...('options' in c ? c.options.map(({ id, name }) => [id, name] as const) : named(c.criteria)),
    ]);
  const bad = set.parts
    .flatMap(({ criteria }) => named(criteria))
    .filter(([, name]) => [name.vi, name.en].some((text) => text.trim() === '' || text.length > MAX_LABEL));
  return bad.map(([code]) =>
    error(
      'LABEL',
      `Lời của ${code} thiếu hoặc quá ${MAX_LABEL} ký tự.`,
      `The label of ${code} is missing or too long.`,
    ),
  );
}
