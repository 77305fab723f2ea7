// Ủy quyền: the holder of a role lets another account act for them, for a time and by a document. It rests on what they
// hold: when theirs ends, so does this; and nobody passes on what they act by leave.
import { z } from 'zod';
import { named } from '../kernel/command.ts';
import { document, shownDay, slug } from '../kernel/fields.ts';
import { refusal } from '../kernel/refusal.ts';
import { day } from '../time/civil-date.ts';
import { account, GRANT_ENDS_BEFORE, GRANT_EXISTS, GRANT_UNKNOWN, grantFields } from './account.ts';
import type { Grant } from './grants.ts';

const DELEGATED_ALREADY = refusal('DELEGATED_ALREADY', 'conflict', {
  vi: 'Vai trò này {holder} cũng chỉ làm theo ủy quyền; không được ủy quyền lại.',
  en: '{holder} acts in this role by leave of another, too; it is not passed on.',
});
const DELEGATED_TO_ONESELF = refusal('DELEGATED_TO_ONESELF', 'invalid', {
  vi: 'Không thể ủy quyền cho chính mình.',
  en: 'Nobody delegates to themselves.',
});
const DELEGATION_TOO_LONG = refusal('DELEGATION_TOO_LONG', 'invalid', {
  vi: 'Vai trò của người ủy quyền chỉ kéo dài từ {from} đến {until}.',
  en: 'The role that is delegated is held from {from} through {until} only.',
});

const { grant, from } = grantFields;

const roleDelegated = account.event('RoleDelegated', {
  version: 1,
  schema: z.strictObject({
    ...grantFields,
    until: day,
    document,
    /** the account that holds it, and the grant it holds it with */
    holder: slug,
    holds: slug,
  }),
  evolve: (state, { grant: id, province, from, until, holder, holds, ...held }) => ({
    ...state,
    province,
    grants: [
      ...state.grants,
      { ...heldAs({ ...held, id, from }), id, from, until, delegated: { by: holder, grant: holds } },
    ],
  }),
  sentence: ({ holder, role, unit, from, until }) => ({
    vi: `${holder} ủy quyền làm thay vai trò ${role} tại ${unit} từ ${shownDay(from)} đến ${shownDay(until)}`,
    en: `${holder} delegates the role ${role} at ${unit} from ${shownDay(from)} until ${shownDay(until)}`,
  }),
});

export const delegateRole = account.command('DelegateRole', {
  input: z.strictObject({ grant, holds: slug, holder: slug, from, until: day, document }),
  by: named('holder'),
  opens: true,
  signs: true,
  needs: ({ input }) => ({ holder: input && account.need(input.holder) }),
  decide: ({ id, state, input, needs }) => {
    const { grant, holds, holder, from, until } = input;
    if (holder === id) return DELEGATED_TO_ONESELF({}, '/holder');
    if (state.grants.some((g) => g.id === grant)) return GRANT_EXISTS({ grant }, '/grant');
    const held = needs.holder?.grants.find((g) => g.id === holds);
    if (!held) return GRANT_UNKNOWN({ grant: holds }, '/holds');
    if (held.delegated) return DELEGATED_ALREADY({ holder }, '/holds');
    if (until < from) return GRANT_ENDS_BEFORE({ from, until }, '/until');
    if (from < held.from || (held.until !== undefined && held.until < until))
      return DELEGATION_TOO_LONG({ from: held.from, until: held.until }, '/until');
    const { province } = needs.holder ?? {};
    return [roleDelegated({ ...input, ...heldAs(held), province: province ?? state.province ?? '' })];
  },
  words: { vi: 'Ủy quyền', en: 'Delegate a role' },
});

/** What is delegated is what is held, for the same groups and products. */
const heldAs = ({ role, unit, groups, products }: Grant) => ({
  role,
  unit,
  ...(groups ? { groups: [...groups] } : {}),
  ...(products ? { products: [...products] } : {}),
});
