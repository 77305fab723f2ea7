// What an account may act as: roles held at a unit (or for a producer) for a period, with the deciding document.
// Names, passwords and sessions are no business of the event store; they come with accounts.
import { z } from 'zod';
import { advice } from '../kernel/advice.ts';
import { aggregate, splitStream } from '../kernel/aggregate.ts';
import { choice, document, provinceCode, shownDay, slug, unitCode } from '../kernel/fields.ts';
import { refusal } from '../kernel/refusal.ts';
import { producer, producerRefused } from '../producer/producer.ts';
import { responsibility, roles } from '../rulebooks/responsibilities.ts';
import { addDays, type Day, day } from '../time/civil-date.ts';
import { unitsOf, unitTree } from '../unit/unit-tree.ts';
import { firstDayWithoutGranter, mayGrant } from './granters.ts';
import { type Account, heldFor, heldRefused, signerPosts } from './grants.ts';

const roleId = choice(roles);

export const account = aggregate<Account>({
  category: 'account',
  resource: 'accounts',
  words: { vi: 'Quyền của tài khoản', en: 'Roles of an account' },
  id: slug,
  initial: { grants: [] },
  situation: ({ id, state, input }) => {
    const province = input?.province ?? state.province ?? '';
    return { province, place: province, account: id, rulebook: '' };
  },
  advise: ({ state }) =>
    state.grants.flatMap((g, i) =>
      g.until !== undefined && g.from <= g.until && mayGrant(g)
        ? GRANTER_ENDS({ role: roles[g.role].vi, roleEn: roles[g.role].en, until: g.until }, `/grants/${i}/until`)
        : [],
    ),
});

export const GRANT_UNKNOWN = refusal('GRANT_UNKNOWN', 'unknown', {
  vi: 'Tài khoản không có quyền mang mã {grant}.',
  en: 'The account holds no role with id {grant}.',
});

export const GRANT_EXISTS = refusal('GRANT_EXISTS', 'conflict', {
  vi: 'Mã {grant} đã dùng cho một quyền của tài khoản; chọn mã khác.',
  en: 'The account has a role with id {grant} already; take another id.',
});
export const GRANT_ENDS_BEFORE = refusal('GRANT_ENDS_BEFORE', 'invalid', {
  vi: 'Quyền không thể kết thúc ngày {until}, trước khi bắt đầu ({from}).',
  en: 'A role cannot end on {until}, before it begins ({from}).',
});
const GRANT_HAS_ENDED = refusal('GRANT_HAS_ENDED', 'conflict', {
  vi: 'Quyền {grant} kết thúc ngày {until}; muốn dài hơn thì giao quyền mới.',
  en: 'Role {grant} ends on {until}; for longer, grant another one.',
});
const GRANTER_BY_LEAVE = refusal('GRANTER_BY_LEAVE', 'conflict', {
  vi: 'Người làm thay theo ủy quyền không giao vai trò có quyền phân quyền: quyền đó sẽ còn lại khi ủy quyền đã hết.',
  en: 'Who acts by leave of another gives nobody a role that grants roles: it would outlast that leave.',
});
export const LAST_GRANTER = refusal('LAST_GRANTER', 'conflict', {
  vi: 'Từ ngày {on} sẽ không còn ai phân quyền được. Hãy giao vai trò đó cho người khác trước.',
  en: 'From {on} on nobody could grant roles any more. Grant such a role to somebody else first.',
});
const GRANTER_ENDS = advice('GRANTER_ENDS', {
  vi: 'Vai trò {role} kết thúc ngày {until}: nếu đến lúc đó không còn ai khác, sẽ không ai phân quyền được.',
  en: 'The role {roleEn} ends on {until}: unless somebody else has one by then, nobody can grant roles any more.',
});

export const grantFields = {
  grant: slug,
  province: provinceCode,
  role: roleId,
  unit: z.union([unitCode, slug]),
  from: day,
  until: day.optional(),
  document: document.optional(),
  ...heldFor,
};

const given = { ...grantFields, post: choice(signerPosts).optional() };

