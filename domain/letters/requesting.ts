// A letter is a fact before anybody tries to send it: what it covers is told by it and by no other.
import { z } from 'zod';
import { workflow } from '../kernel/command.ts';
import { provinceCode } from '../kernel/fields.ts';
import { forgettable } from '../kernel/forgettable.ts';
import { personal, personalRef } from '../kernel/personal.ts';
import { refusal } from '../kernel/refusal.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { isCovered, isOnItsWay, letterNo, letters, remembered } from './letters.ts';

const LETTER_NOT_NEXT = refusal('LETTER_NOT_NEXT', 'conflict', {
  vi: 'Thư số {no} không phải là thư tiếp theo ({next}).',
  en: 'Letter {no} is not the next one ({next}).',
});
const ALREADY_TOLD = refusal('ALREADY_TOLD', 'conflict', {
  vi: 'Việc {fact} đã được báo trong một thư khác.',
  en: 'The fact {fact} is told in another letter already.',
});
const LETTER_NOT_REPLACEABLE = refusal('LETTER_NOT_REPLACEABLE', 'conflict', {
  vi: 'Thư số {no} không còn chờ gửi lại, hoặc có thể đã tới nơi.',
  en: 'Letter {no} does not wait to be sent again, or may have arrived.',
});

const number = z.int().min(1);
/** `<stream>@<revision>` */
const factRef = z.string().max(200);

const fields = {
  no: number,
  province: provinceCode,
  /** of the wording it was written with */
  template: z.string().max(80),
  covers: z.array(factRef).min(1),
  /** letters that could not be sent, in whose place it goes */
  replaces: z.array(number).min(1).exactOptional(),
};

const letterRequested = letters.event('LetterRequested', {
  version: 1,
  schema: z.strictObject({ ...fields, content: personalRef }),
  quiet: true,
  ends: () => false,
  evolve: (state, { no, province, template, covers, content, replaces = [] }, meta) => {
    const before = state.letters.map((l) => (replaces.includes(l.no) ? { ...l, status: 'replaced' as const } : l));
    const oldest = before.filter((l) => replaces.includes(l.no)).map((l) => l.since);
    const since = [...oldest, meta.recordedAt].sort()[0] as string;
    const letter = {
      no,
      status: 'requested',
      requestedAt: meta.recordedAt,
      since,
      covers,
      content,
      template,
      tries: 0,
    } as const;
    return { province, last: no, letters: [...remembered(before, meta), letter] };
  },
  sentence: ({ no, covers, replaces = [] }) => ({
    vi: `Thư số ${no}: ${covers.length} việc${replaces.length > 0 ? `, thay thư chưa gửi được số ${replaces.join(', ')}` : ''}`,
    en: `Letter ${no}: ${covers.length} ${covers.length === 1 ? 'matter' : 'matters'}${replaces.length > 0 ? `, in place of ${replaces.join(', ')}, which could not be sent` : ''}`,
  }),
});

export const requestLetter = letters.command('RequestLetter', {
  input: z.strictObject({ ...fields, content: personal(z.string().min(1).max(400_000)) }),
  by: workflow,
  opens: true,
  decide: ({ state, input }) => {
    const { no, covers, replaces = [] } = input;
    if (no !== state.last + 1) return LETTER_NOT_NEXT({ no, next: state.last + 1 }, '/no');
    const kept = replaces.find((r) => {
      const letter = letterNo(state, r);
      return !letter || !isOnItsWay(letter) || letter.uncertain;
    });
    if (kept !== undefined) return LETTER_NOT_REPLACEABLE({ no: kept }, '/replaces');
    const others = { ...state, letters: state.letters.filter((l) => !replaces.includes(l.no)) };
    const told = covers.find((ref) => isCovered(others, ref));
    return told === undefined ? [letterRequested(input)] : ALREADY_TOLD({ fact: told }, '/covers');
  },
  words: { vi: 'Lập thư', en: 'Request a letter' },
});

export const forgetLetters = forgettable(letters, responsibility('forget-values'));
