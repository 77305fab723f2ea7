// The mark on what was entered from older papers, or dated back further than anybody may alone: a fact beside those it is
// about, so that every screen that tells them tells it too.
import { z } from 'zod';
import { day } from '../time/civil-date.ts';
import type { Aggregate } from './aggregate.ts';
import type { NewEvent } from './event.ts';
import { document, paper, shownDay } from './fields.ts';
import type { Deadlined } from './fold.ts';

const MARK = 'DatingMarked';

const marked = z.strictObject({
  kind: z.enum(['from-older-papers', 'beyond-limit']),
  /** the first of the facts it is about; the others follow, up to the mark itself */
  from: z.int().min(0),
  on: day,
  document,
});
export type Mark = z.infer<typeof marked>;

/** Declares it for an aggregate that says its terms of dating. */
export const datable = <S extends Deadlined>(aggregate: Aggregate<S, any>) =>
  aggregate.event(MARK, {
    version: 1,
    schema: marked,
    quiet: true,
    // What older papers tell is over: nobody is reminded, or late, by a date that was past when they were entered.
    evolve: (state, { kind, from }, { revision: until }) => {
      if (kind !== 'from-older-papers') return state;
      const told = { ...state, olderPapers: { from, until } };
      return state.deadline !== undefined && state.deadline.at >= from ? { ...told, deadline: undefined } : told;
    },
    sentence: ({ kind, on, document }) =>
      kind === 'from-older-papers'
        ? {
            vi: `Nhập từ hồ sơ giấy cũ (việc ngày ${shownDay(on)}): ${paper(document)}`,
            en: `Entered from older papers (of ${shownDay(on)}): ${paper(document)}`,
          }
        : {
            vi: `Ghi lùi ngày quá thời hạn (việc ngày ${shownDay(on)}), theo ${paper(document)}`,
            en: `Dated back beyond the limit (to ${shownDay(on)}), by ${paper(document)}`,
          },
  });

/** The mark that goes with facts dated back, where the aggregate has one. */
export function datingMark(aggregate: Aggregate, said: Mark): readonly NewEvent[] {
  const mark = aggregate.events.get(MARK);
  return mark ? [mark(said)] : [];
}
