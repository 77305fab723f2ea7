// Two rulebooks side by side: every figure under a name, so that what an act changed can be read line by line.

import { correspondingCriteria } from './correspondence.ts';
import type { CriteriaSet } from './criteria-set.ts';
import { showPoints } from './explain-rating.ts';
import { responsibilityIds } from './responsibilities.ts';
import type { ProductCode, Rulebook } from './rulebook.ts';

/** `a` or `b` is absent where that rulebook has nothing of the kind. Values are ids and figures, in no language. */
export type Difference = { what: string; a?: string; b?: string };

type Fact = readonly [what: string, value: string];

const points = (hundredths: number) => showPoints(hundredths, 'en');
const monthDay = ({ month, day, yearsLater = 0 }: { month: number; day: number; yearsLater?: number }) =>
  `${day}/${month}${yearsLater > 0 ? ' of the next year' : ''}`;

function factsOf(rulebook: Rulebook): readonly Fact[] {
  const { acts, effectiveFrom, supersededFrom, parts, bands, bandsPrinted, certificate, ladder, council } = rulebook;
  return [
    ['acts', acts.map(({ id }) => id).join(', ')],
    ['effective', `${effectiveFrom} – ${supersededFrom ?? ''}`],
    ...(['A', 'B', 'C'] as const).map((code): Fact => [`part ${code}`, points(parts[code].max)]),
    ...bands.map(({ star, from }): Fact => [`band ${star}★`, `from ${points(from)}`]),
    ['bands printed', bandsPrinted],
    ['ladder', ladder.map(({ id }) => id).join(' → ')],
    ...ladder.flatMap(tierFacts),
    [
      'certificate',
      `${certificate.months} months from ${certificate.fromStar}★, notice ${certificate.noticeDays} days`,
    ],
    ...rulebook.rounds.map(
      (r): Fact => [
        `round ${r.no} at ${r.tier}`,
        `proposed before ${monthDay(r.proposalsBefore)}, finished before ${monthDay(r.finishBefore)}`,
      ],
    ),
    ...rulebook.deadlines.map((d): Fact => [`term ${d.id}`, `${d.value} ${d.unit} ${d.direction} ${d.of}`]),
    ...(rulebook.transitions ?? []).map(
      (t): Fact => [`transition ${t.kinds.join(', ')}`, `old dossiers within ${t.finishWithinDays} days`],
    ),
    ...(rulebook.revocation?.grounds ?? []).map(({ id }): Fact => [`revocation ${id}`, 'yes']),
    ...(rulebook.productCode ? [['product code', productCodeForm(rulebook.productCode)] as const] : []),
    ...rulebook.dossier.map(
      (d): Fact => [
        `dossier ${d.id}`,
        `${d.mandatory ? 'required' : 'evidence'}${d.units ? `, ${d.units} pieces` : ''}`,
      ],
    ),
    [
      'council',
      `spread ${points(council.maxSpread)}, quorum ${council.quorumBasisPoints / 100} %, ${council.minMembers} members${council.inWriting ? ', renewals in writing' : ''}`,
    ],
    ...responsibilityIds.flatMap((id): readonly Fact[] => holderFacts(rulebook, id)),
    ...rulebook.taxonomy.flatMap(({ groups }) =>
      groups.map(({ id, sets }): Fact => [`group ${id}`, sets.map((set) => set.id).join(', ')]),
    ),
  ];
}

/** `province-commune-serial(4)-year`: how many digits the serial has. */
export const productCodeForm = ({ parts, serialDigits }: ProductCode): string =>
  parts.map((part) => (part === 'serial' ? `serial(${serialDigits})` : part)).join('-');

function tierFacts({
  id,
  rates,
  recognises,
  forwards,
  missReturnsTo,
  review,
}: Rulebook['ladder'][number]): readonly Fact[] {
  const stars = (list: readonly number[]) => list.map((star) => `${star}★`).join(' ') || 'none';
  return [
    [`${id} rates`, rates ? 'yes' : 'no'],
    [`${id} recognises`, stars(recognises)],
    ...(forwards ? [[`${id} forwards`, `to ${forwards.to} from ${points(forwards.fromPoints ?? 0)}`] as const] : []),
    ...(missReturnsTo ? [[`${id} returns`, `to ${missReturnsTo}`] as const] : []),
    ...(review ? [[`${id} reviews`, stars(review.recognises)] as const] : []),
  ];
}

function holderFacts({ responsibilities }: Rulebook, id: (typeof responsibilityIds)[number]): readonly Fact[] {
  const entry = responsibilities[id];
  const text = (holders: readonly { role: string; at: string }[]) => holders.map((h) => `${h.role}@${h.at}`).join(', ');
  return 'perTier' in entry
    ? Object.entries(entry.perTier).map(([tier, holders]): Fact => [`${id} at ${tier}`, text(holders)])
    : [[id, text(entry)]];
}

function sideBySide(a: readonly Fact[], b: readonly Fact[]): readonly Difference[] {
  const [left, right] = [new Map(a), new Map(b)];
  return [...new Set([...left.keys(), ...right.keys()])]
    .map((what) => ({ what, a: left.get(what), b: right.get(what) }))
    .filter((row) => row.a !== row.b)
    .map(({ what, a: one, b: other }) => ({
      what,
      ...(one === undefined ? {} : { a: one }),
      ...(other === undefined ? {} : { b: other }),
    }));
}

/** What differs between two rulebooks, in the order of the first, then what only the second has. */
export function diffRulebooks(a: Rulebook, b: Rulebook): readonly Difference[] {
  return sideBySide(factsOf(a), factsOf(b));
}

/** What differs between two sets: criteria that correspond by wording under `a`'s code, then those of one set alone. */
export function diffSets(a: CriteriaSet, b: CriteriaSet): readonly Difference[] {
  const shown = (set: CriteriaSet, code: string, max: number, options: readonly { points: number }[]) => {
    const minimum = set.minimum.filter(({ criterion }) => criterion === code);
    const stars = minimum.map(({ star, atLeastPoints }) => `, ${star}★ from ${points(atLeastPoints)}`).join('');
    return `${code}: ${points(max)} (${options.map((o) => points(o.points)).join(' ')})${stars}`;
  };
  const { pairs, onlyFrom, onlyTo } = correspondingCriteria(a, b);
  const both = pairs.map(({ from, to }) => ({
    what: from.name.en,
    a: shown(a, from.code, from.max, from.options),
    b: shown(b, to.code, to.max, to.options),
  }));
  return [
    ...both.filter((row) => row.a !== row.b),
    ...onlyFrom.map((leaf) => ({ what: leaf.name.en, a: shown(a, leaf.code, leaf.max, leaf.options) })),
    ...onlyTo.map((leaf) => ({ what: leaf.name.en, b: shown(b, leaf.code, leaf.max, leaf.options) })),
  ];
}
