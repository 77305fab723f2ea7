// Minutes held on paper, entered twice (policy `paper-minutes`): by two people who do not see each other's figures. Where both say
// the same that is the result; where they differ the differences are listed, and somebody says with a reason what the paper says.
import { z } from 'zod';
import type { NewEvent } from '../../kernel/event.ts';
import { longText } from '../../kernel/fields.ts';
import { markOf } from '../../kernel/mark.ts';
import { personal, personalRef } from '../../kernel/personal.ts';
import { isRefusal, type Refusal, refusal } from '../../kernel/refusal.ts';
import { policiesOf } from '../../programme-year/due.ts';
import { responsibility } from '../../rulebooks/responsibilities.ts';
import {
  type PaperEntry,
  type ProductCycle,
  productCycle,
  type TierVisit,
  visitOf,
  withVisit,
} from '../product-cycle.ts';
import { type Deciding, paperResult, resultFacts, resultRefused } from './rating.ts';
import { tierAtWork, tierName, tierOpening } from './tier.ts';

const SECOND_ENTRY_BY_ANOTHER = refusal('SECOND_ENTRY_BY_ANOTHER', 'forbidden', {
  vi: '{by} đã nhập biên bản này: lần thứ hai phải do người khác nhập.',
  en: '{by} has entered these minutes: the second entry is for somebody else.',
});
const ENTRIES_DIFFER = refusal('ENTRIES_DIFFER', 'conflict', {
  vi: 'Hai lần nhập khác nhau ở {fields}: đối chiếu biên bản giấy rồi ghi nhận nội dung đúng kèm lý do.',
  en: 'The two entries differ in {fields}: compare them with the paper, then record what is right, with the reason.',
});
const NO_DIFFERENCES = refusal('NO_DIFFERENCES', 'conflict', {
  vi: 'Không có hai lần nhập khác nhau nào đang chờ đối chiếu.',
  en: 'No two entries that differ wait to be compared.',
});

const fields = ['minutes', 'totals', 'mean', 'stars', 'missed', 'knockOut', 'unreadConfirmed'] as const;
type Field = (typeof fields)[number];
type Said = { readonly [F in Field]?: unknown };

const paperResultEntered = productCycle.event('PaperResultEntered', {
  version: 1,
  schema: z.strictObject({ ...paperResult, tier: z.string(), remarks: personalRef.optional() }),
  beside: true,
  restsOn: (before) => visitOf(before)?.opened,
  evolve: (state, { tier: _, remarks: __, ...said }, meta) => {
    const visit = visitOf(state);
    const entry: PaperEntry = { ...markOf(meta), by: meta.actor.id, said };
    const [first] = visit?.entries ?? [];
    return withVisit(state, {
      entries: [...(visit?.entries ?? []), entry],
      ...(first ? { differences: differencesOf(first.said, said) } : {}),
    });
  },
  // What one entered is not for who enters it again.
  sentence: ({ tier }) => ({
    vi: `Nhập biên bản giấy ${tierName(tier).vi}, chờ đối chiếu với lần nhập của người khác`,
    en: `Minutes on paper of tier ${tierName(tier).en} entered, to be compared with another’s entry`,
  }),
});

const paperDifferencesResolved = productCycle.event('PaperDifferencesResolved', {
  version: 1,
  schema: z.strictObject({ tier: z.string(), fields: z.array(z.enum(fields)).min(1), reason: personalRef }),
  // They are open until the result says which is right, and again where that is annulled.
  evolve: (state) => state,
  sentence: ({ tier, fields }) => ({
    vi: `Đối chiếu hai lần nhập biên bản giấy ${tierName(tier).vi}: khác ở ${fields.join(', ')}`,
    en: `Two entries of the minutes on paper of tier ${tierName(tier).en} compared: they differed in ${fields.join(', ')}`,
  }),
});

/** As it is compared: in whatever order it was entered, and what says nothing left out. */
function asRead(value: unknown): string {
  if (value === undefined || value === false) return '–';
  if (!Array.isArray(value)) return JSON.stringify(value);
  return value.length === 0 ? '–' : `[${value.map((one) => JSON.stringify(one)).sort()}]`;
}

/** What two people read differently on one paper, each as it was entered. */
export const differencesOf = (one: Said, other: Said): NonNullable<TierVisit['differences']> =>
  fields.flatMap((field) => {
    const [first, second] = [asRead(one[field]), asRead(other[field])];
    return first === second ? [] : [{ field, first, second }];
  });

const namesOf = ({ differences = [] }: TierVisit): Field[] => differences.map(({ field }) => field as Field);

/** One person has entered minutes that another enters as well. */
export function isHalfEntered(state: ProductCycle): boolean {
  const { entries = [], result } = visitOf(state) ?? {};
  return entries.length === 1 && result === undefined;
}

type Entering = Deciding & { readonly actor: { readonly id: string } };

/** What an entry of minutes on paper brings about: a result, or where they are entered twice what waits for the other one. */
export function enteredFacts(
  c: Entering,
  input: z.infer<z.ZodObject<typeof paperResult>> & { remarks?: unknown },
): readonly NewEvent[] | Refusal {
  const result = resultFacts(c, input as Parameters<typeof resultFacts>[1]);
  if (isRefusal(result) || policiesOf(c.needs.year)['paper-minutes'] !== 'twice') return result;
  const visit = visitOf(c.state);
  const [first, second] = visit?.entries ?? [];
  if (second && visit) return ENTRIES_DIFFER({ fields: namesOf(visit) });
  if (first?.by === c.actor.id) return SECOND_ENTRY_BY_ANOTHER({ by: first.by });
  if (first && differencesOf(first.said, input).length === 0) return result;
  const opened = tierOpening(c.state, c.occurredOn, c.needs.year);
  return [...opened, paperResultEntered({ ...input, tier: tierAtWork(c.state) as string } as never)];
}

/** A person may be faster than the process: then the step and the tier are opened in the same append. */
export const recordTierResult = productCycle.command('RecordTierResult', {
  input: z.strictObject({ ...paperResult, remarks: personal(longText).optional() }),
  by: responsibility('record-result', tierAtWork),
  restsOn: 'what-was-seen',
  // Whether it is what another has entered is not found out by trying.
  untold: isHalfEntered,
  guard: ({ state }) => resultRefused(state),
  decide: (c) => enteredFacts(c, c.input),
  words: { vi: 'Ghi nhận kết quả của Hội đồng', en: 'Record the council’s result' },
});

export const resolvePaperResult = productCycle.command('ResolvePaperResult', {
  input: z.strictObject({ ...paperResult, reason: personal(longText) }),
  by: responsibility('record-result', tierAtWork),
  restsOn: 'what-was-seen',
  guard: ({ state }) => resultRefused(state) ?? (visitOf(state)?.differences?.length ? undefined : NO_DIFFERENCES()),
  decide: (c) => {
    const { reason, ...said } = c.input;
    const result = resultFacts(c, said);
    if (isRefusal(result)) return result;
    const fields = namesOf(visitOf(c.state) as TierVisit);
    return [paperDifferencesResolved({ tier: tierAtWork(c.state) as string, fields, reason }), ...result];
  },
  words: { vi: 'Đối chiếu hai lần nhập biên bản', en: 'Resolve two entries of the minutes' },
});
