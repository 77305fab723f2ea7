// A product that was concluded or postponed is taken up again while its result has not gone into its cycle: what falls with
// that is said first, and confirmed by its number.
import { z } from 'zod';
import { seated } from '../kernel/command.ts';
import { document, longText, paper } from '../kernel/fields.ts';
import { markOf } from '../kernel/mark.ts';
import { personal, personalRef } from '../kernel/personal.ts';
import { refusal } from '../kernel/refusal.ts';
import { cycleId } from '../product-cycle/product-cycle.ts';
import { cycleIn, cycleNeeds } from './agenda.ts';
import { supersededRefused } from './appeals.ts';
import { rulesOf } from './council-rules.ts';
import {
  type CouncilSession,
  councilSession,
  type Item,
  isDecided,
  isSigned,
  itemOf,
  seatIds,
  withItem,
} from './council-session.ts';
import { dossierRefused, NOT_ON_AGENDA } from './distribution.ts';
import { runningRefused } from './sitting.ts';

const NOTHING_TO_REOPEN = refusal('NOTHING_TO_REOPEN', 'conflict', {
  vi: 'Sản phẩm {cycle} chưa được kết luận: không có gì để mở lại.',
  en: 'Product {cycle} is not decided on: there is nothing to reopen.',
});
const REOPENING_FALLS = refusal('REOPENING_FALLS', 'conflict', {
  vi: 'Mở lại {cycle} thì {sheets} phiếu phải chấm lại, {votes} biểu quyết không còn, {minutes} biên bản đã ký phải bổ sung: xác nhận bằng "falls": {falls}.',
  en: 'Reopening {cycle}: {sheets} sheets are scored again, {votes} votes fall, {minutes} signed minutes are supplemented. Confirm by "falls": {falls}.',
});

export const productReopened = councilSession.event('ProductReopened', {
  version: 1,
  correctable: ['document'],
  schema: z.strictObject({
    cycle: cycleId,
    sheets: z.int().min(0),
    votes: z.int().min(0),
    minutes: z.int().min(0),
    reason: personalRef,
    document,
  }),
  ends: () => false,
  evolve: (state, { cycle }, meta) =>
    withItem(state, cycle, ({ opening }) => ({
      closed: undefined,
      postponed: undefined,
      delivery: undefined,
      votes: [],
      // Its sheets are the first ones of a product that is scored again.
      ...(opening ? { discussed: markOf(meta) } : {}),
    })),
  sentence: ({ cycle, sheets, votes, minutes, document }) => ({
    vi: `Mở lại sản phẩm ${cycle} theo ${paper(document)}: chấm lại ${sheets} phiếu, bỏ ${votes} biểu quyết${minutes > 0 ? ', biên bản phải bổ sung' : ''}`,
    en: `Product ${cycle} reopened by ${paper(document)}: ${sheets} sheets scored again, ${votes} votes fall${minutes > 0 ? ', minutes are to be supplemented' : ''}`,
  }),
});

/** What has to be done again once a product is reopened. */
function fallingWith({ minutes }: CouncilSession, { opening, votes }: Item) {
  const signed = minutes.filter(isSigned).length > 0 ? 1 : 0;
  return { sheets: opening?.scored.length ?? 0, votes: votes.length, minutes: signed };
}

export const reopenProduct = councilSession.command('ReopenProduct', {
  input: z.strictObject({
    cycle: cycleId,
    /** how many sheets, votes and signed minutes fall with it, as the refusal without it says */
    falls: z.int().min(0).optional(),
    reason: personal(longText),
    document,
  }),
  by: seated(...seatIds),
  restsOn: 'what-was-seen',
  needs: ({ input }) => cycleNeeds(input && [input.cycle]),
  decide: ({ state, input: { falls, ...input }, actor, needs }) => {
    const { cycle } = input;
    const item = itemOf(state, cycle);
    if (!item) return NOT_ON_AGENDA({ cycle }, '/cycle');
    const superseded = supersededRefused(item);
    if (superseded) return superseded;
    if (!isDecided(item)) return NOTHING_TO_REOPEN({ cycle }, '/cycle');
    // Once its cycle has the result, a conflict found later or another session changes it.
    const refused =
      dossierRefused(item, cycleIn(needs, cycle), state.tier ?? '') ??
      runningRefused(state, actor, rulesOf(state, needs.year));
    if (refused) return refused;
    const fall = fallingWith(state, item);
    const all = fall.sheets + fall.votes + fall.minutes;
    return falls === all
      ? [productReopened({ ...input, ...fall })]
      : REOPENING_FALLS({ cycle, ...fall, falls: all }, '/falls');
  },
  words: { vi: 'Mở lại sản phẩm', en: 'Reopen a product' },
});
