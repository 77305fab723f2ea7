// From a tier's result to the next rung: told, completed, forwarded with package and second manifest, received. The first
// tier gives its receipt to the applicant.
import { z } from 'zod';
import { heightOfActor } from '../../access/heights.ts';
import type { Actor } from '../../kernel/event.ts';
import { document, longText, paper, sha256, shownDay } from '../../kernel/fields.ts';
import { markOf } from '../../kernel/mark.ts';
import { own } from '../../kernel/own.ts';
import { personal, personalRef } from '../../kernel/personal.ts';
import { type Lang, refusal } from '../../kernel/refusal.ts';
import { due } from '../../programme-year/due.ts';
import type { RoundRef } from '../../programme-year/plan-dates.ts';
import type { ProgrammeYear } from '../../programme-year/programme-year.ts';
import { getTier } from '../../rulebooks/ladder.ts';
import { heightOf, levelAt } from '../../rulebooks/levels.ts';
import { type HolderLevel, type RoleId, responsibility } from '../../rulebooks/responsibilities.ts';
import { type Day, day } from '../../time/civil-date.ts';
import type { UnitTree } from '../../unit/unit-tree.ts';
import { newDeadline, tierSubject } from '../deadline.ts';
import { supplementedManifest } from '../manifest.ts';
import { type ProductCycle, productCycle, rulebookOf, type TierVisit, visitOf, withVisit } from '../product-cycle.ts';
import { receiveDue } from '../tier-due.ts';
import { isSameRound, isSettled, isTold, roundProposedTo, tierAhead, tierName, tierOf, tierRates } from './tier.ts';

const NO_RESULT_YET = refusal('NO_RESULT_YET', 'conflict', {
  vi: 'Cấp này chưa có kết quả.',
  en: 'This tier has no result yet.',
});
const NOT_FORWARDED_FROM_HERE = refusal('NOT_FORWARDED_FROM_HERE', 'conflict', {
  vi: 'Kết quả không thuộc diện chuyển cấp trên.',
  en: 'The result does not go on to another tier.',
});
const RESULT_NOT_NOTIFIED = refusal('RESULT_NOT_NOTIFIED', 'conflict', {
  vi: 'Chưa thông báo kết quả của cấp này.',
  en: 'The result of this tier has not been told yet.',
});
const DOSSIER_NOT_COMPLETED = refusal('DOSSIER_NOT_COMPLETED', 'conflict', {
  vi: 'Hồ sơ chưa hoàn thiện để chuyển.',
  en: 'The dossier has not been completed for forwarding.',
});
const MINUTES_MISSING = refusal('MINUTES_MISSING', 'invalid', {
  vi: 'Cấp đã chấm điểm thì chuyển hồ sơ kèm biên bản của Hội đồng.',
  en: 'A tier that rated forwards the minutes of its council.',
});
const NOTHING_FORWARDED = refusal('NOTHING_FORWARDED', 'conflict', {
  vi: 'Chưa có hồ sơ chuyển đến.',
  en: 'No dossier has been forwarded.',
});

const partiesIn = (to: readonly HolderLevel[], lang: Lang): string =>
  to.map((level) => levelAt(heightOf(level))[lang]).join(lang === 'vi' ? ' và ' : ' and ');

