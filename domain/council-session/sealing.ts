// A member's sheet: judged when it is sealed, and read by nobody until whoever presides opens the product. What the event
// says of it is who, which product, how often, and a commitment.
import { z } from 'zod';
import { seated } from '../kernel/command.ts';
import { longText, sha256, slug } from '../kernel/fields.ts';
import { own } from '../kernel/own.ts';
import { type PersonalRef, personal, personalRef, type Secret, secret } from '../kernel/personal.ts';
import { isRefusal, type Refusal, refusal } from '../kernel/refusal.ts';
import { cycleId } from '../product-cycle/product-cycle.ts';
import { setNamed } from '../rulebooks/rate-sheets.ts';
import { sheetProblems } from '../rulebooks/score-sheet.ts';
import type { Day } from '../time/civil-date.ts';
import { cycleIn, cycleNeeds } from './agenda.ts';
import { hasDeclared } from './conflicts.ts';
import { type CouncilRules, rulesOf } from './council-rules.ts';
import {
  type CouncilSession,
  councilSession,
  type Item,
  isConflicted,
  itemOf,
  memberOf,
  seatIds,
  withItem,
} from './council-session.ts';
import { dossierRefused, lateRefused, NOT_ON_AGENDA } from './distribution.ts';
import { isScored } from './is-scored.ts';
import { presentIn } from './quorum.ts';
import { receiptOf } from './receipts.ts';
import { decidedRefused, sittingRefused } from './sitting.ts';

export const NOT_SCORING = refusal('NOT_SCORING', 'forbidden', {
  vi: '{member} không chấm điểm: quyết định thành lập không cử làm thành viên.',
  en: '{member} does not score: the establishing decision names them no member.',
});
const NOT_PRESENT = refusal('NOT_PRESENT', 'conflict', {
  vi: '{member} không có mặt tại phiên họp.',
  en: '{member} is not present.',
});
const OPINION_TERM_OVER = refusal('OPINION_TERM_OVER', 'conflict', {
  vi: 'Hạn cho ý kiến bằng văn bản đã hết ngày {until}.',
  en: 'Written opinions were taken until the end of {until}.',
});
const NOT_DECLARED = refusal('NOT_DECLARED', 'conflict', {
  vi: '{member} chưa khai xung đột lợi ích đối với {cycle}.',
  en: '{member} has not declared on conflicts of interest with {cycle}.',
});
export const MEMBER_CONFLICTED = refusal('MEMBER_CONFLICTED', 'forbidden', {
  vi: '{member} có xung đột lợi ích với {cycle}: không chấm điểm sản phẩm này.',
  en: '{member} has a conflict of interest with {cycle} and does not score it.',
});
export const SHEETS_OPENED = refusal('SHEETS_OPENED', 'conflict', {
  vi: 'Phiếu chấm {cycle} đã mở: không niêm phong thêm, không thay phiếu.',
  en: 'The sheets of {cycle} have been opened: none is sealed or replaced any more.',
});
const REPLACING_NEEDS_REASON = refusal('REPLACING_NEEDS_REASON', 'invalid', {
  vi: '{member} đã niêm phong phiếu {cycle}: thay phiếu thì phải nêu lý do.',
  en: '{member} has sealed a sheet of {cycle}: who replaces it gives the reason.',
});

const SESSION_KEY_MISSING = refusal('SESSION_KEY_MISSING', 'conflict', {
  vi: 'Chủ tịch chưa đặt khóa niêm phong của phiên họp.',
  en: 'The chair has not set the session’s key yet.',
});
const SEALED_ON_DEVICE = refusal('SEALED_ON_DEVICE', 'invalid', {
  vi: 'Khóa do Chủ tịch giữ: phiếu phải được niêm phong trên máy của thành viên (closed), không gửi nội dung.',
  en: 'The chair holds the key: a sheet is closed on the member’s own device (closed), and not sent as it is.',
});
const SEALED_BY_SERVER = refusal('SEALED_BY_SERVER', 'invalid', {
  vi: 'Phiếu được niêm phong bằng khóa của máy chủ: gửi nội dung phiếu (sheet).',
  en: 'Sheets are sealed with the server’s key: send the sheet itself (sheet).',
});

const choice = z.union([z.string().max(40), z.null(), z.array(z.string().max(40)).max(10)]);

/** What is sealed: an option per criterion, or none, and the pieces of evidence the member looked at. */
export const sheetContent = z.strictObject({
  choices: z.record(z.string().max(20), choice),
  seen: z.array(slug).max(200).optional(),
});
export type SheetContent = z.infer<typeof sheetContent>;

