// A conflict of interest that nobody declared in time takes the member's sheet out, with its paper. A result that was
// concluded is found again without it, and both stay readable; where it is no council's any more, another session decides.
import { z } from 'zod';
import { seated } from '../kernel/command.ts';
import { choice, type Document, document, longText, paper, slug } from '../kernel/fields.ts';
import { markOf } from '../kernel/mark.ts';
import { personal, personalRef } from '../kernel/personal.ts';
import { isRefusal, refusal } from '../kernel/refusal.ts';
import { minutesRefused } from '../product-cycle/escalation/minutes.ts';
import { cycleId, type ProductCycle } from '../product-cycle/product-cycle.ts';
import { cycleIn, cycleNeeds } from './agenda.ts';
import { supersededRefused } from './appeals.ts';
import { type ConflictKind, conflictKind, conflictKinds } from './conflict-kinds.ts';
import { CONFLICT_KNOWN, withoutSheet } from './conflicts.ts';
import { type CouncilRules, rulesOf } from './council-rules.ts';
import {
  type CouncilSession,
  councilSession,
  type Item,
  isConflicted,
  itemOf,
  memberOf,
  whoAnswerForIt,
  withItem,
} from './council-session.ts';
import { NOT_ON_AGENDA } from './distribution.ts';
import { quorumOf } from './quorum.ts';
import { countedIn, resultOf } from './result.ts';
import { asMinutes, asResult, asSaid, outcomeSaid, type SaidResult, saidResult } from './said-result.ts';
import { knockOutOf } from './voting.ts';
import { restedOn, staleIn } from './withdrawal.ts';

const NO_SEAT_TO_VOID = refusal('NO_SEAT_TO_VOID', 'unknown', {
  vi: '{member} không có ghế trong Hội đồng này.',
  en: '{member} has no seat in this council.',
});
const CONFLICT_HAS_CONSEQUENCES = refusal('CONFLICT_HAS_CONSEQUENCES', 'conflict', {
  vi: 'Sản phẩm {cycle} đã kết luận ({before}). Không có {member}: {after}; {inCycle}. Nêu "follows": "{follows}" để xác nhận đã xem hệ quả.',
  en: 'Product {cycle} was concluded ({beforeEn}). Without {member}: {afterEn}; {inCycleEn}. Say "follows": "{follows}" to confirm that this was seen.',
});
const stands = {
  taken: {
    vi: 'sau biên bản bổ sung, hệ thống rút kết quả cũ khỏi chu trình',
    en: 'after supplementary minutes the old result is taken back from its cycle',
  },
  rested: {
    vi: 'chu trình đã đi tiếp theo kết quả cũ: cơ quan phải hủy các ghi nhận dựa trên đó',
    en: 'its cycle has gone on by the old result: the office has to annul what rests on it',
  },
  none: { vi: 'kết quả chưa vào chu trình', en: 'its cycle does not have the result' },
} as const;

const conflictRecorded = councilSession.event('ConflictRecorded', {
  version: 1,
  correctable: ['document'],
  schema: z.strictObject({
    member: slug,
    cycle: cycleId,
    kind: conflictKind,
    reason: personalRef,
    document,
    /** what the result was with the member's sheet, and what it is without; absent where nothing was concluded */
    before: saidResult.optional(),
    after: saidResult.optional(),
  }),
  // What was delivered already may change by it.
  ends: () => false,
  tells: (data) => ({
    kind: 'message',
    to: data.before ? whoAnswerForIt : [],
    why: conflictSaid(data),
    about: { vi: `Sản phẩm ${data.cycle}`, en: `Product ${data.cycle}` },
    urgent: true,
  }),
  evolve: (state, { member, cycle, kind, before, after }, meta) =>
    withItem(state, cycle, (item) => ({
      declared: { ...item.declared, [member]: kind },
      recorded: [...item.recorded, member],
      sealed: withoutSheet(item, member),
      ...(item.opening?.scored.some((s) => s.member === member)
        ? { voided: [...item.voided, { member, kind, why: meta.revision }] }
        : {}),
      closed: after && { ...asResult(after), ...markOf(meta) },
      // What a council no longer carries is decided by another session.
      ...(before && !after ? { postponed: markOf(meta) } : {}),
    })),
  sentence: conflictSaid,
});

