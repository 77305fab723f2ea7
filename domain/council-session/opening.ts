// Whoever presides opens a product: all its sheets at once, each held against what its member committed to.
import { z } from 'zod';
import { seated } from '../kernel/command.ts';
import { longText, points, slug } from '../kernel/fields.ts';
import { markOf } from '../kernel/mark.ts';
import { own } from '../kernel/own.ts';
import { personal, personalRef, type Unsealed } from '../kernel/personal.ts';
import { isRefusal, type Refusal, refusal } from '../kernel/refusal.ts';
import { cycleId } from '../product-cycle/product-cycle.ts';
import { setNamed } from '../rulebooks/rate-sheets.ts';
import { totalOf } from '../rulebooks/score-sheet.ts';
import { cycleIn, cycleNeeds } from './agenda.ts';
import { type CouncilRules, rulesOf } from './council-rules.ts';
import {
  type CouncilSession,
  councilSession,
  type Item,
  itemOf,
  type Opening,
  type Sealed,
  seatIds,
  withItem,
} from './council-session.ts';
import { dossierRefused, NOT_ON_AGENDA } from './distribution.ts';
import { accountNeeds, unansweredRefused } from './found-conflicts.ts';
import { isScored } from './is-scored.ts';
import { presentIn, quorumOf, ratersOf } from './quorum.ts';
import { SHEETS_OPENED, sheetContent } from './sealing.ts';
import { decidedRefused, quorumRefused, sittingRefused } from './sitting.ts';

const SHEETS_MISSING = refusal('SHEETS_MISSING', 'conflict', {
  vi: 'Sản phẩm {cycle} còn thiếu phiếu của {members}.',
  en: 'Sheets of {cycle} are missing: {members}.',
});
const OPINIONS_AWAITED = refusal('OPINIONS_AWAITED', 'conflict', {
  vi: 'Thành viên còn được gửi ý kiến đến hết ngày {until}.',
  en: 'Members may give their opinion until the end of {until}.',
});
const OPENED_ELSEWHERE = refusal('OPENED_ELSEWHERE', 'invalid', {
  vi: 'Phiếu mở bằng khóa do Chủ tịch giữ thì gửi kèm nội dung (opened); mở bằng khóa của máy chủ thì không.',
  en: 'What the chair’s key opens is sent with the command (opened); what the server’s key opens is not.',
});
const NOTHING_TO_DISCUSS = refusal('NOTHING_TO_DISCUSS', 'conflict', {
  vi: 'Sản phẩm {cycle}: phiếu chưa mở, hoặc điểm không chênh quá {max} và mọi phiếu đều khớp.',
  en: 'Product {cycle}: its sheets are not open, or differ by no more than {max} and all fit.',
});
const ONLY_IN_A_MEETING = refusal('ONLY_IN_A_MEETING', 'conflict', {
  vi: 'Ý kiến bằng văn bản về {cycle} khác nhau: phải chuyển sang họp.',
  en: 'Written opinions on {cycle} differ: it takes a meeting.',
});
const DISCUSSED_ALREADY = refusal('DISCUSSED_ALREADY', 'conflict', {
  vi: 'Sản phẩm {cycle} đã được thảo luận và chấm lại: người chủ trì kết luận kèm lý do.',
  en: 'Product {cycle} has been discussed and scored again: whoever presides concludes, with the reason.',
});

const salt = z.string().regex(/^[0-9a-f]{64}$/);
const total = z.int().min(0).max(10_000);

const openedSheets = z.array(
  z.strictObject({
    member: slug,
    revision: z.int().min(1),
    /** with the sheet it gives the commitment that was sealed */
    salt,
    sheet: sheetContent,
    total,
  }),
);

