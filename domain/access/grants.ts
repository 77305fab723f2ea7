// The roles an account holds, and whether a role is one that is held at a unit.
import { z } from 'zod';
import { slug } from '../kernel/fields.ts';
import type { PersonalRef } from '../kernel/personal.ts';
import { type Lang, type Refusal, refusal, type Words } from '../kernel/refusal.ts';
import { heightOf } from '../rulebooks/levels.ts';
import { rulebooks } from '../rulebooks/registry.ts';
import { type Holder, type RoleId, roles } from '../rulebooks/responsibilities.ts';
import type { Day } from '../time/civil-date.ts';
import { findUnit, UNIT_ENDED, type Unit, type UnitTree, unitRefused } from '../unit/unit-tree.ts';

/** What a role is held for: a department for its product groups, an adviser for the products it advises. */
export const heldFor = {
  groups: z.array(slug).min(1).max(40).optional(),
  products: z.array(slug).min(1).max(200).optional(),
};
type HeldFor = { readonly groups?: readonly string[] | undefined; readonly products?: readonly string[] | undefined };

/** Who of a committee signs: Decree 30/2020/NĐ-CP, Annex I, part II.6, says in which form. */
export const signerPosts = {
  head: { vi: 'Chủ tịch', en: 'Chair' },
  acting: { vi: 'Quyền Chủ tịch', en: 'Acting chair' },
  deputy: { vi: 'Phó Chủ tịch', en: 'Deputy chair' },
  'office-head': { vi: 'Chánh Văn phòng', en: 'Head of the office' },
} as const satisfies Record<string, Words>;
export type SignerPost = keyof typeof signerPosts;

export type Grant = {
  readonly id: string;
  readonly role: RoleId;
  readonly unit: string;
  /** of a signer: in which post; without one, the head */
  readonly post?: SignerPost | undefined;
  readonly from: Day;
  readonly until?: Day | undefined;
  /** the account that holds it and lets this one act for it, by the grant it holds it with */
  readonly delegated?: { readonly by: string; readonly grant: string } | undefined;
} & HeldFor;
/** From its first day; through the day before the one that ended it. */
export type Suspension = { readonly from: Day; readonly until?: Day | undefined };
/** How its holder is reached: values of the vault. `digest`: once a working day; `at-once`: as it comes. */
export type Contact = {
  readonly email?: PersonalRef | undefined;
  readonly telephone?: PersonalRef | undefined;
  readonly language: Lang;
  readonly delivery: 'digest' | 'at-once';
  /** to the telephone, where the installation has a gateway; without it by mail */
  readonly channel?: 'message' | undefined;
};
export type Account = {
  readonly grants: readonly Grant[];
  readonly province?: string;
  readonly contact?: Contact;
  readonly suspensions?: readonly Suspension[];
};

export const isSuspendedOn = ({ suspensions = [] }: Account, on: Day): boolean =>
  suspensions.some((s) => s.from <= on && (s.until === undefined || on < s.until));

/** What an account may act as that day; a suspended one as nothing. */
export const grantsOn = (state: Account, on: Day): readonly Grant[] =>
  isSuspendedOn(state, on) ? [] : state.grants.filter((g) => g.from <= on && (g.until === undefined || on <= g.until));

/** Who acts for another does so as long as that one could. @param holders those who let others act, by their account */
export const resting = (state: Account, holders: ReadonlyMap<string, Account>, on: Day): Account => ({
  ...state,
  grants: state.grants.filter(({ delegated }) => {
    const holder = delegated && holders.get(delegated.by);
    return !delegated || (holder && grantsOn(holder, on).some((g) => g.id === delegated.grant));
  }),
});

const ROLE_NOT_AT_LEVEL = refusal('ROLE_NOT_AT_LEVEL', 'invalid', {
  vi: 'Vai trò {role} không có ở đơn vị {unit}: đơn vị không thuộc cấp của vai trò.',
  en: 'The role {roleEn} is not held at {unit}: the unit is of another level.',
});

const ROLE_NOT_HELD_FOR = refusal('ROLE_NOT_HELD_FOR', 'invalid', {
  vi: 'Chỉ cán bộ sở, ngành phụ trách nhóm sản phẩm (groups); chỉ tư vấn phụ trách từng sản phẩm (products).',
  en: 'Only an officer of a department is in charge of product groups (groups), only an adviser of products (products).',
});

const POST_OF_NO_SIGNER = refusal('POST_OF_NO_SIGNER', 'invalid', {
  vi: 'Chỉ lãnh đạo ký ban hành mới có chức vụ ký (post).',
  en: 'Only a signing leader has a post to sign in (post).',
});

const allHolders: readonly Holder[] = rulebooks.flatMap(({ responsibilities }) =>
  Object.values(responsibilities).flatMap((entry) =>
    'perTier' in entry ? Object.values(entry.perTier).flat() : [...entry],
  ),
);

/** The levels at which some law gives a role something to do; none for a role that is nobody's duty (an auditor). */
const levelsOf = (role: RoleId): readonly Holder['at'][] =>
  allHolders.filter((h) => h.role === role).map(({ at }) => at);

/** Why a role cannot be held at a unit from its first through its last day. */
export function heldRefused(tree: UnitTree, grant: Omit<Grant, 'id'>): Refusal | undefined {
  const { role, unit, from, until, groups, products, post } = grant;
  if (groups && role !== 'department-officer') return ROLE_NOT_HELD_FOR({}, '/groups');
  if (products && role !== 'adviser') return ROLE_NOT_HELD_FOR({}, '/products');
  if (post && role !== 'signer') return POST_OF_NO_SIGNER({}, '/post');
  const refused = unitRefused(tree, unit, from, '/unit');
  if (refused) return refused;
  const held = findUnit(tree, unit, from) as Unit;
  if (until !== undefined && held.until !== undefined && held.until < until)
    return UNIT_ENDED({ code: unit, until: held.until }, '/until');
  const levels = levelsOf(role);
  return levels.length === 0 || levels.some((level) => heightOf(level) === heightOf(held.level))
    ? undefined
    : ROLE_NOT_AT_LEVEL({ role: roles[role].vi, roleEn: roles[role].en, unit }, '/role');
}
