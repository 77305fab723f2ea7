// What may stand on a council's agenda: products that wait at its tier, in its round, under its law and in its place.
import type { Need } from '../kernel/aggregate.ts';
import { own } from '../kernel/own.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import { supplementPending } from '../product-cycle/escalation/supplement.ts';
import { tierName } from '../product-cycle/escalation/tier.ts';
import { cycleParts, type ProductCycle, productCycle, rulebookOf, visitOf } from '../product-cycle/product-cycle.ts';
import { findTier } from '../rulebooks/ladder.ts';
import type { Rulebook } from '../rulebooks/rulebook.ts';
import type { Day } from '../time/civil-date.ts';
import { findUnitAt, placesOf } from '../unit/place.ts';
import type { UnitTree } from '../unit/unit-tree.ts';
import type { Dossier } from './council-session.ts';

const PRODUCT_TWICE = refusal('PRODUCT_TWICE', 'invalid', {
  vi: 'Sản phẩm {cycle} có hai lần trong chương trình.',
  en: 'Product {cycle} stands on the agenda twice.',
});
const PRODUCT_NOT_AT_TIER = refusal('PRODUCT_NOT_AT_TIER', 'conflict', {
  vi: 'Sản phẩm {cycle} không chờ Hội đồng {tier} chấm điểm.',
  en: 'Product {cycle} does not wait for the council of tier {tierEn}.',
});
const PRODUCT_OF_ANOTHER_LAW = refusal('PRODUCT_OF_ANOTHER_LAW', 'conflict', {
  vi: 'Hồ sơ {cycle} theo {bound}, phiên họp theo {rulebook}.',
  en: 'Dossier {cycle} is bound to {bound}, the session to {rulebook}.',
});
const PRODUCT_OF_ANOTHER_ROUND = refusal('PRODUCT_OF_ANOTHER_ROUND', 'conflict', {
  vi: 'Sản phẩm {cycle} thuộc đợt {round} năm {year}.',
  en: 'Product {cycle} belongs to round {round} of {year}.',
});
const PRODUCT_OF_ANOTHER_UNIT = refusal('PRODUCT_OF_ANOTHER_UNIT', 'conflict', {
  vi: 'Sản phẩm {cycle} thuộc đơn vị {unit}, không thuộc đơn vị của Hội đồng.',
  en: 'Product {cycle} belongs to {unit}, not to the council’s unit.',
});
const EARLIER_SESSION_UNNAMED = refusal('EARLIER_SESSION_UNNAMED', 'conflict', {
  vi: 'Kết quả {cycle} của phiên họp {session} không còn hiệu lực: phiên đánh giá lại phải nêu phiên đó (after).',
  en: 'The result of {cycle} in session {session} stands no more: a session that rates it again names that one (after).',
});
const NOT_IN_WRITING = refusal('NOT_IN_WRITING', 'conflict', {
  vi: '{rulebook} không cho lấy ý kiến bằng văn bản đối với sản phẩm {cycle}.',
  en: '{rulebook} does not let product {cycle} be decided by written opinions.',
});
const TIER_WITHOUT_COUNCIL = refusal('TIER_WITHOUT_COUNCIL', 'invalid', {
  vi: '{rulebook} không có Hội đồng chấm điểm ở cấp {tier}.',
  en: 'Under {rulebook} no council rates at tier {tier}.',
});

type CycleNeeds = Readonly<Record<`cycle:${string}`, Need<ProductCycle>>>;

/** The cycles a decision of the council rests on. */
export const cycleNeeds = (cycles: readonly string[] | undefined): CycleNeeds =>
  Object.fromEntries((cycles ?? []).map((id) => [`cycle:${id}`, productCycle.need(id)]));

export type CycleStates = Readonly<Record<`cycle:${string}`, ProductCycle>>;
export const cycleIn = (states: CycleStates, id: string): ProductCycle =>
  own(states as Readonly<Record<string, ProductCycle>>, `cycle:${id}`) ?? productCycle.initial;

/** What a session is for, as far as its agenda is judged by it. */
export type Scope = {
  readonly rulebook: Rulebook;
  readonly tier: string;
  readonly unit: string;
  readonly round: number;
  /** the year its round is one of */
  readonly year: number;
  readonly inWriting: boolean;
  /** the session whose results it looks at again */
  readonly after: string | undefined;
  readonly tree: UnitTree;
  readonly on: Day;
};

export function agendaRefused(agenda: readonly string[], states: CycleStates, scope: Scope): Refusal | undefined {
  if (findTier(scope.rulebook, scope.tier)?.rates !== true)
    return TIER_WITHOUT_COUNCIL({ rulebook: scope.rulebook.id, tier: scope.tier }, '/tier');
  for (const [i, cycle] of agenda.entries()) {
    const field = `/agenda/${i}`;
    if (agenda.indexOf(cycle) !== i) return PRODUCT_TWICE({ cycle }, field);
    const refused = productRefused(cycle, cycleIn(states, cycle), scope, field);
    if (refused) return refused;
  }
  return undefined;
}

function productRefused(cycle: string, state: ProductCycle, scope: Scope, field: string): Refusal | undefined {
  const { rulebook, unit, round, year } = scope;
  const refused = notWaiting(cycle, state, scope.tier, field);
  if (refused) return refused;
  const bound = rulebookOf(state).id;
  if (bound !== rulebook.id) return PRODUCT_OF_ANOTHER_LAW({ cycle, bound, rulebook: rulebook.id }, field);
  const visit = visitOf(state);
  if (visit?.after !== undefined && visit.after !== scope.after)
    return EARLIER_SESSION_UNNAMED({ cycle, session: visit.after }, field);
  const its = { round: visit?.round ?? 0, year: visit?.roundYear ?? cycleParts(cycle).year };
  if (its.round !== round || its.year !== year) return PRODUCT_OF_ANOTHER_ROUND({ cycle, ...its }, field);
  const level = findTier(rulebook, scope.tier)?.level ?? '';
  const at = findUnitAt(scope.tree, placesOf(state), level, scope.on)?.code;
  if (at !== unit) return PRODUCT_OF_ANOTHER_UNIT({ cycle, unit: at }, field);
  const purposes = rulebook.council.inWriting?.purposes ?? [];
  return scope.inWriting && !purposes.includes(state.purpose ?? 'rating')
    ? NOT_IN_WRITING({ cycle, rulebook: rulebook.id }, field)
    : undefined;
}

/** Why a council of a tier can decide nothing on a product now. */
export function notWaiting(cycle: string, state: ProductCycle, tier: string, field?: string): Refusal | undefined {
  const visit = visitOf(state);
  if (!state.ended && visit?.tier === tier && !visit.result && !visit.review && !supplementPending(state))
    return undefined;
  const name = tierName(tier);
  return PRODUCT_NOT_AT_TIER({ cycle, tier: name.vi, tierEn: name.en }, field);
}

/** The dossier as it lies at the tier now: a supplement, or what the tier below completed, makes it another one. */
export function dossierOf(state: ProductCycle): Dossier | undefined {
  const { submitted, rulebook, criteriaSet, visits } = state;
  if (!submitted || rulebook === undefined || criteriaSet === undefined) return undefined;
  const changes = visits.flatMap(({ supplement, completed }) => [supplement?.answered, completed]);
  const at = Math.max(submitted.at, ...changes.map((mark) => mark?.at ?? -1));
  const manifest = visits.findLast((v) => v.completed)?.completed?.manifest ?? submitted.manifest;
  return { rulebook, criteriaSet, manifest, at };
}