export const scoresOpened = councilSession.event('ScoresOpened', {
  version: 1,
  schema: z.strictObject({
    cycle: cycleId,
    presides: slug,
    scored: openedSheets,
    /** whose sheet is not what they sealed, or cannot be opened: it counts as missing */
    unfit: z.array(slug),
  }),
  // What was seen is not sealed again: a product is taken up again by reopening it, and its sheets then are first ones.
  stands: () => true,
  evolve: (state, { cycle, presides, scored, unfit }, meta) =>
    withItem(state, cycle, ({ opening, earlier }) => ({
      sealed: {},
      earlier: opening ? [...earlier, opening] : earlier,
      opening: {
        ...markOf(meta),
        by: presides,
        scored: scored.map(({ member, revision, sheet, total }) => ({ member, revision, sheet: sheet.choices, total })),
        unfit,
      },
    })),
  derives: (data, before, { digest }) => {
    const item = itemOf(before, data.cycle);
    if (!item) return NOT_ON_AGENDA({ cycle: data.cycle });
    const by = { criteriaSet: item.dossier?.criteriaSet ?? '', digest };
    const saidBy = (member: string) => data.scored.find((one) => one.member === member);
    const scored = ratersOf(before, item).flatMap(({ account: member }) => {
      const sealed = own(item.sealed, member);
      const said = saidBy(member);
      return (sealed && said && openedSheet(member, sealed, { salt: said.salt, value: said.sheet }, by)) ?? [];
    });
    return { ...data, scored };
  },
  // The figures stand in the event; a sheet that was scored again shows its first ones to nobody who reads a timeline.
  sentence: ({ cycle, scored, unfit }) => ({
    vi: `Mở phiếu chấm ${cycle}: ${scored.length} phiếu${unfit.length > 0 ? `; không khớp niêm phong: ${unfit.join(', ')}` : ''}`,
    en: `Sheets of ${cycle} opened: ${scored.length}${unfit.length > 0 ? `; not as sealed: ${unfit.join(', ')}` : ''}`,
  }),
});

export const productDiscussed = councilSession.event('ProductDiscussed', {
  version: 1,
  schema: z.strictObject({ cycle: cycleId, spread: total, notes: personalRef.optional() }),
  derives: (data, before) => {
    const opening = itemOf(before, data.cycle)?.opening;
    return opening && { ...data, spread: spreadOf(opening) };
  },
  evolve: (state, { cycle }, meta) => withItem(state, cycle, () => ({ discussed: markOf(meta) })),
  sentence: ({ cycle }) => ({
    vi: `Hội đồng thảo luận, chấm lại sản phẩm ${cycle}`,
    en: `The council discussed product ${cycle} and scores it again`,
  }),
});

/** By how much the totals differ, in hundredths. */
export function spreadOf({ scored }: Opening): number {
  const totals = scored.map((s) => s.total);
  return totals.length === 0 ? 0 : Math.max(...totals) - Math.min(...totals);
}

/** Why nothing is decided on a product now, or not by this person. */
export function decidingRefused(
  { state, item, rules }: { state: CouncilSession; item: Item; rules: CouncilRules },
  by: string,
): Refusal | undefined {
  return decidedRefused(item) ?? sittingRefused(state) ?? quorumRefused(quorumOf(state, item, rules), item, by);
}

/** Whose sheet has to be there: who is present and rates it; in writing whoever answered within the term. */
function missingRefused(state: CouncilSession, item: Item, on: string, rules: CouncilRules): Refusal | undefined {
  const raters = ratersOf(state, item).map((m) => m.account);
  const there = presentIn(state);
  const missing = raters.filter((account) => there.includes(account) && !own(item.sealed, account));
  if (missing.length === 0) return undefined;
  const { cycle } = item;
  if (!state.inWriting) return SHEETS_MISSING({ cycle, members: missing }, '/cycle');
  if (on <= (state.meetsOn ?? '')) return OPINIONS_AWAITED({ until: state.meetsOn }, '/cycle');
  const answered = raters.length - missing.length;
  return answered * 10_000 >= raters.length * rules.quorumBasisPoints
    ? undefined
    : SHEETS_MISSING({ cycle, members: missing }, '/cycle');
}

type Digest = (value: unknown) => string;

