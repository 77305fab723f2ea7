// Revocation (26/2026/QĐ-TTg, art. 8): proposed on one of the act's grounds, on the conclusion of an authority or the
// commune's word that production has stopped; the producer is heard; who recognised decides within the act's term.
import { z } from 'zod';
import { document, longText, paper, shortText, shownDay } from '../kernel/fields.ts';
import { markOf } from '../kernel/mark.ts';
import { personal, personalRef } from '../kernel/personal.ts';
import { type Refusal, refusal, type Words } from '../kernel/refusal.ts';
import { cited, due, endsOn, policiesOf } from '../programme-year/due.ts';
import type { ProgrammeYear } from '../programme-year/programme-year.ts';
import { legalDeadlines } from '../rulebooks/legal-terms.ts';
import { revocationLawOn, rulebooks } from '../rulebooks/registry.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import type { Day } from '../time/civil-date.ts';
import { byIssuer, type Certificate, certificate, dayBefore } from './certificate.ts';
import { notStanding, numberRefused } from './refusals.ts';

const REVOCATION_UNDER_WAY = refusal('REVOCATION_UNDER_WAY', 'conflict', {
  vi: 'Đang xem xét thu hồi theo đề nghị ngày {on}.',
  en: 'A revocation proposed on {on} is under way.',
});
const NO_REVOCATION_PROPOSED = refusal('NO_REVOCATION_PROPOSED', 'conflict', {
  vi: 'Chưa có đề nghị thu hồi giấy chứng nhận.',
  en: 'No revocation was proposed.',
});
const GROUND_UNKNOWN = refusal('GROUND_UNKNOWN', 'invalid', {
  vi: 'Quy định không có căn cứ thu hồi “{ground}”; chỉ có: {grounds}.',
  en: 'The act knows no ground “{ground}”, only: {grounds}.',
});
const CONCLUDED_LATER = refusal('CONCLUDED_LATER', 'invalid', {
  vi: 'Kết luận ngày {conclusion}, sau ngày đề nghị thu hồi ({on}).',
  en: 'The conclusion is of {conclusion}, after the proposal ({on}).',
});
const NOT_HEARD = refusal('NOT_HEARD', 'conflict', {
  vi: 'Chưa nghe chủ thể giải trình trước khi thu hồi (chính sách revocation-hearing).',
  en: 'The producer was not heard before the revocation (policy revocation-hearing).',
});
const HEARD_ALREADY = refusal('HEARD_ALREADY', 'conflict', {
  vi: 'Chủ thể đã giải trình ngày {on}.',
  en: 'The producer was heard on {on} already.',
});
const REVOKED_BEFORE_CONCLUSION = refusal('REVOKED_BEFORE_CONCLUSION', 'invalid', {
  vi: 'Quyết định thu hồi ngày {decision}, trước đề nghị thu hồi hoặc buổi giải trình ({from}).',
  en: 'The decision is of {decision}, before the proposal or the hearing ({from}).',
});
const REVOKED_LATER = refusal('REVOKED_LATER', 'invalid', {
  vi: 'Quyết định thu hồi ghi ngày {decision}, sau ngày ghi nhận ({on}).',
  en: 'The decision is of {decision}, after the day it is said of ({on}).',
});

/** A ground's name, in whichever act knows it. */
export function groundName(id: string): Words {
  const grounds = rulebooks.flatMap(({ revocation }) => revocation?.grounds ?? []);
  return grounds.find((ground) => ground.id === id)?.name ?? { vi: id, en: id };
}

const proposal = z.strictObject({ ground: z.string().max(60), conclusion: document });

const revocationProposed = certificate.event('RevocationProposed', {
  version: 1,
  schema: proposal.extend({ rulebook: z.string(), due, remarks: personalRef.optional() }),
  evolve: (state, { ground, due: { dueOn } }, meta) => ({
    ...state,
    revocation: { ...markOf(meta), ground, dueOn, reminded: [], overdue: false },
  }),
  sentence: ({ ground, conclusion, due }) => ({
    vi: `Đề nghị thu hồi: ${groundName(ground).vi} (${paper(conclusion)}), hạn ${shownDay(due.dueOn)}`,
    en: `Revocation proposed: ${groundName(ground).en} (${paper(conclusion)}), due ${shownDay(due.dueOn)}`,
  }),
  correctable: ['ground', 'conclusion'],
  recheck: ({ due, ...data }, _, { needs: { year }, occurredOn }) =>
    proposalRefused(data, occurredOn) ?? { ...data, due: revocationDue(data.conclusion.date, year) ?? due },
});

const producerHeard = certificate.event('ProducerHeard', {
  version: 1,
  schema: z.strictObject({ minutes: document, attended: z.boolean(), statement: personalRef.optional() }),
  evolve: (state, _, meta) =>
    state.revocation ? { ...state, revocation: { ...state.revocation, heard: markOf(meta) } } : state,
  sentence: ({ minutes, attended }) => ({
    vi: `${attended ? 'Nghe chủ thể giải trình' : 'Chủ thể được mời giải trình nhưng vắng mặt'} (${paper(minutes)})`,
    en: `${attended ? 'The producer was heard' : 'The producer was invited to be heard and did not come'} (${paper(minutes)})`,
  }),
  correctable: ['minutes', 'attended'],
});

