// At each of its passings a tier asks once for everything that is missing; meanwhile its own clock stands still. What does
// not come in time it goes on without, by its own act.
import { z } from 'zod';
import { document, longText, paper, sha256, shortText, shownDay } from '../../kernel/fields.ts';
import { markOf } from '../../kernel/mark.ts';
import { personal, personalRef } from '../../kernel/personal.ts';
import { type Refusal, refusal } from '../../kernel/refusal.ts';
import { due, endsLater, policiesOf } from '../../programme-year/due.ts';
import type { ProgrammeYear } from '../../programme-year/programme-year.ts';
import { responsibility } from '../../rulebooks/responsibilities.ts';
import { type Day, day } from '../../time/civil-date.ts';
import { workingDaysBetween } from '../../time/working-days.ts';
import { DEADLINE_PAST, extendedDue, newDeadline } from '../deadline.ts';
import { supplementedManifest } from '../manifest.ts';
import {
  type Deadline,
  type ProductCycle,
  productCycle,
  type Supplement,
  visitOf,
  withVisit,
} from '../product-cycle.ts';
import { ended } from '../step.ts';
import { NO_TIER_OPEN, tierOf } from './tier.ts';

const SUPPLEMENT_ASKED = refusal('SUPPLEMENT_ASKED', 'conflict', {
  vi: 'Cấp này đã yêu cầu bổ sung {times} lần (lần cuối ngày {on}): mỗi lần xét chỉ yêu cầu một lần.',
  en: 'This tier has asked for supplements {times} times, last on {on}: at each passing it asks once for everything.',
});
const SUPPLEMENT_NOT_LATE = refusal('SUPPLEMENT_NOT_LATE', 'conflict', {
  vi: 'Chủ thể còn được bổ sung hồ sơ đến hết ngày {dueOn}.',
  en: 'The supplement may be handed in until the end of {dueOn}.',
});
const NO_SUPPLEMENT_ASKED = refusal('NO_SUPPLEMENT_ASKED', 'conflict', {
  vi: 'Không có yêu cầu bổ sung đang chờ.',
  en: 'No supplement is being waited for.',
});
const SUPPLEMENT_PENDING = refusal('SUPPLEMENT_PENDING', 'conflict', {
  vi: 'Đang chờ bổ sung hồ sơ, hạn {dueOn}.',
  en: 'A supplement is being waited for, due {dueOn}.',
});

export const supplementPending = (state: ProductCycle) => {
  const supplement = visitOf(state)?.supplement;
  return supplement && !supplement.answered && !supplement.lapsed ? supplement : undefined;
};

/** The producer's day, as the coordination office fixed it. */
export function supplementUntil(state: ProductCycle, dueOn: Day): ProductCycle {
  const pending = supplementPending(state);
  return pending ? withVisit(state, { supplement: { ...pending, dueOn } }) : state;
}

/** Refuses what no tier decides once the cycle has ended, or while it waits for a supplement. */
export function endedOrSupplementing(state: ProductCycle): Refusal | undefined {
  const pending = supplementPending(state);
  return ended(state) ?? (pending && SUPPLEMENT_PENDING({ dueOn: pending.dueOn }));
}

const SET_BY_TIER = 'set by the tier that asked';
const supplementRequested = productCycle.event('SupplementRequested', {
  version: 1,
  schema: z.strictObject({
    items: personalRef,
    answerBy: day,
    /** where the day is a day off */
    ends: due.optional(),
  }),
  evolve: (state, { answerBy, ends = { dueOn: answerBy, basis: SET_BY_TIER } }, meta) => {
    const asked = markOf(meta);
    const own = newDeadline('supplement', ends, asked);
    const no = timesAsked(state) + 1;
    return {
      ...withVisit(state, { supplement: { asked, dueOn: ends.dueOn, no } }),
      paused: state.deadline,
      deadline: own && { ...own, fixed: true },
    };
  },
  sentence: ({ answerBy, ends }) => ({
    vi: `Yêu cầu bổ sung hồ sơ, hạn ${shownDay(answerBy)}${ends ? ` (ngày nghỉ, đến hết ${shownDay(ends.dueOn)})` : ''}`,
    en: `Supplement asked for, due ${shownDay(answerBy)}${ends ? ` (a day off, so ${shownDay(ends.dueOn)})` : ''}`,
  }),
  // The clock stands still from the day of asking.
  outcome: (_, occurredOn) => occurredOn,
});

const extension = {
  workingDays: z.int().min(0),
  dueOn: day.optional(),
  /** where the law allows no later date: its place */
  basis: shortText.optional(),
};
type Extension = z.infer<z.ZodObject<typeof extension>>;

/** The tier's deadline moves by the working days after the day of asking through the day of answering. */
const supplementAnswered = productCycle.event('SupplementAnswered', {
  version: 1,
  schema: z.strictObject({
    documents: z.array(document),
    manifest: sha256,
    ...extension,
  }),
  evolve: (state, data, meta) => goingOn(state, { answered: markOf(meta) }, data, meta.revision),
  sentence: ({ documents, workingDays, dueOn }) => ({
    vi: `Bổ sung hồ sơ: ${documents.map(paper).join('; ')}; thời hạn kéo dài ${workingDays} ngày làm việc${dueOn ? `, đến ${shownDay(dueOn)}` : ''}`,
    en: `Supplement handed in: ${documents.map(paper).join('; ')}; deadline extended by ${workingDays} working days${dueOn ? ` to ${shownDay(dueOn)}` : ''}`,
  }),
  recheck: ({ documents, manifest }, before, { needs, occurredOn }) => ({
    documents,
    manifest,
    ...extensionOf(before, occurredOn, needs.year),
  }),
});