const resultNotified = productCycle.event('ResultNotified', {
  version: 4,
  schema: z.strictObject({
    tier: z.string(),
    letter: document,
    /** whom, as the rulebook says; not said before version 2 */
    to: z.array(z.enum(['producer', 'commune', 'district', 'province', 'national'])).optional(),
    /** nothing of the cycle is left to do; not said before version 4, where version 3 knew no certificate yet */
    settled: z.literal(true).optional(),
  }),
  upcast: { 1: (data) => data, 2: (data) => data, 3: ({ over: _, ...data }) => data },
  ends: ({ settled }) => settled,
  // The letter on paper goes to whom the rulebook names; the system tells its people besides.
  tells: ({ tier, to = [] }) => ({
    kind: 'news',
    to: [
      ...(to.includes('producer') ? [{ producer: true as const }] : []),
      ...(to.includes('commune') ? [{ holders: { responsibility: 'record-follow-up' } }] : []),
      { actorOf: ['DossierForwarded'] },
    ],
    why: { vi: `đã có kết quả ${tierName(tier).vi}`, en: `the result of tier ${tierName(tier).en} was told` },
  }),
  evolve: (state, { tier }, meta) => {
    const told = withVisit(state, { notified: markOf(meta) });
    return state.deadline?.subject === tierSubject(tier, 'tell') ? { ...told, deadline: undefined } : told;
  },
  sentence: ({ tier, letter, to = [] }) => ({
    vi: `Thông báo kết quả ${tierName(tier).vi}${to.length ? ` cho ${partiesIn(to, 'vi')}` : ''}: ${paper(letter)}`,
    en: `Result of tier ${tierName(tier).en} told${to.length ? ` to ${partiesIn(to, 'en')}` : ''}: ${paper(letter)}`,
  }),
  correctable: ['letter'],
});
const dossierCompleted = productCycle.event('DossierCompleted', {
  version: 1,
  schema: z.strictObject({ tier: z.string(), documents: z.array(document), manifest: sha256 }),
  evolve: (state, { manifest }, meta) => withVisit(state, { completed: { ...markOf(meta), manifest } }),
  sentence: ({ tier, documents, manifest }) => ({
    vi: `${tierName(tier).vi} hoàn thiện hồ sơ (${documents.length} tài liệu thêm, mã ${manifest.slice(0, 12)})`,
    en: `Dossier completed by tier ${tierName(tier).en} (${documents.length} more documents, manifest ${manifest.slice(0, 12)})`,
  }),
});
const dossierForwarded = productCycle.event('DossierForwarded', {
  version: 3,
  schema: z.strictObject({
    from: z.string(),
    to: z.string(),
    letter: document,
    /** absent where the tier held no meeting: version 1 wanted them of every tier */
    minutes: document.optional(),
    samples: z.int().min(0).max(1000),
    manifest: sha256,
    /** by when it is to be received; before version 2 the sender's date ran on */
    due: due.optional(),
    /** the day that decides the round, where it is not the day of forwarding; not said before version 3 */
    proposedOn: day.optional(),
  }),
  upcast: { 1: (data) => data, 2: (data) => data },
  evolve: (state, { to, due, proposedOn }, meta) => {
    const mark = markOf(meta);
    const forwarded = withVisit(state, { forwarded: { ...mark, to, ...(proposedOn ? { proposedOn } : {}) } });
    return due ? { ...forwarded, deadline: newDeadline(tierSubject(to, 'receive'), due, mark) } : forwarded;
  },
  sentence: ({ from, to, letter, minutes, samples, proposedOn }) => ({
    vi: `${tierName(from).vi} chuyển hồ sơ lên ${tierName(to).vi}: công văn ${paper(letter)}${minutes ? `, biên bản ${paper(minutes)}` : ''}, ${samples} sản phẩm mẫu${proposedOn ? `, tính là đề nghị ngày ${shownDay(proposedOn)}` : ''}`,
    en: `Dossier forwarded from tier ${tierName(from).en} to ${tierName(to).en}: letter ${paper(letter)}${minutes ? `, minutes ${paper(minutes)}` : ''}, ${samples} samples${proposedOn ? `, counted as proposed on ${shownDay(proposedOn)}` : ''}`,
  }),
  correctable: ['letter', 'minutes', 'samples'],
  recheck: ({ due, proposedOn, ...data }, before, { needs, occurredOn: on, movedBy, movedFrom = on }) => {
    const bound = proposedOn ?? movedFrom;
    const decisive = movedBy && !receives(movedBy, data.to, { state: before, needs }) && bound > on ? bound : on;
    return {
      ...data,
      ...(due ? { due: receiveDue(on, needs.year, before) } : {}),
      ...(movedBy
        ? proposedAs(data.to, { state: before, on, decisive, year: needs.year })
        : proposedOn === undefined
          ? {}
          : { proposedOn }),
    };
  },
});
const dossierReceived = productCycle.event('DossierReceived', {
  version: 1,
  schema: z.strictObject({ tier: z.string(), receipt: document, remarks: personalRef.optional() }),
  evolve: (state, _, meta) => {
    const received = markOf(meta);
    if (onItsWay(state)) return { ...withVisit(state, { received }), deadline: undefined };
    return state.submitted ? { ...state, submitted: { ...state.submitted, received } } : state;
  },
  tells: ({ tier }) => ({
    kind: 'news',
    to: [{ actorOf: ['DossierForwarded', 'DossierSubmitted'] }, { producer: true }],
    why: {
      vi: `${tierName(tier).vi} đã tiếp nhận hồ sơ`,
      en: `tier ${tierName(tier).en} has received the dossier`,
    },
  }),
  sentence: ({ tier, receipt }) => ({
    vi: `${tierName(tier).vi} tiếp nhận hồ sơ: ${paper(receipt)}`,
    en: `Dossier received by tier ${tierName(tier).en}: ${paper(receipt)}`,
  }),
  correctable: ['receipt'],
});

type Here = { readonly state: ProductCycle; readonly needs: { readonly units: UnitTree } };

/** Whether somebody stands where what is forwarded is received, or above it; above the province stands who signs for it. */
function receives({ role, ...actor }: Actor, to: string, { state, needs }: Here): boolean {
  return heightOfActor(actor, needs.units) >= heightOf(getTier(rulebookOf(state), to).level) || role === signer;
}
const signer: RoleId = 'signer';

type Proposed = {
  readonly state: ProductCycle;
  readonly on: Day;
  readonly decisive: Day;
  readonly year: ProgrammeYear;
};

/**
 * A round that was closed when a dossier was proposed is not entered by naming an earlier day: who receives it says so, or
 * an import of older papers; otherwise the day on which it was said decides. @param q `on`: day of forwarding
 */
