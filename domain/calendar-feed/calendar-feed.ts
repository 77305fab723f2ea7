// A calendar's address that its program asks without signing in. Who knows the secret in it reads the feed, so the secret
// itself stands nowhere: the stream's id is its hash, and the secret is drawn by whoever opens the feed.
import { z } from 'zod';
import { account as accounts } from '../access/account.ts';
import { type Account, grantsOn } from '../access/grants.ts';
import { aggregate, type Need } from '../kernel/aggregate.ts';
import { owner } from '../kernel/command.ts';
import { language, provinceCode, sha256, slug, unitCode } from '../kernel/fields.ts';
import { type Mark, markOf } from '../kernel/mark.ts';
import { refusal } from '../kernel/refusal.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import type { Day } from '../time/civil-date.ts';
import { isHeldAt } from '../unit/place.ts';
import { existsOn, findUnit, type UnitTree, unitRefused, unitTree } from '../unit/unit-tree.ts';

export type CalendarFeed = {
  readonly province?: string;
  /** whose it is: their own dates, or those of a unit for which they act */
  readonly account?: string;
  readonly unit?: string | undefined;
  readonly language?: 'vi' | 'en';
  readonly opened?: Mark;
  readonly revoked?: Mark;
};

type FeedNeeds = { holder: Need<Account> | undefined; units: Need<UnitTree> | undefined };

export const calendarFeed = aggregate<CalendarFeed, FeedNeeds>({
  category: 'calendarFeed',
  resource: 'calendar-feeds',
  words: { vi: 'Lịch thời hạn để đăng ký theo dõi', en: 'Calendar of due dates to subscribe to' },
  /** SHA-256 of the secret, hexadecimal */
  id: sha256,
  initial: {},
  needs: ({ state, input }) => {
    const province = state.province ?? input?.province;
    const account = state.account ?? input?.account;
    return {
      holder: account === undefined ? undefined : accounts.need(account),
      units: province === undefined ? undefined : unitTree.need(province),
    };
  },
  situation: ({ state, input }) => {
    const province = state.province ?? input?.province ?? '';
    return { province, place: province, account: state.account ?? input?.account ?? '', rulebook: '' };
  },
});

const FEED_REVOKED = refusal('FEED_REVOKED', 'conflict', {
  vi: 'Lịch này đã thu hồi. Hãy mở lịch mới với mã bí mật khác.',
  en: 'This calendar was revoked. Open another one with another secret.',
});
const FEED_EXISTS = refusal('FEED_EXISTS', 'conflict', {
  vi: 'Mã bí mật này đã dùng cho một lịch khác.',
  en: 'This secret is another calendar’s already.',
});
const UNIT_NOT_YOURS = refusal('UNIT_NOT_YOURS', 'forbidden', {
  vi: 'Tài khoản {account} hiện không giữ vai trò nào tại đơn vị {unit}.',
  en: 'The account {account} holds no role at unit {unit} now.',
});

const PROVINCE_NOT_YOURS = refusal('PROVINCE_NOT_YOURS', 'forbidden', {
  vi: 'Tài khoản {account} không thuộc tỉnh {province}.',
  en: 'The account {account} does not belong to province {province}.',
});

/** Whether an account holds some role at the unit that a code meant on a day, and that unit is still there. */
export function actsForUnit(
  holder: Account,
  tree: UnitTree,
  { unit: code, on, today }: { unit: string; on: Day; today: Day },
): boolean {
  const unit = findUnit(tree, code, on);
  if (!unit || !existsOn(unit, today)) return false;
  return grantsOn(holder, today).some((g) => isHeldAt(tree, findUnit(tree, g.unit, g.from), unit, today));
}

const feedOpened = calendarFeed.event('FeedOpened', {
  version: 1,
  schema: z.strictObject({
    province: provinceCode,
    account: slug,
    unit: unitCode.optional(),
    language,
  }),
  evolve: (_, data, meta) => ({ ...data, opened: markOf(meta) }),
  sentence: ({ account, unit }) => ({
    vi: `Mở lịch thời hạn của ${unit === undefined ? `tài khoản ${account}` : `đơn vị ${unit} (${account})`}`,
    en: `Calendar of ${unit === undefined ? `account ${account}` : `unit ${unit} (${account})`} opened`,
  }),
});
const feedRevoked = calendarFeed.event('FeedRevoked', {
  version: 1,
  schema: z.strictObject({}),
  evolve: (state, _, meta) => ({ ...state, revoked: markOf(meta) }),
  sentence: () => ({ vi: 'Thu hồi lịch', en: 'Calendar revoked' }),
});

export const openFeed = calendarFeed.command('OpenFeed', {
  input: z.strictObject({
    province: provinceCode,
    /** the caller's own */
    account: slug,
    unit: unitCode.optional(),
    language: language.default('vi'),
  }),
  by: owner(),
  opens: true,
  decide: ({ state, input, needs, today }) => {
    const { account, unit, language, province } = input;
    if (state.revoked) return FEED_REVOKED();
    if (state.opened) {
      const same = state.unit === unit && state.language === language && state.province === province;
      return same ? [] : FEED_EXISTS();
    }
    if (needs.holder?.province !== province) return PROVINCE_NOT_YOURS({ account, province }, '/province');
    if (unit === undefined) return [feedOpened(input)];
    const tree = needs.units ?? unitTree.initial;
    const refused = unitRefused(tree, unit, today, '/unit');
    if (refused) return refused;
    const acts = actsForUnit(needs.holder ?? accounts.initial, tree, { unit, on: today, today });
    return acts ? [feedOpened(input)] : UNIT_NOT_YOURS({ account, unit }, '/unit');
  },
  words: { vi: 'Mở lịch thời hạn', en: 'Open a calendar feed' },
});

/** By its holder, or by who grants roles: an address may have come into wrong hands. */
export const revokeFeed = calendarFeed.command('RevokeFeed', {
  input: z.strictObject({}),
  by: owner(responsibility('grant-roles')),
  guard: ({ state }) => (state.revoked ? 'already-so' : undefined),
  decide: () => [feedRevoked({})],
  words: { vi: 'Thu hồi lịch', en: 'Revoke a calendar feed' },
});