/** Nobody has to wait for ever: what was not handed in is left out, and the days that it was waited for are added. */
const supplementLapsed = productCycle.event('SupplementLapsed', {
  version: 1,
  schema: z.strictObject(extension),
  evolve: (state, data, meta) => goingOn(state, { lapsed: markOf(meta) }, data, meta.revision),
  sentence: ({ workingDays, dueOn }) => ({
    vi: `Không bổ sung đúng hạn: tiếp tục với hồ sơ hiện có; thời hạn kéo dài ${workingDays} ngày làm việc${dueOn ? `, đến ${shownDay(dueOn)}` : ''}`,
    en: `No supplement in time: the tier goes on with what it has; deadline extended by ${workingDays} working days${dueOn ? ` to ${shownDay(dueOn)}` : ''}`,
  }),
  recheck: (_, before, { needs, occurredOn }) =>
    notLate(before, occurredOn) ?? waitedFor(before, occurredOn, needs.year),
});

const timesAsked = (state: ProductCycle): number => {
  const supplement = visitOf(state)?.supplement;
  return supplement ? (supplement.no ?? 1) : 0;
};

/** The tier's own clock runs again. */
function goingOn(
  state: ProductCycle,
  how: Pick<Supplement, 'answered' | 'lapsed'>,
  extension: Extension,
  at: number,
): ProductCycle {
  const supplement = visitOf(state)?.supplement;
  const { paused } = state;
  return {
    ...(supplement ? withVisit(state, { supplement: { ...supplement, ...how } }) : state),
    deadline: paused && resume(paused, extension, at),
    paused: undefined,
  };
}

const resume = (paused: Deadline, { dueOn, basis = paused.basis, workingDays }: Extension, at: number) =>
  dueOn === undefined
    ? undefined
    : { ...paused, dueOn, basis, at, extension: paused.extension + workingDays, reminded: [], overdue: false };

export const requestSupplement = productCycle.command('RequestSupplement', {
  input: z.strictObject({ items: personal(longText), answerBy: day }),
  by: responsibility('check-dossier', tierOf),
  guard: ({ state, needs }) => {
    const visit = visitOf(state);
    if (state.ended || !visit || visit.result) return NO_TIER_OPEN();
    const times = timesAsked(state);
    const mayAsk = !supplementPending(state) && times < policiesOf(needs.year)['supplement-requests'];
    return mayAsk ? undefined : SUPPLEMENT_ASKED({ times, on: visit.supplement?.asked.on });
  },
  decide: ({ input, occurredOn, needs }) =>
    input.answerBy <= occurredOn
      ? DEADLINE_PAST({ dueOn: input.answerBy }, '/answerBy')
      : [supplementRequested({ ...input, ...endsLater(input.answerBy, SET_BY_TIER, needs.year) })],
  words: { vi: 'Yêu cầu bổ sung hồ sơ', en: 'Ask for a supplement' },
});

export const answerSupplement = productCycle.command('AnswerSupplement', {
  input: z.strictObject({ documents: z.array(document).min(1).max(100) }),
  by: responsibility('answer-supplement'),
  guard: ({ state }) => {
    if (state.ended) return ended(state);
    return supplementPending(state) ? undefined : NO_SUPPLEMENT_ASKED();
  },
  decide: ({ id, state, input, occurredOn, needs, digest }) => [
    supplementAnswered({
      documents: input.documents,
      manifest: supplementedManifest({ id, state, digest, documents: input.documents }),
      ...extensionOf(state, occurredOn, needs.year),
    }),
  ],
  words: { vi: 'Bổ sung hồ sơ', en: 'Hand in the supplement' },
});

const notLate = (state: ProductCycle, on: Day): Refusal | undefined => {
  const pending = supplementPending(state);
  return pending && on <= pending.dueOn ? SUPPLEMENT_NOT_LATE({ dueOn: pending.dueOn }) : undefined;
};

/** Only the days in which it could come are added, however late the tier goes on. */
const waitedFor = (state: ProductCycle, on: Day, year: ProgrammeYear) =>
  extensionOf(state, supplementPending(state)?.dueOn ?? on, year);

export const goOnWithoutSupplement = productCycle.command('GoOnWithoutSupplement', {
  input: z.strictObject({}),
  by: responsibility('check-dossier', tierOf),
  restsOn: 'what-was-seen',
  guard: ({ state, occurredOn }) => {
    if (state.ended) return ended(state);
    return supplementPending(state) ? notLate(state, occurredOn) : NO_SUPPLEMENT_ASKED();
  },
  decide: ({ state, occurredOn, needs }) => [supplementLapsed(waitedFor(state, occurredOn, needs.year))],
  words: { vi: 'Tiếp tục không chờ bổ sung', en: 'Go on without the supplement' },
});

/** What the days from asking to answering add to the tier's own deadline, as far as the law allows. */
function extensionOf(state: ProductCycle, on: Day, year: ProgrammeYear): Extension {
  const pending = supplementPending(state);
  const { paused } = state;
  const workingDays = pending ? Math.max(0, workingDaysBetween(pending.asked.on, on, year.calendar)) : 0;
  if (!paused) return { workingDays };
  const { dueOn, basis } = extendedDue(state, paused, workingDays, year);
  return { workingDays, dueOn, ...(basis === paused.basis ? {} : { basis }) };
}
