// A conflict of interest that nobody declared in time takes the member's sheet out, with its paper. A result that was
// concluded is found again without it, and both stay readable; where it is no council's any more, another session decides.
import { z } from 'zod';
import { seated } from '../kernel/command.ts';
import { document, longText, paper, slug } from '../kernel/fields.ts';
import { markOf } from '../kernel/mark.ts';
import { personal, personalRef } from '../kernel/personal.ts';
import { isRefusal, refusal } from '../kernel/refusal.ts';
import { minutesRefused } from '../product-cycle/escalation/minutes.ts';
import { cycleId } from '../product-cycle/product-cycle.ts';
import { conflictKindIds, conflictKinds } from './conflict-kinds.ts';
import { CONFLICT_KNOWN, withoutSheet } from './conflicts.ts';
import { type CouncilRules, rulesOf } from './council-rules.ts';
import {
  type CouncilSession,
  councilSession,
  type Item,
  isConflicted,
  itemOf,
  memberOf,
  withItem,
} from './council-session.ts';
import { NOT_ON_AGENDA } from './distribution.ts';
import { quorumOf } from './quorum.ts';
import { countedIn, resultOf } from './result.ts';
import { asMinutes, asResult, asSaid, outcomeSaid, saidResult } from './said-result.ts';
import { knockOutOf } from './voting.ts';

const NO_SEAT_TO_VOID = refusal('NO_SEAT_TO_VOID', 'unknown', {
  vi: '{member} không phải thành viên chấm điểm của Hội đồng này.',
  en: '{member} is no scoring member of this council.',
});

const conflictRecorded = councilSession.event('ConflictRecorded', {
  version: 1,
  schema: z.strictObject({
    member: slug,
    cycle: cycleId,
    kind: z.enum(conflictKindIds),
    reason: personalRef,
    document,
    /** what the result was with the member's sheet, and what it is without; absent where nothing was concluded */
    before: saidResult.optional(),
    after: saidResult.optional(),
  }),
  // What was delivered already may change by it.
  ends: () => false,
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
  sentence: ({ member, cycle, kind, document, before, after }) => ({
    vi: `Ghi nhận ${member} ${conflictKinds[kind].vi} (${cycle}) theo ${paper(document)}${before && after ? `: kết quả ${outcomeSaid(before).vi} → ${outcomeSaid(after).vi}` : before ? ': kết quả không còn hiệu lực, chuyển phiên khác' : ''}`,
    en: `${member} ${conflictKinds[kind].en} (${cycle}), recorded by ${paper(document)}${before && after ? `: result ${outcomeSaid(before).en} → ${outcomeSaid(after).en}` : before ? ': the result stands no more, another session decides' : ''}`,
  }),
});

/** Whether those whose sheets or votes are left would have had a quorum, with somebody to preside. */
function stillStands(state: CouncilSession, item: Item, rules: CouncilRules): boolean {
  const votes = knockOutOf(item, rules)?.votes;
  const took = (votes ?? countedIn(item)).map((one) => one.member);
  return quorumOf(state, item, rules, took).enough;
}

export const recordConflict = councilSession.command('RecordConflict', {
  input: z.strictObject({
    member: slug,
    cycle: cycleId,
    kind: z.enum(conflictKindIds),
    reason: personal(longText),
    document,
    /** where the result found again has stars whose minimum options the council has to have confirmed */
    unreadConfirmed: z.boolean().optional(),
  }),
  by: seated('council-chair', 'council-deputy', 'council-secretary'),
  restsOn: 'what-was-seen',
  decide: ({ state, input: { unreadConfirmed, ...input }, needs }) => {
    const { member, cycle, kind } = input;
    const item = itemOf(state, cycle);
    if (!item) return NOT_ON_AGENDA({ cycle }, '/cycle');
    if (!memberOf(state, member)?.scores) return NO_SEAT_TO_VOID({ member }, '/member');
    if (isConflicted(item, member)) return CONFLICT_KNOWN({ member, cycle }, '/member');
    const { closed } = item;
    if (!closed) return [conflictRecorded(input)];
    const { on: _, at: __, ...before } = closed;
    const rules = rulesOf(state, needs.year);
    const declared = { ...item.declared, [member]: kind };
    const without: Item = { ...item, declared, voided: [...item.voided, { member, kind, why: -1 }] };
    const found = resultOf(without, rules, unreadConfirmed ?? closed.unreadConfirmed);
    if (isRefusal(found) || !stillStands(state, without, rules))
      return [conflictRecorded({ ...input, before: asSaid(before) })];
    // Its cycle would not take it: what the result needs is said here.
    const unsound = minutesRefused(asMinutes(found), { ...rules, criteriaSet: item.dossier?.criteriaSet });
    return unsound ?? [conflictRecorded({ ...input, before: asSaid(before), after: asSaid(found) })];
  },
  words: { vi: 'Ghi nhận xung đột lợi ích phát hiện sau', en: 'Record a conflict found later' },
});