const roleGranted = account.event('RoleGranted', {
  version: 1,
  schema: z.strictObject(given),
  evolve: (state, { grant: id, province, document: _, ...held }) => ({
    ...state,
    province,
    grants: [...state.grants.filter((g) => g.id !== id), { id, ...held }],
  }),
  tells: ({ role, unit }, { stream }) => ({
    kind: 'news',
    to: [{ account: splitStream(stream).id }],
    why: { vi: 'được giao vai trò', en: 'a role was given to you' },
    about: roles[role],
    at: unit,
  }),
  stillSo: ({ grants }, { grant, from }) => grants.some((g) => g.id === grant && (g.until ?? from) >= from),
  sentence: ({ role, unit, from, until, post }) => ({
    vi: `Giao vai trò ${role}${post ? ` (${signerPosts[post].vi})` : ''} tại ${unit} từ ${shownDay(from)}${until ? ` đến ${shownDay(until)}` : ''}`,
    en: `Role ${role}${post ? ` (${signerPosts[post].en})` : ''} at ${unit} granted from ${shownDay(from)}${until ? ` until ${shownDay(until)}` : ''}`,
  }),
});

const roleRevoked = account.event('RoleRevoked', {
  version: 1,
  schema: z.strictObject({ grant: slug, until: day, document: document.optional() }),
  evolve: (state, { grant, until }) => ({
    ...state,
    grants: state.grants.map((g) => (g.id === grant ? { ...g, until } : g)),
  }),
  sentence: ({ grant, until }) => ({
    vi: `Thôi giao quyền ${grant} sau ngày ${shownDay(until)}`,
    en: `Role ${grant} ends after ${shownDay(until)}`,
  }),
});

export const grantRole = account.command('GrantRole', {
  input: z.strictObject(given),
  by: responsibility('grant-roles'),
  atInstallation: true,
  opens: true,
  signs: true,
  needs: ({ input }) => ({
    ...unitsOf(input?.province),
    producer: input?.role === 'producer' ? producer.need(input.unit) : undefined,
  }),
  decide: ({ state, input, needs, actor }) => {
    const { grant, role, unit, province, from, until } = input;
    if (actor.delegatedBy !== undefined && mayGrant(input)) return GRANTER_BY_LEAVE({}, '/role');
    if (state.grants.some(({ id }) => id === grant)) return GRANT_EXISTS({ grant }, '/grant');
    if (until !== undefined && until < from) return GRANT_ENDS_BEFORE({ from, until }, '/until');
    const refused =
      role === 'producer'
        ? producerRefused({ producer: needs.producer, id: unit, province, field: '/unit' })
        : heldRefused(needs.units ?? unitTree.initial, input);
    return refused ?? [roleGranted(input)];
  },
  words: { vi: 'Giao vai trò', en: 'Grant a role' },
});

export const revokeRole = account.command('RevokeRole', {
  input: z.strictObject({ grant: slug, until: day, document: document.optional() }),
  by: responsibility('grant-roles'),
  // Who leaves in anger may be the only one who could end it.
  atInstallation: true,
  signs: true,
  needs: ({ state }) => unitsOf(state.province),
  besides: ({ state, input }) =>
    state.grants.some((g) => g.id === input?.grant && mayGrant(g)) ? (other) => other.grants.some(mayGrant) : undefined,
  decide: ({ id, state, input, needs, today }) => {
    const { grant, until } = input;
    const held = state.grants.find((g) => g.id === grant);
    if (!held) return GRANT_UNKNOWN({ grant }, '/grant');
    // The day before its first one says that it was never held: a role given by mistake.
    if (until < addDays(held.from, -1)) return GRANT_ENDS_BEFORE({ from: held.from, until }, '/until');
    if (held.until === until) return [];
    if (held.until !== undefined && held.until < until) return GRANT_HAS_ENDED({ grant, until: held.until }, '/until');
    const others = [...(needs.relatives ?? new Map<string, Account>())].flatMap(([other, { grants }]) =>
      other === id ? [] : grants,
    );
    const left = [...others, ...state.grants.filter((g) => g !== held), { ...held, until }];
    const matter = { tree: needs.units ?? unitTree.initial, province: state.province ?? '' };
    const from = [held.from, addDays(until, 1), today].sort().at(-1) as Day;
    const alone = firstDayWithoutGranter({ ...matter, ended: held, from, left });
    return alone === undefined ? [roleRevoked(input)] : LAST_GRANTER({ on: alone }, '/until');
  },
  words: { vi: 'Thôi giao vai trò', en: 'Revoke a role' },
});