/** A sheet as it was sealed, as the event tells it; undefined where it is not that, or none for the set. */
function openedSheet(
  member: string,
  { revision, commitment }: Sealed,
  said: Unsealed | undefined,
  by: { criteriaSet: string; digest: Digest },
): z.infer<typeof openedSheets>[number] | undefined {
  const content = sheetContent.safeParse(said?.value);
  const set = setNamed(by.criteriaSet);
  if (!said || !content.success || isRefusal(set)) return undefined;
  if (by.digest({ salt: said.salt, value: said.value }) !== commitment) return undefined;
  const sum = totalOf(content.data.choices, set);
  if (isRefusal(sum)) return undefined;
  return { member, revision, salt: said.salt, sheet: content.data, total: sum.total };
}

export const openScores = councilSession.command('OpenScores', {
  input: z.strictObject({
    cycle: cycleId,
    /** where the chair holds the key: what was in the envelopes */
    opened: z
      .array(z.strictObject({ member: slug, salt, value: z.unknown() }))
      .max(40)
      .optional(),
  }),
  by: seated(...seatIds),
  restsOn: 'what-was-seen',
  needs: ({ state, input }) => ({
    ...cycleNeeds(input && [input.cycle]),
    ...accountNeeds(state.members.map((m) => m.account)),
  }),
  // What was closed to the chair's key the server's does not open: then it comes with the command.
  unseals: ({ state, input }) => Object.values(itemOf(state, input.cycle)?.sealed ?? {}).map((s) => s.envelope),
  decide: ({ state, input: { cycle, opened: given }, actor, needs, occurredOn, unsealed, digest }) => {
    const item = itemOf(state, cycle);
    if (!item) return NOT_ON_AGENDA({ cycle }, '/cycle');
    const rules = rulesOf(state, needs.year);
    const refused =
      decidingRefused({ state, item, rules }, actor.id) ??
      (isScored(item) ? SHEETS_OPENED({ cycle }, '/cycle') : undefined) ??
      dossierRefused(item, cycleIn(needs, cycle), state.tier ?? '') ??
      unansweredRefused(state, item, {
        cycle: cycleIn(needs, cycle),
        holders: needs,
        where: { tree: needs.units, on: occurredOn },
      }) ??
      missingRefused(state, item, occurredOn, rules);
    if (refused) return refused;
    if (rules.keyHeldByChair !== (given !== undefined)) return OPENED_ELSEWHERE({}, '/opened');
    const by = { criteriaSet: item.dossier?.criteriaSet ?? '', digest };
    // In the order of the decision, whoever sealed first.
    const raters = ratersOf(state, item).map((m) => m.account);
    const sheets = raters.flatMap((member) => {
      const sealed = own(item.sealed, member);
      if (!sealed) return [];
      const said = given ? given.find((one) => one.member === member) : unsealed.get(sealed.envelope.ref);
      return [{ member, opened: openedSheet(member, sealed, said, by) }];
    });
    const scored = sheets.flatMap(({ opened }) => opened ?? []);
    const unfit = sheets.filter(({ opened }) => !opened).map(({ member }) => member);
    return [scoresOpened({ cycle, presides: actor.id, scored, unfit })];
  },
  words: { vi: 'Mở phiếu chấm', en: 'Open the sheets' },
});

export const discussProduct = councilSession.command('DiscussProduct', {
  input: z.strictObject({ cycle: cycleId, notes: personal(longText).optional() }),
  by: seated(...seatIds),
  restsOn: 'what-was-seen',
  decide: ({ state, input, actor, needs }) => {
    const { cycle } = input;
    const item = itemOf(state, cycle);
    if (!item) return NOT_ON_AGENDA({ cycle }, '/cycle');
    const rules = rulesOf(state, needs.year);
    const refused = decidingRefused({ state, item, rules }, actor.id);
    if (refused) return refused;
    if (state.inWriting) return ONLY_IN_A_MEETING({ cycle }, '/cycle');
    const { opening, earlier } = item;
    const spread = opening ? spreadOf(opening) : 0;
    const open = isScored(item) && opening && (spread > rules.maxSpread || opening.unfit.length > 0);
    if (!open) return NOTHING_TO_DISCUSS({ cycle, max: points(rules.maxSpread) }, '/cycle');
    if (earlier.length > 0) return DISCUSSED_ALREADY({ cycle }, '/cycle');
    return [productDiscussed({ ...input, spread })];
  },
  words: { vi: 'Thảo luận, chấm lại', en: 'Discuss and score again' },
});
