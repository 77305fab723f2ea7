// What an account may act as: roles held at a unit (or for a producer) for a period, with the deciding document.
// Names, passwords and sessions are no business of the event store; they come with accounts.
import { z } from 'zod';
import { aggregate } from '../kernel/aggregate.ts';
import { document, provinceCode, shownDay, slug, unitCode } from '../kernel/fields.ts';
import { refusal } from '../kernel/refusal.ts';
import { producer, producerRefused } from '../producer/producer.ts';
import { type RoleId, responsibility, roles } from '../rulebooks/responsibilities.ts';
import { type Day, day } from '../time/civil-date.ts';
import { unitRefused, unitsOf, unitTree } from '../unit/unit-tree.ts';

const roleId = z.enum(Object.keys(roles) as [RoleId, ...RoleId[]]);

export type Grant = {
  readonly id: string;
  readonly role: RoleId;
  readonly unit: string;
  readonly from: Day;
  readonly until?: Day | undefined;
};
export type Account = { readonly grants: readonly Grant[]; readonly province?: string };

export const account = aggregate<Account>({
  category: 'account',
  resource: 'accounts',
  words: { vi: 'Quyền của tài khoản', en: 'Roles of an account' },
  id: slug,
  initial: { grants: [] },
  situation: ({ state, input }) => {
    const province = input?.province ?? state.province ?? '';
    return { province, place: province, rulebook: '' };
  },
});

const GRANT_UNKNOWN = refusal('GRANT_UNKNOWN', 'unknown', {
  vi: 'Tài khoản không có quyền mang mã {grant}.',
  en: 'The account holds no role with id {grant}.',
});

const grantFields = {
  grant: slug,
  province: provinceCode,
  role: roleId,
  unit: z.union([unitCode, slug]),
  from: day,
  until: day.optional(),
  document: document.optional(),
};

const roleGranted = account.event('RoleGranted', {
  version: 1,
  schema: z.strictObject(grantFields),
  evolve: (state, { grant, role, unit, from, until, province }) => ({
    province,
    grants: [...state.grants.filter((g) => g.id !== grant), { id: grant, role, unit, from, until }],
  }),
  sentence: ({ role, unit, from, until }) => ({
    vi: `Giao vai trò ${role} tại ${unit} từ ${shownDay(from)}${until ? ` đến ${shownDay(until)}` : ''}`,
    en: `Role ${role} at ${unit} granted from ${shownDay(from)}${until ? ` until ${shownDay(until)}` : ''}`,
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
  input: z.strictObject(grantFields),
  by: responsibility('grant-roles'),
  atInstallation: true,
  opens: true,
  needs: ({ input }) => ({
    ...unitsOf(input?.province),
    producer: input?.role === 'producer' ? producer.need(input.unit) : undefined,
  }),
  decide: ({ input, needs }) => {
    const { role, unit, province, from } = input;
    const refused =
      role === 'producer'
        ? producerRefused({ producer: needs.producer, id: unit, province, field: '/unit' })
        : unitRefused(needs.units ?? unitTree.initial, unit, from, '/unit');
    return refused ?? [roleGranted(input)];
  },
  words: { vi: 'Giao vai trò', en: 'Grant a role' },
});

export const revokeRole = account.command('RevokeRole', {
  input: z.strictObject({ grant: slug, until: day, document: document.optional() }),
  by: responsibility('grant-roles'),
  decide: ({ state, input }) =>
    state.grants.some((g) => g.id === input.grant)
      ? [roleRevoked(input)]
      : GRANT_UNKNOWN({ grant: input.grant }, '/grant'),
  words: { vi: 'Thôi giao vai trò', en: 'Revoke a role' },
});

export const grantsOn = (state: Account, on: Day): readonly Grant[] =>
  state.grants.filter((g) => g.from <= on && (g.until === undefined || on <= g.until));