const sheetSealed = councilSession.event('SheetSealed', {
  version: 1,
  schema: z.strictObject({
    member: slug,
    cycle: cycleId,
    revision: z.int().min(1),
    commitment: sha256,
    envelope: personalRef,
    /** why it takes the place of the one before */
    reason: personalRef.optional(),
  }),
  beside: true,
  // Its member alone replaces it.
  stands: () => true,
  evolve: (state, { member, cycle, revision, commitment, envelope }, { revision: at }) =>
    withItem(state, cycle, (item) => ({
      sealed: { ...item.sealed, [member]: { revision, commitment, envelope, at } },
      revisions: { ...item.revisions, [member]: revision },
    })),
  sentence: ({ member, cycle, revision }) => ({
    vi: `${member} niêm phong phiếu chấm ${cycle}${revision > 1 ? ` (lần ${revision})` : ''}`,
    en: `${member} sealed a sheet of ${cycle}${revision > 1 ? ` (revision ${revision})` : ''}`,
  }),
});

/** The first thing that makes a sheet invalid for a set of criteria. */
function contentRefused({ choices }: SheetContent, criteriaSet: string): Refusal | undefined {
  const set = setNamed(criteriaSet);
  if (isRefusal(set)) return set;
  const [problem] = sheetProblems(choices, set);
  return problem && { ...problem, field: `/sheet/choices${problem.field ?? ''}` };
}

type Sealing = { readonly id: string; readonly on: Day };

/** Why a member may not seal a sheet of a product now, whatever it says. */
function sealingRefused(state: CouncilSession, item: Item, { id: account, on }: Sealing): Refusal | undefined {
  const { cycle } = item;
  const { inWriting, meetsOn: until = '' } = state;
  const sitting = sittingRefused(state) ?? (inWriting && on > until ? OPINION_TERM_OVER({ until }) : undefined);
  if (sitting) return sitting;
  if (!memberOf(state, account)?.scores) return NOT_SCORING({ member: account });
  if (!presentIn(state).includes(account)) return NOT_PRESENT({ member: account });
  if (isConflicted(item, account)) return MEMBER_CONFLICTED({ member: account, cycle }, '/cycle');
  if (!hasDeclared(item, account)) return NOT_DECLARED({ member: account, cycle }, '/cycle');
  return decidedRefused(item) ?? (isScored(item) ? SHEETS_OPENED({ cycle }, '/cycle') : undefined);
}

type Closed = { readonly commitment: string; readonly envelope: PersonalRef };

/** The sheet as it was closed, with the key that the session goes by and no other. */
function closedAs(
  given: { sheet: Closed | undefined; closed: Closed | undefined },
  { publicKey }: CouncilSession,
  { keyHeldByChair }: CouncilRules,
): Closed | Refusal {
  if (!keyHeldByChair) return given.sheet && !given.closed ? given.sheet : SEALED_BY_SERVER({}, '/sheet');
  if (publicKey === undefined) return SESSION_KEY_MISSING();
  return given.closed && !given.sheet ? given.closed : SEALED_ON_DEVICE({}, '/closed');
}

export const sealSheet = councilSession.command('SealSheet', {
  input: z.strictObject({
    cycle: cycleId,
    /** with the server's key */
    sheet: secret(sheetContent).optional(),
    /** closed to the session's key on the member's own device; what only the plain text shows is found at the opening */
    closed: z.strictObject({ commitment: sha256, envelope: personal(z.string().min(1).max(60_000)) }).optional(),
    reason: personal(longText).optional(),
  }),
  by: seated(...seatIds),
  needs: ({ input }) => cycleNeeds(input && [input.cycle]),
  decide: ({ state, input, actor, needs, occurredOn }) => {
    const { cycle, reason } = input;
    const member = actor.id;
    const item = itemOf(state, cycle);
    if (!item) return NOT_ON_AGENDA({ cycle }, '/cycle');
    const rules = rulesOf(state, needs.year);
    const refused =
      sealingRefused(state, item, { id: member, on: occurredOn }) ??
      dossierRefused(item, cycleIn(needs, cycle), state.tier ?? '') ??
      lateRefused(state, item, { rules, calendar: needs.year.calendar, on: occurredOn });
    if (refused) return refused;
    const sheet = input.sheet as Secret<SheetContent> | undefined;
    const given = closedAs({ sheet, closed: input.closed }, state, rules);
    if (isRefusal(given)) return given;
    const { commitment, envelope } = given;
    const invalid = sheet && contentRefused(sheet.plain, item.dossier?.criteriaSet ?? '');
    if (invalid) return invalid;
    const before = own(item.sealed, member);
    if (before && !reason) return REPLACING_NEEDS_REASON({ member, cycle }, '/reason');
    const revision = (own(item.revisions, member) ?? 0) + 1;
    return [sheetSealed({ member, cycle, revision, commitment, envelope, ...(reason ? { reason } : {}) })];
  },
  receipt: ({ commitment }: { commitment: string }, revision) => receiptOf(revision, commitment),
  words: { vi: 'Niêm phong phiếu chấm', en: 'Seal a sheet' },
});
