// What may be seen, as a table: per resource which role sees it in which relation. Where the law is silent it is what a
// coordination office would expect, with the reason beside it. What an act lets somebody do, they may see:
// `seeing.test.ts` holds the two against each other.
import { own } from '../kernel/own.ts';
import type { RoleId } from '../rulebooks/responsibilities.ts';
import type { Relation, SeeingAs, Standing } from './sight.ts';

export type Reach = { readonly [as in SeeingAs]?: readonly Relation[] };
/** `everybody`: whoever has an account; it names nobody and nothing that is somebody’s */
export type MaySee = 'everybody' | Reach;

/** The offices that see a whole: of the province, and auditors of the unit they audit. */
const overall: Reach = { 'province-officer': ['province'], admin: ['province'], auditor: ['unit', 'below'] };

/** What lies at a place: the commune its own, districts and signers what lies under them. */
const byPlace: Reach = {
  ...overall,
  'commune-officer': ['unit', 'below'],
  'district-officer': ['unit', 'below'],
  signer: ['unit', 'below'],
};

/** Decided ratings are public: every officer sees them, wherever they were given. */
const decidedToo = (reach: Reach): Reach => {
  const officers = Object.entries({ ...everyOfficer, ...reach }) as [SeeingAs, readonly Relation[]][];
  return Object.fromEntries(officers.map(([as, of]) => [as, as in everyOfficer ? [...of, 'decided'] : of]));
};
const everyOfficer: { readonly [role in RoleId]?: readonly Relation[] } = {
  'commune-officer': [],
  'district-officer': [],
  'province-officer': [],
  'department-officer': [],
  adviser: [],
  'council-chair': [],
  'council-deputy': [],
  'council-secretary': [],
  'council-member': [],
  signer: [],
  auditor: [],
  admin: [],
};

/** Products and what becomes of them. The law says no more of departments than that they guide their groups. */
const ofProducts: Reach = {
  ...byPlace,
  holder: ['session'],
  producer: ['own'],
  'department-officer': ['group'],
  adviser: ['advised'],
  // Prepares sessions, so puts on their agendas what lies under its council’s unit.
  'council-secretary': ['unit', 'below'],
};

/** Who runs the accounts and the post, and who inspects them. */
const ofAccounts: Reach = {
  holder: ['own'],
  'province-officer': ['province'],
  admin: ['province'],
  auditor: ['province'],
};
const ofTheOffice: Reach = { 'province-officer': ['province'], admin: ['province'], auditor: ['province'] };

/** Per resource of the API. */
export const seeing: Readonly<Record<string, MaySee>> = {
  'product-cycles': decidedToo(ofProducts),
  products: decidedToo(ofProducts),
  certificates: decidedToo(ofProducts),
  // Departments read of whom a product is; who that is as a person is another matter (`personal`).
  producers: { ...byPlace, producer: ['own'], 'department-officer': ['province'] },
  'council-sessions': { ...byPlace, holder: ['session'], 'council-secretary': ['unit', 'below'] },
  'unit-duties': { ...byPlace, 'department-officer': ['unit'] },
  accounts: ofAccounts,
  letters: ofAccounts,
  'calendar-feeds': ofAccounts,
  // All product codes of the province at once: lists of what is recognised are read where each may be seen.
  'product-codes': ofTheOffice,
  joinings: ofTheOffice,
  'moved-streams': ofTheOffice,
  // How letters are worded, which everybody gets.
  'post-offices': 'everybody',
  'programme-years': 'everybody',
  'unit-trees': 'everybody',
  calendars: 'everybody',
  'log-keys': 'everybody',
  'demo-clocks': 'everybody',
  'office-clocks': 'everybody',
};

/**
 * What is read of a resource beside its state. It is shown to whoever may see the resource at work, not decided alone, and
 * where it is named here, to these of them.
 */
