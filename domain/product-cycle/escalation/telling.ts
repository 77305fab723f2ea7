// What a rating ended with is told, and a recognition published, each by a date of its own: the acts say that it is done
// (1576/QĐ-UBND, part II IV.6.5), policies say by when.
import { z } from 'zod';
import { workflow } from '../../kernel/command.ts';
import { shownDay } from '../../kernel/fields.ts';
import type { Mark } from '../../kernel/mark.ts';
import { due } from '../../programme-year/due.ts';
import type { ProgrammeYear } from '../../programme-year/programme-year.ts';
import { newDeadline, tierSubject } from '../deadline.ts';
import { type ProductCycle, productCycle } from '../product-cycle.ts';
import { tellDue } from '../tier-due.ts';
import { waitingFor } from '../waiting.ts';
import { tierName } from './tier.ts';

const whats = {
  tell: { vi: 'thông báo kết quả', en: 'The result is told' },
  publish: { vi: 'công bố kết quả', en: 'The recognition is published' },
} as const;
export type ToTell = keyof typeof whats;

const tellingAwaited = productCycle.event('TellingAwaited', {
  version: 1,
  schema: z.strictObject({
    what: z.enum(['tell', 'publish']),
    tier: z.string(),
    /** revision of the fact that ended the rating */
    ended: z.int().min(0),
    due,
  }),
  quiet: true,
  // Once another fact ended it, or none, the date says nothing.
  evolve: (state, { what, tier, ended, due }, { revision: at }) =>
    state.ended?.at === ended
      ? { ...state, deadline: newDeadline(tierSubject(tier, what), due, { on: state.ended.on, at }) }
      : state,
  sentence: ({ what, tier, due }) => ({
    vi: `${tierName(tier).vi} ${whats[what].vi} đến hết ${shownDay(due.dueOn)}`,
    en: `${whats[what].en} by tier ${tierName(tier).en} until ${shownDay(due.dueOn)}`,
  }),
});

/** What of an ended rating is waited for without a date. */
export function tellingToAwait(state: ProductCycle, year: Pick<ProgrammeYear, 'plan'>) {
  const { ended } = state;
  const waiting = ended && waitingFor(state, year);
  if (!waiting?.tier) return undefined;
  const what: ToTell = waiting.responsibility === 'notify-result' ? 'tell' : 'publish';
  if (state.deadline?.subject === tierSubject(waiting.tier, what)) return undefined;
  return { what, tier: waiting.tier, ended: ended as Mark };
}

export const awaitTelling = productCycle.command('AwaitTelling', {
  input: z.strictObject({}),
  by: workflow,
  guard: ({ state, needs }) => (tellingToAwait(state, needs.year) ? undefined : 'already-so'),
  decide: ({ state, needs }) => {
    const awaited = tellingToAwait(state, needs.year);
    if (!awaited) return [];
    const { what, tier, ended } = awaited;
    return [tellingAwaited({ what, tier, ended: ended.at, due: tellDue(what, ended.on, needs.year) })];
  },
  words: { vi: 'Đặt hạn thông báo, công bố kết quả', en: 'Set the date for telling or publishing the result' },
});
