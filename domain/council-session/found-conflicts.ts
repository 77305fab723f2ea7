// What members have to do with a product is looked for in what is known: when the dossiers are sent, when they are sent
// again, and once more before sheets are opened, as the producer may have moved or somebody lent a hand meanwhile.
import { z } from 'zod';
import { account } from '../access/account.ts';
import { type Account, grantsOn } from '../access/grants.ts';
import type { Need } from '../kernel/aggregate.ts';
import { slug } from '../kernel/fields.ts';
import { own } from '../kernel/own.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import { cycleId, type ProductCycle } from '../product-cycle/product-cycle.ts';
import type { RoleId } from '../rulebooks/responsibilities.ts';
import type { Day } from '../time/civil-date.ts';
import { placesOf, unitsAt } from '../unit/place.ts';
import type { UnitTree } from '../unit/unit-tree.ts';
import { type ConflictKind, conflictKind } from './conflict-kinds.ts';
import { type CouncilSession, councilSession, type Found, type Item, withItem } from './council-session.ts';
import { ratersOf } from './quorum.ts';

const CONFLICTS_UNANSWERED = refusal('CONFLICTS_UNANSWERED', 'conflict', {
  vi: 'Dữ liệu cho thấy dấu hiệu xung đột lợi ích mới với {cycle}: {members}. Gửi lại hồ sơ để thành viên trả lời.',
  en: 'The data now show signs of a conflict of interest with {cycle}: {members}. Send the dossiers again, so that they answer.',
});

/** Who has what to do with a product, as an event says it. */
export const foundList = z.array(z.strictObject({ account: slug, kind: conflictKind }));

export const conflictsFound = councilSession.event('ConflictsFound', {
  version: 1,
  schema: z.strictObject({ products: z.array(z.strictObject({ cycle: cycleId, found: foundList })).min(1) }),
  evolve: (state, { products }) =>
    products.reduce(
      (s, { cycle, found }) =>
        withItem(s, cycle, (item) => {
          const declared = stillSaid(item, found);
          const sealed = Object.entries(item.sealed).filter(([member]) => Object.hasOwn(declared, member));
          return { found, declared, sealed: Object.fromEntries(sealed) };
        }),
      state,
    ),
  sentence: ({ products }) => {
    const found = products.flatMap((p) => p.found).length;
    return {
      vi: `Tìm lại dấu hiệu xung đột lợi ích với ${products.length} sản phẩm: có ${found}`,
      en: `Conflicts of interest looked for again in ${products.length} products: ${found} signs`,
    };
  },
});

const among = (all: readonly Found[], one: Found): boolean =>
  all.some((f) => f.account === one.account && f.kind === one.kind);

/** What is found now that was not found before. */
export const newsAmong = (item: Item, found: readonly Found[]): readonly Found[] =>
  found.filter((f) => !among(item.found, f));

/** Who said that they have no conflict, without what is found now, has to say it again. */
export function stillSaid(item: Item, found: readonly Found[]): Item['declared'] {
  const news = newsAmong(item, found);
  const said = Object.entries(item.declared);
  return Object.fromEntries(said.filter(([who, kind]) => kind !== 'none' || !news.some((f) => f.account === who)));
}

export type Holders = Readonly<Record<`account:${string}`, Account>>;
export const accountNeeds = (accounts: readonly string[]): Readonly<Record<`account:${string}`, Need<Account>>> =>
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

export type Where = { readonly tree: UnitTree; readonly on: Day };
export const findConflicts = (
  { members }: CouncilSession,
  cycle: ProductCycle,
  holders: Holders,
  where: Where,
): Found[] =>
  members.flatMap((m) => {
    const holder = own(holders as Readonly<Record<string, Account>>, `account:${m.account}`) ?? account.initial;
    return foundOf(m.account, holder, cycle, where).map((kind) => ({ account: m.account, kind }));
  });

/** Why sheets of a product are not opened yet: something is known of who rates it that they have not answered. */
export function unansweredRefused(
  state: CouncilSession,
  item: Item,
  { cycle, holders, where }: { cycle: ProductCycle; holders: Holders; where: Where },
): Refusal | undefined {
  const raters = ratersOf(state, item).map((m) => m.account);
  const news = newsAmong(item, findConflicts(state, cycle, holders, where));
  const members = [...new Set(news.map((f) => f.account))].filter((who) => raters.includes(who));
  return members.length === 0 ? undefined : CONFLICTS_UNANSWERED({ cycle: item.cycle, members }, '/cycle');
}
