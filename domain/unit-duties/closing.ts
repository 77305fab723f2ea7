// When the year is closed and nothing comes due any more, the duties of a unit are over. What was not done stays what it
// is, and may still be reported.
import { z } from 'zod';
import { workflow } from '../kernel/command.ts';
import { NOT_DUE } from '../kernel/due-action.ts';
import { markOf } from '../kernel/mark.ts';
import { overdueNext, remindersDue } from './reminding.ts';
import { isOpen, type UnitDuties, unitDuties } from './unit-duties.ts';

const dutiesClosed = unitDuties.event('DutiesClosed', {
  version: 1,
  schema: z.strictObject({ undone: z.int().min(0) }),
  evolve: (state, _, meta) => ({ ...state, closed: markOf(meta) }),
  sentence: ({ undone }) => ({
    vi: undone === 0 ? 'Hoàn tất nhiệm vụ trong năm' : `Hết năm, còn ${undone} nhiệm vụ chưa báo cáo`,
    en: undone === 0 ? 'The duties of the year are done' : `The year is over with ${undone} duties not reported`,
  }),
  ends: () => true,
});

/** It was closed, and nothing has made a duty open again since. */
export const isClosed = ({ closed, duties, amendedAt }: UnitDuties): boolean =>
  closed !== undefined && closed.at > reopenedAt({ duties, amendedAt });

/** Revision of the fact that last made a duty open again. */
export const reopenedAt = ({ duties, amendedAt }: Pick<UnitDuties, 'duties' | 'amendedAt'>): number =>
  Math.max(amendedAt, ...duties.map(({ sentBack }) => sentBack?.at ?? -1));

export const closeDuties = unitDuties.command('CloseDuties', {
  input: z.strictObject({}),
  by: workflow,
  guard: ({ state, needs: { year }, today }) => {
    if (isClosed(state) || state.handedOver) return 'already-so';
    const more = remindersDue(state, year, today).length + overdueNext(state, today).length;
    return year.closed && more === 0 ? undefined : NOT_DUE();
  },
  decide: ({ state }) => [dutiesClosed({ undone: state.duties.filter(isOpen).length })],
  words: { vi: 'Kết thúc nhiệm vụ trong năm', en: 'Close the duties of the year' },
});