const certificateRevoked = certificate.event('CertificateRevoked', {
  sealedAtOnce: true,
  version: 1,
  schema: z.strictObject({
    number: shortText,
    ground: z.string(),
    decision: document,
    /** decided after the act's term */
    late: z.literal(true).optional(),
  }),
  ends: () => true,
  evolve: (state, { decision }, meta) => ({
    ...state,
    ended: { ...markOf(meta), as: 'revoked', until: dayBefore(decision.date) },
  }),
  sentence: ({ number, ground, decision, late }) => ({
    vi: `Thu hồi giấy chứng nhận ${number}: ${groundName(ground).vi} (quyết định ${paper(decision)})${late ? ', quá thời hạn quy định' : ''}`,
    en: `Certificate ${number} revoked: ${groundName(ground).en} (decision ${paper(decision)})${late ? ', after the legal term' : ''}`,
  }),
  correctable: ['decision'],
  recheck: (data, before, { needs: { year }, occurredOn: on }) => {
    const { late: _, ...rest } = data;
    return decisionRefused(data, before, { year, on }) ?? { ...rest, ...lateness(before, data.decision.date) };
  },
});

const revocationDropped = certificate.event('RevocationDropped', {
  version: 1,
  schema: z.strictObject({ reason: personalRef, document }),
  evolve: ({ revocation: _, ...state }) => state,
  sentence: ({ document }) => ({
    vi: `Không thu hồi giấy chứng nhận (${paper(document)})`,
    en: `The certificate is not revoked (${paper(document)})`,
  }),
  correctable: ['document'],
});

/** By when it is decided: so many days after the conclusion. */
function revocationDue(concludedOn: Day, year: ProgrammeYear) {
  const of = { of: 'revocation-ground-concluded', on: concludedOn, calendar: year.calendar };
  const [term] = legalDeadlines(revocationLawOn(concludedOn), of);
  return term && endsOn(term.dueOn, cited(term.cite), year);
}

function proposalRefused({ ground, conclusion }: z.infer<typeof proposal>, on: Day): Refusal | undefined {
  const { grounds } = revocationLawOn(on).revocation;
  if (!grounds.some(({ id }) => id === ground))
    return GROUND_UNKNOWN({ ground, grounds: grounds.map(({ id }) => id) }, '/ground');
  return conclusion.date > on ? CONCLUDED_LATER({ conclusion: conclusion.date, on }, '/conclusion/date') : undefined;
}

type Deciding = { readonly year: ProgrammeYear; readonly on: Day };

/** A decision rests on the proposal and, where the plan wants it, on the hearing. */
function decisionRefused(
  { decision }: { decision: { date: Day } },
  { revocation }: Certificate,
  { year, on }: Deciding,
): Refusal | undefined {
  if (!revocation?.heard && policiesOf(year)['revocation-hearing'] === 'required') return NOT_HEARD();
  const from = revocation?.heard?.on ?? revocation?.on ?? '';
  if (decision.date < from) return REVOKED_BEFORE_CONCLUSION({ decision: decision.date, from }, '/decision/date');
  return decision.date > on ? REVOKED_LATER({ decision: decision.date, on }, '/decision/date') : undefined;
}

const lateness = ({ revocation }: Certificate, on: Day) =>
  revocation && on > revocation.dueOn ? { late: true as const } : {};

const proposed = ({ state }: { state: Certificate }) =>
  notStanding(state) ?? (state.revocation ? undefined : NO_REVOCATION_PROPOSED());

export const proposeRevocation = certificate.command('ProposeRevocation', {
  input: proposal.extend({ remarks: personal(longText).optional() }),
  by: responsibility('supervise-certificates'),
  guard: ({ state }) => notStanding(state) ?? (state.revocation && REVOCATION_UNDER_WAY({ on: state.revocation.on })),
  decide: ({ input, needs: { year }, occurredOn }) => {
    const refused = proposalRefused(input, occurredOn);
    if (refused) return refused;
    const due = revocationDue(input.conclusion.date, year);
    const rulebook = revocationLawOn(occurredOn).id;
    return due ? [revocationProposed({ ...input, rulebook, due })] : [];
  },
  words: { vi: 'Đề nghị thu hồi', en: 'Propose a revocation' },
});

export const hearProducer = certificate.command('HearProducer', {
  input: z.strictObject({ minutes: document, attended: z.boolean(), statement: personal(longText).optional() }),
  by: byIssuer,
  guard: (c) => proposed(c) ?? (c.state.revocation?.heard && HEARD_ALREADY({ on: c.state.revocation.heard.on })),
  decide: ({ input }) => [producerHeard(input)],
  words: { vi: 'Nghe chủ thể giải trình', en: 'Hear the producer' },
});

export const revokeCertificate = certificate.command('RevokeCertificate', {
  /** the number is the one that the decision names */
  input: z.strictObject({ number: shortText, decision: document }),
  by: byIssuer,
  restsOn: 'what-was-seen',
  guard: (c) => {
    const required = policiesOf(c.needs.year)['revocation-hearing'] === 'required';
    return proposed(c) ?? (required && !c.state.revocation?.heard ? NOT_HEARD() : undefined);
  },
  decide: ({ state, input, needs: { year }, occurredOn: on }) =>
    numberRefused(state, input.number) ??
    decisionRefused(input, state, { year, on }) ?? [
      certificateRevoked({
        ...input,
        ground: state.revocation?.ground ?? '',
        ...lateness(state, input.decision.date),
      }),
    ],
  signs: true,
  words: { vi: 'Thu hồi giấy chứng nhận', en: 'Revoke the certificate' },
});

export const dropRevocation = certificate.command('DropRevocation', {
  input: z.strictObject({ reason: personal(longText), document }),
  by: byIssuer,
  restsOn: 'what-was-seen',
  guard: proposed,
  decide: ({ input }) => [revocationDropped(input)],
  words: { vi: 'Không thu hồi', en: 'Drop the revocation' },
});
