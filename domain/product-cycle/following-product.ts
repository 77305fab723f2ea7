// A cycle knows producer, place and group of its product since it began. What is said of the product afterwards, it
// follows while no dossier is filed; later it is only told, and people decide what becomes of the rating.
import { z } from 'zod';
import { workflow } from '../kernel/command.ts';
import type { NewEvent } from '../kernel/event.ts';
import { type Producer, producer } from '../producer/producer.ts';
import type { Product } from '../product/product.ts';
import type { ProgrammeYear } from '../programme-year/programme-year.ts';
import { heightOf } from '../rulebooks/levels.ts';
import { getRulebook } from '../rulebooks/registry.ts';
import { holdersOf } from '../rulebooks/responsibilities.ts';
import { dayOf } from '../time/civil-date.ts';
import { withPlacing } from '../unit/placing.ts';
import { findUnit, type UnitTree } from '../unit/unit-tree.ts';
import { endedWithProduct } from './ending.ts';
import { type Known, known, type ProductCycle, productCycle, rulebookIdOf } from './product-cycle.ts';
import { waitingFor } from './waiting.ts';

const said = ({ producer, place, group, ended, producerEnded }: Known) => ({
  vi: `chủ thể ${producer}${producerEnded ? ' (đã kết thúc)' : ''}, địa bàn ${place}, nhóm ${group}${typeof ended === 'string' ? `; trùng với ${ended}` : ended ? '; không còn sản xuất' : ''}`,
  en: `producer ${producer}${producerEnded ? ' (ended)' : ''}, at ${place}, group ${group}${typeof ended === 'string' ? `; the same as ${ended}` : ended ? '; no longer made' : ''}`,
});

const lastTold = ({ told, producer, site, place, group }: ProductCycle) =>
  told ?? { producer, place: site ?? place, group };

const productFollowed = productCycle.event('ProductFollowed', {
  version: 1,
  schema: known,
  beside: true,
  // A cycle is placed by itself in a part of where its product lies: only another place of the product moves it.
  evolve: (state, to, { occurredAt, revision }) => ({
    ...(to.place === lastTold(state).place ? state : withPlacing(state, { place: to.place, from: dayOf(occurredAt) })),
    producer: to.producer,
    group: to.group,
    told: to,
    toldAt: revision,
  }),
  sentence: (to) => ({ vi: `Theo sản phẩm: ${said(to).vi}`, en: `Follows its product: ${said(to).en}` }),
});
const productChangeTold = productCycle.event('ProductChangeTold', {
  version: 1,
  schema: known,
  beside: true,
  evolve: (state, told, { revision }) => ({ ...state, told, toldAt: revision }),
  sentence: (to) => ({
    vi: `Sản phẩm đã thay đổi sau khi nộp hồ sơ: ${said(to).vi}`,
    en: `The product changed after the dossier was filed: ${said(to).en}`,
  }),
});
/** Whose product it is, as far as the cycle knows. */
export const ownerOf = ({ told, producer }: ProductCycle): string | undefined => told?.producer ?? producer;

export const ownerNeed = ({ state }: { state: ProductCycle }) => {
  const id = ownerOf(state);
  return { owner: id === undefined ? undefined : producer.need(id) };
};

/** What is said of the product by now, where the cycle has not been told so. */
export function productNews(state: ProductCycle, product: Product, owner: Producer): Known | undefined {
  const { producer, site, place = site, group, ended } = product;
  if (!state.started || state.ended || !producer || !place || !group) return undefined;
  const now: Known = {
    producer,
    place: site ?? place,
    group,
    ...(ended ? { ended: ended.into ?? (true as const) } : {}),
    ...(owner.ended && producer === ownerOf(state) ? { producerEnded: true as const } : {}),
  };
  const before = lastTold(state);
  return JSON.stringify(now) === JSON.stringify(before) ? undefined : now;
}

type Around = { readonly product: Product; readonly year: ProgrammeYear; readonly units: UnitTree };

/**
 * Its product is no longer made, and the matter lies with nobody above the unit that said so: what a higher level has in
 * hand, that level decides.
 */
export function endsWithProduct(state: ProductCycle, { product: { ended }, year, units }: Around): boolean {
  if (!state.started || state.ended || state.submitted || !ended || ended.into !== undefined) return false;
  const waiting = waitingFor(state, year);
  if (!waiting || ended.by === undefined) return true;
  const holders = holdersOf(getRulebook(rulebookIdOf(state, year)), waiting.responsibility, waiting.tier);
  const lowest = Math.min(...holders.map(({ at }) => heightOf(at)));
  return holders.length === 0 || lowest <= heightOf(findUnit(units, ended.by, ended.on)?.level ?? 'producer');
}

/** The facts with which a cycle takes up what is said of its product before its dossier is filed, or afterwards. */
export function following(state: ProductCycle, news: Known | undefined): readonly NewEvent[] {
  if (!news) return [];
  return [state.submitted ? productChangeTold(news) : productFollowed(news)];
}

export const followProduct = productCycle.command('FollowProduct', {
  input: z.strictObject({}),
  by: workflow,
  needs: ownerNeed,
  guard: ({ state, needs }) =>
    endsWithProduct(state, needs) || productNews(state, needs.product, needs.owner ?? {}) ? undefined : 'already-so',
  decide: ({ state, needs }) =>
    endsWithProduct(state, needs)
      ? [endedWithProduct({})]
      : following(state, productNews(state, needs.product, needs.owner ?? {})),
  words: { vi: 'Theo thay đổi của sản phẩm', en: 'Follow the product' },
});
