// A paper in a dossier that runs out by itself (a test report, a food-safety certificate): whoever collects evidence is told in
// time to get a new one.
import { z } from 'zod';
import { workflow } from '../kernel/command.ts';
import type { DueAction } from '../kernel/due-action.ts';
import { shownDay, slug } from '../kernel/fields.ts';
import { dueBy } from '../programme-year/watched-date.ts';
import { addDays, type Day, day, startOfDay } from '../time/civil-date.ts';
import { causeIn } from './cycle-facts.ts';
import { itemName } from './dossier.ts';
import { type Evidence, type ProductCycle, productCycle } from './product-cycle.ts';

/** A laboratory takes two to three weeks. */
const DAYS_BEFORE = 30;

type Ending = Evidence & { readonly validUntil: Day };

const keyOf = ({ id, validUntil }: Pick<Ending, 'id' | 'validUntil'>): string => `${id}/${validUntil}`;
const tellAt = ({ validUntil }: Ending): string => startOfDay(addDays(validUntil, -DAYS_BEFORE));

/** Those that run out and of which nobody was told, the next one first. One that was over when it came in is no news. */
function endingOf({ ended, evidence, papersTold = [] }: ProductCycle, at: string): readonly Ending[] {
  if (ended) return [];
  return evidence
    .filter((item): item is Ending => item.validUntil !== undefined && startOfDay(addDays(item.validUntil, 1)) > at)
    .filter((item) => !papersTold.includes(keyOf(item)))
    .sort((a, b) => (a.validUntil < b.validUntil ? -1 : 1));
}

const paperEndTold = productCycle.event('PaperEndTold', {
  version: 1,
  schema: z.strictObject({ id: slug, kind: z.string(), validUntil: day }),
  quiet: true,
  beside: true,
  tells: ({ kind, validUntil }) => ({
    kind: 'message',
    to: [{ holders: { responsibility: 'collect-evidence' } }],
    why: {
      vi: `“${itemName(kind).vi}” trong hồ sơ hết giá trị sau ngày ${shownDay(validUntil)}: cần giấy tờ mới`,
      en: `“${itemName(kind).en}” in the dossier is good until ${shownDay(validUntil)}: a new one is needed`,
    },
    dueOn: validUntil,
  }),
  stillSo: ({ ended, evidence }, { id, validUntil }) =>
    !ended && evidence.some((item) => item.id === id && item.validUntil === validUntil),
  evolve: (state, ending) => ({ ...state, papersTold: [...(state.papersTold ?? []), keyOf(ending)] }),
  sentence: ({ id, kind, validUntil }) => ({
    vi: `Nhắc: minh chứng ${id} (${itemName(kind).vi}) có giá trị đến ${shownDay(validUntil)}`,
    en: `Told that evidence ${id} (${itemName(kind).en}) is good until ${shownDay(validUntil)}`,
  }),
});

export const tellPaperEnd = productCycle.command('TellPaperEnd', {
  input: z.strictObject({}),
  by: workflow,
  guard: ({ state, at }) => {
    const [next] = endingOf(state, at);
    return dueBy(next && tellAt(next), at);
  },
  decide: ({ state, at }) => {
    const [next] = endingOf(state, at);
    return next ? [paperEndTold({ id: next.id, kind: next.kind, validUntil: next.validUntil })] : [];
  },
  words: { vi: 'Nhắc giấy tờ sắp hết giá trị', en: 'Tell that a paper runs out' },
});

/** @param q the cycle as it stands at a moment */
export function papersEnding({ id, state, at }: { id: string; state: ProductCycle; at: string }): readonly DueAction[] {
  return endingOf(state, at)
    .slice(0, 1)
    .map((next) => ({
      command: tellPaperEnd.name,
      dueAt: tellAt(next),
      cause: causeIn(id, state)(state.started?.at ?? 0),
      which: keyOf(next),
    }));
}
