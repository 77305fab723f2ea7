// The dossiers reach the members in time, and what a member has to do with a product is looked for in what is known.
import { z } from 'zod';
import { choice, sha256 } from '../kernel/fields.ts';
import { markOf } from '../kernel/mark.ts';
import { isRefusal, type Refusal, refusal } from '../kernel/refusal.ts';
import { cycleId, type ProductCycle } from '../product-cycle/product-cycle.ts';
import type { Day } from '../time/civil-date.ts';
import { addWorkingDays, type Calendar } from '../time/working-days.ts';
import { cycleIn, cycleNeeds, dossierOf, notWaiting } from './agenda.ts';
import { byPreparer } from './convening.ts';
import { type CouncilRules, leadOf } from './council-rules.ts';
import {
  type CouncilSession,
  councilSession,
  type Dossier,
  type Item,
  isDecided,
  itemOf,
  withItem,
} from './council-session.ts';
import { accountNeeds, conflictsFound, findConflicts, foundList, newsAmong, stillSaid } from './found-conflicts.ts';

export const NOT_ON_AGENDA = refusal('NOT_ON_AGENDA', 'unknown', {
  vi: 'Sản phẩm {cycle} không có trong chương trình phiên họp.',
  en: 'Product {cycle} is not on the session’s agenda.',
});
const NOT_DISTRIBUTED = refusal('NOT_DISTRIBUTED', 'conflict', {
  vi: 'Hồ sơ {cycle} chưa được gửi đến thành viên.',
  en: 'Dossier {cycle} has not been sent to the members yet.',
});
const DOSSIER_CHANGED = refusal('DOSSIER_CHANGED', 'conflict', {
  vi: 'Hồ sơ {cycle} đã thay đổi sau khi gửi thành viên: phải gửi lại.',
  en: 'Dossier {cycle} has changed since the members were given it: send it again.',
});
const DOSSIER_LATE = refusal('DOSSIER_LATE', 'conflict', {
  vi: 'Hồ sơ {cycle} gửi ngày {sent}; phải gửi trước ngày họp (hạn cho ý kiến) ít nhất {days} ngày làm việc, sớm nhất là {earliest}.',
  en: 'Dossier {cycle} was sent on {sent}, which must be {days} working days before the meeting, or the end of the written term: {earliest} at the earliest.',
});

const dossiersDistributed = councilSession.event('DossiersDistributed', {
  version: 1,
  schema: z.strictObject({
    products: z.array(
      z.strictObject({
        cycle: cycleId,
        rulebook: z.string(),
        criteriaSet: z.string(),
        manifest: sha256,
        /** how many pieces of evidence it has */
        items: z.int().min(0),
        at: z.int().min(0),
        found: foundList,
      }),
    ),
  }),
  evolve: (state, { products }, meta) =>
    products.reduce(
      (s, { cycle, found, items: _, ...dossier }) =>
        withItem(s, cycle, (item) => ({
          dossier: { ...dossier, distributed: markOf(meta) },
          found,
          declared: stillSaid(item, found),
          // A sheet is of the dossier its member had.
          sealed: {},
        })),
      state,
    ),
  sentence: ({ products }) => {
    const found = products.flatMap((p) => p.found).length;
    return {
      vi: `Gửi hồ sơ ${products.length} sản phẩm đến thành viên Hội đồng${found ? `; tìm thấy ${found} dấu hiệu xung đột lợi ích` : ''}`,
      en: `Dossiers of ${products.length} products sent to the members${found ? `; ${found} signs of a conflict of interest found` : ''}`,
    };
  },
});

const sampleWords = {
  received: { vi: 'Nhận', en: 'received' },
  tested: { vi: 'Kiểm nghiệm', en: 'tested' },
  returned: { vi: 'Trả lại', en: 'returned' },
  consumed: { vi: 'Đã dùng', en: 'consumed' },
} as const;

const samples = z.strictObject({
  cycle: cycleId,
  what: choice(sampleWords),
  count: z.int().min(1).max(1000),
});
const samplesRecorded = councilSession.event('SamplesRecorded', {
  version: 1,
  correctable: ['what', 'count'],
  schema: samples,
  beside: true,
  quiet: true,
  evolve: (state) => state,
  sentence: ({ cycle, what, count }) => ({
    vi: `${sampleWords[what].vi} ${count} sản phẩm mẫu của ${cycle}`,
    en: `${count} samples of ${cycle} ${sampleWords[what].en}`,
  }),
});

