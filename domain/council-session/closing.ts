// Whoever presides closes a product: what follows from its sheets is its result.
import { z } from 'zod';
import { seated } from '../kernel/command.ts';
import { longText, points, slug } from '../kernel/fields.ts';
import { markOf } from '../kernel/mark.ts';
import { personal, personalRef } from '../kernel/personal.ts';
import { isRefusal, type Refusal, refusal } from '../kernel/refusal.ts';
import { minutesRefused } from '../product-cycle/escalation/minutes.ts';
import { cycleId } from '../product-cycle/product-cycle.ts';
import { cycleIn, cycleNeeds } from './agenda.ts';
import { type CouncilRules, rulesOf } from './council-rules.ts';
import { type CouncilSession, councilSession, type Item, itemOf, seatIds, withItem } from './council-session.ts';
import { dossierRefused, NOT_ON_AGENDA } from './distribution.ts';
import { isScored } from './is-scored.ts';
import { decidingRefused, spreadOf } from './opening.ts';
import { quorumOf } from './quorum.ts';
import { countedIn, resultOf } from './result.ts';
import { asMinutes, asResult, asSaid, outcomeSaid, resultFields } from './said-result.ts';
import { knockOutOf } from './voting.ts';

const SHEETS_NOT_OPENED = refusal('SHEETS_NOT_OPENED', 'conflict', {
  vi: 'Phiếu chấm {cycle} chưa mở.',
  en: 'The sheets of {cycle} have not been opened.',
});
const SPREAD_OPEN = refusal('SPREAD_OPEN', 'conflict', {
  vi: 'Sản phẩm {cycle}: điểm chênh {spread}, quá {max}; Hội đồng phải thảo luận, chấm lại.',
  en: 'Product {cycle}: totals differ by {spread}, more than {max}; the council discusses and scores again.',
});
const CLOSING_NEEDS_REASON = refusal('CLOSING_NEEDS_REASON', 'invalid', {
  vi: 'Sản phẩm {cycle}: điểm còn chênh {spread} (quá {max}) hoặc có phiếu không khớp; kết luận phải nêu lý do.',
  en: 'Product {cycle}: totals still differ by {spread} (over {max}) or a sheet did not fit; the conclusion needs its reason.',
});
const SHEETS_TOO_FEW = refusal('SHEETS_TOO_FEW', 'conflict', {
  vi: 'Sản phẩm {cycle}: chỉ {sheets}/{base} phiếu dùng được, cần {needed}; chấm lại hoặc chuyển phiên khác.',
  en: 'Product {cycle}: only {sheets} of {base} sheets count, {needed} are needed; score again, or another session decides.',
});
export const productClosed = councilSession.event('ProductClosed', {
  version: 1,
  schema: z.strictObject({
    cycle: cycleId,
    presides: slug,
    present: z.int().min(0),
    base: z.int().min(0),
    ...resultFields,
    /** why it is concluded though totals differ or a sheet did not fit */
    reason: personalRef.optional(),
  }),
  evolve: (state, { cycle, presides: _, present: __, base: ___, reason: ____, ...r }, meta) =>
    withItem(state, cycle, () => ({ closed: { ...asResult(r), ...markOf(meta) } })),
  derives: ({ cycle, presides, reason, unreadConfirmed }, before, { needs }) => {
    const item = itemOf(before, cycle);
    if (!item) return NOT_ON_AGENDA({ cycle });
    const rules = rulesOf(before, needs.year);
    const found = resultOf(item, rules, unreadConfirmed);
    if (isRefusal(found)) return found;
    const { present, base } = quorumOf(before, item, rules);
    return { cycle, presides, present, base, ...asSaid(found), ...(reason ? { reason } : {}) };
  },
  sentence: (r) => ({
    vi: `Kết luận sản phẩm ${r.cycle}: ${outcomeSaid(r).vi}`,
    en: `Product ${r.cycle} concluded: ${outcomeSaid(r).en}`,
  }),
});

/** Why a product cannot be concluded as its sheets stand. */
function concludingRefused(
  { state, item, rules }: { state: CouncilSession; item: Item; rules: CouncilRules },
  reason: unknown,
): Refusal | undefined {
  const { cycle, opening, earlier } = item;
  const { maxSpread } = rules;
  if (knockOutOf(item, rules)) return undefined;
  if (!opening || !isScored(item)) return SHEETS_NOT_OPENED({ cycle }, '/cycle');
  const scored = countedIn(item);
  const {
    present: sheets,
    base,
    needed,
  } = quorumOf(
    state,
    item,
    rules,
    scored.map((s) => s.member),
  );
  if (sheets < needed) return SHEETS_TOO_FEW({ cycle, sheets, base, needed }, '/cycle');
  // That the sheet which lay apart was voided since spares nobody the discussion of what everybody saw.
  const first = earlier.length === 0;
  const spread = spreadOf(first ? opening : { ...opening, scored });
  const apart = spread > maxSpread;
  const said = { cycle, spread: points(spread), max: points(maxSpread) };
  if (apart && first) return SPREAD_OPEN(said, '/cycle');
  return (apart || opening.unfit.length > 0) && !reason ? CLOSING_NEEDS_REASON(said, '/reason') : undefined;
}

export const closeProduct = councilSession.command('CloseProduct', {
  input: z.strictObject({
    cycle: cycleId,
    /** the council confirmed the minimum options that the rulebook's data do not hold */
    unreadConfirmed: z.boolean().optional(),
    reason: personal(longText).optional(),
  }),
  by: seated(...seatIds),
  restsOn: 'what-was-seen',
  needs: ({ input }) => cycleNeeds(input && [input.cycle]),
  decide: ({ state, input, actor, needs }) => {
    const { cycle, unreadConfirmed, reason } = input;
    const item = itemOf(state, cycle);
    if (!item) return NOT_ON_AGENDA({ cycle }, '/cycle');
    const rules = rulesOf(state, needs.year);
    const refused =
      decidingRefused({ state, item, rules }, actor.id) ??
      dossierRefused(item, cycleIn(needs, cycle), state.tier ?? '') ??
      concludingRefused({ state, item, rules }, reason);
    if (refused) return refused;
    const found = resultOf(item, rules, unreadConfirmed);
    if (isRefusal(found)) return found;
    const unsound = minutesRefused(asMinutes(found), { ...rules, criteriaSet: item.dossier?.criteriaSet });
    if (unsound) return unsound;
    const { present, base } = quorumOf(state, item, rules);
    return [
      productClosed({ cycle, presides: actor.id, present, base, ...asSaid(found), ...(reason ? { reason } : {}) }),
    ];
  },
  signs: true,
  words: { vi: 'Kết luận sản phẩm', en: 'Conclude a product' },
});