function proposedAs(to: string, { state, on, decisive, year }: Proposed): { proposedOn?: Day } {
  const [named, said] = [on, decisive].map((day) => roundProposedTo(to, state, day, year)) as [RoundRef, RoundRef];
  return isSameRound(named, said) ? {} : { proposedOn: decisive };
}

const visited = (state: ProductCycle) => visitOf(state) as TierVisit;

/** What was forwarded and is not received yet. */
const onItsWay = (state: ProductCycle): boolean => {
  const visit = visitOf(state);
  return visit?.forwarded !== undefined && !visit.received;
};

/** What the applicant handed in, before the first tier has judged it. */
const handedIn = (state: ProductCycle): boolean =>
  state.submitted !== undefined && state.visits.length <= 1 && !visitOf(state)?.result;

/** Also after the rating ended here: the producer has to be told either way. */
export const notifyResult = productCycle.command('NotifyResult', {
  input: z.strictObject({ letter: document }),
  by: responsibility('notify-result', tierOf),
  guard: ({ state }) => {
    const visit = visitOf(state);
    return !visit?.result ? NO_RESULT_YET() : visit.notified ? 'already-so' : undefined;
  },
  decide: ({ state, input, occurredOn }) => {
    const { tier } = visited(state);
    const to = own(rulebookOf(state).resultToldTo, tier) ?? [];
    const told = withVisit(state, { notified: { on: occurredOn, at: 0 } });
    const isLast = state.ended?.kind === 'rated' || isSettled(told);
    return [resultNotified({ tier, ...input, to: [...to], ...(isLast ? { settled: true } : {}) })];
  },
  words: { vi: 'Thông báo kết quả', en: 'Tell the result' },
});

const goingOn = ({ state }: { state: ProductCycle }) => {
  const visit = visitOf(state);
  if (!visit?.result) return NO_RESULT_YET();
  if (visit.result.outcome !== 'forward' || state.ended) return NOT_FORWARDED_FROM_HERE();
  return isTold(state, visit) ? undefined : RESULT_NOT_NOTIFIED();
};

export const completeDossier = productCycle.command('CompleteDossier', {
  input: z.strictObject({ documents: z.array(document).max(100) }),
  by: responsibility('complete-dossier', tierOf),
  guard: (c) => goingOn(c) ?? (visitOf(c.state)?.completed ? 'already-so' : undefined),
  decide: ({ id, state, input, digest }) => [
    dossierCompleted({
      tier: visited(state).tier,
      documents: input.documents,
      manifest: supplementedManifest({ id, state, digest, documents: input.documents }),
    }),
  ],
  words: { vi: 'Hoàn thiện hồ sơ', en: 'Complete the dossier' },
});

export const forwardDossier = productCycle.command('ForwardDossier', {
  /** A commune may assess without a meeting (26/2026/QĐ-TTg, art. 7.2): only who rates has minutes of a council. */
  input: z.strictObject({ letter: document, minutes: document.optional(), samples: z.int().min(0).max(1000) }),
  by: responsibility('forward-dossier', tierOf),
  restsOn: 'what-was-seen',
  guard: (c) => {
    const visit = visitOf(c.state);
    return goingOn(c) ?? (!visit?.completed ? DOSSIER_NOT_COMPLETED() : visit.forwarded ? 'already-so' : undefined);
  },
  decide: ({ state, input, today, occurredOn: on, olderPapers, actor, needs }) => {
    const { tier, completed } = visited(state);
    const to = getTier(rulebookOf(state), tier).forwards?.to;
    if (to === undefined || !completed) return NOT_FORWARDED_FROM_HERE();
    if (tierRates(state, tier) && !input.minutes) return MINUTES_MISSING({}, '/minutes');
    const due = receiveDue(on, needs.year, state);
    const decisive = olderPapers !== undefined || receives(actor, to, { state, needs }) ? on : today;
    const proposed = proposedAs(to, { state, on, decisive, year: needs.year });
    return [dossierForwarded({ from: tier, to, ...input, manifest: completed.manifest, due, ...proposed })];
  },
  words: { vi: 'Chuyển hồ sơ lên cấp trên', en: 'Forward the dossier' },
});

export const receiveDossier = productCycle.command('ReceiveDossier', {
  input: z.strictObject({ receipt: document, remarks: personal(longText).optional() }),
  by: responsibility('receive-dossier', tierAhead),
  guard: ({ state }) => {
    if (state.ended) return NOTHING_FORWARDED();
    if (onItsWay(state)) return undefined;
    if (visitOf(state)?.received || state.submitted?.received) return 'already-so';
    return handedIn(state) ? undefined : NOTHING_FORWARDED();
  },
  decide: ({ state, input }) => [dossierReceived({ tier: tierAhead(state) as string, ...input })],
  words: { vi: 'Tiếp nhận hồ sơ', en: 'Receive the dossier' },
});