export const seeingParts: Readonly<Record<string, Reach | 'as-the-resource'>> = {
  timeline: 'as-the-resource',
  // Without what its councils scored first, and again.
  'product-cycles/evidence': 'as-the-resource',
  'product-cycles/first-figures': {
    ...overall,
    'district-officer': ['unit', 'below'],
    'council-secretary': ['unit', 'below'],
  },
  'product-cycles/explain': 'as-the-resource',
  'product-cycles/papers': 'as-the-resource',
  // Whoever examines a dossier reads what lies in it; decided ratings are public, their papers are not.
  'product-cycles/files': 'as-the-resource',
  'product-cycles/dossier': 'as-the-resource',
  'product-cycles/receipts': 'as-the-resource',
  'certificates/papers': 'as-the-resource',
  'unit-duties/papers': 'as-the-resource',
  // Lists of products, whole or not at all: of a unit for the offices that see everything in it.
  'programme-years/papers': {
    ...ofTheOffice,
    'commune-officer': ['province'],
    'district-officer': ['province'],
    signer: ['province'],
  },
  // As their minutes: before those are signed for the council and whoever convened it.
  'council-sessions/papers': 'as-the-resource',
  'council-sessions/explain': 'as-the-resource',
  'council-sessions/results': 'as-the-resource',
  // Before they are signed for the council and whoever convened it: others are told that they are not.
  'council-sessions/minutes': 'as-the-resource',
  // Whoever scores has their own.
  'council-sessions/drafts': 'as-the-resource',
  'council-sessions/preparation': 'as-the-resource',
  // That sheets are sealed may be seen; they are handed to whoever presides, others are told that it is not theirs.
  'council-sessions/envelopes': 'as-the-resource',
  'council-sessions/receipts': { holder: ['session'] },
  // What somebody who leaves hands over.
  'accounts/open-work': 'as-the-resource',
  // Who works where, and where nobody does.
  'unit-trees/officers': ofTheOffice,
  // What a province that begins has still to set up.
  'unit-trees/first-steps': ofTheOffice,
  'post-offices/wording': 'as-the-resource',
  // To whom letters do not get through.
  'post-offices/outbox': ofTheOffice,
  // A rehearsal names what each unit would owe, and no product of anybody.
  'programme-years/rehearsal': {
    ...ofTheOffice,
    'commune-officer': ['province'],
    'district-officer': ['province'],
    'department-officer': ['province'],
    signer: ['province'],
  },
  'who-could': ofTheOffice,
};

/** Values of the vault, per resource: for those whose work it is, and for whom they are about. */
export const seeingPersonal: Readonly<Record<string, Reach>> = {
  producers: {
    producer: ['own'],
    'commune-officer': ['unit', 'below'],
    'district-officer': ['unit', 'below'],
    'province-officer': ['province'],
  },
  letters: { holder: ['own'] },
};

/**
 * Lists hold what may be seen of the resource, their totals and filters count nothing else. `at-work`: without what is only
 * decided; the list of decided ratings is that of certificates.
 */
export const seeingLists = {
  'product-cycles': { of: 'product-cycles', holds: 'at-work' },
  'council-sessions': { of: 'council-sessions', holds: 'at-work' },
  duties: { of: 'unit-duties', holds: 'at-work' },
  'programme-years/duties': { of: 'unit-duties', holds: 'at-work' },
  unplaced: { of: 'product-cycles', holds: 'at-work' },
  certificates: { of: 'certificates', holds: 'seen' },
  'certificate-months': { of: 'certificates', holds: 'seen' },
} as const satisfies Readonly<Record<string, { readonly of: string; readonly holds: 'seen' | 'at-work' }>>;

/** @returns those of the standings by which it may be seen */
export const seenBy = (reach: Reach, standings: readonly Standing[]): readonly Standing[] =>
  standings.filter(({ as, relation }) => reach[as]?.includes(relation));

/** `nothing`: it is not there; `decided`: what is public of it; `at-work`: all of it */
export type Sees = 'nothing' | 'decided' | 'at-work';

export function seesOf(resource: string, standings: readonly Standing[]): Sees {
  const may = own(seeing, resource);
  if (may === undefined) return 'nothing';
  if (may === 'everybody') return 'at-work';
  const by = seenBy(may, standings);
  if (by.length === 0) return 'nothing';
  return by.some(({ relation }) => relation !== 'decided') ? 'at-work' : 'decided';
}

/** Whether a part of a resource is shown to whoever sees it so. */
export function seesPart(resource: string, part: string, standings: readonly Standing[]): boolean {
  if (seesOf(resource, standings) !== 'at-work') return false;
  const reach = own(seeingParts, `${resource}/${part}`) ?? own(seeingParts, part);
  if (reach === undefined) return false;
  return reach === 'as-the-resource' || seenBy(reach, standings).length > 0;
}

export const seesPersonal = (resource: string, standings: readonly Standing[]): boolean =>
  seenBy(own(seeingPersonal, resource) ?? {}, standings).length > 0;
