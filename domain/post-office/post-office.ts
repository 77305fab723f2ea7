// The post of a province: whether it goes out and at which hours, and what went out last. Who is told what stands in the
// letters of each person.
import { z } from 'zod';
import { aggregate } from '../kernel/aggregate.ts';
import { workflow } from '../kernel/command.ts';
import { NOT_DUE } from '../kernel/due-action.ts';
import { provinceCode } from '../kernel/fields.ts';
import { refusal } from '../kernel/refusal.ts';
import type { PostHours } from '../letters/post-hours.ts';
import { type OwnWording, WORDING } from '../letters/wording.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';

export type PostOffice = {
  readonly open: boolean;
  readonly hours: PostHours;
  /** revision of the newest fact about what went out, or about the office itself */
  readonly at: number;
  /** revisions of its two newest mornings: what was recorded before the first of them is told or settled */
  readonly mornings: readonly number[];
  /** what the office says instead of the words of the release, and the revision that last changed it */
  readonly wording: OwnWording;
  readonly wordedAt?: number;
};

export const postOffice = aggregate<PostOffice>({
  category: 'postOffice',
  resource: 'post-offices',
  words: { vi: 'Thư báo của tỉnh', en: 'The post of a province' },
  id: provinceCode,
  initial: { open: false, hours: { opensAt: 8, closesAt: 17 }, at: -1, mornings: [], wording: {} },
  situation: ({ id }) => ({ province: id, place: id, rulebook: '' }),
});

/** What a letter that is written now is written with: the release’s words, and the office’s as of a revision. */
export const templateOf = ({ wordedAt }: PostOffice): string =>
  wordedAt === undefined ? WORDING : `${WORDING}+${wordedAt}`;

const HOURS_INVERTED = refusal('HOURS_INVERTED', 'invalid', {
  vi: 'Giờ bắt đầu ({opensAt} giờ) phải trước giờ kết thúc ({closesAt} giờ).',
  en: 'The first hour ({opensAt}) must lie before the last ({closesAt}).',
});

const postFields = { open: z.boolean(), opensAt: z.int().min(0).max(23), closesAt: z.int().min(1).max(24) };

const postSet = postOffice.event('PostSet', {
  version: 1,
  schema: z.strictObject(postFields),
  evolve: (state, { open, opensAt, closesAt }, { revision }) => ({
    ...state,
    open,
    hours: { opensAt, closesAt },
    at: revision,
  }),
  sentence: ({ open, opensAt, closesAt }) => ({
    vi: open ? `Gửi thư báo từ ${opensAt} giờ đến ${closesAt} giờ các ngày làm việc` : 'Tạm ngừng gửi thư báo',
    en: open
      ? `Letters go out from ${opensAt}:00 to ${closesAt}:00 on working days`
      : 'No letters go out for the time being',
  }),
});

/** `through`: the last fact in the store's order that was looked at, `<stream>@<revision>`. */
const postWentOut = postOffice.event('PostWentOut', {
  version: 1,
  schema: z.strictObject({ slot: z.iso.datetime(), morning: z.boolean(), through: z.string().max(200) }),
  quiet: true,
  evolve: (state, { morning }, { revision }) => ({
    ...state,
    at: revision,
    mornings: morning ? [...state.mornings, revision].slice(-2) : state.mornings,
  }),
  sentence: ({ morning }) => ({
    vi: morning ? 'Gửi thư báo buổi sáng' : 'Gửi thư báo việc gấp',
    en: morning ? 'The morning’s letters went out' : 'Urgent letters went out',
  }),
});

export const setPost = postOffice.command('SetPost', {
  input: z.strictObject({
    open: postFields.open,
    opensAt: postFields.opensAt.default(8),
    closesAt: postFields.closesAt.default(17),
  }),
  by: responsibility('run-post'),
  opens: true,
  decide: ({ state, input }) => {
    const { open, opensAt, closesAt } = input;
    if (opensAt >= closesAt) return HOURS_INVERTED({ opensAt, closesAt }, '/closesAt');
    const { hours } = state;
    const same = state.at >= 0 && state.open === open && hours.opensAt === opensAt && hours.closesAt === closesAt;
    return same ? [] : [postSet(input)];
  },
  words: { vi: 'Cài đặt thư báo', en: 'Set the post' },
});

/** Given when every letter of the slot is requested and was tried: then only letters that failed are left. */
export const sendOutPost = postOffice.command('SendOutPost', {
  input: z.strictObject({ slot: z.iso.datetime(), morning: z.boolean(), through: z.string().max(200) }),
  by: workflow,
  guard: ({ state }) => (state.open ? undefined : 'already-so'),
  decide: ({ input, at }) => (input.slot > at ? NOT_DUE() : [postWentOut(input)]),
  words: { vi: 'Gửi thư báo', en: 'Send the post out' },
});
