// What one person was told, letter by letter. A stream per account: that it remembers which facts its letters cover is
// what makes each fact be told once, whatever is tried again, killed or rebuilt.
import { aggregate } from '../kernel/aggregate.ts';
import type { FactMeta } from '../kernel/event.ts';
import { slug } from '../kernel/fields.ts';
import type { PersonalRef } from '../kernel/personal.ts';

/** Days after which nothing that a letter covers can come up again: no letter waits as long. */
const REMEMBERED_DAYS = 60;

/**
 * `failed`: to be tried again; `undeliverable`: given up, or refused for good; `replaced`: a newer letter says what of it is
 * still so; `dropped`: nothing of it was.
 */
export type LetterStatus = 'requested' | 'sent' | 'failed' | 'undeliverable' | 'replaced' | 'dropped';

export type Letter = {
  readonly no: number;
  readonly status: LetterStatus;
  /** RFC 3339 UTC */
  readonly requestedAt: string;
  /** when the oldest letter was requested whose place it took: from then on it is tried */
  readonly since: string;
  /** the facts it tells, `<stream>@<revision>` */
  readonly covers: readonly string[];
  readonly content: PersonalRef;
  readonly template: string;
  readonly tries: number;
  readonly tryAgainAt?: string | undefined;
  /** why the last try failed */
  readonly code?: string | undefined;
  /** the line broke after it was handed over: it may have arrived, and goes again as the very same or not at all */
  readonly uncertain?: boolean | undefined;
  /** by which way it was accepted, and when */
  readonly channel?: string | undefined;
  readonly sentAt?: string | undefined;
  readonly openedAt?: string | undefined;
};

export type Letters = {
  readonly province?: string;
  /** number of the newest letter, 0 before the first */
  readonly last: number;
  readonly letters: readonly Letter[];
};

export const letters = aggregate<Letters>({
  category: 'letters',
  resource: 'letters',
  words: { vi: 'Thư gửi một người', en: 'Letters to a person' },
  id: slug,
  initial: { last: 0, letters: [] },
  situation: ({ id, state, input }) => {
    const province = state.province ?? input?.province ?? '';
    return { province, place: province, account: id, rulebook: '' };
  },
});

export const letterNo = ({ letters: all }: Letters, no: number): Letter | undefined => all.find((l) => l.no === no);

/** The state with one letter changed. */
export const withLetter = (state: Letters, no: number, change: Partial<Letter>): Letters => ({
  ...state,
  letters: state.letters.map((l) => (l.no === no ? { ...l, ...change } : l)),
});

/** Whether a letter is still on its way to its reader. */
export const isOnItsWay = ({ status }: Letter): boolean => status === 'requested' || status === 'failed';

/** Letters on their way besides one: whoever ends it says so, as only the stream knows. */
export const leftBesides = ({ letters: all }: Letters, no: number): number =>
  all.filter((l) => l.no !== no && isOnItsWay(l)).length;

/** A fact of a replaced letter is told by the one that took its place. */
export const isCovered = ({ letters: all }: Letters, ref: string): boolean =>
  all.some(({ status, covers }) => status !== 'replaced' && covers.includes(ref));

export function remembered(all: readonly Letter[], { recordedAt }: Pick<FactMeta, 'recordedAt'>): readonly Letter[] {
  const oldest = new Date(Date.parse(recordedAt) - REMEMBERED_DAYS * 86_400_000).toISOString();
  return all.filter((l) => l.requestedAt >= oldest || isOnItsWay(l));
}

/** Letters that were sent and not opened yet. */
export const unreadIn = ({ letters: all }: Letters): number =>
  all.filter((l) => l.status === 'sent' && l.openedAt === undefined).length;