/** Why a product of the agenda cannot be scored: its dossier, as the members have it, is not what lies at the tier. */
export function dossierRefused(item: Item, state: ProductCycle, tier: string): Refusal | undefined {
  const { cycle, dossier } = item;
  const waiting = notWaiting(cycle, state, tier, '/cycle');
  if (waiting) return waiting;
  if (!dossier) return NOT_DISTRIBUTED({ cycle }, '/cycle');
  const now = dossierOf(state);
  return now && isSame(now, dossier) ? undefined : DOSSIER_CHANGED({ cycle }, '/cycle');
}

const isSame = (a: Dossier, b: Dossier): boolean =>
  a.manifest === b.manifest && a.at === b.at && a.criteriaSet === b.criteriaSet && a.rulebook === b.rulebook;

/**
 * Whether the members had a dossier for as long as the act asks before a meeting on a day; in writing, whether their term
 * leaves them as long as the year plan says.
 */
export function lateRefused(
  { inWriting, meetsOn = '' }: CouncilSession,
  { cycle, dossier }: Item,
  { rules, calendar, on }: { rules: CouncilRules; calendar: Calendar; on: Day },
): Refusal | undefined {
  if (!dossier) return NOT_DISTRIBUTED({ cycle }, '/cycle');
  const sent = dossier.distributed.on;
  const days = leadOf({ inWriting }, rules);
  const earliest = addWorkingDays(sent, days, calendar);
  return earliest <= (inWriting ? meetsOn : on) ? undefined : DOSSIER_LATE({ cycle, sent, days, earliest }, '/cycle');
}

const changedSince = (item: Item, state: ProductCycle): boolean => {
  const now = dossierOf(state);
  return now !== undefined && !(item.dossier && isSame(now, item.dossier));
};

export const distributeDossiers = councilSession.command('DistributeDossiers', {
  input: z.strictObject({}),
  by: byPreparer,
  needs: ({ state }) => ({
    ...cycleNeeds(state.agenda.map((item) => item.cycle)),
    ...accountNeeds(state.members.map((m) => m.account)),
  }),
  decide: ({ state, needs, occurredOn }) => {
    const left = state.agenda.filter((item) => !item.opening && !isDecided(item));
    const gone = left
      .map((item) => notWaiting(item.cycle, cycleIn(needs, item.cycle), state.tier ?? ''))
      .find(isRefusal);
    if (gone) return gone;
    const where = { tree: needs.units, on: occurredOn };
    const products = left.map((item) => {
      const cycle = cycleIn(needs, item.cycle);
      return { item, cycle, found: findConflicts(state, cycle, needs, where) };
    });
    const changed = products.filter(({ item, cycle }) => changedSince(item, cycle));
    const sent = changed.map(({ item, cycle, found }) => {
      return { cycle: item.cycle, ...(dossierOf(cycle) as Dossier), items: cycle.evidence.length, found };
    });
    // What was known of a member once is theirs to answer, also where it is so no more.
    const again = products.flatMap(({ item, found }) => {
      const news = newsAmong(item, found);
      const sentNow = changed.some((c) => c.item === item);
      return sentNow || news.length === 0 ? [] : [{ cycle: item.cycle, found: [...item.found, ...news] }];
    });
    return [
      ...(sent.length > 0 ? [dossiersDistributed({ products: sent })] : []),
      ...(again.length > 0 ? [conflictsFound({ products: again })] : []),
    ];
  },
  words: { vi: 'Gửi hồ sơ đến thành viên', en: 'Send the dossiers to the members' },
});

export const recordSamples = councilSession.command('RecordSamples', {
  input: samples,
  by: byPreparer,
  decide: ({ state, input }) =>
    itemOf(state, input.cycle) ? [samplesRecorded(input)] : NOT_ON_AGENDA({ cycle: input.cycle }, '/cycle'),
  words: { vi: 'Ghi nhận sản phẩm mẫu', en: 'Record samples' },
});
