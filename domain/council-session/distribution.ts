// The dossiers reach the members in time, and what a member has to do with a product is looked for in what is known.
import { z } from 'zod';
import { account } from '../access/account.ts';
import { type Account, grantsOn } from '../access/grants.ts';
import type { Need } from '../kernel/aggregate.ts';
import { sha256, slug } from '../kernel/fields.ts';
import { markOf } from '../kernel/mark.ts';
import { own } from '../kernel/own.ts';
import { isRefusal, type Refusal, refusal } from '../kernel/refusal.ts';
import { cycleId, type ProductCycle } from '../product-cycle/product-cycle.ts';
import type { RoleId } from '../rulebooks/responsibilities.ts';
import type { Day } from '../time/civil-date.ts';
import { addWorkingDays, type Calendar } from '../time/working-days.ts';
import { placesOf, unitsAt } from '../unit/place.ts';
import type { UnitTree } from '../unit/unit-tree.ts';
import { cycleIn, cycleNeeds, dossierOf, notWaiting } from './agenda.ts';
import { type ConflictKind, conflictKindIds } from './conflict-kinds.ts';
import { byPreparer } from './convening.ts';
import type { CouncilRules } from './council-rules.ts';
import {
  type CouncilSession,
  councilSession,
  type Dossier,
  type Found,
  type Item,
  isDecided,
  itemOf,
  withItem,
} from './council-session.ts';

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
        found: z.array(z.strictObject({ account: slug, kind: z.enum(conflictKindIds) })),
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

/** Who said that they have no conflict, without what is found now, has to say it again. */
function stillSaid(item: Item, found: readonly Found[]): Item['declared'] {
  const news = found.filter((f) => !item.found.some((was) => was.account === f.account && was.kind === f.kind));
  const said = Object.entries(item.declared);
  return Object.fromEntries(said.filter(([who, kind]) => kind !== 'none' || !news.some((f) => f.account === who)));
}

const samples = z.strictObject({
  cycle: cycleId,
  what: z.enum(['received', 'tested', 'returned', 'consumed']),
  count: z.int().min(1).max(1000),
});
const samplesRecorded = councilSession.event('SamplesRecorded', {
  version: 1,
  schema: samples,
  beside: true,
  quiet: true,
  evolve: (state) => state,
  sentence: ({ cycle, what, count }) => ({
    vi: `${sampleWords[what].vi} ${count} sản phẩm mẫu của ${cycle}`,
    en: `${count} samples of ${cycle} ${sampleWords[what].en}`,
  }),
});
const sampleWords = {
  received: { vi: 'Nhận', en: 'received' },
  tested: { vi: 'Kiểm nghiệm', en: 'tested' },
  returned: { vi: 'Trả lại', en: 'returned' },
  consumed: { vi: 'Đã dùng', en: 'consumed' },
} as const;

type Holders = Readonly<Record<`account:${string}`, Account>>;
const accountNeeds = (accounts: readonly string[]): Readonly<Record<`account:${string}`, Need<Account>>> =>
  Object.fromEntries(accounts.map((id) => [`account:${id}`, account.need(id)]));

const producer: RoleId = 'producer';

/** What is known of a member and a product; the member answers it, whatever it is. */
function foundOf(id: string, holder: Account, cycle: ProductCycle, { tree, on }: Where): readonly ConflictKind[] {
  const grants = grantsOn(holder, on);
  // Whatever took the product's commune in since is its own one now.
  const communes = unitsAt(tree, placesOf(cycle), on).map((unit) => unit.code);
  const works = grants.some((g) => g.role !== producer && communes.includes(g.unit));
  const makes = grants.some((g) => g.role === producer && g.unit === cycle.producer);
  const hands = (cycle.hands ?? []).filter((h) => h.account === id).map((h) => h.as);
  return [...(makes ? (['same-producer'] as const) : []), ...(works ? (['same-unit'] as const) : []), ...hands];
}

type Where = { readonly tree: UnitTree; readonly on: Day };
const findConflicts = ({ members }: CouncilSession, cycle: ProductCycle, holders: Holders, where: Where): Found[] =>
  members.flatMap((m) => {
    const holder = own(holders as Readonly<Record<string, Account>>, `account:${m.account}`) ?? account.initial;
    return foundOf(m.account, holder, cycle, where).map((kind) => ({ account: m.account, kind }));
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
  const days = inWriting ? rules.writtenWorkingDays : rules.leadWorkingDays;
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
    const changed = left.filter((item) => changedSince(item, cycleIn(needs, item.cycle)));
    if (changed.length === 0) return [];
    const products = changed.map((item) => {
      const cycle = cycleIn(needs, item.cycle);
      const found = findConflicts(state, cycle, needs, { tree: needs.units, on: occurredOn });
      return { cycle: item.cycle, ...(dossierOf(cycle) as Dossier), items: cycle.evidence.length, found };
    });
    return [dossiersDistributed({ products })];
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