type Said = {
  member: string;
  cycle: string;
  kind: ConflictKind;
  document: Document;
  before?: SaidResult | undefined;
  after?: SaidResult | undefined;
};
function conflictSaid({ member, cycle, kind, document, before, after }: Said) {
  const came = (lang: 'vi' | 'en', word: string, void_: string) => {
    if (!before) return '';
    return after ? `: ${word} ${outcomeSaid(before)[lang]} → ${outcomeSaid(after)[lang]}` : void_;
  };
  return {
    vi: `Ghi nhận ${member} ${conflictKinds[kind].vi} (${cycle}) theo ${paper(document)}${came('vi', 'kết quả', ': kết quả không còn hiệu lực, chuyển phiên khác')}`,
    en: `${member} ${conflictKinds[kind].en} (${cycle}), recorded by ${paper(document)}${came('en', 'result', ': the result stands no more, another session decides')}`,
  };
}

/** Whether those whose sheets or votes are left would have had a quorum, with somebody to preside. */
function stillStands(state: CouncilSession, item: Item, rules: CouncilRules): boolean {
  const votes = knockOutOf(item, rules)?.votes;
  const took = (votes ?? countedIn(item)).map((one) => one.member);
  // Who presides need not score.
  const presided = item.opening?.by;
  const withoutSheet = presided !== undefined && !memberOf(state, presided)?.scores;
  return quorumOf(state, item, rules, withoutSheet ? [...took, presided] : took).enough;
}

/** How the cycle stands with the result that is there now. */
function standIn(id: string, item: Item, its: ProductCycle): keyof typeof stands {
  const taken = staleIn(id, { ...item, closed: undefined }, its);
  if (!taken) return 'none';
  return restedOn(item.cycle, its, taken) ? 'rested' : 'taken';
}

export const recordConflict = councilSession.command('RecordConflict', {
  input: z.strictObject({
    member: slug,
    cycle: cycleId,
    kind: conflictKind,
    reason: personal(longText),
    document,
    /** where the result found again has stars whose minimum options the council has to have confirmed */
    unreadConfirmed: z.boolean().optional(),
    /** of a product that was concluded: what follows, as the refusal without it says */
    follows: choice({
      'another-result': { vi: 'kết quả khác', en: 'another result' },
      'no-result': { vi: 'không còn kết quả', en: 'no result' },
    }).optional(),
  }),
  by: seated('council-chair', 'council-deputy', 'council-secretary'),
  restsOn: 'what-was-seen',
  needs: ({ input }) => cycleNeeds(input && [input.cycle]),
  decide: ({ id, state, input: { unreadConfirmed, follows: said, ...input }, needs }) => {
    const { member, cycle, kind } = input;
    const item = itemOf(state, cycle);
    if (!item) return NOT_ON_AGENDA({ cycle }, '/cycle');
    if (!memberOf(state, member)) return NO_SEAT_TO_VOID({ member }, '/member');
    const superseded = supersededRefused(item);
    if (superseded) return superseded;
    if (isConflicted(item, member)) return CONFLICT_KNOWN({ member, cycle }, '/member');
    const { closed } = item;
    if (!closed) return [conflictRecorded(input)];
    const { on: _, at: __, ...before } = closed;
    const rules = rulesOf(state, needs.year);
    const declared = { ...item.declared, [member]: kind };
    const without: Item = { ...item, declared, voided: [...item.voided, { member, kind, why: -1 }] };
    const found = resultOf(without, rules, unreadConfirmed ?? closed.unreadConfirmed);
    const after = isRefusal(found) || !stillStands(state, without, rules) ? undefined : asSaid(found);
    // Its cycle would not take it: what the result needs is said here.
    const unsound =
      after && minutesRefused(asMinutes(asResult(after)), { ...rules, criteriaSet: item.dossier?.criteriaSet });
    if (unsound) return unsound;
    const follows = after ? 'another-result' : 'no-result';
    if (said !== follows) {
      const none = { vi: 'không còn kết quả, phiên khác quyết định', en: 'no result, another session decides' };
      const [was, will] = [outcomeSaid(before), after ? outcomeSaid(after) : none];
      const stand = stands[standIn(id, item, cycleIn(needs, cycle))];
      const told = { before: was.vi, beforeEn: was.en, after: will.vi, afterEn: will.en };
      const inCycle = { inCycle: stand.vi, inCycleEn: stand.en };
      return CONFLICT_HAS_CONSEQUENCES({ cycle, member, follows, ...told, ...inCycle }, '/follows');
    }
    return [conflictRecorded({ ...input, before: asSaid(before), ...(after ? { after } : {}) })];
  },
  words: { vi: 'Ghi nhận xung đột lợi ích phát hiện sau', en: 'Record a conflict found later' },
});
