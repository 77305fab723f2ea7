// To whom each thing belongs: what its own state says, and where that names a product, the product’s.
import type { CalendarFeed } from '../calendar-feed/calendar-feed.ts';
import type { CouncilSession } from '../council-session/council-session.ts';
import { own } from '../kernel/own.ts';
import type { Producer } from '../producer/producer.ts';
import type { Product } from '../product/product.ts';
import { cycleParts, type ProductCycle } from '../product-cycle/product-cycle.ts';
import type { UnitDuties } from '../unit-duties/unit-duties.ts';
import type { Account } from './grants.ts';
import type { Whose } from './sight.ts';

type Of = { readonly id: string; readonly state: any; readonly product: Product | undefined };

const made = (id: string, product: Product | undefined): Whose => ({
  product: id,
  province: product?.province,
  place: product?.place,
  places: product?.places,
  producer: product?.producer,
  group: product?.group,
});

const ofProvince = ({ id }: Of): Whose => ({ province: id.slice(0, 2), place: id.slice(0, 2) });
const ofItsProvince = ({ state: { province } }: Of): Whose => ({ province, place: province });
const ofAccount = ({ id, state }: Of): Whose => ({ province: (state as Account).province, accounts: [id] });

const ofCycle = ({ id, state, product }: Of): Whose => {
  const { started, place, places, producer, group, hands = [], ended } = state as ProductCycle;
  const { province, product: of } = cycleParts(id);
  return {
    ...made(of, product),
    ...(started ? { place, places, producer, group } : {}),
    province,
    cycle: id,
    advisers: hands.filter((hand) => hand.as === 'advised').map(({ account }) => account),
    decided: ended?.kind === 'recognised',
  };
};

/** Per resource. */
const whose: Readonly<Record<string, (of: Of) => Whose>> = {
  'product-cycles': ofCycle,
  certificates: ({ id, product }) => {
    const { province, product: of } = cycleParts(id);
    return { ...made(of, product), province, cycle: id, decided: true };
  },
  // A product has its code from its first recognition on.
  products: ({ id, state }) => ({ ...made(id, state), decided: (state as Product).code !== undefined }),
  producers: ({ id, state: { province, place, places } }: Of & { state: Producer }) => ({
    ...{ province, place, places },
    producer: id,
  }),
  'council-sessions': ({ id, state }) => {
    const { unit, meetsOn, members } = state as CouncilSession;
    const place = { code: unit ?? id.slice(0, 2), ...(meetsOn ? { on: meetsOn } : {}) };
    return { province: id.slice(0, 2), places: [place], seats: members.map(({ account }) => account) };
  },
  'unit-duties': ({ id, state: { unit } }: Of & { state: UnitDuties }) => ({
    province: id.slice(0, 2),
    places: unit ? [{ code: unit.code, on: unit.from }] : [],
  }),
  accounts: ofAccount,
  letters: ofAccount,
  'calendar-feeds': ({ state }) => {
    const { province, account } = state as CalendarFeed;
    return { province, accounts: account === undefined ? [] : [account] };
  },
  'post-offices': ofProvince,
  'product-codes': ofProvince,
  'moved-streams': ofProvince,
  'programme-years': ofProvince,
  'unit-trees': ofProvince,
  joinings: () => ({}),
  calendars: ofItsProvince,
  'log-keys': ofItsProvince,
  'demo-clocks': ofItsProvince,
  'office-clocks': ofItsProvince,
};

/** The product whose state says more of whose it is. */
export const productOf = (resource: string, id: string): string | undefined =>
  resource === 'product-cycles' || resource === 'certificates' ? cycleParts(id).product : undefined;

export const whoseIs = (resource: string, of: Of): Whose => own(whose, resource)?.(of) ?? {};
