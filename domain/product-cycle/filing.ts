// What filing a dossier on a day binds: the law in force, the criteria set of that law, and the round still open.
import { z } from 'zod';
import { applicant } from '../access/dating.ts';
import { heightOfActor } from '../access/heights.ts';
import type { Context } from '../kernel/command.ts';
import type { Actor } from '../kernel/event.ts';
import { sha256 } from '../kernel/fields.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import type { Product } from '../product/product.ts';
import { roundFor } from '../programme-year/plan-dates.ts';
import type { ProgrammeYear } from '../programme-year/programme-year.ts';
import type { YearPlan } from '../programme-year/year-plan.ts';
import { leavesOf } from '../rulebooks/criteria-set.ts';
import { firstTier } from '../rulebooks/ladder.ts';
import { heightOf } from '../rulebooks/levels.ts';
import { NO_ACT_IN_FORCE } from '../rulebooks/refusals.ts';
import { findCriteriaSet, findRulebookFor } from '../rulebooks/registry.ts';
import { setsOfGroup } from '../rulebooks/taxonomy.ts';
import { type Day, day } from '../time/civil-date.ts';
import type { UnitTree } from '../unit/unit-tree.ts';
import { manifestOf } from './manifest.ts';
import type { ProductCycle } from './product-cycle.ts';

const LOCAL_SHARES_MISSING = refusal('LOCAL_SHARES_MISSING', 'conflict', {
  vi: 'Xã chưa xác nhận tỷ lệ lao động, nguyên liệu địa phương.',
  en: 'The commune has not confirmed the local labour and material shares.',
});
const LOCAL_SHARES_LATER = refusal('LOCAL_SHARES_LATER', 'conflict', {
  vi: 'Xã xác nhận tỷ lệ lao động, nguyên liệu địa phương ngày {confirmed}, sau ngày nộp hồ sơ ({on}).',
  en: 'The commune confirmed the local shares on {confirmed}, after the dossier was filed ({on}).',
});
export const SET_NOT_OF_GROUP = refusal('SET_NOT_OF_GROUP', 'invalid', {
  vi: 'Bộ tiêu chí {set} không thuộc nhóm {group} của {rulebook}.',
  en: 'Criteria set {set} does not belong to group {group} of {rulebook}.',
});
const EVIDENCE_CRITERION_UNKNOWN = refusal('EVIDENCE_CRITERION_UNKNOWN', 'conflict', {
  vi: 'Minh chứng gắn với tiêu chí không có trong bộ: {criteria}.',
  en: 'Evidence is pinned to criteria the set does not have: {criteria}.',
});

const RECEIPT_OF_A_HIGHER_LEVEL = refusal('RECEIPT_OF_A_HIGHER_LEVEL', 'forbidden', {
  vi: 'Ngày nhận hồ sơ ({on}) do cấp tiếp nhận hoặc cấp trên xác nhận.',
  en: 'The day of receipt ({on}) is confirmed by the level that receives dossiers, or one above it.',
});

export const filing = z.strictObject({
  rulebook: z.string(),
  criteriaSet: z.string(),
  /** the product's on that day, whose sets it may be rated by */
  group: z.string().optional(),
  /** SHA-256 over what was filed */
  manifest: sha256,
  round: z.int().min(1),
  /** where the round is not one of the cycle's own year */
  roundYear: z.int().optional(),
  /** the day of receipt, where it is not the day on which the applicant filed it */
  receivedOn: day.optional(),
  /** mandatory items of the checklist that were not in it */
  missing: z.array(z.string()),
});

/** Where the commune itself is the first tier, it assesses local material and labour there (26/2026/QĐ-TTg). */
function assessedLater(filedOn: Day): boolean {
  const rulebook = findRulebookFor(filedOn);
  return rulebook !== undefined && !firstTier(rulebook).rates;
}

type Here = Pick<Context<ProductCycle, { units: UnitTree }>, 'needs' | 'occurredOn'>;

/** Whether somebody receives dossiers at the first tier of the law of that day, or stands above it. */
function receives(actor: Actor, { needs, occurredOn }: Here): boolean {
  const rulebook = findRulebookFor(occurredOn);
  return rulebook === undefined || heightOfActor(actor, needs.units) >= heightOf(firstTier(rulebook).level);
}

/**
 * The day that binds law and round: that of receipt. Who receives dossiers says so by naming it, as an office does that
 * enters older papers; what an applicant, or a level below, hands in here is received when it is handed in.
 */
export const receivedOn = (
  c: Here & Pick<Context<ProductCycle, any>, 'today' | 'olderPapers'> & { actor: Actor },
): Day =>
  (c.olderPapers !== undefined && c.actor.role !== applicant) || receives(c.actor, c) ? c.occurredOn : c.today;

/** Refuses who does not receive dossiers to move the day of one. */
export const receiptRefused = (actor: Actor, c: Here): Refusal | undefined =>
  receives(actor, c) ? undefined : RECEIPT_OF_A_HIGHER_LEVEL({ on: c.occurredOn }, '/rightDay');

/** Refuses where the law of the day wants the commune’s confirmation before. */
export function notFiledOn(on: Day, { localShares }: ProductCycle): Refusal | undefined {
  if (assessedLater(on)) return undefined;
  if (!localShares) return LOCAL_SHARES_MISSING();
  return localShares.on > on ? LOCAL_SHARES_LATER({ on, confirmed: localShares.on }, '/occurredOn') : undefined;
}

type Question = Omit<Parameters<typeof manifestOf>[0], 'added' | 'state'> & {
  state: ProductCycle;
  on: Day;
  year: ProgrammeYear;
  product: Product;
};

/** What is filed, or why it cannot be on that day. */
export function filed({
  id,
  state,
  criteriaSet,
  on,
  year,
  product,
  digest,
}: Question): z.infer<typeof filing> | Refusal {
  const rulebook = findRulebookFor(on);
  if (!rulebook) return NO_ACT_IN_FORCE({ filedOn: on }, '/occurredOn');
  const group = product.group ?? state.group;
  if (!setsOfGroup(rulebook, group ?? '').includes(criteriaSet))
    return SET_NOT_OF_GROUP({ set: criteriaSet, group, rulebook: rulebook.id }, '/criteriaSet');
  const stray = strayCriteria(state, criteriaSet);
  if (stray.length > 0) return EVIDENCE_CRITERION_UNKNOWN({ criteria: stray });
  const kinds = state.evidence.map((e) => e.kind);
  // Provisional where a tier below proposes: then the day of its proposal decides.
  const round = roundFor(year.plan as YearPlan, on, { calendar: year.calendar, rulebook, from: state.aimsAt });
  return {
    rulebook: rulebook.id,
    criteriaSet,
    ...(group === undefined ? {} : { group }),
    manifest: manifestOf({ id, state, criteriaSet, digest }),
    round: round.no,
    ...(round.year === undefined ? {} : { roundYear: round.year }),
    missing: rulebook.dossier.filter((item) => item.mandatory && !kinds.includes(item.id)).map((item) => item.id),
  };
}

function strayCriteria(state: ProductCycle, criteriaSet: string): string[] {
  const set = findCriteriaSet(criteriaSet);
  if (!set) return [];
  const known = leavesOf(set).map((leaf) => leaf.code);
  return state.evidence.flatMap((e) =>
    e.criterion !== undefined && !known.includes(e.criterion) ? [e.criterion] : [],
  );
}
